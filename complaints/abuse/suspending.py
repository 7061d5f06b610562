"""Keeping a citizen whose reports are abusive from reporting for a while, and lifting that."""

import hashlib
from datetime import datetime, timedelta

from sqlmodel import Session, col, select, update

from agencies.permissions import may_suspend, sees_all_agencies
from agencies.tables import Officer
from complaints.abuse.tables import Suspension
from complaints.parts import leads
from complaints.queries import get_reporter_of
from complaints.tables import Ticket
from core.errors import InvalidInput, NotAllowed, NotFound
from core.gathering import Gathered
from store import audit

LEAST_REASON, MOST_REASON = 10, 500  # characters
MOST_DAYS, MOST_DAYS_OF_ALL = 30, 365  # for one agency's supervisors, and for the centre


def most_days(officer: Officer) -> int:
    """Return for how many days at most this officer may suspend somebody."""
    return MOST_DAYS_OF_ALL if sees_all_agencies(officer) else MOST_DAYS


def suspend(
    session: Session, officer: Officer, ticket: Ticket, reason: str, days: int, now: datetime
) -> Suspension:
    """Keep the reporter of this ticket from reporting; they are told the reason when they try.

    Raises:
        NotAllowed: the officer's role or agency may not.
        InvalidInput: "suspend_nobody", "suspend_already", "reason_short", "reason_long" or
            "days_bad".
    """
    if not may_suspend(officer) or not leads(officer, ticket):
        raise NotAllowed(f"{officer.role} may not suspend the reporter of {ticket.code}")
    wrong = Gathered()
    with wrong.noted():
        words = _check_reason(reason)
    with wrong.noted():
        if not 1 <= days <= most_days(officer):
            raise InvalidInput("days_bad", most=most_days(officer))
    wrong.tell()
    reporter = get_reporter_of(session, ticket)
    if reporter is None or reporter.id is None or not reporter.user_id or ticket.id is None:
        raise InvalidInput("suspend_nobody")
    if find_suspension(session, reporter.user_id, now) is not None:
        raise InvalidInput("suspend_already")
    suspension = Suspension(
        reporter_id=reporter.id,
        person=_hash(reporter.user_id),
        ticket_id=ticket.id,
        agency_id=officer.agency_id,
        officer_id=officer.id or 0,
        reason=words,
        since=now,
        until=now + timedelta(days=days),
    )
    session.add(suspension)
    session.flush()
    _record(session, officer, "reporter.suspended", suspension, now, days=days, reason=words)
    return suspension


def _check_reason(reason: str) -> str:
    words = " ".join(reason.split())
    if len(words) < LEAST_REASON:
        raise InvalidInput("reason_short", least=LEAST_REASON)
    if len(words) > MOST_REASON:
        raise InvalidInput("reason_long", most=MOST_REASON)
    return words


def find_suspension(session: Session, user_id: str, now: datetime) -> Suspension | None:
    """Return what keeps the person of this messenger id from reporting now, or None."""
    query = select(Suspension).where(
        Suspension.person == _hash(user_id),
        col(Suspension.until) > now,
        col(Suspension.lifted_at).is_(None),
    )
    return session.exec(query).first()


def find_of_ticket(session: Session, ticket: Ticket, now: datetime) -> Suspension | None:
    """Return what keeps the reporter of this ticket from reporting now, or None."""
    query = select(Suspension).where(
        Suspension.reporter_id == ticket.reporter_id,
        col(Suspension.until) > now,
        col(Suspension.lifted_at).is_(None),
    )
    return session.exec(query).first() if ticket.reporter_id else None


def list_suspensions(
    session: Session, officer: Officer, before: int | None, limit: int
) -> list[Suspension]:
    """Return those the officer's agency decided, at the centre all; newest first, by id."""
    query = select(Suspension)
    if not sees_all_agencies(officer):
        query = query.where(Suspension.agency_id == officer.agency_id)
    if before is not None:
        query = query.where(col(Suspension.id) < before)
    return list(session.exec(query.order_by(col(Suspension.id).desc()).limit(limit)))


def lift(session: Session, officer: Officer, suspension_id: int, now: datetime) -> None:
    """Let the person report again; twice is as good as once. Raises NotFound."""
    suspension = session.get(Suspension, suspension_id)
    own = suspension is not None and suspension.agency_id == officer.agency_id
    if suspension is None or not (own or sees_all_agencies(officer)):
        raise NotFound(f"no suspension {suspension_id}")
    if suspension.lifted_at is not None or suspension.until <= now:
        return
    suspension.lifted_at, suspension.lifted_by, suspension.person = now, officer.id, ""
    session.add(suspension)
    _record(session, officer, "reporter.suspension_lifted", suspension, now)


def forget_ended(session: Session, now: datetime) -> None:
    """Cut the tie between a suspension that is over and the person."""
    over = (col(Suspension.until) <= now) & (col(Suspension.person) != "")
    session.connection().execute(update(Suspension).where(over).values(person=""))


def _record(
    session: Session,
    officer: Officer,
    action: str,
    suspension: Suspension,
    now: datetime,
    **detail: object,
) -> None:
    actor, subject = f"officer:{officer.id}", f"reporter:{suspension.reporter_id}"
    detail["ticket_id"] = suspension.ticket_id
    audit.record(session, at=now, actor=actor, action=action, subject=subject, **detail)


def _hash(user_id: str) -> str:
    return hashlib.sha256(f"suspension\n{user_id}".encode()).hexdigest()
