"""Each stage of a clock is told once, to whom it concerns, and anew where a clock begins anew."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlmodel import Session, col, select

from complaints.alerts.tables import Alert, AlertKind, Audience
from complaints.change import By, Change
from complaints.desk import Desk
from complaints.escalation import escalate
from complaints.groups.changes import group, make_main
from complaints.lifecycle import Actor, HoldReason, Move
from complaints.moves import make_move
from complaints.tables import Ticket
from core.clock import to_bangkok
from store.database import Database
from tests.cast import Cast, make_ticket
from tests.complaints.test_moves import AFTER
from tests.fakes import FakeClock

SOON = [(AlertKind.DUE_SOON, Audience.OWNER)]
OVERDUE = [(AlertKind.OVERDUE, Audience.OWNER), (AlertKind.OVERDUE, Audience.SUPERVISORS)]


class Watch:
    """Tickets whose clocks are looked at, now and then."""

    def __init__(self, session: Session, desk: Desk, by: By, clock: FakeClock) -> None:
        self.session, self.desk, self.by, self.clock = session, desk, by, clock
        self.seen = 0

    def report(self, **draft: str) -> Ticket:
        return make_ticket(self.session, self.desk, self.clock(), **draft)

    def move(self, ticket: Ticket, move: Move, by: By | None = None) -> None:
        self.session.refresh(ticket)
        change = Change(
            move,
            ticket.status,
            note="ตรวจสอบหน้างานแล้ว",
            photos=(AFTER,) if move is Move.FINISH else (),
            hold_reason=HoldReason.BUDGET,
            expected_on=to_bangkok(self.clock()).date(),
        )
        make_move(self.session, self.desk, ticket, change, by or self.by, self.clock())

    def look(self) -> list[tuple[AlertKind, Audience]]:
        """Escalate what is due; return the alerts of that look, however often it is repeated."""
        while escalate(self.session, self.desk, self.clock()):
            pass
        told = (AlertKind.DUE_SOON, AlertKind.OVERDUE)
        query = select(Alert).where(col(Alert.id) > self.seen, col(Alert.kind).in_(told))
        found = self.session.exec(query.order_by(col(Alert.id))).all()
        self.seen = max((each.id or 0 for each in found), default=self.seen)
        return [(each.kind, each.audience) for each in found]

    def wait(self, hours: float) -> None:
        """Let so many working hours pass."""
        self.clock.now = self.desk.office.add(self.clock.now, timedelta(hours=hours))


@pytest.fixture
def watch(database: Database, desk: Desk, cast: Cast, clock: FakeClock) -> Iterator[Watch]:
    with database.transaction() as session:
        by = By(Actor.OFFICER, f"officer:{cast.anan.id}", cast.agency_a.id)
        yield Watch(session, desk, by, clock)


def test_it_tells_of_the_first_response_and_then_of_the_resolution(watch: Watch) -> None:
    ticket = watch.report()  # 8 and 80 working hours
    assert watch.look() == []
    watch.wait(6)
    assert watch.look() == SOON
    watch.wait(2)
    assert watch.look() == OVERDUE
    watch.move(ticket, Move.ACCEPT)
    watch.wait(55.9)
    assert watch.look() == []
    watch.wait(0.1)
    assert watch.look() == SOON, "a fifth of the target is left"
    watch.wait(16)
    assert watch.look() == OVERDUE
    watch.wait(400)
    assert watch.look() == [], "once is enough"


def test_it_tells_only_the_last_stage_after_a_long_silence(watch: Watch) -> None:
    watch.report()
    watch.wait(200)
    assert watch.look() == OVERDUE, "both clocks, told in one"


def test_it_is_silent_once_taken_up_in_time_and_finished(watch: Watch) -> None:
    ticket = watch.report()
    watch.wait(1)
    watch.move(ticket, Move.ACCEPT)
    watch.wait(7)
    assert watch.look() == []
    watch.move(ticket, Move.FINISH)
    watch.wait(100)
    assert watch.look() == []
    assert ticket.alarm_at is None


def test_it_waits_with_a_ticket_on_hold_and_warns_anew_afterwards(watch: Watch) -> None:
    ticket = watch.report()
    watch.move(ticket, Move.ACCEPT)
    watch.wait(65)
    assert watch.look() == SOON
    watch.move(ticket, Move.HOLD)
    watch.wait(100)
    assert watch.look() == []
    watch.move(ticket, Move.RESUME)
    assert watch.look() == SOON, "another due date, and it is near"
    watch.wait(15)
    assert watch.look() == OVERDUE


def test_it_tells_anew_of_a_reopened_ticket_that_is_late(watch: Watch) -> None:
    ticket = watch.report()
    watch.move(ticket, Move.ACCEPT)
    watch.wait(79)
    watch.move(ticket, Move.FINISH)
    watch.wait(20)
    assert watch.look() == []
    watch.move(ticket, Move.REOPEN, By(Actor.REPORTER, f"reporter:{ticket.reporter_id}"))
    assert watch.look() == OVERDUE


def test_it_tells_nothing_of_a_child_until_it_stands_for_its_group(watch: Watch) -> None:
    main, child = watch.report(), watch.report(text="ถนนเป็นหลุมหน้าตลาดค่ะ")
    group(watch.session, watch.desk, child, main, watch.by, watch.clock())
    watch.wait(6)
    assert watch.look() == SOON, "of the main one alone"
    watch.session.refresh(child)
    make_main(watch.session, child, watch.by, watch.clock())
    watch.wait(2)
    assert watch.look() == OVERDUE


def test_it_tells_once_although_workers_look_side_by_side(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        for _ in range(6):
            make_ticket(session, desk, clock())
    clock.pass_time(days=60)
    together = Barrier(3)

    def work() -> None:
        together.wait()
        looked = 1
        while looked:
            with database.transaction() as session:
                looked = escalate(session, desk, clock(), limit=2)

    in_parallel(work, 3)
    with database.reading() as session:
        told = session.exec(select(Alert).where(Alert.kind == AlertKind.OVERDUE)).all()
    assert len(told) == 6 * len(OVERDUE)


def in_parallel(work: Callable[[], None], times: int) -> None:
    threads = [Thread(target=work) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
