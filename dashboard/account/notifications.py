"""How one wants to be told: one's LINE account, and the choices."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from agencies.contacts import codes, line
from complaints.alerts.choices import Choices, choose
from complaints.alerts.tables import AlertKind
from complaints.alerts.telling_tables import Pace, Way
from core.errors import InvalidInput
from dashboard import paths
from dashboard.account.page import notifications_page, refused
from dashboard.account.view import make_code
from dashboard.auth import SignedIn
from dashboard.wiring import Wired

router = APIRouter(prefix="/account/notifications")

Pairs = Annotated[list[str], Form(max_length=len(AlertKind))]


@router.get("")
def show(request: Request, wiring: Wired, visitor: SignedIn) -> Response:
    """Show one's own notifications."""
    return notifications_page(request, wiring, visitor)


@router.post("/line/code")
def ask_code(request: Request, wiring: Wired, visitor: SignedIn) -> Response:
    """Make a code for one's LINE account and show it, once."""
    try:
        with wiring.database.transaction() as session:
            code = codes.issue(session, visitor.officer, wiring.clock())
    except InvalidInput as error:
        return notifications_page(request, wiring, visitor, refused("line", error))
    shown = make_code(wiring, code, for_group=False)
    return notifications_page(request, wiring, visitor, code=shown)


@router.post("/line/off")
def unbind(wiring: Wired, visitor: SignedIn) -> Response:
    """Let one's LINE account go."""
    officer_id = visitor.officer.id or 0
    with wiring.database.transaction() as session:
        line.unbind(session, officer_id, f"officer:{officer_id}", wiring.clock())
    return done("line_off")


@router.post("/choices")
def keep_choices(
    wiring: Wired,
    visitor: SignedIn,
    ways: Pairs,
    pace: Annotated[Pace, Form()],
    digest: Annotated[Way, Form()],
    quiet: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Keep what one wants to hear, by which way and when. Each of `ways` reads "kind:way"."""
    choices = Choices(_read_ways(ways), pace, quiet=bool(quiet), digest=digest)
    with wiring.database.transaction() as session:
        choose(session, visitor.officer.id or 0, choices, wiring.clock())
    return done("notifications")


def _read_ways(pairs: list[str]) -> dict[AlertKind, Way]:
    try:
        read = {
            AlertKind(kind): Way(way) for kind, _, way in (each.partition(":") for each in pairs)
        }
    except ValueError as error:
        raise InvalidInput("ways") from error
    if set(read) != set(AlertKind):
        raise InvalidInput("ways")
    return read


def done(what: str) -> Response:
    """Lead back to the page, which says what was done."""
    return RedirectResponse(paths.with_query(paths.NOTIFICATIONS, done=what), 303)
