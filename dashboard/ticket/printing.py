"""A ticket on paper: A4, black on white, with its photos and its story."""

from typing import Annotated

import segno
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dashboard import paths
from dashboard.auth import SignedIn
from dashboard.pages import render
from dashboard.ticket import view
from dashboard.wiring import Wired

router = APIRouter(prefix="/tickets/{code}/print")


@router.get("")
def show(
    request: Request,
    wiring: Wired,
    visitor: SignedIn,
    code: str,
    notes: Annotated[bool, Query()] = False,
) -> Response:
    """Show the ticket as it is printed; internal notes only where `notes` asks for them."""
    with wiring.database.reading() as session:
        ticket = view.load(session, wiring.desk, visitor.officer, code, wiring.clock())
    address = f"{request.url.scheme}://{request.url.netloc}{paths.ticket(ticket.code)}"
    story = [entry for entry in ticket.timeline[::-1] if notes or entry.group != "notes"]
    return render(
        request,
        "pages/print.html",
        ticket=ticket,
        story=story,
        notes=notes,
        address=address,
        qr=segno.make(address).svg_data_uri(scale=3, border=0),
    )
