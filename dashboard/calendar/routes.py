"""Show a year of holidays; add special days and take them back."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from agencies.permissions import may_manage_agencies
from agencies.queries import is_agency
from complaints.clocks.setting import Setter, add_day, check_day_name, new_day, remove_day
from complaints.clocks.tables import DayKind, SpecialDay
from core.clock import to_bangkok
from core.errors import InvalidInput, NotAllowed, NotFound
from core.gathering import Gathered
from dashboard import paths
from dashboard.auth import SignedIn, Visitor
from dashboard.calendar import view
from dashboard.done import done_words
from dashboard.pages import render
from dashboard.row_id import RowId
from dashboard.wiring import Wired, Wiring
from dashboard.wording import say
from thai import areas

router = APIRouter(prefix="/calendar")
PAGE = f"{paths.ROOT}/calendar"
LONGEST_NUMBER = 10  # digits

Year = Annotated[int | None, Query(ge=view.FIRST, le=view.LAST)]
Words = Annotated[str, Form(max_length=200)]


@router.get("")
def show(request: Request, wiring: Wired, visitor: SignedIn, year: Year = None) -> Response:
    """Show a year, this one first."""
    return _page(request, wiring, visitor, year or to_bangkok(wiring.clock()).year)


@router.post("")
def add(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    day: Words = "",
    kind: Annotated[DayKind, Form()] = DayKind.CLOSED,
    name: Words = "",
    scope: Words = "",
    shifts: Annotated[bool, Form()] = False,
) -> Response:
    """Add a special day; `scope` is empty for all, an agency's number, or a province."""
    by = Setter(f"officer:{visitor.officer.id}", wiring.clock())
    year = to_bangkok(by.now).year
    try:
        wrong = Gathered()
        with wrong.noted():
            when = _read_day(day)
            year = when.year
        with wrong.noted():
            check_day_name(name)
        with wrong.noted():
            agency_id, province = _read_scope(scope)
        wrong.tell()
        if agency_id != visitor.agency.id and not may_manage_agencies(visitor.officer):
            raise NotAllowed("another agency's to set")
        with wiring.database.transaction() as session:
            if agency_id is not None and not is_agency(session, agency_id):
                raise InvalidInput("scope_unknown")
            row = new_day(when, kind, name, by, agency_id, province, shifts=shifts)
            add_day(session, row, by)
    except InvalidInput as error:
        typed = {"day": day, "kind": kind.value, "name": name, "scope": scope}
        typed["shifts"] = "true" if shifts else ""
        return _page(request, wiring, visitor, year, typed, error)
    wiring.desk.calendar.refresh(wiring.database)
    return RedirectResponse(paths.with_query(PAGE, year=str(year), done="day_added"), 303)


@router.post("/{day_id}/remove")
def remove(wiring: Wired, visitor: SignedIn, day_id: RowId) -> Response:
    """Take a special day back."""
    by = Setter(f"officer:{visitor.officer.id}", wiring.clock())
    with wiring.database.transaction() as session:
        row = session.get(SpecialDay, day_id)
        if row is None:
            raise NotFound(f"no special day {day_id}")
        if not view.may_remove(visitor, row):
            raise NotAllowed("another agency's to take back")
        remove_day(session, row, by)
        year = row.day.year
    wiring.desk.calendar.refresh(wiring.database)
    return RedirectResponse(paths.with_query(PAGE, year=str(year), done="day_removed"), 303)


def _read_day(words: str) -> date:
    try:
        day = date.fromisoformat(words)
    except ValueError:
        raise InvalidInput("day_unreadable") from None
    if not view.FIRST <= day.year <= view.LAST:
        raise InvalidInput("day_unreadable")
    return day


def _read_scope(scope: str) -> tuple[int | None, str]:
    """Return the agency and the province meant."""
    if scope.isdecimal() and len(scope) < LONGEST_NUMBER:
        return int(scope), ""
    if scope and scope not in {areas.names(code)[0] for code in areas.children()}:
        raise InvalidInput("scope_unknown")
    return None, scope


def _page(
    request: Request,
    wiring: Wiring,
    visitor: Visitor,
    year: int,
    typed: dict[str, str] | None = None,
    error: InvalidInput | None = None,
) -> Response:
    with wiring.database.reading() as session:
        page = view.load(session, wiring.desk.calendar, visitor, year, wiring.clock())
    wrong = {
        _FIELDS.get(each.reason, ""): say(f"calendar.problem.{each.reason}", **each.values)
        for each in (error.errors if error else ())
    }
    return render(
        request,
        "calendar/page.html",
        422 if error else 200,
        view=page,
        typed=typed or {},
        wrong=wrong,
        first=next(iter(wrong), ""),
        done=done_words(request),
    )


_FIELDS = {
    "day_unreadable": "day",
    "day_known": "day",
    "day_name": "name",
    "scope_unknown": "scope",
}
