"""Which message each move owes the citizen. The words are in notices.yml."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from sqlmodel import Session

from agencies.queries import get_agency
from complaints.desk import Desk
from complaints.lifecycle import HoldReason, Move
from complaints.photos import NewPhoto
from complaints.reporters import language_of
from complaints.tables import Reporter, Ticket, TicketEvent
from core.clock import to_bangkok
from core.messages import Block, Card, Divider, Fact, Paragraph, Press, Step, Tone
from core.phrases import Language
from thai.dates import format_date, format_moment

PHRASES_FILE = Path(__file__).with_name("notices.yml")

TONES: dict[Move, Tone] = {
    Move.ACCEPT: "info",
    Move.HOLD: "warn",
    Move.RESUME: "info",
    Move.FINISH: "good",
    Move.FORWARD: "info",
    Move.REJECT: "plain",
    Move.REOPEN: "warn",
}


def of_move(
    session: Session,
    desk: Desk,
    ticket: Ticket,
    move: Move,
    event: TicketEvent,
    photos: tuple[NewPhoto, ...],
    reporter: Reporter | None,
    *,
    has_problem: bool = True,
    before: Sequence[TicketEvent] = (),
) -> Card:
    """Return the notice of a move; only who has the problem is asked whether it is repaired.

    `before` are moves that the person has not been told of yet, oldest first.
    """
    language = language_of(reporter)
    agency = get_agency(session, ticket.agency_id).name
    category = desk.category_name(ticket.category, language)
    reason = event.detail.get("hold_reason")
    title = desk.phrases.say(f"{move}.title", language)
    body = desk.phrases.say(
        f"{move}.body",
        language,
        agency=agency,
        category=category,
        reason=desk.phrases.say(f"hold_reason.{reason}", language) if reason else "",
    )
    finished = move is Move.FINISH
    asked = finished and has_problem
    picture = desk.photo_url(photos[0].file) if asked and photos and not ticket.sealed else None
    asked_for_more = reason == HoldReason.MORE_INFORMATION
    button = dispute if asked else reply if asked_for_more and has_problem else track
    # Who only watches reads no more than any stranger who knows the number.
    details = _details(desk, ticket, event, language) if has_problem else ()
    return Card(
        alt=f"{ticket.code} {title}: {body}",
        title=title,
        kicker=desk.phrases.say("kicker", language, code=ticket.code),
        tone=TONES[move],
        picture=picture,
        blocks=(*_told_late(desk, before, language, notes=has_problem), Paragraph(body), *details),
        stars=stars(desk, ticket, language) if asked else None,
        buttons=(button(desk, ticket, language),),
        quiet=asked,  # the stars are what to tap where all is well
    )


def of_reminder(session: Session, desk: Desk, ticket: Ticket, reporter: Reporter) -> Card:
    """Return the question that is asked once more before the time to answer it ends."""
    language = language_of(reporter)
    assert ticket.dispute_until is not None
    until = show_day(ticket.dispute_until, language)
    agency = get_agency(session, ticket.agency_id).name
    category = desk.category_name(ticket.category, language)
    title = desk.phrases.say("reminder.title", language)
    body = desk.phrases.say("finish.body", language, agency=agency, category=category)
    ask = desk.phrases.say("reminder.ask", language, until=until)
    return Card(
        alt=f"{ticket.code} {title} {body}",
        title=title,
        kicker=desk.phrases.say("kicker", language, code=ticket.code),
        tone="good",
        blocks=(Paragraph(body), Paragraph(ask)),
        stars=stars(desk, ticket, language),
        buttons=(dispute(desk, ticket, language),),
        quiet=True,
    )


def may_rest(event: TicketEvent) -> bool:
    """Tell whether the notice of this move may wait a little for others: it asks for nothing."""
    asks_for_more = event.detail.get("hold_reason") == HoldReason.MORE_INFORMATION
    return not asks_for_more and event.move != Move.FINISH


def _told_late(
    desk: Desk, events: Sequence[TicketEvent], language: Language, *, notes: bool
) -> tuple[Block, ...]:
    steps = []
    for event in events:
        title = desk.phrases.say(f"{event.move}.title", language)
        words = f"{title}: {event.note}" if notes and event.note else title
        steps.append(Step(show_moment(event.at, language), words))
    return (*steps, Divider()) if steps else ()


def track(desk: Desk, ticket: Ticket, language: Language) -> Press:
    """Return the button that shows the ticket."""
    return Press(
        desk.phrases.say("track_button", language),
        "track",
        {"code": ticket.code},
        shown=desk.phrases.say("track_shown", language, code=ticket.code),
    )


def reply(desk: Desk, ticket: Ticket, language: Language) -> Press:
    """Return the button after which what is written goes to the officers of the ticket."""
    label = desk.phrases.say("reply_button", language)
    return Press(label, "add", {"code": ticket.code}, shown=label)


def _details(
    desk: Desk, ticket: Ticket, event: TicketEvent, language: Language
) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if event.note:
        blocks.append(Fact(desk.phrases.say("note_label", language), event.note))
    if expected := event.detail.get("expected_on"):
        day = show_day(date.fromisoformat(expected), language)
        blocks.append(Fact(desk.phrases.say("expected_label", language), day))
    if event.move == Move.FINISH and ticket.dispute_until:
        until = show_day(ticket.dispute_until, language)
        blocks.append(Paragraph(desk.phrases.say("finish.ask", language, until=until)))
    return tuple(blocks)


def show_moment(moment: datetime, language: Language) -> str:
    """Return day and time as people read them, Bangkok time."""
    if language == "th":
        return format_moment(moment, short=True)
    return f"{to_bangkok(moment):%d %b %Y %H:%M}"


def show_day(day: date | datetime, language: Language) -> str:
    """Return a day as people read it: พ.ศ. in Thai, Bangkok time."""
    local = to_bangkok(day).date() if isinstance(day, datetime) else day
    return format_date(local, short=True) if language == "th" else f"{local:%d %b %Y}"


def stars(desk: Desk, ticket: Ticket, language: Language) -> Press:
    """Return the row of stars that confirms and rates the repair."""
    return Press(desk.phrases.say("stars_label", language), "rate", {"code": ticket.code})


def dispute(desk: Desk, ticket: Ticket, language: Language) -> Press:
    """Return the button that says that it is not repaired."""
    return Press(
        desk.phrases.say("dispute_button", language),
        "dispute",
        {"code": ticket.code},
        shown=desk.phrases.say("dispute_shown", language, code=ticket.code),
    )
