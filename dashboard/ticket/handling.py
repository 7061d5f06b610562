"""Who works on the ticket, how it presses, its tags, and what officers note on it."""

from typing import Annotated

from fastapi import APIRouter, Form
from pydantic import ValidationError
from starlette.responses import RedirectResponse, Response

from complaints.assigning import assign_officer
from complaints.notes import add_note
from complaints.prioritising import set_priority
from complaints.tables import Priority
from complaints.tagging import add_tag, remove_tag
from core.errors import InvalidInput
from dashboard import paths
from dashboard.ticket.acting import AskedOn, Click, carry_out
from dashboard.ticket.forms import ROW_ID

router = APIRouter(prefix="/tickets/{code}")
Field = Annotated[str, Form()]


@router.post("/officer")
def assign(asked: AskedOn, officer_id: Field = "") -> Response:
    """Give the ticket to that officer, or with nothing chosen to nobody."""

    def act(click: Click) -> None:
        click.need_lead()
        chosen = _number(officer_id)
        assign_officer(click.session, click.ticket, chosen, click.by, click.now, seen=click.seen)

    return carry_out(asked.typed("officer", officer_id=officer_id), act, "assigned")


@router.post("/priority")
def prioritise(asked: AskedOn, priority: Annotated[Priority, Form()]) -> Response:
    """Say how much the ticket presses."""

    def act(click: Click) -> None:
        click.need_lead()
        set_priority(click.session, click.ticket, priority, click.by, click.now, seen=click.seen)

    return carry_out(asked, act, f"priority_{priority}")


@router.post("/tags")
def tag(asked: AskedOn, name: Field = "") -> Response:
    """Put a tag of the officer's agency on the ticket."""

    def act(click: Click) -> None:
        click.need_part()
        add_tag(click.session, click.ticket, name, click.by, click.now)

    return carry_out(asked.typed("tag", name=name), act, "tagged")


@router.post("/tags/remove")
def untag(asked: AskedOn, name: Field = "") -> Response:
    """Take a tag off."""

    def act(click: Click) -> None:
        click.need_part()
        remove_tag(click.session, click.ticket, name, click.by, click.now)

    return carry_out(asked, act, "untagged")


@router.post("/notes")
def add(asked: AskedOn, note: Field = "") -> Response:
    """Add an internal note. It contradicts nothing, so it may come late."""

    def act(click: Click) -> None:
        click.need_part()
        add_note(click.session, click.ticket, note, click.by, click.now)

    return carry_out(asked.typed("note", note, note=note), act, "noted")


@router.get("/officer")
@router.get("/priority")
@router.get("/tags")
@router.get("/tags/remove")
@router.get("/notes")
def show_again(code: str) -> Response:
    """Lead whoever reloads a refused form back to the ticket."""
    return RedirectResponse(paths.ticket(code), 303)


def _number(value: str) -> int | None:
    if not value:
        return None
    try:
        return ROW_ID.validate_python(value)
    except ValidationError:
        raise InvalidInput("officer_unfit") from None
