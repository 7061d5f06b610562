"""What the reporter says after the repair: confirmed with stars, or not repaired at all."""

from datetime import datetime

from sqlmodel import Session

from complaints.alerts.raising import raise_alert
from complaints.alerts.tables import AlertKind
from complaints.change import By, Change
from complaints.closing.reminding import need_no_more
from complaints.desk import Desk, subject
from complaints.duplicates.keeping import note_to_compare
from complaints.groups.followers import find_follower, forget_stars
from complaints.groups.members import children_of, main_of
from complaints.lifecycle import Actor, Move, Status
from complaints.moves import make_move
from complaints.photos import NewPhoto, attachment
from complaints.tables import (
    AttachmentKind,
    EventKind,
    Reporter,
    Ticket,
    TicketEvent,
)
from core.errors import InvalidInput
from store import audit


def confirm(
    session: Session, ticket: Ticket, reporter: Reporter, stars: int, now: datetime
) -> None:
    """Record that somebody who has the problem confirms the repair, with one to five stars.

    A later rating wins. Who has joined rates beside the reporter; any of them confirms.

    Raises:
        InvalidInput: the ticket is not finished ("not_finished") or the stars are not 1 to 5.
    """
    if ticket.status is not Status.FINISHED:
        raise InvalidInput("not_finished", code=ticket.code)
    if not 1 <= stars <= 5:
        raise InvalidInput("bad_stars")
    assert ticket.id is not None
    if ticket.reporter_id == reporter.id:
        ticket.stars = stars
    elif follower := find_follower(session, ticket, reporter):
        follower.stars = stars
    ticket.confirmed_at = ticket.confirmed_at or now
    need_no_more(session, ticket, reporter, now)
    ticket.updated_at = now
    _record(session, ticket.id, EventKind.RATED, reporter, now, detail={"stars": stars})


def dispute(
    session: Session, desk: Desk, ticket: Ticket, reporter: Reporter, now: datetime
) -> None:
    """Reopen the problem: somebody who has it says that it is not repaired.

    A child is reopened with its main ticket and all of its group.

    Raises:
        InvalidInput: not finished ("not_finished") or the window has closed ("dispute_over").
    """
    if ticket.status is not Status.FINISHED:
        raise InvalidInput("not_finished", code=ticket.code)
    main = main_of(session, ticket)
    if main.dispute_until is None or now > main.dispute_until:
        raise InvalidInput("dispute_over", code=ticket.code)
    by = By(Actor.REPORTER, f"reporter:{reporter.id}")
    make_move(session, desk, main, Change(Move.REOPEN, Status.FINISHED), by, now)
    forget_stars(session, [each.id or 0 for each in (main, *children_of(session, main))])


def comment(
    session: Session,
    ticket: Ticket,
    reporter: Reporter,
    now: datetime,
    *,
    text: str = "",
    message_id: str = "",
    photos: tuple[NewPhoto, ...] = (),
    joined: bool = False,
) -> None:
    """Add a citizen's words or photos to the ticket, also after it was closed.

    `joined` marks the words with which somebody joined who has the same problem.
    """
    assert ticket.id is not None
    detail: dict[str, object] = {"message_id": message_id}
    event = _record(
        session,
        ticket.id,
        EventKind.COMMENTED,
        reporter,
        now,
        note=text,
        detail=detail | {"joined": True} if joined else detail,
    )
    ticket.updated_at = now
    session.flush()
    session.add_all(
        attachment(photo, AttachmentKind.REPORT, ticket.id, event.id, now) for photo in photos
    )
    note_to_compare(session, [ticket.id], now)
    if not joined:
        raise_alert(session, main_of(session, ticket), AlertKind.CITIZEN_REPLIED, now)


def _record(
    session: Session,
    ticket_id: int,
    kind: EventKind,
    reporter: Reporter,
    now: datetime,
    *,
    note: str = "",
    detail: dict[str, object] | None = None,
) -> TicketEvent:
    actor = f"reporter:{reporter.id}"
    event = TicketEvent(
        ticket_id=ticket_id, at=now, kind=kind, actor=actor, note=note, detail=detail or {}
    )
    session.add(event)
    audit.record(session, at=now, actor=actor, action=f"ticket.{kind}", subject=subject(ticket_id))
    return event
