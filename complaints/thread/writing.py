"""An officer writes to the reporter, or to everybody who has the problem."""

from datetime import datetime

from sqlmodel import Session

from agencies.queries import get_agency
from complaints import notices
from complaints.change import By
from complaints.desk import Desk, subject
from complaints.groups.members import main_of
from complaints.reporters import language_of
from complaints.seen import Seen, write_if_seen
from complaints.tables import EventKind, Reporter, Ticket, TicketEvent
from complaints.thread.audience import To, group_of, list_reached
from core.errors import InvalidInput
from core.messages import Card, Paragraph
from store import audit

LONGEST_WORDS = 1000  # characters; more nobody reads in a chat


def write(
    session: Session,
    desk: Desk,
    ticket: Ticket,
    text: str,
    to: To,
    by: By,
    now: datetime,
    *,
    seen: Seen | None = None,
) -> TicketEvent:
    """Send words to the citizens and keep them on the ticket; to everybody, on its children too.

    Nobody waits for an answer of the agency from then on.

    Raises:
        InvalidInput: no words ("needs_words") or too many ("words_long"), or there is nobody who
            could be told ("nobody_to_tell").
        Conflict: somebody else changed the ticket first.
    """
    words = text.strip()
    if not words:
        raise InvalidInput("needs_words")
    if len(words) > LONGEST_WORDS:
        raise InvalidInput("words_long", most=LONGEST_WORDS)
    reached = list_reached(session, ticket, to)
    if not reached:
        raise InvalidInput("nobody_to_tell")
    write_if_seen(session, ticket, seen, now, citizen_wrote_at=None)
    main_of(session, ticket).citizen_wrote_at = None
    event = _record(session, ticket, words, to, by, now)
    if to is To.EVERYBODY:
        for child in group_of(session, ticket)[1:]:
            child.citizen_wrote_at, child.updated_at = None, now
            _record(session, child, words, to, by, now)
    for reporter, own in reached:
        notice = _notice(session, desk, own, words, reporter)
        is_own = own.reporter_id == reporter.id
        desk.notify(session, reporter, own.id or 0, notice, now, own=is_own)
    return event


def _record(
    session: Session, ticket: Ticket, words: str, to: To, by: By, now: datetime
) -> TicketEvent:
    assert ticket.id is not None
    event = TicketEvent(
        ticket_id=ticket.id,
        at=now,
        kind=EventKind.COMMENTED,
        actor=by.id,
        agency_id=by.agency_id,
        note=words,
        detail={"to": to},
    )
    session.add(event)
    about = subject(ticket.id)
    audit.record(session, at=now, actor=by.id, action="ticket.wrote", subject=about, to=to)
    return event


def _notice(session: Session, desk: Desk, ticket: Ticket, words: str, reporter: Reporter) -> Card:
    language = language_of(reporter)
    agency = get_agency(session, ticket.agency_id).name
    title = desk.phrases.say("wrote.title", language, agency=agency)
    return Card(
        alt=f"{ticket.code} {title}: {words}",
        title=title,
        kicker=desk.phrases.say("kicker", language, code=ticket.code),
        blocks=(Paragraph(words),),
        buttons=(
            notices.reply(desk, ticket, language),
            notices.track(desk, ticket, language),
        ),
    )
