"""The gate gathers what is known of a ticket and its photos; no way of closing goes around it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from complaints.change import By, Change
from complaints.closing.doubts import ClosingDoubted, DoubtKind
from complaints.closing.gate import look
from complaints.desk import Desk, subject
from complaints.feedback import dispute
from complaints.groups.changes import group
from complaints.lifecycle import Actor, Move, Status
from complaints.moves import make_move
from complaints.photos import NewPhoto, attachment
from complaints.queries import list_events
from complaints.tables import AttachmentKind, Reporter, Ticket
from store import audit
from store.database import Database
from tests.cast import KHONKAEN_ADDRESS, SOMCHAI, Cast, make_ticket
from tests.fakes import FakeClock

PROOF = NewPhoto("photos/after.jpg", "1" * 64, "1234567890abcdef", 800, 600)
# A pin of the drafts of the cast.
LATITUDE, LONGITUDE = 13.7796, 100.6065
QUICK = "ซ่อมก่อนกดรับเรื่อง"


def anan(cast: Cast) -> By:
    return By(Actor.OFFICER, f"officer:{cast.anan.id}", cast.agency_a.id)


def flipped(phash: str, bits: int) -> str:
    number = int(phash, 16)
    for place in range(bits):
        number ^= 1 << 5 * place
    return f"{number:016x}"


def accepted(session: Session, desk: Desk, cast: Cast, clock: FakeClock, **draft: str) -> Ticket:
    """A ticket that was reported two hours ago and taken up one hour ago."""
    ticket = make_ticket(session, desk, clock(), **draft)
    clock.pass_time(hours=1)
    by = By(Actor.OFFICER, f"officer:{cast.chai.id}", cast.central.id)
    make_move(session, desk, ticket, Change(Move.ACCEPT, Status.RECEIVED), by, clock())
    clock.pass_time(hours=1)
    return ticket


def proof(*photos: NewPhoto, reason: str = "") -> Change:
    note = "กลบหลุมแล้ว"
    return Change(Move.FINISH, Status.IN_PROGRESS, note=note, photos=photos, override_reason=reason)


def test_it_closes_without_a_word_where_nothing_is_doubtful(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        ticket = accepted(session, desk, cast, clock)
        taken = replace(
            PROOF,
            taken_at=clock() - timedelta(minutes=5),
            latitude=LATITUDE + 0.001,
            longitude=LONGITUDE,
        )
        event = make_move(session, desk, ticket, proof(taken), anan(cast), clock())
        assert ticket.status is Status.FINISHED
        assert "warnings" not in event.detail


def test_it_knows_a_photo_of_another_ticket(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        first = accepted(session, desk, cast, clock)
        make_move(session, desk, first, proof(PROOF), anan(cast), clock())
        second = accepted(session, desk, cast, clock, user_id=SOMCHAI)
        again = replace(PROOF, sha256="2" * 64, phash=flipped(PROOF.phash, 6))
        (doubt,) = look(session, desk, second, (again,), clock())
        assert doubt.kind is DoubtKind.USED_ELSEWHERE
        assert doubt.values["code"] == first.code
        other = replace(again, phash=flipped(PROOF.phash, 7))
        assert look(session, desk, second, (other,), clock()) == ()


def test_it_names_no_ticket_of_another_agency_and_no_sealed_one(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        foreign = accepted(session, desk, cast, clock, address=KHONKAEN_ADDRESS)
        session.add(attachment(PROOF, AttachmentKind.AFTER, foreign.id or 0, None, clock()))
        ours = accepted(session, desk, cast, clock, user_id=SOMCHAI)
        (doubt,) = look(session, desk, ours, (PROOF,), clock())
        assert doubt.values["code"] == ""
        foreign.sealed = True
        session.flush()
        assert look(session, desk, ours, (PROOF,), clock()) == ()


def test_it_lets_one_photo_close_all_of_a_group(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        main = accepted(session, desk, cast, clock)
        child = accepted(session, desk, cast, clock, user_id=SOMCHAI)
        group(session, desk, child, main, anan(cast), clock())
        session.add(attachment(PROOF, AttachmentKind.REPORT, child.id or 0, None, clock()))
        session.flush()
        assert look(session, desk, main, (PROOF,), clock()) == ()


def test_it_knows_the_report_s_own_photo(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        ticket = accepted(session, desk, cast, clock)
        session.add(attachment(PROOF, AttachmentKind.REPORT, ticket.id or 0, None, clock()))
        session.flush()
        near = replace(PROOF, sha256="2" * 64, phash=flipped(PROOF.phash, 6))
        (doubt,) = look(session, desk, ticket, (near,), clock())
        assert doubt.kind is DoubtKind.SAME_AS_REPORT


def test_it_knows_the_photo_that_closed_it_before_it_was_reopened(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        ticket = accepted(session, desk, cast, clock)
        taken = replace(PROOF, taken_at=clock())
        make_move(session, desk, ticket, proof(taken), anan(cast), clock())
        clock.pass_time(hours=1)
        dispute(session, desk, ticket, session.exec(select(Reporter)).one(), clock())
        clock.pass_time(hours=1)
        found = {doubt.kind for doubt in look(session, desk, ticket, (taken,), clock())}
        assert found == {DoubtKind.USED_BEFORE, DoubtKind.TAKEN_EARLY}


@pytest.mark.parametrize(
    ("north", "category", "doubted"),
    [
        (0.001, "road_sidewalk", False),
        (0.01, "road_sidewalk", True),
        (0.01, "registration_pr", False),
    ],
)
def test_it_measures_from_where_the_problem_is(
    database: Database,
    desk: Desk,
    cast: Cast,
    clock: FakeClock,
    north: float,
    category: str,
    doubted: bool,
) -> None:
    with database.transaction() as session:
        ticket = accepted(session, desk, cast, clock, category=category)
        photo = replace(PROOF, latitude=LATITUDE + north, longitude=LONGITUDE)
        found = look(session, desk, ticket, (photo,), clock())
        assert [each.kind for each in found] == [DoubtKind.TAKEN_ELSEWHERE] * doubted


def test_it_asks_why_a_ticket_is_closed_minutes_after_it_was_taken_up(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        ticket = make_ticket(session, desk, clock())
        clock.pass_time(days=2)
        accept = Change(Move.ACCEPT, Status.RECEIVED)
        make_move(session, desk, ticket, accept, anan(cast), clock())
        clock.pass_time(minutes=4)
        with pytest.raises(ClosingDoubted) as caught:
            make_move(session, desk, ticket, proof(PROOF), anan(cast), clock())
        assert [each.kind for each in caught.value.doubts] == [DoubtKind.CLOSED_QUICKLY]
        assert ticket.status is Status.IN_PROGRESS


def test_it_keeps_why_it_was_closed_all_the_same(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        ticket = make_ticket(session, desk, clock())
        accept = Change(Move.ACCEPT, Status.RECEIVED)
        make_move(session, desk, ticket, accept, anan(cast), clock())
        make_move(session, desk, ticket, proof(PROOF, reason=QUICK), anan(cast), clock())
        event = list_events(session, ticket)[-1]
        assert event.detail["override_reason"] == QUICK
        assert event.detail["warnings"] == [{"kind": "closed_quickly", "minutes": 1}]
        trail = audit.list_about(session, subject(ticket.id or 0))
        assert trail[-1].action == "ticket.override"
        assert trail[-1].detail["reason"] == QUICK
