"""A second officer's yes: who may give it, what it does, and what happens meanwhile."""

from dataclasses import replace

import pytest
from sqlmodel import Session, select

from agencies import changes
from agencies.tables import Officer, Role
from complaints.alerts.tables import Alert, AlertKind, Audience
from complaints.change import By, Change
from complaints.closing.approval import approve, may_decide, send_back
from complaints.closing.requests import find_request
from complaints.closing.rules import Rule, get_rule, save_rule
from complaints.closing.tables import Approval, ClosingRequest, Verdict
from complaints.desk import Desk, subject
from complaints.lifecycle import Actor, HoldReason, Move, Status
from complaints.moves import make_move
from complaints.photos import NewPhoto
from complaints.queries import list_attachments, list_events
from complaints.tables import AttachmentKind, EventKind, Ticket
from core.clock import to_bangkok
from core.errors import Conflict, InvalidInput, NotAllowed
from store import audit, outbox_reading
from store.database import Database
from tests.cast import Cast, make_ticket
from tests.fakes import FakeClock

PROOF = NewPhoto("photos/after.jpg", "1" * 64, "1234567890abcdef", 800, 600)
DONE = Change(Move.FINISH, Status.IN_PROGRESS, note="กลบหลุมแล้ว", photos=(PROOF,))


def by(officer: Officer) -> By:
    return By(Actor.OFFICER, f"officer:{officer.id}", officer.agency_id)


def accepted(
    session: Session, desk: Desk, cast: Cast, clock: FakeClock, rule: Rule, **draft: str
) -> Ticket:
    """A ticket taken up an hour ago, of an agency with that rule."""
    who = changes.By("officer:1", clock())
    save_rule(session, desk.catalog, cast.agency_a.id or 0, rule, who)
    ticket = make_ticket(session, desk, clock(), **draft)
    make_move(session, desk, ticket, Change(Move.ACCEPT, Status.RECEIVED), by(cast.anan), clock())
    clock.pass_time(hours=1)
    return ticket


def promote(session: Session, officer: Officer) -> Officer:
    kept = session.merge(officer)
    kept.role = Role.SUPERVISOR
    session.flush()
    return kept


COLLEAGUE, SUPERVISOR = Rule(Approval.COLLEAGUE), Rule(Approval.SUPERVISOR)


