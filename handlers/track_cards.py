"""How a ticket looks in the chat: in full, in short, and the questions about it."""

from collections.abc import Sequence
from dataclasses import replace
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
    Paragraph,
    Press,
    Step,
    Text,
    Tone,
)
from handlers.report_cards import photo_buttons
from handlers.track_standing import age, line, next_step
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
    events = list_events(turn.session, ticket)
    steps = [_step(turn, event, access) for event in _heard(events, access)[-MOST_STEPS:]]
    exact = access is Access.OWNER and ticket.address
    place = shorten(ticket.address, PLACE_TEXT) if exact else _area(ticket)
    asked = ticket.status is Status.FINISHED and access.has_problem and not rated
    step = next_step(turn, ticket, events, has_problem=access.has_problem)
    blocks: tuple[Block, ...] = (*_people(turn, ticket), Paragraph(step), Divider(), *steps)
    return _card(turn, ticket, place, blocks, _buttons(turn, ticket, access), asked=asked)


def status_line(turn: Turn, ticket: Ticket, access: Access) -> str:
    """Return in one line where the ticket stands, at whom, until when, and what came last."""
    events = list_events(turn.session, ticket)
    step = next_step(turn, ticket, events, has_problem=access.has_problem)
    last = [_told(turn, event) for event in _heard(events, access)[-1:]]
    return line(turn, ticket, "".join(last), step)


def status(turn: Turn, ticket: Ticket, access: Access, *, others: int = 0) -> Text:
    """Return the line, with what one may do next; `others` are more tickets of this person."""
    words = status_line(turn, ticket, access)
    more = turn.say("track.others", count=others) if others else ""
    details = turn.press_button("track.details", "track", code=ticket.code)
    add = (turn.press_button("track.add", "add", code=ticket.code),) if access.has_problem else ()
    return Text("\n".join(filter(None, (words, more))), quick=(details, *add, *menu(turn)))


def _people(turn: Turn, ticket: Ticket) -> tuple[Fact, ...]:
    main = ticket.main_id or ticket.id or 0
    people = count_people(turn.session, [main])[main]
    if people < 2:
        return ()
    return (Fact(turn.say("same.people"), turn.say("same.people.count", count=people)),)


def short_card(turn: Turn, ticket: Ticket, access: Access, picture: str | None) -> Card:
    """Return the ticket as one card among several: where it stands and what comes next."""
    label = turn.say("track.details")
    shown = turn.say("track.refresh.shown", code=ticket.code)
    details = Press(label, "track", {"code": ticket.code}, shown)
    events = list_events(turn.session, ticket)
    step = next_step(turn, ticket, events, has_problem=access.has_problem)
    buttons = (details, *_buttons(turn, ticket, access)[:1])
    card = _card(turn, ticket, _area(ticket), (Divider(), Paragraph(step)), buttons)
    return replace(card, picture=picture)


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
    reported = show_day(ticket.created_at, language)
    return Card(
        alt=turn.say("track.alt", code=ticket.code, status=status, category=category),
        title=status,
        kicker=f"{ticket.code} · {category}",
        tone=TONES[ticket.status],
        blocks=(
            Fact(turn.say("track.place"), place),
            Fact(turn.say("track.agency"), get_agency(turn.session, ticket.agency_id).name),
            Fact(turn.say("track.reported"), f"{age(turn, ticket)} ({reported})"),
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


def _heard(events: Sequence[TicketEvent], access: Access) -> list[TicketEvent]:
    return [event for event in events if _is_for(event, access)]


def _told(turn: Turn, event: TicketEvent) -> str:
    by_citizen = event.actor.startswith("reporter:")
    mine = by_citizen and event.actor == f"reporter:{turn.reporter().id}"
    name = _name(event)
    other = "other." if by_citizen and not mine and name in BY_CITIZEN else ""
    return f"{show_moment(event.at, turn.language)} {turn.say(f'track.event.{other}{name}')}"


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


def ask_what_is_wrong(turn: Turn, words: str) -> Text:
    """Ask what is still wrong: a word to tap, own words or a photo, or nothing."""
    reasons = [turn.say_button(f"dispute.reason.{number}") for number in (1, 2, 3)]
    done = turn.press_button("dispute.no_more", "no_more")
    return Text(words, quick=(*reasons, *photo_buttons(turn), done))


def ask_withdrawal(turn: Turn, ticket: Ticket, *, shared: bool) -> Text:
    """Ask whether the report is really to be withdrawn; `shared` problems are solved even so."""
    return Text(
        turn.say("track.withdraw.ask.shared" if shared else "track.withdraw.ask", code=ticket.code),
        quick=(
            turn.press_button("track.withdraw.yes", "withdraw", code=ticket.code, sure="yes"),
            turn.press_button("track.withdraw.no", "withdraw", code=ticket.code, sure="no"),
        ),
    )
