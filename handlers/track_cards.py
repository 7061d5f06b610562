"""How a ticket looks in the chat: in full, in short, and the questions about it."""

from enum import StrEnum

from agencies.queries import get_agency
from complaints import notices
from complaints.groups.members import count_people
from complaints.lifecycle import Actor, Move, Status, moves_from
from complaints.notices import show_day, show_moment
from complaints.queries import list_events
from complaints.tables import OFFICERS_ONLY, EventKind, Ticket, TicketEvent
from complaints.thread.audience import To
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
UNTOLD = OFFICERS_ONLY | {EventKind.WITHHELD}  # no news for the citizen
# Told otherwise where it was another citizen than the one who reads.
BY_CITIZEN = {Move.WITHDRAW, Move.ANSWER, EventKind.COMMENTED, EventKind.RATED}
MOST_STEPS = 6
PLACE_TEXT = 90


class Access(StrEnum):
    """What somebody is to a ticket."""

    OWNER = "owner"  # reported it
    JOINED = "joined"  # has the same problem
    WATCHER = "watcher"  # hears of it
    STRANGER = "stranger"

    @property
    def has_problem(self) -> bool:
        """Reads the officers' notes, may add to it, and says whether it is repaired."""
        return self in {Access.OWNER, Access.JOINED}


def ticket_card(turn: Turn, ticket: Ticket, access: Access, *, rated: bool = False) -> Card:
    """Return the ticket with its timeline.

    Another citizen's words and address are never shown; a stranger sees no notes either. `rated`
    says that the person has given stars already.
    """
    steps = _timeline(turn, ticket, access)
    exact = access is Access.OWNER and ticket.address
    place = shorten(ticket.address, PLACE_TEXT) if exact else _area(ticket)
    asked = ticket.status is Status.FINISHED and access.has_problem and not rated
    blocks: tuple[Block, ...] = (*_people(turn, ticket), Divider(), *steps)
    return _card(turn, ticket, place, blocks, _buttons(turn, ticket, access), asked=asked)


def _people(turn: Turn, ticket: Ticket) -> tuple[Fact, ...]:
    main = ticket.main_id or ticket.id or 0
    people = count_people(turn.session, [main])[main]
    if people < 2:
        return ()
    return (Fact(turn.say("same.people"), turn.say("same.people.count", count=people)),)


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
    *,
    asked: bool = False,
) -> Card:
    desk, language = turn.services.desk, turn.language
    status = desk.phrases.say(f"status.{ticket.status}", language)
    category = desk.category_name(ticket.category, language)
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
        stars=notices.stars(desk, ticket, language) if asked else None,
        buttons=buttons,
        quiet=True,
        quick=menu(turn),
    )


def _area(ticket: Ticket) -> str:
    area = str(Address(ticket.province, ticket.district, ticket.subdistrict))
    return shorten(area or "—", PLACE_TEXT)


def _timeline(turn: Turn, ticket: Ticket, access: Access) -> list[Step]:
    events = [event for event in list_events(turn.session, ticket) if _is_for(event, access)]
    return [_step(turn, event, access) for event in events[-MOST_STEPS:]]


def _step(turn: Turn, event: TicketEvent, access: Access) -> Step:
    name = _name(event)
    day = show_moment(event.at, turn.language)
    by_citizen = event.actor.startswith("reporter:")
    mine = by_citizen and event.actor == f"reporter:{turn.reporter().id}"
    other = by_citizen and not mine and name in BY_CITIZEN
    told = turn.say(f"track.event.{'other.' if other else ''}{name}")
    readable = event.note and access.has_problem and (mine or not by_citizen)
    words = shorten(event.note, 200) if readable else told
    label = f"{day} · {told}" if readable else day
    return Step(label, words, "good" if name == Move.FINISH else "plain")


def _name(event: TicketEvent) -> str:
    if event.kind is EventKind.COMMENTED and event.actor.startswith("officer:"):
        return "wrote"
    return event.move or "" if event.kind is EventKind.MOVED else event.kind


def _is_for(event: TicketEvent, access: Access) -> bool:
    """Tell whether somebody hears of a step; an officer's letter is for whom it was written."""
    if event.kind in UNTOLD:
        return False
    match event.detail.get("to"):
        case To.REPORTER:
            return access is Access.OWNER
        case To.EVERYBODY:
            return access.has_problem
    return True


def _buttons(turn: Turn, ticket: Ticket, access: Access) -> tuple[Button, ...]:
    code = ticket.code
    if access is Access.STRANGER:
        return (turn.press_button("track.follow", "follow", code=code),)
    buttons: list[Button] = []
    if access.has_problem:
        buttons.append(turn.press_button("track.add", "add", code=code))
        if ticket.dispute_until and turn.now <= ticket.dispute_until:
            buttons.append(notices.dispute(turn.services.desk, ticket, turn.language))
    if access is not Access.OWNER:
        buttons.append(turn.press_button("track.unfollow", "unfollow", code=code))
    elif Move.WITHDRAW in moves_from(ticket.status, Actor.REPORTER):
        buttons.append(turn.press_button("track.withdraw", "withdraw", code=code))
    return tuple(buttons)


def ask_for_more(turn: Turn, words: str) -> Text:
    """Ask for words or a photo to add to a ticket."""
    cancel = turn.press_button("report.button.cancel", "no_more")
    return Text(words, quick=(*photo_buttons(turn), cancel))


def ask_withdrawal(turn: Turn, ticket: Ticket, *, shared: bool) -> Text:
    """Ask whether the report is really to be withdrawn; `shared` problems are solved even so."""
    return Text(
        turn.say("track.withdraw.ask.shared" if shared else "track.withdraw.ask", code=ticket.code),
        quick=(
            turn.press_button("track.withdraw.yes", "withdraw", code=ticket.code, sure="yes"),
            turn.press_button("track.withdraw.no", "withdraw", code=ticket.code, sure="no"),
        ),
    )
