"""A ticket's page, and the part of it that tells what the citizen was told."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from dashboard import paths
from dashboard.auth import SignedIn
from dashboard.pages import render
from dashboard.ticket import view
from dashboard.ticket.page import ticket_page
from dashboard.wiring import Wired

router = APIRouter(prefix="/tickets/{code}")


@router.get("")
def show(request: Request, wiring: Wired, visitor: SignedIn, code: str) -> Response:
    """Show the ticket."""
    return ticket_page(request, wiring, visitor, code)


@router.get("/moves/{move}")
def show_again(code: str, move: str) -> Response:  # noqa: ARG001
    """Lead whoever reloads a refused form back to the ticket."""
    return RedirectResponse(paths.ticket(code), 303)


@router.get("/told")
def told(request: Request, wiring: Wired, visitor: SignedIn, code: str) -> Response:
    """Return what the citizen was told, for the open page."""
    with wiring.database.reading() as session:
        notices = view.load_told(session, wiring.desk, visitor.officer, code)
    return render(request, "parts/told.html", told=notices, code=code)
