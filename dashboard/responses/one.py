"""One ready-made text: written anew, adapted from a shipped one, changed, put away."""

from dataclasses import dataclass, replace
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from agencies.permissions import may_manage_agencies
from complaints.responses import changes, placeholders
from complaints.responses.changes import Editor, Wanted
from complaints.responses.tables import Use
from core.errors import InvalidInput
from dashboard.auth import SignedIn, Visitor
from dashboard.done import done_words
from dashboard.pages import render
from dashboard.responses import addresses, one_view
from dashboard.responses.one_view import OneView, Typed
from dashboard.row_id import LARGEST, RowId
from dashboard.ticket.forms import Problem
from dashboard.wiring import Wired, Wiring
from dashboard.wording import say

router = APIRouter(prefix="/templates")

FIELD_OF = {
    "title_needed": "title",
    "title_long": "title",
    "category_unknown": "category",
    "agency_unknown": "agency",
}  # whatever else is refused stands in the body
Line = Annotated[str, Form(max_length=200)]


@dataclass(frozen=True, slots=True)
class _Form:
    """What was typed, and whose it is to be."""

    typed: Typed
    agency_id: int | None

    @property
    def wanted(self) -> Wanted:
        typed = self.typed
        return Wanted(self.agency_id, typed.category, Use(typed.use), typed.title, typed.body)


def _read(
    visitor: SignedIn,
    use: Annotated[Use, Form()],
    title: Line = "",
    body: Annotated[str, Form(max_length=10_000)] = "",
    category: Line = "",
    agency: Annotated[str, Form(max_length=10)] = "",
    starter: Line = "",
    seen: Annotated[int, Form(ge=0, le=LARGEST)] = 0,
) -> _Form:
    chosen = int(agency) if agency.isdecimal() and 0 < int(agency) <= LARGEST else None
    everywhere = may_manage_agencies(visitor.officer)
    typed = Typed(title, body, use.value, category, agency, starter, seen)
    return _Form(typed, chosen if everywhere else visitor.officer.agency_id)


Filled = Annotated[_Form, Depends(_read)]


@router.get("/new")
def show_new(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    starter: Annotated[str, Query(max_length=80)] = "",
    agency: Annotated[str, Query(max_length=10)] = "",
    use: Use = Use.FINISH,
    category: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """Show an empty form, or a shipped text to be adapted."""
    typed = Typed(use=use.value, category=category, agency=agency)
    if starter:
        typed = one_view.starting_from(starter, agency)
    return _new_page(request, wiring, visitor, typed)


@router.post("/new")
def add(request: Request, wiring: Wired, visitor: SignedIn, form: Filled) -> Response:
    """Keep a new text; refused, the form comes back as typed."""
    try:
        with wiring.database.transaction() as session:
            by = Editor(visitor.officer, wiring.clock())
            row = changes.add(
                session, wiring.desk.catalog, form.wanted, by, starter=form.typed.starter
            )
            row_id = row.id or 0
    except InvalidInput as error:
        return _new_page(request, wiring, visitor, form.typed, _problem(error))
    return RedirectResponse(addresses.template(row_id, done="response_added"), 303)


@router.post("/unused")
def leave_out(wiring: Wired, visitor: SignedIn, form: Filled) -> Response:
    """Offer a shipped text no more: kept as it is, and put away at once."""
    with wiring.database.transaction() as session:
        by = Editor(visitor.officer, wiring.clock())
        typed = one_view.starting_from(form.typed.starter, "")
        text = _Form(typed, form.agency_id).wanted
        row = changes.add(session, wiring.desk.catalog, text, by, starter=typed.starter)
        changes.put_away(session, row.id or 0, row.revision, by)
        row_id = row.id or 0
    return RedirectResponse(addresses.template(row_id, done="response_archive"), 303)


@router.get("/{row_id}")
def show(request: Request, wiring: Wired, visitor: SignedIn, row_id: RowId) -> Response:
    """Show a text and its past."""
    with wiring.database.reading() as session:
        view = one_view.load(session, visitor.officer, row_id)
    return _page(request, wiring, view)


@router.post("/{row_id}")
def change(
    request: Request, wiring: Wired, visitor: SignedIn, row_id: RowId, form: Filled
) -> Response:
    """Change a text; refused, the form comes back as typed."""
    by = Editor(visitor.officer, wiring.clock())
    try:
        with wiring.database.transaction() as session:
            seen = form.typed.seen
            changes.change(session, wiring.desk.catalog, row_id, seen, form.wanted, by)
    except InvalidInput as error:
        with wiring.database.reading() as session:
            view = one_view.load(session, visitor.officer, row_id, form.typed)
        return _page(request, wiring, view, _problem(error))
    return RedirectResponse(addresses.template(row_id, done="response_changed"), 303)


@router.post("/{row_id}/{act}")
def settle(
    wiring: Wired,
    visitor: SignedIn,
    row_id: RowId,
    act: Literal["archive", "restore"],
    seen: Annotated[int, Form(ge=1, le=LARGEST)],
) -> Response:
    """Put a text away, or offer it again."""
    do = changes.put_away if act == "archive" else changes.bring_back
    with wiring.database.transaction() as session:
        do(session, row_id, seen, Editor(visitor.officer, wiring.clock()))
    return RedirectResponse(addresses.template(row_id, done=f"response_{act}"), 303)


def _problem(error: InvalidInput) -> Problem:
    first, *others = map(_beside, error.errors)
    return replace(first, others=tuple(others))


def _beside(error: InvalidInput) -> Problem:
    words = say(
        f"responses.problem.{error.reason}",
        names=" ".join(f"{{{name}}}" for name in placeholders.NAMES),
        **error.values,
    )
    if error.values.get("meant"):
        words = say("responses.problem.placeholder_meant", **error.values)
    return Problem(FIELD_OF.get(error.reason, "body"), words)


def _new_page(
    request: Request,
    wiring: Wiring,
    visitor: Visitor,
    typed: Typed,
    problem: Problem | None = None,
) -> Response:
    with wiring.database.reading() as session:
        view = one_view.load_new(session, visitor.officer, typed)
    return _page(request, wiring, view, problem)


def _page(
    request: Request, wiring: Wiring, view: OneView, problem: Problem | None = None
) -> Response:
    return render(
        request,
        "responses/one.html",
        422 if problem else 200,
        view=view,
        error=problem,
        categories=tuple(wiring.desk.catalog),
        names=placeholders.NAMES,
        longest=changes.LONGEST_BODY,
        done=done_words(request),
    )
