"""How a ticket looks in the chat: in full, in short, and the questions about it."""

from agencies.queries import get_agency
from complaints import notices
from complaints.lifecycle import Actor, Move, Status, moves_from
from complaints.notices import show_day, show_moment
from complaints.queries import list_events
from complaints.tables import EventKind, Ticket, TicketEvent
from core.messages import (
    Block,
    Button,
    Card,
    Divider,
    Fact,
    Press,
    Step,
    Text,
    Tone,
)
from handlers.report_cards import photo_buttons
from handlers.turn import Turn
from handlers.welcome import menu
from thai.address import Address
from thai.normalise import shorten

TONES: dict[Status, Tone] = {
    Status.RECEIVED: "info",
    Status.IN_PROGRESS: "info",
    Status.ON_HOLD: "warn",
    Status.FINISHED: "good",
    Status.REJECTED: "plain",
    Status.WITHDRAWN: "plain",
}
UNTOLD = {EventKind.WITHHELD, EventKind.RECATEGORISED}  # no news for the citizen
BY_REPORTER = {Move.WITHDRAW, EventKind.COMMENTED, EventKind.RATED}
MOST_STEPS = 6
PLACE_TEXT = 90


def ticket_card(turn: Turn, ticket: Ticket, *, own: bool) -> Card:
    """Return the ticket with its timeline; a stranger sees neither notes nor buttons."""
    steps = _timeline(turn, ticket, own=own)
    place = shorten(ticket.address, PLACE_TEXT) if own and ticket.address else _area(ticket)
    buttons = _buttons(turn, ticket) if own else ()
    return _card(turn, ticket, place, (Divider(), *steps), buttons)


def short_card(turn: Turn, ticket: Ticket) -> Card:
    """Return the ticket as one card among several."""
    label = turn.say("track.details")
    shown = turn.say("track.refresh.shown", code=ticket.code)
    return _card(
        turn, ticket, _area(ticket), (), (Press(label, "track", {"code": ticket.code}, shown),)
    )


def _card(
    turn: Turn,
    ticket: Ticket,
    place: str,
    more: tuple[Block, ...],
    buttons: tuple[Button, ...],
) -> Card:
    desk, language = turn.services.desk, turn.language
    status = desk.phrases.say(f"status.{ticket.status}", language)
    category = desk.category_name(ticket.category, language)
    finished = ticket.status is Status.FINISHED and bool(buttons) and ticket.stars is None
    return Card(
        alt=turn.say("track.alt", code=ticket.code, status=status, category=category),
        title=status,
        kicker=f"{ticket.code} · {category}",
        tone=TONES[ticket.status],
        blocks=(
            Fact(turn.say("track.place"), place),
            Fact(turn.say("track.agency"), get_agency(turn.session, ticket.agency_id).name),
            Fact(turn.say("track.reported"), show_day(ticket.created_at, language)),
            *more,
        ),
        stars=notices.stars(desk, ticket, language) if finished else None,
        buttons=buttons,
        quiet=True,
        quick=menu(turn),
    )


def _area(ticket: Ticket) -> str:
    area = str(Address(ticket.province, ticket.district, ticket.subdistrict))
    return shorten(area or "—", PLACE_TEXT)


def _timeline(turn: Turn, ticket: Ticket, *, own: bool) -> list[Step]:
    events = [e for e in list_events(turn.session, ticket) if e.kind not in UNTOLD]
    return [_step(turn, event, own=own) for event in events[-MOST_STEPS:]]


def _step(turn: Turn, event: TicketEvent, *, own: bool) -> Step:
    name = event.move if event.kind is EventKind.MOVED else event.kind
    day = show_moment(event.at, turn.language)
    told = turn.say(f"track.event.{'' if own or name not in BY_REPORTER else 'other.'}{name}")
    words = shorten(event.note, 200) if own and event.note else told
    label = f"{day} · {told}" if own and event.note else day
    return Step(label, words, "good" if name == Move.FINISH else "plain")


def _buttons(turn: Turn, ticket: Ticket) -> tuple[Button, ...]:
    code = ticket.code
    buttons = [turn.press_button("track.add", "add", code=code)]
    if ticket.dispute_until and turn.now <= ticket.dispute_until:
        buttons.append(notices.dispute(turn.services.desk, ticket, turn.language))
    if Move.WITHDRAW in moves_from(ticket.status, Actor.REPORTER):
        buttons.append(turn.press_button("track.withdraw", "withdraw", code=code))
    return tuple(buttons)


def ask_for_more(turn: Turn, words: str) -> Text:
    """Ask for words or a photo to add to a ticket."""
    cancel = turn.press_button("report.button.cancel", "no_more")
    return Text(words, quick=(*photo_buttons(turn), cancel))


def ask_withdrawal(turn: Turn, ticket: Ticket) -> Text:
    """Ask whether the report is really to be withdrawn."""
    return Text(
        turn.say("track.withdraw.ask", code=ticket.code),
        quick=(
            turn.press_button("track.withdraw.yes", "withdraw", code=ticket.code, sure="yes"),
            turn.press_button("track.withdraw.no", "withdraw", code=ticket.code, sure="no"),
        ),
    )
