"""Show the targets of all agencies or of one, and set them."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from agencies.queries import list_agencies
from complaints.clocks.setting import Setter, set_target
from complaints.clocks.targets import Origin, in_force
from complaints.retargeting import BATCH, apply_to_open
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
    """Set what differs; apply it to open tickets where that was asked for."""
    typed = forms.Typed()
    try:
        typed = forms.read(category, response, resolution)
        changed = _set(wiring, visitor, agency, typed)
    except InvalidInput as error:
        return _page(request, wiring, visitor, agency, typed, error)
    applied = _apply(wiring, visitor, agency, typed) if open_too else 0
    done = "targets_applied" if applied else "targets_set" if changed else "targets_same"
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
            try:
                set_target(session, key, code, hours, by)
            except InvalidInput as error:
                raise InvalidInput(error.reason, **error.values, category=code) from error
    return len(changes)


def _apply(wiring: Wiring, visitor: Visitor, agency_id: int | None, typed: forms.Typed) -> int:
    """Apply the targets to open tickets, some at a time, so that nobody waits long for the rest."""
    with wiring.database.reading() as session:
        agency = find_scope(session, visitor, agency_id)
        ids = [each.id for each in ([agency] if agency else list_agencies(session)) if each.id]
        book = in_force(session, wiring.desk.catalog, ids, wiring.clock())
    actor = f"officer:{visitor.officer.id}"
    return sum(
        _apply_one(wiring, key, code, actor)
        for key in ids
        for code in typed.fields
        # What an agency has set for itself is its own to apply.
        if agency is not None or book.of(key, code).origin is not Origin.AGENCY
    )


def _apply_one(wiring: Wiring, agency_id: int, code: str, actor: str) -> int:
    applied, changed = 0, BATCH
    while changed == BATCH:
        now = wiring.clock()
        with wiring.database.transaction() as session:
            changed = apply_to_open(session, wiring.desk, agency_id, code, actor, now)
        applied += changed
    return applied


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
    return render(
        request,
        "targets/page.html",
        422 if error else 200,
        view=page,
        typed=typed.fields if typed else {},
        wrong=error.values.get("category", "") if error else "",
        problem=say(f"targets.problem.{error.reason}", **error.values) if error else "",
        done=done_words(request),
    )
