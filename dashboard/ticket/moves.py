"""An officer's click: the ticket is moved, its citizen told, all in one commit."""

from collections.abc import Sequence

from fastapi import APIRouter, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from agencies.tables import Officer
from complaints import queries
from complaints.lifecycle import Actor, Move
from complaints.moves import By, make_move
from complaints.parts import leads
from core.clock import to_bangkok
from core.errors import InvalidInput, NotAllowed, NotFound
from dashboard import paths
from dashboard.auth import SignedIn
from dashboard.ticket.forms import MoveForm, Typed, Uploads, problem
from dashboard.ticket.page import ticket_page
from dashboard.ticket.uploads import stored
from dashboard.wiring import Wired, Wiring

router = APIRouter(prefix="/tickets/{code}")


@router.post("/moves/{move}")
def make(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    code: str,
    typed: MoveForm,
    photos: Uploads,
) -> Response:
    """Make the move; a form that lacks something comes back as typed."""
    officer = visitor.officer
    try:
        done = _make(wiring, officer, code, typed, photos)
    except InvalidInput as error:
        return ticket_page(request, wiring, visitor, code, typed, problem(error))
    wiring.wake()
    return RedirectResponse(_where_next(wiring, officer, code, done), 303)


def _make(
    wiring: Wiring, officer: Officer, code: str, typed: Typed, uploads: Sequence[UploadFile]
) -> Move:
    now = wiring.clock()
    with wiring.database.reading() as session:  # before any photo of a stranger is stored
        queries.get_for_officer(session, officer, code)
    with stored(wiring.files, uploads) as photos:
        change = typed.change(photos, to_bangkok(now).date())
        by = By(Actor.OFFICER, f"officer:{officer.id}", officer.agency_id)
        with wiring.database.transaction() as session:
            ticket = queries.get_for_officer(session, officer, code)
            if not leads(officer, ticket):
                raise NotAllowed(f"{code} is another agency's to move")
            event = make_move(session, wiring.desk, ticket, change, by, now)
    assert event.move is not None
    return Move(event.move)  # what was not this agency's has been handed on


def _where_next(wiring: Wiring, officer: Officer, code: str, done: Move) -> str:
    try:
        with wiring.database.reading() as session:
            queries.get_for_officer(session, officer, code)
    except NotFound:  # forwarded out of this officer's sight
        return paths.with_query(f"{paths.ROOT}/", done=done.value, code=code)
    return paths.ticket(code, done=done.value)