def test_it_keeps_the_ticket_where_it_is_until_a_colleague_agrees(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        ticket = accepted(session, desk, cast, clock, COLLEAGUE)
        told = len(outbox_reading.list_about(session, subject(ticket.id or 0)))
        event = make_move(session, desk, ticket, DONE, by(cast.anan), clock())
        assert event.kind is EventKind.APPROVAL_ASKED
        assert event.move is None
        assert (ticket.status, ticket.approval_since) == (Status.IN_PROGRESS, clock())
        assert ticket.finished_at is None
        assert len(outbox_reading.list_about(session, subject(ticket.id or 0))) == told
        alert = session.exec(select(Alert).where(Alert.kind == AlertKind.APPROVAL_ASKED)).one()
        assert (alert.audience, alert.actor) == (Audience.WORKERS, f"officer:{cast.anan.id}")


def test_it_is_done_since_the_first_officer_said_so_and_told_when_the_second_agrees(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        ticket = accepted(session, desk, cast, clock, COLLEAGUE)
        make_move(session, desk, ticket, DONE, by(cast.anan), clock())
        reported_done = clock()
        clock.pass_time(hours=20)
        request = find_request(session, ticket)
        assert request is not None
        event = approve(session, desk, ticket, request.id or 0, cast.arun, clock())
        assert (ticket.status, ticket.approval_since) == (Status.FINISHED, None)
        assert ticket.finished_at == reported_done
        assert ticket.dispute_until is not None
        assert (ticket.dispute_until - clock()).days == desk.dispute_days
        assert (event.at, event.actor) == (clock(), f"officer:{cast.arun.id}")
        assert event.detail["asked_by"] == f"officer:{cast.anan.id}"
        assert event.detail["finished_at"] == reported_done.isoformat()
        notice = outbox_reading.list_about(session, subject(ticket.id or 0))[-1]
        assert "แก้แล้วจริงไหม" in notice.payload
        assert "กลบหลุมแล้ว" in notice.payload
        after = [e for e in list_attachments(session, ticket) if e.kind is AttachmentKind.AFTER]
        assert len(after) == 1
        assert request.verdict is Verdict.APPROVED


def test_it_returns_the_ticket_with_a_note_to_who_asked(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        ticket = accepted(session, desk, cast, clock, COLLEAGUE)
        make_move(session, desk, ticket, DONE, by(cast.anan), clock())
        request = find_request(session, ticket)
        assert request is not None
        with pytest.raises(InvalidInput):
            send_back(session, ticket, request.id or 0, "สั้น", cast.arun, clock())
        send_back(session, ticket, request.id or 0, "ขอบหลุมยังไม่เรียบ", cast.arun, clock())
        assert (ticket.status, ticket.approval_since) == (Status.IN_PROGRESS, None)
        event = list_events(session, ticket)[-1]
        assert (event.kind, event.note) == (EventKind.APPROVAL_REFUSED, "ขอบหลุมยังไม่เรียบ")
        alert = session.exec(select(Alert).where(Alert.kind == AlertKind.APPROVAL_REFUSED)).one()
        assert alert.officer_id == cast.anan.id
        clock.pass_time(hours=1)
        make_move(session, desk, ticket, DONE, by(cast.anan), clock())
        assert ticket.approval_since == clock()


def test_it_lets_nobody_agree_to_their_own_work(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        ticket = accepted(session, desk, cast, clock, COLLEAGUE)
        make_move(session, desk, ticket, DONE, by(cast.anan), clock())
        request = find_request(session, ticket)
        assert request is not None
        allowed = {
            name
            for name in ("anan", "arun", "bua", "dao", "fon", "chai", "kaew", "ek")
            if may_decide(session, getattr(cast, name), ticket, request)
        }
        assert allowed == {"arun", "chai", "ek"}
        for refused in (cast.anan, cast.bua, cast.dao):
            with pytest.raises(NotAllowed):
                approve(session, desk, ticket, request.id or 0, refused, clock())
        assert ticket.status is Status.IN_PROGRESS


def test_it_asks_supervisors_where_the_rule_says_so(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        arun = promote(session, cast.arun)
        ticket = accepted(session, desk, cast, clock, SUPERVISOR)
        make_move(session, desk, ticket, DONE, by(cast.anan), clock())
        alert = session.exec(select(Alert).where(Alert.kind == AlertKind.APPROVAL_ASKED)).one()
        assert alert.audience is Audience.SUPERVISORS
        request = find_request(session, ticket)
        assert request is not None
        assert may_decide(session, arun, ticket, request)


def test_it_finishes_at_once_where_nobody_else_could_agree(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        ticket = accepted(session, desk, cast, clock, SUPERVISOR)  # there is no supervisor
        make_move(session, desk, ticket, DONE, by(cast.anan), clock())
        assert ticket.status is Status.FINISHED


def test_it_asks_only_for_the_categories_named(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    rule = replace(COLLEAGUE, categories=("street_light",))
    with database.transaction() as session:
        ticket = accepted(session, desk, cast, clock, rule)
        make_move(session, desk, ticket, DONE, by(cast.anan), clock())
        assert ticket.status is Status.FINISHED


def test_it_asks_why_before_it_asks_for_agreement(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    quick = replace(DONE, override_reason="ซ่อมก่อนกดรับเรื่อง")
    with database.transaction() as session:
        ticket = accepted(session, desk, cast, clock, COLLEAGUE)
        make_move(session, desk, ticket, Change(Move.HOLD, Status.IN_PROGRESS, note="รอยางมะตอย",
                  hold_reason=HoldReason.BUDGET, expected_on=to_bangkok(clock()).date()),
                  by(cast.anan), clock())  # fmt: skip
        near = replace(quick, seen=Status.ON_HOLD, photos=(replace(PROOF, sha256="0" * 64),))
        make_move(session, desk, ticket, near, by(cast.anan), clock())
        request = find_request(session, ticket)
        assert request is not None
        assert [each["kind"] for each in request.warnings] == ["same_as_report"]
        actions = [entry.action for entry in audit.list_about(session, subject(ticket.id or 0))]
        assert actions.count("ticket.override") == 1
        event = approve(session, desk, ticket, request.id or 0, cast.arun, clock())
        assert (event.from_status, ticket.status) == (Status.ON_HOLD, Status.FINISHED)


def test_it_lets_the_word_lapse_where_the_ticket_is_moved_otherwise(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        ticket = accepted(session, desk, cast, clock, COLLEAGUE)
        make_move(session, desk, ticket, DONE, by(cast.anan), clock())
        request = find_request(session, ticket)
        assert request is not None
        forward = Change(
            Move.FORWARD, Status.IN_PROGRESS, note="ถนนของเทศบาล", agency_id=cast.agency_b.id
        )
        make_move(session, desk, ticket, forward, by(cast.anan), clock())
        assert ticket.approval_since is None
        session.refresh(request)
        assert request.verdict is Verdict.LAPSED
        with pytest.raises(Conflict):
            approve(session, desk, ticket, request.id or 0, cast.chai, clock())


def test_it_takes_one_word_at_a_time_and_one_answer(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        ticket = accepted(session, desk, cast, clock, COLLEAGUE)
        code = ticket.code
        make_move(session, desk, ticket, DONE, by(cast.anan), clock())
    with database.transaction() as session:
        ticket = session.exec(select(Ticket).where(Ticket.code == code)).one()
        again = replace(DONE, photos=(), no_photo_reason="กล้องเสีย")
        with pytest.raises(Conflict):
            make_move(session, desk, ticket, again, by(cast.arun), clock())
        request = session.exec(select(ClosingRequest)).one()
        approve(session, desk, ticket, request.id or 0, cast.arun, clock())
        with pytest.raises(Conflict):
            approve(session, desk, ticket, request.id or 0, cast.chai, clock())


def test_it_keeps_who_changed_the_rule(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    number, who = cast.agency_a.id or 0, changes.By("officer:1", clock())
    with database.transaction() as session:
        assert get_rule(session, number) == Rule()
        rule = Rule(Approval.SUPERVISOR, ("street_light",), reminds=False)
        save_rule(session, desk.catalog, number, rule, who)
        save_rule(session, desk.catalog, number, rule, who)
        assert get_rule(session, number) == rule
        (entry,) = audit.list_about(session, f"agency:{number}")
        assert entry.action == "agency.closing_rule"
        with pytest.raises(InvalidInput):
            save_rule(session, desk.catalog, number, Rule(categories=("nothing",)), who)
