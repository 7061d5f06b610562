"""How tickets look to the officer who works on them in LINE."""

from dataclasses import replace

from agencies.permissions import may_work
from agencies.queries import officer_names
from agencies.tables import Officer
from complaints.lifecycle import Status
from complaints.notices import show_day, show_moment
from complaints.parts import leads, takes_part
from complaints.queries import first_photos, list_events
from complaints.tables import EventKind, Ticket
from core.messages import Block, Button, Card, Fact, Link, Paragraph, Tone
from handlers.officer_words import press, say, work_button
from handlers.turn import Turn
from thai.address import Address
from thai.normalise import shorten

MAP = "https://www.google.com/maps/search/?api=1&query={latitude:.6f},{longitude:.6f}"
TONES: dict[Status, Tone] = {
    Status.RECEIVED: "info",
    Status.IN_PROGRESS: "info",
    Status.ON_HOLD: "warn",
    Status.FINISHED: "good",
    Status.REJECTED: "plain",
    Status.WITHDRAWN: "plain",
}
CAN_FINISH = frozenset({Status.IN_PROGRESS, Status.ON_HOLD})
LONGEST_WORDS, LONGEST_NOTE, LONGEST_PLACE = 300, 200, 120  # characters


def short_card(turn: Turn, officer: Officer, ticket: Ticket) -> Card:
    """Return the ticket as one of a list."""
    accept = [_button(turn, "accept", ticket)] if may_accept(officer, ticket) else []
    show = press(turn, "button.show", "work_show", code=ticket.code)
    area = str(Address(ticket.province, ticket.district, ticket.subdistrict)) or "—"
    blocks = (Fact(say(turn, "card.place"), area), *_due(turn, ticket), _holder(turn, ticket))
    return _card(turn, ticket, blocks, (*accept, show))


def full_card(turn: Turn, officer: Officer, ticket: Ticket) -> Card:
    """Return everything that is needed in the field, and what may be done there."""
    words = shorten(" ".join(ticket.description.split()), LONGEST_WORDS)
    reported = show_moment(ticket.created_at, turn.language)
    blocks: tuple[Block, ...] = (
        Fact(say(turn, "card.place"), shorten(ticket.address, LONGEST_PLACE) or "—"),
        Fact(say(turn, "card.words"), words or "—"),
        Fact(say(turn, "card.reported"), reported),
        *_due(turn, ticket),
        _holder(turn, ticket),
        *_latest_note(turn, ticket),
        *_hindrance(turn, ticket),
    )
    photo = first_photos(turn.session, [ticket]).get(ticket.id or 0)
    picture = turn.services.desk.photo_url(photo.file) if photo else None
    return replace(
        _card(turn, ticket, blocks, _buttons(turn, officer, ticket)),
        quiet=not may_accept(officer, ticket),
        picture=picture,
        quick=(work_button(turn),),
    )


def status_words(turn: Turn, status: Status) -> str:
    """Return the name of a status."""
    return turn.services.desk.phrases.say(f"status.{status}", turn.language)


def may_accept(officer: Officer, ticket: Ticket) -> bool:
    """Tell whether this officer could take the ticket up now."""
    return _is_theirs(officer, ticket) and ticket.status is Status.RECEIVED


def may_finish(officer: Officer, ticket: Ticket) -> bool:
    """Tell whether this officer could close the ticket now."""
    waits = ticket.approval_since is not None
    return _is_theirs(officer, ticket) and ticket.status in CAN_FINISH and not waits


def may_note(turn: Turn, officer: Officer, ticket: Ticket) -> bool:
    """Tell whether this officer may write a note on the ticket."""
    taking_part = leads(officer, ticket) or takes_part(turn.session, officer, ticket)
    return may_work(officer) and taking_part


def _is_theirs(officer: Officer, ticket: Ticket) -> bool:
    return may_work(officer) and leads(officer, ticket) and ticket.main_id is None


def _card(
    turn: Turn, ticket: Ticket, blocks: tuple[Block, ...], buttons: tuple[Button, ...]
) -> Card:
    status = status_words(turn, ticket.status)
    category = turn.services.desk.category_name(ticket.category, turn.language)
    return Card(
        alt=say(turn, "card.alt", code=ticket.code, status=status, category=category),
        title=category,
        kicker=f"{ticket.code} · {status}",
        tone="bad" if _is_overdue(turn, ticket) else TONES[ticket.status],
        blocks=blocks,
        buttons=buttons,
        quiet=True,
    )


def _buttons(turn: Turn, officer: Officer, ticket: Ticket) -> tuple[Button, ...]:
    buttons: list[Button] = []
    if may_accept(officer, ticket):
        buttons.append(_button(turn, "accept", ticket))
    if may_finish(officer, ticket):
        buttons.append(_button(turn, "finish", ticket))
    if may_note(turn, officer, ticket):
        buttons.append(_button(turn, "note", ticket))
    if ticket.latitude is not None and ticket.longitude is not None:
        url = MAP.format(latitude=ticket.latitude, longitude=ticket.longitude)
        buttons.append(Link(say(turn, "button.map"), url))
    return (*buttons, open_button(turn, ticket))


def open_button(turn: Turn, ticket: Ticket) -> Link:
    """Return the button that opens the ticket on the dashboard."""
    return Link(say(turn, "button.open"), turn.services.teller.addresses.ticket(ticket.code))


def _button(turn: Turn, act: str, ticket: Ticket) -> Button:
    return press(turn, f"button.{act}", f"work_{act}", code=ticket.code)


def _is_overdue(turn: Turn, ticket: Ticket) -> bool:
    open_still = ticket.status in {Status.RECEIVED, Status.IN_PROGRESS}
    return open_still and ticket.due_at is not None and ticket.due_at <= turn.now


def _due(turn: Turn, ticket: Ticket) -> tuple[Fact, ...]:
    if ticket.due_at is None:
        return ()
    moment = show_moment(ticket.due_at, turn.language)
    words = say(turn, "card.overdue", moment=moment) if _is_overdue(turn, ticket) else moment
    return (Fact(say(turn, "card.due"), words),)


def _holder(turn: Turn, ticket: Ticket) -> Fact:
    holder = ticket.officer_id
    name = officer_names(turn.session, {holder}).get(holder) if holder else None
    return Fact(say(turn, "card.officer"), name or say(turn, "card.nobody"))


def _latest_note(turn: Turn, ticket: Ticket) -> tuple[Fact, ...]:
    noted = [event for event in list_events(turn.session, ticket) if event.kind is EventKind.NOTED]
    if not noted:
        return ()
    words = shorten(" ".join(noted[-1].note.split()), LONGEST_NOTE)
    day = show_day(noted[-1].at, turn.language)
    return (Fact(say(turn, "card.noted"), f"{words} ({day})"),)


def _hindrance(turn: Turn, ticket: Ticket) -> tuple[Paragraph, ...]:
    if ticket.main_id is not None:
        return (Paragraph(say(turn, "card.main"), small=True),)
    if ticket.approval_since is not None:
        return (Paragraph(say(turn, "card.approval"), small=True),)
    return ()
