"""Waiting and failed messages, and what is left of the push quota."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from agencies.tables import Officer
from complaints.queries import codes_for_officer
from dashboard import paths
from store import gauges, inbox, inbox_upkeep, mail, outbox_reading
from store.outbox_tables import OutboxMessage, OutboxState, Purpose

TOO_LONG = timedelta(minutes=5)  # /readyz turns red here
SUBJECT = "ticket:"


@dataclass(frozen=True, slots=True)
class Line:
    """A queue of the service: since when its oldest entry waits."""

    oldest: datetime | None
    late: bool


@dataclass(frozen=True, slots=True)
class Quota:
    """Push messages of this month; `limit` None means no limit."""

    limit: int | None
    used: int
    reserve: int
    read_at: datetime

    @property
    def left(self) -> int | None:
        """How many may still be pushed."""
        return None if self.limit is None else max(self.limit - self.used, 0)

    @property
    def low(self) -> bool:
        """Only status notices go out now."""
        return self.left is not None and self.left <= self.reserve


@dataclass(frozen=True, slots=True)
class Trouble:
    """A message that was not sent. `address` leads to its ticket, where the officer sees it."""

    purpose: Purpose
    state: OutboxState
    created_at: datetime
    status_code: int | None
    error: str
    code: str
    address: str


@dataclass(frozen=True, slots=True)
class FailedMail:
    """An e-mail to an officer that was given up; never to whom, nor what it says."""

    created_at: datetime
    attempts: int
    error: str


@dataclass(frozen=True, slots=True)
class SystemView:
    """Everything on the page."""

    inbox: Line
    outbox: Line
    failed_events: int
    quota: Quota | None
    troubles: tuple[Trouble, ...]
    sends_mail: bool
    mail: Line
    failed_mails: tuple[FailedMail, ...]


def load(
    session: Session, officer: Officer, reserve: int, now: datetime, *, sends_mail: bool
) -> SystemView:
    """Read how the service is doing."""
    rows = outbox_reading.list_troubled(session)
    codes = codes_for_officer(session, officer, {_ticket_id(row) for row in rows})
    return SystemView(
        inbox=_line(inbox.oldest_waiting(session), now),
        outbox=_line(outbox_reading.oldest_waiting(session), now),
        failed_events=inbox_upkeep.count_failed(session),
        quota=_quota(session, reserve),
        troubles=tuple(_trouble(row, codes.get(_ticket_id(row), "")) for row in rows),
        sends_mail=sends_mail,
        mail=_line(mail.oldest_waiting(session), now),
        failed_mails=tuple(
            FailedMail(row.created_at, row.attempts, row.error or "")
            for row in mail.list_failed(session)
        ),
    )


def _line(oldest: datetime | None, now: datetime) -> Line:
    since = min(oldest, now) if oldest else None  # what rests is to go out later
    return Line(since, since is not None and now - since > TOO_LONG)


def _quota(session: Session, reserve: int) -> Quota | None:
    gauge = gauges.get_gauge(session, gauges.LINE_QUOTA)
    if gauge is None:
        return None
    return Quota(gauge.value["limit"], gauge.value["used"], reserve, gauge.read_at)


def _trouble(row: OutboxMessage, code: str) -> Trouble:
    return Trouble(
        purpose=row.purpose,
        state=row.state,
        created_at=row.created_at,
        status_code=row.status_code,
        error=row.error or "",
        code=code,
        address=paths.ticket(code) if code else "",
    )


def _ticket_id(row: OutboxMessage) -> int:
    about = row.about or ""
    return int(about.removeprefix(SUBJECT)) if about.startswith(SUBJECT) else 0
