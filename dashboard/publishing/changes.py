"""An officer's click on the panel: clear words, take them back, show a photo, hide it."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from agencies.tables import Officer
from complaints import queries
from complaints.parts import need_lead
from complaints.publishing import photos, texts
from complaints.tables import Ticket
from core.errors import InvalidInput
from dashboard import paths
from dashboard.auth import SignedIn
from dashboard.publishing.routes import Refused, panel
from dashboard.row_id import RowId
from dashboard.wiring import Wired
from dashboard.wording import say

router = APIRouter(prefix="/tickets/{code}/publishing")
Field = Annotated[str, Form()]


@router.post("/clear")
def clear(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    code: str,
    piece: Field = "",
    words: Field = "",
    although: Field = "",
) -> Response:
    """Let everybody read these words."""
    try:
        with wiring.database.transaction() as session:
            ticket = _own(session, visitor.officer, code)
            actor, now = f"officer:{visitor.officer.id}", wiring.clock()
            texts.clear(session, ticket, piece, words, actor, now, although=bool(although))
    except InvalidInput as error:
        problem = say(f"publishing.problem.{error.reason}", **error.values)
        refused = Refused(piece, words, problem, personal=error.reason == "personal")
        return panel(request, wiring, visitor, code, refused)
    return RedirectResponse(paths.ticket(code, done="text_cleared"), 303)


@router.post("/take-back")
def take_back(wiring: Wired, visitor: SignedIn, code: str, piece: Field = "") -> Response:
    """Let nobody read that piece any more."""
    with wiring.database.transaction() as session:
        ticket = _own(session, visitor.officer, code)
        texts.take_back(session, ticket, piece, f"officer:{visitor.officer.id}", wiring.clock())
    return RedirectResponse(paths.ticket(code, done="text_withheld"), 303)


@router.post("/photo")
def show_or_hide(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    code: str,
    photo: Annotated[RowId, Form()],
    cleared: Field = "",
) -> Response:
    """Let everybody see one photo, or hide it again."""
    try:
        with wiring.database.transaction() as session:
            ticket = _own(session, visitor.officer, code)
            actor, now = f"officer:{visitor.officer.id}", wiring.clock()
            photos.set_cleared(session, ticket, photo, actor, now, cleared=bool(cleared))
    except InvalidInput as error:
        problem = say(f"publishing.problem.{error.reason}", **error.values)
        return panel(request, wiring, visitor, code, Refused(problem=problem))
    done = "photo_cleared" if cleared else "photo_withheld"
    return RedirectResponse(paths.ticket(code, done=done), 303)


def _own(session: Session, officer: Officer, code: str) -> Ticket:
    """Return the ticket where this officer may change it. Raises NotFound, NotAllowed."""
    ticket = queries.get_for_officer(session, officer, code)
    need_lead(officer, ticket)
    return ticket
