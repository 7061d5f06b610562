"""What a digest counts: open work of one agency, or of one officer in it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select

from agencies.permissions import sees_sealed
from agencies.tables import Officer, Role
from complaints.clocks.working_time import WorkingTime
from complaints.lifecycle import OPEN, HoldReason, Status
from complaints.tables import Ticket
from core.clock import BANGKOK, to_bangkok

DAY = timedelta(days=1)
OLDEST = 3  # overdue tickets that are named


@dataclass(frozen=True, slots=True)
class Span:
    """The moments a digest looks at: news come from `since` to `morning`, today ends at `night`."""

    since: datetime
    morning: datetime
    now: datetime
    night: datetime


def span_of(office: WorkingTime, now: datetime) -> Span:
    """Return the span: news are those of the last working day and of what was off since."""
    today = to_bangkok(now).date()
    before = today - DAY
    while not office.is_working_day(before):
        before -= DAY
    return Span(_begin(before), _begin(today), now, _begin(today + DAY))


def count(session: Session, officer: Officer, span: Span) -> dict[str, int]:
    """Return the counts by name, in the order in which they are told."""
    opened = (col(Ticket.main_id).is_(None), *_share(officer))
    return {
        name: session.exec(
            select(func.count()).select_from(Ticket).where(*opened, *conditions)
        ).one()
        for name, conditions in _questions(span).items()
    }


def list_oldest(session: Session, officer: Officer, now: datetime) -> list[Ticket]:
    """Return the tickets that are overdue longest."""
    query = select(Ticket).where(
        col(Ticket.main_id).is_(None), *_share(officer), *_runs(), col(Ticket.due_at) <= now
    )
    return list(session.exec(query.order_by(col(Ticket.due_at), col(Ticket.id)).limit(OLDEST)))


def is_own(officer: Officer) -> bool:
    """Tell whether a digest is about the officer's own tickets, not about the agency's."""
    return officer.role is Role.OFFICER


def _questions(span: Span) -> dict[str, tuple[ColumnElement[bool], ...]]:
    received = col(Ticket.status) == Status.RECEIVED
    responds, due = col(Ticket.response_due_at), col(Ticket.due_at)
    return {
        "new": (col(Ticket.created_at) >= span.since, col(Ticket.created_at) < span.morning),
        "accept_late": (received, responds <= span.now),
        "accept_today": (received, responds > span.now, responds < span.night),
        "due_today": (*_runs(), due > span.now, due < span.night),
        "overdue": (*_runs(), due <= span.now),
        "replied": (col(Ticket.citizen_wrote_at).is_not(None), _is_open()),
        "waiting": (
            col(Ticket.status) == Status.ON_HOLD,
            col(Ticket.hold_reason) == HoldReason.MORE_INFORMATION,
        ),
        "disputed": (_is_open(), col(Ticket.reopened_count) > 0),
        "approval": (_is_open(), col(Ticket.approval_since).is_not(None)),
    }


def _share(officer: Officer) -> tuple[ColumnElement[bool], ...]:
    agency = col(Ticket.agency_id) == officer.agency_id
    unsealed = () if sees_sealed(officer) else (col(Ticket.sealed).is_(False),)
    own = (col(Ticket.officer_id) == officer.id,) if is_own(officer) else ()
    return (agency, *unsealed, *own)


def _is_open() -> ColumnElement[bool]:
    return col(Ticket.status).in_(OPEN)


def _runs() -> tuple[ColumnElement[bool], ...]:
    return (col(Ticket.status).in_((Status.RECEIVED, Status.IN_PROGRESS)),)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), BANGKOK)
