"""Show the targets of all agencies or of one, and set them."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from complaints.clocks.setting import Setter, set_target
from complaints.clocks.targets import in_force
from complaints.retargeting.orders import ask, count_others
from core.errors import InvalidInput
from dashboard import paths
from dashboard.auth import SignedIn, Visitor
from dashboard.done import done_words
from dashboard.pages import render
from dashboard.row_id import RowId
from dashboard.scope import find_scope
from dashboard.targets import forms, view
from dashboard.wiring import Wired, Wiring
from dashboard.wording import say

router = APIRouter(prefix="/targets")
PAGE = f"{paths.ROOT}/targets"

Fields = Annotated[list[str], Form(max_length=50)]


@router.get("")
def show(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    agency: Annotated[RowId | None, Query()] = None,
) -> Response:
    """Show the targets."""
    return _page(request, wiring, visitor, agency)


@router.get("/progress")
def progress(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    agency: Annotated[RowId | None, Query()] = None,
) -> Response:
    """Show how far open tickets have followed: the page asks for it while they do."""
    with wiring.database.reading() as session:
        shown = view.load_progress(session, visitor, agency)
    return render(request, "targets/progress.html", progress=shown)


@router.post("")
def set_all(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    category: Fields,
    response: Fields,
    resolution: Fields,
    agency: Annotated[RowId | None, Form()] = None,
    open_too: Annotated[bool, Form()] = False,
) -> Response:
    """Set what differs; order that open tickets follow where that was asked for."""
    typed = forms.Typed()
    try:
        typed = forms.read(category, response, resolution)
        changed = _set(wiring, visitor, agency, typed)
    except InvalidInput as error:
        return _page(request, wiring, visitor, agency, typed, error)
    ordered = open_too and _order(wiring, visitor, agency)
    done = "targets_applied" if ordered else "targets_set" if changed else "targets_same"
    own = str(agency) if agency and visitor.may_manage_agencies else ""
    return RedirectResponse(paths.with_query(PAGE, agency=own, done=done), 303)


def _set(wiring: Wiring, visitor: Visitor, agency_id: int | None, typed: forms.Typed) -> int:
    by = Setter(f"officer:{visitor.officer.id}", wiring.clock())
    with wiring.database.transaction() as session:
        agency = find_scope(session, visitor, agency_id)
        key = agency.id if agency else None
        book = in_force(session, wiring.desk.catalog, [key] if key else [], by.now)
        changes = typed.changes(book, key)
        for code, hours in changes.items():
            if code not in wiring.desk.catalog:
                raise InvalidInput("hours_both", category=code)
            set_target(session, key, code, hours, by)
    return len(changes)


def _order(wiring: Wiring, visitor: Visitor, agency_id: int | None) -> bool:
    """Order that open tickets follow; tells whether there are any that count by other targets."""
    now = wiring.clock()
    with wiring.database.reading() as session:
        agency = find_scope(session, visitor, agency_id)
        key = agency.id if agency else None
        total = count_others(session, wiring.desk, key, now).total()
    with wiring.database.transaction() as session:
        return ask(session, key, total, f"officer:{visitor.officer.id}", now) is not None


def _page(
    request: Request,
    wiring: Wiring,
    visitor: Visitor,
    agency_id: int | None,
    typed: forms.Typed | None = None,
    error: InvalidInput | None = None,
) -> Response:
    with wiring.database.reading() as session:
        page = view.load(session, wiring.desk, visitor, agency_id, wiring.clock())
    wrong = {
        str(each.values.get("category", "")): say(f"targets.problem.{each.reason}", **each.values)
        for each in (error.errors if error else ())
    }
    return render(
        request,
        "targets/page.html",
        422 if error else 200,
        view=page,
        typed=typed.fields if typed else {},
        wrong=wrong,
        first=next(iter(wrong), ""),
        done=done_words(request),
    )
