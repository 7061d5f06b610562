"""The morning's digest counts what is an officer's to see, once a working day."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session

from agencies.tables import Officer, Role
from complaints.change import Change
from complaints.desk import Desk
from complaints.digest.composing import Digest, compose_digest, is_time
from complaints.lifecycle import HoldReason, Move, Status
from complaints.moves import make_move
from complaints.tables import Ticket
from core.clock import BANGKOK, to_bangkok
from store.database import Database
from tests.cast import Cast, make_ticket
from tests.complaints.test_moves import anan
from tests.fakes import FakeClock


def at(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=BANGKOK).astimezone(UTC)


FRIDAY, MONDAY = at("2026-11-20 15:00"), at("2026-11-23 08:30")


class Morning:
    """Tickets of agency A, and a morning on which officers hear of them."""

    def __init__(self, session: Session, desk: Desk, cast: Cast, clock: FakeClock) -> None:
        self.session, self.desk, self.cast, self.clock = session, desk, cast, clock
        self.head = self.like_arun(Role.SUPERVISOR)

    def like_arun(self, role: Role) -> Officer:
        """Somebody else of agency A, in another role."""
        return Officer(**self.cast.arun.model_dump() | {"role": role})

    def report(self, when: datetime, **draft: str) -> Ticket:
        self.clock.now = when
        return make_ticket(self.session, self.desk, when, **draft)

    def move(self, ticket: Ticket, move: Move, reason: HoldReason | None = None) -> None:
        day = to_bangkok(self.clock()).date()
        change = Change(
            move, ticket.status, note="ดำเนินการแล้ว", hold_reason=reason, expected_on=day
        )
        make_move(self.session, self.desk, ticket, change, anan(self.cast), self.clock())

    def digest(self, officer: Officer | None = None, now: datetime = MONDAY) -> Digest:
        return compose_digest(self.session, self.desk, officer or self.head, now)

    def counts(self, officer: Officer | None = None, now: datetime = MONDAY) -> dict[str, int]:
        return {line.name: line.count for line in self.digest(officer, now).lines}


@pytest.fixture
def morning(database: Database, desk: Desk, cast: Cast, clock: FakeClock) -> Iterator[Morning]:
    with database.transaction() as session:
        yield Morning(session, desk, cast, clock)


def test_it_counts_what_came_since_the_last_working_day(morning: Morning) -> None:
    morning.report(FRIDAY - timedelta(days=1))
    morning.report(FRIDAY)
    morning.report(at("2026-11-22 20:00"))
    morning.report(MONDAY)
    assert morning.counts()["new"] == 2, "Friday and the weekend, not Thursday, not today"


def test_it_counts_each_kind_of_work(morning: Morning) -> None:
    morning.report(FRIDAY)  # to be taken up by Monday, 15:00
    waiting = morning.report(FRIDAY)
    morning.move(waiting, Move.ACCEPT)
    morning.move(waiting, Move.HOLD, HoldReason.MORE_INFORMATION)
    reopened = morning.report(FRIDAY)
    morning.move(reopened, Move.ACCEPT)
    reopened.reopened_count = 1
    morning.session.flush()
    assert morning.counts() == {"new": 3, "accept_today": 1, "waiting": 1, "disputed": 1}


def test_it_names_the_three_that_are_overdue_longest(morning: Morning) -> None:
    tickets = [morning.report(at(f"2026-10-{day} 09:00")) for day in (15, 14, 16, 19)]
    digest = morning.digest()
    assert [late.code for late in digest.oldest] == [tickets[at].code for at in (1, 0, 2)]
    assert "วันทำการ" in digest.oldest[0].late
    assert "วังทองหลาง" in digest.oldest[0].about
    assert {"overdue": 4, "accept_late": 4}.items() <= morning.counts().items()
    assert all(line.pressing for line in digest.lines)


def test_it_tells_officers_of_their_own_tickets_and_supervisors_of_all(morning: Morning) -> None:
    own = morning.report(FRIDAY)
    morning.report(FRIDAY)
    morning.move(own, Move.ACCEPT)  # and so becomes Anan's
    assert own.status is Status.IN_PROGRESS
    assert morning.counts(morning.cast.anan) == {"new": 1}
    assert morning.counts()["new"] == 2
    assert morning.digest(morning.cast.bua).is_empty, "another agency"


def test_it_keeps_sealed_tickets_from_who_may_not_see_them(morning: Morning) -> None:
    ticket = morning.report(at("2026-10-15 09:00"))
    ticket.sealed = True
    morning.session.flush()
    assert morning.digest().is_empty
    told = morning.digest(morning.like_arun(Role.INTEGRITY))
    assert [late.code for late in told.oldest] == [ticket.code]
    assert "วังทองหลาง" not in told.oldest[0].about


@pytest.mark.parametrize(
    ("moment", "last", "expected"),
    [
        ("2026-11-23 08:29", None, False),
        ("2026-11-23 08:30", None, True),
        ("2026-11-23 08:30", "2026-11-20 08:30", True),
        ("2026-11-23 14:00", "2026-11-23 08:30", False),
        ("2026-11-22 09:00", None, False),  # Sunday
        ("2026-12-07 09:00", None, False),  # a holiday
    ],
)
def test_it_comes_once_a_working_day(
    desk: Desk, cast: Cast, moment: str, last: str | None, expected: bool
) -> None:
    before = at(last) if last else None
    assert is_time(desk, cast.arun, at(moment), before) is expected
