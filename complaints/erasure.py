"""What must really go: a message its sender has unsent, or everything we hold of a person."""

from datetime import datetime

from sqlmodel import Session, col, delete, select, update

from complaints.desk import subject
from complaints.groups.followers import list_ever_followed
from complaints.groups.tables import Follower, FollowKind
from complaints.reporters import find_reporter
from complaints.tables import Attachment, EventKind, Reporter, Ticket, TicketEvent
from store import audit, removals

WITHHELD = "—"  # what stands where words were taken back


def forget_message(session: Session, reporter: Reporter, message_id: str, now: datetime) -> int:
    """Take an unsent message out of the tickets it may be in. Returns how many it was in."""
    own = session.exec(select(Ticket).where(Ticket.reporter_id == reporter.id)).all()
    tickets = (*own, *list_ever_followed(session, reporter))
    return sum(_forget_in(session, ticket, reporter, message_id, now) for ticket in tickets)


def _forget_in(
    session: Session, ticket: Ticket, reporter: Reporter, message_id: str, now: datetime
) -> bool:
    assert ticket.id is not None
    actor = f"reporter:{reporter.id}"
    photos = session.exec(
        select(Attachment)
        .join(TicketEvent, col(TicketEvent.id) == col(Attachment.event_id))
        .where(
            Attachment.ticket_id == ticket.id,
            Attachment.message_id == message_id,
            TicketEvent.actor == actor,
        )
    ).all()
    own = ticket.reporter_id == reporter.id
    for photo in photos:
        session.delete(photo)
    removals.note(session, (photo.file for photo in photos), now)
    found = [
        bool(photos),
        own and _forget_words(ticket, message_id),
        own and _forget_place(ticket, message_id),
        _forget_comments(session, ticket.id, actor, message_id),
    ]
    if not any(found):
        return False
    session.add(TicketEvent(ticket_id=ticket.id, at=now, kind=EventKind.WITHHELD, actor=actor))
    audit.record(session, at=now, actor=actor, action="ticket.withheld", subject=subject(ticket.id))
    return True


def _forget_words(ticket: Ticket, message_id: str) -> bool:
    if not message_id or message_id not in ticket.text_messages:
        return False
    # One line a message, see Draft.description; with several we cannot tell lines from breaks.
    lines = ticket.description.split("\n")
    alone = len(lines) == len(ticket.text_messages)
    at = ticket.text_messages.index(message_id)
    at = min(at, len(lines) - 1)
    lines[at] = WITHHELD
    ticket.description = "\n".join(lines) if alone else WITHHELD
    # Its line stays, so that the others are found by theirs.
    ticket.text_messages = ["" if each == message_id else each for each in ticket.text_messages]
    return True


def _forget_place(ticket: Ticket, message_id: str) -> bool:
    if ticket.place_message_id != message_id:
        return False
    # Province, district and subdistrict stay: they say whose work it is, and point at nobody.
    ticket.latitude, ticket.longitude, ticket.address = None, None, WITHHELD
    ticket.place_message_id = None
    return True


def _forget_comments(session: Session, ticket_id: int, actor: str, message_id: str) -> bool:
    found = False
    query = select(TicketEvent).where(
        TicketEvent.ticket_id == ticket_id, TicketEvent.actor == actor
    )
    for event in session.exec(query):
        if event.detail.get("message_id") == message_id:
            # That somebody joined here is no word of theirs, and figures count it.
            kept = {key: event.detail[key] for key in event.detail if key == "joined"}
            event.note, event.detail, found = WITHHELD, kept, True
    return found


def forget_person(session: Session, user_id: str, now: datetime) -> None:
    """Cut the tie between a person and their tickets; the tickets themselves go on."""
    reporter = find_reporter(session, user_id)
    if reporter is None:
        return
    for ticket in session.exec(select(Ticket).where(Ticket.reporter_id == reporter.id)):
        ticket.text_messages, ticket.place_message_id = [], None
    _forget_message_ids(session, reporter)
    session.connection().execute(
        delete(Follower).where(
            col(Follower.reporter_id) == reporter.id, col(Follower.kind) == FollowKind.WATCHING
        )
    )
    reporter.user_id = None
    reporter.consent_version, reporter.consent_at = 0, None
    audit.record(
        session,
        at=now,
        actor=f"reporter:{reporter.id}",
        action="reporter.forgotten",
        subject=f"reporter:{reporter.id}",
    )


def _forget_message_ids(session: Session, reporter: Reporter) -> None:
    """Cut what ties the person's events and photos, on any ticket, to their messages."""
    own = select(Ticket.id).where(Ticket.reporter_id == reporter.id)
    followed = select(Follower.ticket_id).where(Follower.reporter_id == reporter.id)
    events = select(TicketEvent).where(
        col(TicketEvent.ticket_id).in_(own) | col(TicketEvent.ticket_id).in_(followed),
        TicketEvent.actor == f"reporter:{reporter.id}",
    )
    ids = []
    for event in session.exec(events):
        event.detail = {key: event.detail[key] for key in event.detail if key != "message_id"}
        ids.append(event.id)
    session.connection().execute(
        update(Attachment).where(col(Attachment.event_id).in_(ids)).values(message_id=None)
    )
