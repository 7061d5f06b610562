"""The proof of a repair before it is sent, and the second officer's answer."""

from collections.abc import Callable, Collection, Sequence
from typing import Annotated

from fastapi import APIRouter, Form, Request, UploadFile
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from agencies.tables import Officer
from complaints import queries
from complaints.closing import approval
from complaints.closing.kept import MOST, drop_others, get_kept, keep, list_kept
from complaints.parts import need_lead
from complaints.tables import Ticket
from core.errors import InvalidInput
from dashboard import paths
from dashboard.auth import SignedIn, Visitor
from dashboard.pages import render
from dashboard.row_id import RowId
from dashboard.ticket import closing_view
from dashboard.ticket.forms import Problem, ProofForm, Uploads, problem
from dashboard.ticket.page import ticket_page
from dashboard.ticket.uploads import stored
from dashboard.wiring import Wired, Wiring
from store.photos import thumbnail

router = APIRouter(prefix="/tickets/{code}")
Decide = Callable[[Session, Ticket, Officer], object]


@router.post("/closing/photos")
def add_photos(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    code: str,
    photos: Uploads,
    proof: ProofForm,
) -> Response:
    """Keep the photos just chosen, and show what the gate has to say to them."""
    wrong: Problem | None = None
    try:
        _keep(wiring, visitor.officer, code, photos, proof.kept)
    except InvalidInput as error:
        wrong = problem(error)
    with wiring.database.reading() as session:
        ticket = queries.get_for_officer(session, visitor.officer, code)
        view = closing_view.load(session, wiring.desk, visitor.officer, ticket, wiring.clock())
    return render(request, "parts/proof.html", closing=view, typed=proof, error=wrong, mine=True)


def _keep(
    wiring: Wiring,
    officer: Officer,
    code: str,
    uploads: Sequence[UploadFile],
    chosen: Collection[int],
) -> None:
    now, officer_id = wiring.clock(), officer.id or 0
    with wiring.database.reading() as session:  # before any photo of a stranger is stored
        _led(session, officer, code)
    with (
        stored(wiring.files, uploads) as photos,
        wiring.database.transaction() as session,
    ):
        ticket = _led(session, officer, code)
        drop_others(session, ticket, officer_id, chosen, now)
        if len(list_kept(session, ticket, officer_id)) + len(photos) > MOST:
            raise InvalidInput("photos_many", most=MOST)
        keep(session, ticket, officer_id, photos, now)


def _led(session: Session, officer: Officer, code: str) -> Ticket:
    ticket = queries.get_for_officer(session, officer, code)
    need_lead(officer, ticket)
    return ticket


@router.get("/closing/photos/{number}")
def show_photo(wiring: Wired, visitor: SignedIn, code: str, number: RowId) -> Response:
    """Return a kept photo, small; its officer's alone."""
    with wiring.database.reading() as session:
        ticket = queries.get_for_officer(session, visitor.officer, code)
        photo = get_kept(session, ticket, visitor.officer.id or 0, number)
    headers = {"Cache-Control": "private, no-store"}
    small = thumbnail(wiring.files.read(photo.file))
    return Response(small, media_type="image/jpeg", headers=headers)


@router.post("/approval/approve")
def approve(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    code: str,
    asked: Annotated[RowId, Form()],
) -> Response:
    """Agree that it is done: the ticket is finished."""

    def decide(session: Session, ticket: Ticket, officer: Officer) -> object:
        return approval.approve(session, wiring.desk, ticket, asked, officer, wiring.clock())

    return _answer(request, wiring, visitor, code, decide, "approved")


@router.post("/approval/return")
def send_back(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    code: str,
    asked: Annotated[RowId, Form()],
    note: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Say what is still to be done."""

    def decide(session: Session, ticket: Ticket, officer: Officer) -> object:
        return approval.send_back(session, ticket, asked, note, officer, wiring.clock())

    return _answer(request, wiring, visitor, code, decide, "returned")


@router.get("/approval/{answer}")
def show_again(code: str, answer: str) -> Response:  # noqa: ARG001
    """Lead whoever reloads a refused form back to the ticket."""
    return RedirectResponse(paths.ticket(code), 303)


def _answer(
    request: Request, wiring: Wiring, visitor: Visitor, code: str, decide: Decide, done: str
) -> Response:
    try:
        with wiring.database.transaction() as session:
            ticket = queries.get_for_officer(session, visitor.officer, code)
            decide(session, ticket, visitor.officer)
    except InvalidInput as error:
        words = problem(error).words
        return ticket_page(request, wiring, visitor, code, problem=Problem("approval_note", words))
    wiring.wake()
    return RedirectResponse(paths.ticket(code, done=done), 303)
