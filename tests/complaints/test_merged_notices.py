"""Moves that come at once are told in one message, and nothing of them is lost."""

from dataclasses import replace
from datetime import timedelta

from complaints.change import By, Change
from complaints.desk import Desk, subject
from complaints.lifecycle import Actor, HoldReason, Move, Status
from complaints.moves import make_move
from core.clock import to_bangkok
from store import outbox_reading
from store.database import Database
from store.outbox_tables import OutboxState
from tests.cast import Cast, make_ticket
from tests.fakes import FakeClock

FINISH = Change(
    Move.FINISH,
    Status.IN_PROGRESS,
    note="กลบหลุมแล้ว",
    no_photo_reason="กล้องเสีย",
    override_reason="ซ่อมก่อนกดรับเรื่อง",
)


def test_it_tells_quick_moves_in_one_message(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    patient = replace(desk, notice_rest=timedelta(seconds=60))
    by = By(Actor.OFFICER, f"officer:{cast.anan.id}", cast.agency_a.id)
    hold = Change(
        Move.HOLD,
        Status.IN_PROGRESS,
        note="รอยางมะตอยจากคลัง",
        hold_reason=HoldReason.PROCUREMENT,
        expected_on=to_bangkok(clock()).date(),
    )
    moves = (
        Change(Move.ACCEPT, Status.RECEIVED),
        hold,
        Change(Move.RESUME, Status.ON_HOLD),
        FINISH,
    )
    with database.transaction() as session:
        ticket = make_ticket(session, patient, clock())
        for change in moves:
            make_move(session, patient, ticket, change, by, clock())
            clock.pass_time(seconds=10)
        notices = outbox_reading.list_about(session, subject(ticket.id or 0))
        assert [row.state for row in notices] == [OutboxState.FOLDED] * 3 + [OutboxState.WAITING]
        last = notices[-1]
        assert last.due_at == last.created_at, "what asks the citizen goes at once"
        for words in ("รับเรื่องแล้ว", "รอยางมะตอยจากคลัง", "ดำเนินการต่อแล้ว", "แก้แล้วจริงไหม"):
            assert words in last.payload


def test_it_lets_a_notice_rest_that_asks_nothing(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    patient = replace(desk, notice_rest=timedelta(seconds=60))
    by = By(Actor.OFFICER, f"officer:{cast.anan.id}", cast.agency_a.id)
    with database.transaction() as session:
        ticket = make_ticket(session, patient, clock())
        make_move(session, patient, ticket, Change(Move.ACCEPT, Status.RECEIVED), by, clock())
        (row,) = outbox_reading.list_about(session, subject(ticket.id or 0))
        assert row.due_at - row.created_at == timedelta(seconds=60)
