"""An officer's click: the ticket is moved, its citizen told, all in one commit."""

from collections.abc import Sequence

from fastapi import APIRouter, Request, UploadFile
from starlette.responses import RedirectResponse, Response

from agencies.tables import Officer
from complaints import queries
from complaints.change import By
from complaints.closing.kept import MOST, drop_others, keep, list_kept, take
from complaints.lifecycle import Actor, Move
from complaints.moves import make_move
from complaints.parts import leads, need_lead
from complaints.photos import NewPhoto
from core.clock import to_bangkok
from core.errors import Conflict, InvalidInput
from dashboard.auth import SignedIn
from dashboard.ticket.acting import where_next
from dashboard.ticket.forms import MoveForm, Typed, Uploads, check_read, problem
from dashboard.ticket.page import ticket_page
from dashboard.ticket.uploads import stored
from dashboard.wiring import Wired, Wiring
from store import removals

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
    except Conflict:
        return ticket_page(request, wiring, visitor, code, typed, clash=typed.as_seen)
    wiring.wake()
    return RedirectResponse(where_next(wiring, officer, code, done), 303)


def _make(
    wiring: Wiring, officer: Officer, code: str, typed: Typed, uploads: Sequence[UploadFile]
) -> str:
    with wiring.database.reading() as session:  # before any photo of a stranger is stored
        queries.get_for_officer(session, officer, code)
    with stored(wiring.files, uploads) as photos:
        try:
            return _move(wiring, officer, code, typed, photos)
        except InvalidInput as error:
            _keep(wiring, officer, code, typed, photos)
            refused = error
    raise refused


def _move(
    wiring: Wiring, officer: Officer, code: str, typed: Typed, photos: tuple[NewPhoto, ...]
) -> str:
    now = wiring.clock()
    by = By(Actor.OFFICER, f"officer:{officer.id}", officer.agency_id)
    with wiring.database.transaction() as session:
        ticket = queries.get_for_officer(session, officer, code)
        need_lead(officer, ticket)
        if typed.move is Move.FINISH:
            photos = take(session, ticket, officer.id or 0, typed.kept, now) + photos
        if len(photos) > MOST:
            raise InvalidInput("photos_many", most=MOST)
        change, wrong = typed.change(photos, to_bangkok(now).date())
        check_read(change, wrong, ticket)
        event = make_move(session, wiring.desk, ticket, change, by, now)
    if event.detail.get("asked_agency"):
        return "to_centre"
    return event.move or event.kind  # what was not this agency's has been handed on


def _keep(
    wiring: Wiring, officer: Officer, code: str, typed: Typed, photos: tuple[NewPhoto, ...]
) -> None:
    """Keep the photos of a form that comes back, so that nobody has to choose them again."""
    now, officer_id = wiring.clock(), officer.id or 0
    with wiring.database.transaction() as session:
        ticket = queries.get_for_officer(session, officer, code)
        if typed.move is Move.FINISH and leads(officer, ticket):
            drop_others(session, ticket, officer_id, typed.kept, now)
            free = MOST - len(list_kept(session, ticket, officer_id))
            keep(session, ticket, officer_id, photos[:free], now)
            photos = photos[free:]
        removals.note(session, [photo.file for photo in photos], now)
