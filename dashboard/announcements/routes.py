"""Show what is announced, and change it."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from complaints.announcements.setting import Wanted, announce, check
from complaints.announcements.tables import Kind
from core.clock import BANGKOK
from core.errors import InvalidInput, NotAllowed
from core.gathering import Gathered
from dashboard import paths
from dashboard.announcements import view
from dashboard.auth import SignedIn, Visitor
from dashboard.done import done_words
from dashboard.pages import render
from dashboard.row_id import RowId
from dashboard.scope import find_scope
from dashboard.wiring import Wired, Wiring
from dashboard.wording import say

router = APIRouter(prefix="/announcements")
PAGE = f"{paths.ROOT}/announcements"
FIELDS = ("text_th", "text_en", "starts", "ends")  # from the uppermost down

Words = Annotated[str, Form(max_length=2_000)]
Moment = Annotated[str, Form(max_length=30)]


@router.get("")
def show(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    agency: Annotated[RowId | None, Query()] = None,
) -> Response:
    """Show what is announced: to all, or by one agency."""
    return _page(request, wiring, visitor, agency)


@router.post("")
def change(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    kind: Annotated[Kind, Form()],
    agency: Annotated[RowId | None, Form()] = None,
    text_th: Words = "",
    text_en: Words = "",
    shown: Annotated[bool, Form()] = False,
    starts: Moment = "",
    ends: Moment = "",
) -> Response:
    """Announce something else, or no more."""
    actor, now = f"officer:{visitor.officer.id}", wiring.clock()
    try:
        wrong, begins, over = Gathered(), None, None
        with wrong.noted():
            begins = _read(starts, "starts")
        with wrong.noted():
            over = _read(ends, "ends")
        with wrong.noted():
            check(Wanted(kind, None, shown, text_th, text_en, begins, over), now)
        wrong.tell()
        with wiring.database.transaction() as session:
            scope = find_scope(session, visitor, agency)
            if scope is not None and kind is not Kind.OUT_OF_HOURS:
                raise NotAllowed("announced by those who manage all agencies")
            key = scope.id if scope else None
            announce(session, Wanted(kind, key, shown, text_th, text_en, begins, over), actor, now)
    except InvalidInput as error:
        typed = {"text_th": text_th, "text_en": text_en, "starts": starts, "ends": ends}
        typed["shown"] = "true" if shown else ""
        return _page(request, wiring, visitor, agency, kind, typed, error)
    wiring.desk.announcements.refresh(wiring.database)
    own = str(agency) if agency and visitor.may_manage_agencies else ""
    return RedirectResponse(paths.with_query(PAGE, agency=own, done="announced"), 303)


def _read(words: str, field: str) -> datetime | None:
    """Return the moment that a field names on Bangkok's clock, None where it is empty."""
    if not words:
        return None
    try:
        return datetime.fromisoformat(words).replace(tzinfo=BANGKOK).astimezone(UTC)
    except (ValueError, OverflowError):
        raise InvalidInput("moment_unreadable", field=field) from None


def _page(
    request: Request,
    wiring: Wiring,
    visitor: Visitor,
    agency_id: int | None,
    kind: Kind | None = None,
    typed: dict[str, str] | None = None,
    error: InvalidInput | None = None,
) -> Response:
    with wiring.database.reading() as session:
        page = view.load(session, wiring.desk, visitor, agency_id, wiring.clock())
    wrong = {
        _field(each): say(f"announcements.problem.{each.reason}", **each.values)
        for each in (error.errors if error else ())
    }
    return render(
        request,
        "announcements/page.html",
        422 if error else 200,
        view=page,
        wrong_kind=kind,
        typed=typed or {},
        wrong=wrong,
        first=min(wrong, key=FIELDS.index, default=""),
        done=done_words(request),
    )


def _field(error: InvalidInput) -> str:
    named = {"text_needed": "text_th", "end_early": "ends"}
    return str(error.values.get("field", named.get(error.reason, "")))
