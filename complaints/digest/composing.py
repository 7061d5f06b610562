"""A digest in words: plain lines, so that any way of telling can show them."""

import functools
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from sqlmodel import Session

from agencies.queries import get_agency
from agencies.tables import Officer
from complaints.clocks.working_time import OPENS, WORKING_DAY, WorkingTime
from complaints.desk import Desk
from complaints.digest.counting import count, is_own, list_oldest, span_of
from complaints.tables import Ticket
from core.clock import to_bangkok
from core.phrases import Phrases, load_phrases
from thai.address import Address
from thai.dates import format_date

PHRASES_FILE = Path(__file__).with_name("digest.yml")
HOUR = timedelta(hours=1)
PRESSING = frozenset({"accept_late", "overdue", "disputed"})
NOON = time(12)  # who chooses it later, or after a long outage, waits for the next morning


@dataclass(frozen=True, slots=True)
class Line:
    """One count. `name` is what is counted, `pressing` what is to be looked at first."""

    name: str
    label: str
    count: int
    pressing: bool


@dataclass(frozen=True, slots=True)
class Late:
    """One of the tickets that are overdue longest; of a sealed one no more than its number."""

    code: str
    about: str
    late: str


@dataclass(frozen=True, slots=True)
class Digest:
    """A morning's message. `lines` leaves out what counts nothing."""

    title: str
    opening: str
    lines: tuple[Line, ...]
    oldest: tuple[Late, ...]
    oldest_title: str

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to tell."""
        return not self.lines


def is_time(desk: Desk, officer: Officer, now: datetime, last: datetime | None) -> bool:
    """Tell whether an officer is to get a digest now: once a working day, from opening till noon.

    `last` is when they got the one before.
    """
    today = to_bangkok(now)
    office = desk.calendar.office(officer.agency_id)
    if not office.is_working_day(today.date()) or not OPENS <= today.time() < NOON:
        return False
    return last is None or to_bangkok(last).date() < today.date()


def compose_digest(session: Session, desk: Desk, officer: Officer, now: datetime) -> Digest:
    """Return what an officer is to hear in the morning: of the agency, or of their own tickets."""
    office = desk.calendar.office(officer.agency_id)
    span = span_of(office, now)
    agency = get_agency(session, officer.agency_id)
    counts = count(session, officer, span)
    since = format_date(to_bangkok(span.since).date(), short=True)
    whose = "own" if is_own(officer) else "agency"
    return Digest(
        title=_say(f"title.{whose}", agency=agency.short_name or agency.name),
        opening=_say("opening", day=format_date(to_bangkok(now).date())),
        lines=tuple(
            Line(name, _say(f"line.{name}", since=since), counted, name in PRESSING)
            for name, counted in counts.items()
            if counted
        ),
        oldest=tuple(
            _late(desk, office, ticket, now) for ticket in list_oldest(session, officer, now)
        ),
        oldest_title=_say("oldest"),
    )


def _late(desk: Desk, office: WorkingTime, ticket: Ticket, now: datetime) -> Late:
    assert ticket.due_at is not None
    late = office.between(ticket.due_at, now)
    area = Address(ticket.province, ticket.district, ticket.subdistrict)
    about = _say("about", category=desk.category_name(ticket.category), place=area)
    if ticket.sealed:
        about = _say("about.sealed")
    if late >= WORKING_DAY:
        return Late(ticket.code, about, _say("late.days", count=late // WORKING_DAY))
    return Late(ticket.code, about, _say("late.hours", count=max(late // HOUR, 1)))


@functools.cache
def _phrases() -> Phrases:
    return load_phrases(PHRASES_FILE)


def _say(key: str, **values: object) -> str:
    """Return a phrase of digest.yml. Officers are spoken to in Thai."""
    return _phrases().say(key, "th", **values)
