"""Due dates run from the first report in working time, and stand still on hold."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from agencies.queries import get_officer
from complaints.change import By, Change
from complaints.desk import Desk
from complaints.learning.recategorise import recategorise
from complaints.lifecycle import Actor, HoldReason, Move, Status
from complaints.moves import make_move
from core.clock import to_bangkok
from store.database import Database
from tests.cast import Cast, make_ticket
from tests.complaints.test_moves import AFTER, anan
from tests.fakes import FakeClock

FIRST_RESPONSE, RESOLUTION, CLEANLINESS = 8, 80, 24  # working hours, as the catalogue has them


class Case:
    """One ticket, and an officer who moves it."""

    def __init__(self, session: Session, desk: Desk, by: By, clock: FakeClock) -> None:
        self.session, self.desk, self.by, self.clock = session, desk, by, clock
        self.ticket = make_ticket(session, desk, clock())
        self.reported_at = clock()

    def move(self, move: Move, by: By | None = None) -> None:
        change = Change(
            move,
            self.ticket.status,
            note="ตรวจสอบหน้างานแล้ว",
            photos=(AFTER,) if move is Move.FINISH else (),
            override_reason="ซ่อมก่อนกดรับเรื่อง",
            hold_reason=HoldReason.BUDGET,
            expected_on=to_bangkok(self.clock()).date(),
        )
        make_move(self.session, self.desk, self.ticket, change, by or self.by, self.clock())

    def due(self, hours: float) -> datetime:
        """So many working hours after the report."""
        return self.desk.office.add(self.reported_at, timedelta(hours=hours))


@pytest.fixture
def case(database: Database, desk: Desk, cast: Cast, clock: FakeClock) -> Iterator[Case]:
    with database.transaction() as session:
        yield Case(session, desk, anan(cast), clock)


def test_it_sets_both_due_dates_with_the_report(case: Case) -> None:
    assert case.ticket.category == "road_sidewalk"
    assert case.ticket.response_due_at == case.due(FIRST_RESPONSE)
    assert case.ticket.due_at == case.due(RESOLUTION)


def test_it_stops_the_clock_on_hold_and_adds_the_time_afterwards(case: Case) -> None:
    case.move(Move.ACCEPT)
    case.clock.pass_time(hours=2)
    case.move(Move.HOLD)
    assert case.ticket.due_at is None
    case.clock.pass_time(hours=24)  # one working day
    case.move(Move.RESUME)
    assert case.ticket.due_at == case.due(RESOLUTION + 8)
    assert case.ticket.held_seconds == 8 * 3600
    case.move(Move.HOLD)
    case.clock.pass_time(hours=24)
    case.move(Move.FINISH)
    assert case.ticket.due_at == case.due(RESOLUTION + 16)


def test_it_does_not_undo_a_breach_by_waiting(case: Case) -> None:
    case.move(Move.ACCEPT)
    case.clock.pass_time(days=21)
    case.move(Move.HOLD)
    assert case.ticket.due_at == case.due(RESOLUTION)
    case.clock.pass_time(days=7)
    case.move(Move.RESUME)
    assert case.ticket.due_at == case.due(RESOLUTION)
    assert case.ticket.held_seconds == 0


def test_it_runs_from_the_first_report_when_reopened(case: Case) -> None:
    case.move(Move.ACCEPT)
    case.move(Move.FINISH)
    case.clock.pass_time(days=3)
    case.move(Move.REOPEN, By(Actor.REPORTER, f"reporter:{case.ticket.reporter_id}"))
    assert case.ticket.due_at == case.due(RESOLUTION)


def test_it_follows_the_category(case: Case, cast: Cast) -> None:
    officer = get_officer(case.session, cast.anan.username)
    recategorise(
        case.session,
        case.desk,
        case.ticket,
        "cleanliness",
        officer,
        seen="road_sidewalk",
        now=case.clock(),
    )
    assert case.ticket.due_at == case.due(CLEANLINESS)
    assert case.ticket.status is Status.RECEIVED
