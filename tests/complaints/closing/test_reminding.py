"""Silence is asked once more, gently, and counts as neither yes nor no."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from agencies.changes import By as ChangedBy
from complaints.change import By, Change
from complaints.closing.reminding import BEFORE, REST, remind
from complaints.closing.rules import Rule, save_rule
from complaints.desk import Desk
from complaints.feedback import confirm, dispute
from complaints.lifecycle import Actor, Move, Status
from complaints.moves import make_move
from complaints.tables import Reporter, Ticket
from store import outbox, outbox_reading
from store.database import Database
from store.outbox_tables import OutboxMessage, OutboxState
from tests.cast import Cast, make_ticket
from tests.fakes import FakeClock


@pytest.fixture
def finished(database: Database, desk: Desk, cast: Cast, clock: FakeClock) -> Ticket:
    """A finished ticket whose reporter has been told, two days before the end."""
    by = By(Actor.OFFICER, f"officer:{cast.anan.id}", cast.agency_a.id)
    done = Change(
        Move.FINISH,
        Status.IN_PROGRESS,
        note="กลบหลุมแล้ว",
        no_photo_reason="กล้องเสีย",
        override_reason="ซ่อมก่อนกดรับเรื่อง",
    )
    with database.transaction() as session:
        ticket = make_ticket(session, desk, clock())
        make_move(session, desk, ticket, Change(Move.ACCEPT, Status.RECEIVED), by, clock())
        make_move(session, desk, ticket, done, by, clock())
        for row in session.exec(select(OutboxMessage)):
            row.state = OutboxState.SENT
    clock.pass_time(days=desk.dispute_days)
    clock.now -= BEFORE
    return ticket


def again(session: Session, ticket: Ticket) -> Ticket:
    return session.exec(select(Ticket).where(Ticket.id == ticket.id)).one()


def waiting(session: Session) -> list[OutboxMessage]:
    rows = session.exec(select(OutboxMessage))
    return [row for row in rows if row.state is OutboxState.WAITING]


def test_it_asks_once_more_before_the_time_ends(
    database: Database, desk: Desk, finished: Ticket, clock: FakeClock
) -> None:
    with database.transaction() as session:
        clock.now -= timedelta(minutes=1)
        assert remind(session, desk, clock()) == 0, "not yet"
        clock.pass_time(minutes=1)
        assert remind(session, desk, clock()) == 1
        assert remind(session, desk, clock()) == 0, "once"
        (row,) = waiting(session)
        assert "แก้แล้วจริงไหมคะ" in row.payload
        assert row.due_at == clock() + REST, "for nothing where an answer takes it along"
        assert again(session, finished).confirmed_at is None
        assert outbox.claim(session, clock()) is None
    clock.now += REST
    with database.transaction() as session:
        assert outbox.claim(session, clock()) is not None


def test_it_asks_nobody_who_has_answered(
    database: Database, desk: Desk, finished: Ticket, clock: FakeClock
) -> None:
    with database.transaction() as session:
        reporter = session.exec(select(Reporter)).one()
        confirm(session, again(session, finished), reporter, 4, clock())
        session.flush()
        assert remind(session, desk, clock()) == 0


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_it_takes_the_question_back_that_is_answered(
    database: Database, desk: Desk, finished: Ticket, clock: FakeClock, answer: str
) -> None:
    with database.transaction() as session:
        remind(session, desk, clock())
        ticket, reporter = again(session, finished), session.exec(select(Reporter)).one()
        if answer == "yes":
            confirm(session, ticket, reporter, 4, clock())
        else:
            dispute(session, desk, ticket, reporter, clock())
        session.flush()
        assert waiting(session) == []


def test_it_asks_nobody_where_the_agency_does_not_want_it(
    database: Database, desk: Desk, finished: Ticket, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        rule, by = Rule(reminds=False), ChangedBy("officer:1", clock())
        save_rule(session, desk.catalog, cast.agency_a.id or 0, rule, by)
        remind(session, desk, clock())
        assert waiting(session) == []


def test_it_may_ask_again_where_it_was_finished_again(
    database: Database, desk: Desk, finished: Ticket, cast: Cast, clock: FakeClock
) -> None:
    by = By(Actor.OFFICER, f"officer:{cast.anan.id}", cast.agency_a.id)
    done = Change(Move.FINISH, Status.IN_PROGRESS, note="กลบใหม่แล้ว", no_photo_reason="กล้องเสีย")
    with database.transaction() as session:
        remind(session, desk, clock())
        ticket, reporter = again(session, finished), session.exec(select(Reporter)).one()
        dispute(session, desk, ticket, reporter, clock())
        clock.pass_time(hours=1)
        make_move(session, desk, ticket, done, by, clock())
        assert ticket.reminded_at is None


def test_it_is_no_sign_of_trouble_that_a_notice_rests(
    database: Database, desk: Desk, finished: Ticket, clock: FakeClock
) -> None:
    with database.transaction() as session:
        remind(session, desk, clock())
        session.flush()
        since = outbox_reading.oldest_waiting(session)
        assert since is not None
        assert since > clock()
