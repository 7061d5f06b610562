"""Every move of the table does what it says, and no other move is possible."""

import itertools

import pytest
from sqlmodel import select

from agencies.tables import Role
from complaints.change import By, Change
from complaints.desk import Desk, subject
from complaints.lifecycle import (
    TRANSITIONS,
    Actor,
    HoldReason,
    Move,
    Status,
    TransitionRefused,
)
from complaints.moves import make_move
from complaints.photos import NewPhoto
from complaints.queries import get_for_officer, list_attachments, list_events
from complaints.tables import Assignment, Ticket
from core.clock import to_bangkok
from core.errors import Conflict, InvalidInput
from store import audit, outbox_reading
from store.database import Database
from tests.cast import Cast, make_ticket
from tests.fakes import FakeClock

AFTER = NewPhoto("photos/after.jpg", "1" * 64, "1" * 16, 800, 600)


def full(move: Move, seen: Status, cast: Cast, clock: FakeClock) -> Change:
    """A change with everything any move may need."""
    return Change(
        move,
        seen,
        note="ตรวจสอบหน้างานแล้ว",
        photos=(AFTER,) if move is Move.FINISH else (),
        override_reason="ซ่อมก่อนกดรับเรื่อง",
        hold_reason=HoldReason.BUDGET,
        expected_on=to_bangkok(clock()).date(),
        agency_id=cast.agency_b.id if move is Move.FORWARD else None,
    )


def anan(cast: Cast) -> By:
    return By(Actor.OFFICER, f"officer:{cast.anan.id}", cast.agency_a.id)


@pytest.mark.parametrize(
    ("status", "move", "side"), list(itertools.product(Status, Move, Actor)), ids=str
)
def test_it_moves_exactly_as_the_table_says(
    database: Database,
    desk: Desk,
    cast: Cast,
    clock: FakeClock,
    status: Status,
    move: Move,
    side: Actor,
) -> None:
    rule = TRANSITIONS.get((status, move))
    with database.transaction() as session:
        ticket = make_ticket(session, desk, clock())
        ticket.status = status
        session.flush()
        change, by = full(move, status, cast, clock), By(side, f"{side}:1", cast.central.id)
        if rule is None or rule.by is not side:
            with pytest.raises(TransitionRefused):
                make_move(session, desk, ticket, change, by, clock())
            assert ticket.status is status
        else:
            event = make_move(session, desk, ticket, change, by, clock())
            assert ticket.status is rule.to
            assert (event.from_status, event.to_status) == (status, rule.to)


def test_it_writes_event_audit_photo_and_notice_with_the_move(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        ticket = make_ticket(session, desk, clock())
        by = anan(cast)
        make_move(session, desk, ticket, Change(Move.ACCEPT, Status.RECEIVED), by, clock())
        clock.pass_time(hours=2)
        make_move(
            session, desk, ticket, full(Move.FINISH, Status.IN_PROGRESS, cast, clock), by, clock()
        )
        about = subject(ticket.id or 0)
        kinds = [event.move for event in list_events(session, ticket)]
        notices = outbox_reading.list_about(session, about)

        assert kinds == [None, Move.ACCEPT, Move.FINISH]
        assert [photo.kind for photo in list_attachments(session, ticket)] == ["report", "after"]
        assert [entry.action for entry in audit.list_about(session, about)] == [
            "ticket.submitted",
            "ticket.accept",
            "ticket.finish",
        ]
        assert len(notices) == 2, "each move owes the citizen one notice"
        assert "แก้แล้วจริงไหม" in notices[1].payload
        assert ticket.dispute_until is not None
        assert (ticket.dispute_until - clock()).days == desk.dispute_days


def test_it_refuses_the_second_of_two_officers(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        code = make_ticket(session, desk, clock()).code
    change = Change(Move.ACCEPT, Status.RECEIVED)
    with database.transaction() as session:
        ticket = get_for_officer(session, cast.anan, code)
        make_move(session, desk, ticket, change, anan(cast), clock())
    with database.transaction() as session:
        stale = get_for_officer(session, cast.arun, code)
        with pytest.raises(Conflict):
            make_move(session, desk, stale, change, anan(cast), clock())
    with database.reading() as session:
        ticket = get_for_officer(session, cast.anan, code)
        assert len(list_events(session, ticket)) == 2, "the late officer leaves no trace"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (Change(Move.FINISH, Status.IN_PROGRESS, note="สั้น", photos=(AFTER,)), "needs_note"),
        (Change(Move.FINISH, Status.IN_PROGRESS, note="ซ่อมแล้ว"), "needs_photo_or_reason"),
        (Change(Move.HOLD, Status.IN_PROGRESS, note="รองบประมาณ"), "needs_hold_reason"),
        (Change(Move.FORWARD, Status.IN_PROGRESS, note="ไม่ใช่พื้นที่เรา"), "needs_agency"),
    ],
)
def test_it_asks_for_what_a_move_needs(
    database: Database,
    desk: Desk,
    cast: Cast,
    clock: FakeClock,
    change: Change,
    reason: str,
) -> None:
    with database.transaction() as session:
        ticket = make_ticket(session, desk, clock())
        ticket.status = Status.IN_PROGRESS
        session.flush()
        with pytest.raises(InvalidInput) as caught:
            make_move(session, desk, ticket, change, anan(cast), clock())
    assert caught.value.reason == reason


