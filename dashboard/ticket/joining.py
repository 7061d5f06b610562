"""Agencies that join in: asked and ended by the lead, their parts moved by themselves."""

from typing import Annotated

from fastapi import APIRouter, Form
from pydantic import ValidationError
from starlette.responses import RedirectResponse, Response

from complaints.joint.inviting import end_part, invite
from complaints.joint.lifecycle import PartMove, PartState
from complaints.joint.moving import PartChange, move_part
from core.errors import InvalidInput
from dashboard import paths
from dashboard.row_id import RowId
from dashboard.ticket.acting import AskedOn, Click, carry_out
from dashboard.ticket.forms import LONGEST_NOTE, ROW_ID, Uploads

router = APIRouter(prefix="/tickets/{code}/parts")
Field = Annotated[str, Form()]


@router.post("")
def ask(asked: AskedOn, agency_id: Field = "", note: Field = "") -> Response:
    """Ask another agency to join in."""

    def act(click: Click) -> None:
        click.need_lead()
        chosen, words = _agency(agency_id), _checked(note)
        invite(click.session, click.ticket, chosen, words, click.by, click.now, seen=click.seen)

    return carry_out(asked.typed("invite", note, agency_id=agency_id, note=note), act, "invited")


@router.post("/end")
def end(asked: AskedOn, agency_id: Annotated[RowId, Form()], note: Field = "") -> Response:
    """End the part of an agency that joins in."""

    def act(click: Click) -> None:
        click.need_lead()
        words = _checked(note)
        end_part(
            click.session, click.ticket, agency_id, words, click.by, click.now, seen=click.seen
        )

    return carry_out(asked.typed(f"end-{agency_id}", note, note=note), act, "part_ended")


@router.post("/moves/{move}")
def make(
    asked: AskedOn,
    move: PartMove,
    seen_part: Annotated[PartState, Form()],
    photos: Uploads,
    note: Field = "",
) -> Response:
    """Move the part of one's own agency."""

    def act(click: Click) -> None:
        change = PartChange(move, seen_part, _checked(note), click.photos)
        move_part(click.session, click.ticket, change, click.by, click.now)

    return carry_out(asked.typed(f"part-{move}", note, note=note), act, f"part_{move}", photos)


@router.get("")
@router.get("/end")
@router.get("/moves/{move}")
def show_again(code: str, move: str = "") -> Response:  # noqa: ARG001
    """Lead whoever reloads a refused form back to the ticket."""
    return RedirectResponse(paths.ticket(code), 303)


def _agency(value: str) -> int | None:
    try:
        return ROW_ID.validate_python(value) if value else None
    except ValidationError:
        raise InvalidInput("needs_agency") from None


def _checked(note: str) -> str:
    if len(note) > LONGEST_NOTE:
        raise InvalidInput("note_long", most=LONGEST_NOTE)
    return note
