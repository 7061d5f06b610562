"""An officer writes to the citizens of a ticket."""

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import RedirectResponse, Response

from complaints.responses import placeholders
from complaints.thread.audience import To
from complaints.thread.writing import write
from core.errors import InvalidInput
from dashboard import paths
from dashboard.ticket.acting import AskedOn, Click, carry_out

router = APIRouter(prefix="/tickets/{code}/letters")


@router.post("")
def send(
    asked: AskedOn,
    to: Annotated[To, Form()] = To.REPORTER,
    note: Annotated[str, Form()] = "",
) -> Response:
    """Send the words in LINE; refused, they come back as typed."""

    def act(click: Click) -> None:
        click.need_lead()
        if gap := placeholders.find_gap(note):
            raise InvalidInput("note_gap", gap=gap)
        write(
            click.session, click.desk, click.ticket, note, to, click.by, click.now, seen=click.seen
        )

    return carry_out(asked.typed("letter", note, to=to, note=note), act, "wrote")


@router.get("")
def show_again(code: str) -> Response:
    """Lead whoever reloads a refused form back to the ticket."""
    return RedirectResponse(paths.ticket(code), 303)