def test_it_hands_a_forwarded_ticket_to_the_other_agency(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        ticket = make_ticket(session, desk, clock())
        change = full(Move.FORWARD, Status.RECEIVED, cast, clock)
        make_move(session, desk, ticket, change, anan(cast), clock())
        assignments = session.exec(select(Assignment).order_by(Assignment.id)).all()  # type: ignore[arg-type]
        assert [each.agency_id for each in assignments] == [cast.agency_a.id, cast.agency_b.id]
        assert [each.ended_at is None for each in assignments] == [False, True]
        assert get_for_officer(session, cast.bua, ticket.code).agency_id == cast.agency_b.id
        assert session.exec(select(Ticket)).one().status is Status.RECEIVED


def test_it_hands_what_is_not_ours_to_the_central_desk(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        ticket = make_ticket(session, desk, clock())
        change = Change(Move.REJECT, Status.RECEIVED, note="ไม่อยู่ในอำนาจหน้าที่")
        event = make_move(session, desk, ticket, change, anan(cast), clock())
        assert (event.move, ticket.status) == (Move.FORWARD, Status.RECEIVED)
        assert ticket.agency_id == cast.central.id


@pytest.mark.parametrize("side", ["anan", "chai"])
def test_it_closes_nothing_for_who_names_an_agency(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock, side: str
) -> None:
    officer = getattr(cast, side)
    by = By(Actor.OFFICER, f"officer:{officer.id}", officer.agency_id)
    note, own = "ไม่อยู่ในอำนาจหน้าที่", officer.agency_id
    with database.transaction() as session:
        ticket = make_ticket(session, desk, clock())
        change = Change(Move.REJECT, Status.RECEIVED, note=note, agency_id=own)
        if own == ticket.agency_id:
            with pytest.raises(InvalidInput):
                make_move(session, desk, ticket, change, by, clock())
        else:
            make_move(session, desk, ticket, change, by, clock())
        assert (ticket.status, ticket.agency_id) == (Status.RECEIVED, own)


def test_it_hands_nothing_to_an_agency_that_is_not_there(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        ticket = make_ticket(session, desk, clock())
        change = Change(Move.FORWARD, Status.RECEIVED, note="ไม่ใช่พื้นที่เรา", agency_id=99_999)
        with pytest.raises(InvalidInput):
            make_move(session, desk, ticket, change, anan(cast), clock())


def test_it_hands_a_sealed_ticket_only_to_an_agency_where_somebody_may_see_it(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    fon = By(Actor.OFFICER, f"officer:{cast.fon.id}", cast.central.id)
    with database.transaction() as session:
        ticket = make_ticket(session, desk, clock(), category="corruption")
        change = full(Move.FORWARD, Status.RECEIVED, cast, clock)
        with pytest.raises(InvalidInput) as caught:
            make_move(session, desk, ticket, change, fon, clock())
        assert caught.value.reason == "agency_not_sealed"
        assert ticket.agency_id == cast.central.id
        bua = session.merge(cast.bua)
        bua.role = Role.INTEGRITY
        session.flush()
        make_move(session, desk, ticket, change, fon, clock())
        assert get_for_officer(session, bua, ticket.code) is ticket
