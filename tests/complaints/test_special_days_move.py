"""Due dates of open tickets follow a special day where that was asked for, and come back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from complaints.clocks.calendar import Calendar
from complaints.clocks.setting import Setter, add_day, new_day, remove_day
from complaints.clocks.tables import DayKind, SpecialDay
from complaints.desk import Desk
from complaints.queries import list_events
from complaints.retargeting.days import apply_days
from complaints.tables import EventKind, Ticket
from store.database import Database
from tests.cast import KHONKAEN_ADDRESS, Cast, make_ticket
from tests.fakes import FakeClock

TUESDAY = date(2026, 11, 24)
Report = Callable[..., Ticket]


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, calendar=Calendar())


@pytest.fixture
def report(database: Database, desk: Desk, cast: Cast, clock: FakeClock) -> Report:
    def made(**draft: str) -> Ticket:
        with database.transaction() as session:
            return make_ticket(session, desk, clock(), **draft)

    return made


class Office:
    """Adds days and lets due dates follow, as the chore does."""

    def __init__(self, database: Database, desk: Desk, clock: FakeClock) -> None:
        self.database, self.desk, self.clock = database, desk, clock
        self.by = Setter("officer:9", clock())

    def close(self, *, shifts: bool = True, agency_id: int | None = None) -> SpecialDay:
        row = new_day(TUESDAY, DayKind.CLOSED, "น้ำท่วม", self.by, agency_id, "", shifts=shifts)
        with self.database.transaction() as session:
            add_day(session, row, self.by)
        self.follow()
        return row

    def take_back(self, row: SpecialDay) -> None:
        with self.database.transaction() as session:
            remove_day(session, row, self.by)
        self.follow()

    def follow(self) -> None:
        self.desk.calendar.refresh(self.database)
        more = True
        while more:
            with self.database.transaction() as session:
                more = apply_days(session, self.desk, self.clock(), limit=1)

    def now(self, ticket: Ticket) -> Ticket:
        with self.database.reading() as session:
            found = session.get(Ticket, ticket.id)
            assert found is not None
            return found


@pytest.fixture
def office(database: Database, desk: Desk, clock: FakeClock) -> Office:
    return Office(database, desk, clock)


def test_it_moves_both_due_dates_by_the_day_and_back_again(
    office: Office, report: Report, database: Database
) -> None:
    tickets = [report() for _ in range(3)]
    due, response = dates(tickets[0])
    day = office.close()
    for ticket in tickets:
        moved = office.now(ticket)
        assert moved.due_at == office.desk.office.add(ticket.created_at, timedelta(hours=80))
        assert dates(moved) > (due, response)
        assert moved.response_due_at == response + timedelta(days=1)
    office.take_back(day)
    back = office.now(tickets[0])
    assert dates(back) == (due, response)
    with database.reading() as session:
        events = list_events(session, back)[1:]
    assert [event.kind for event in events] == [EventKind.RETARGETED] * 2
    assert events[0].detail["day"] == "2026-11-24"
    assert events[1].detail["due_at"] == due.isoformat()
    assert {event.actor for event in events} == {"officer:9"}


def test_it_leaves_them_where_nobody_asked(office: Office, report: Report) -> None:
    ticket = report()
    office.take_back(office.close(shifts=False))
    assert office.now(ticket).due_at == ticket.due_at


def test_it_moves_those_of_the_agency_that_is_closed_alone(
    office: Office, report: Report, cast: Cast
) -> None:
    ours, theirs = report(), report(address=KHONKAEN_ADDRESS)
    office.close(agency_id=cast.agency_a.id)
    assert office.now(ours).due_at != ours.due_at
    assert office.now(theirs).due_at == theirs.due_at


def test_it_leaves_what_was_due_before_the_day(
    office: Office, report: Report, clock: FakeClock, database: Database
) -> None:
    ticket = report(category="disaster")  # to be taken up in one hour, solved in sixteen
    office.close()
    moved = office.now(ticket)
    assert moved.response_due_at == ticket.response_due_at, "on Monday"
    assert dates(moved)[0] == dates(ticket)[0] + timedelta(days=1)


def dates(ticket: Ticket) -> tuple[datetime, datetime]:
    """When it is to be solved, and to be taken up."""
    assert ticket.due_at is not None
    assert ticket.response_due_at is not None
    return ticket.due_at, ticket.response_due_at
