"""How the service is doing, for administrators."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from complaints.lifecycle import Move
from core.letters import Letter
from store import audit, gauges, inbox, mail
from store.database import Database
from store.inbox import Arrival
from store.inbox_tables import InboxEvent, InboxState
from store.outbox_tables import OutboxMessage, OutboxState
from tests.dashboard.conftest import Act, Browser, Report, Visit, Wakes, words
from tests.fakes import FakeClock


@pytest.fixture
def ek(visit: Visit) -> Browser:
    return visit("ek")


def arrive(session: Session, clock: FakeClock, name: str = "e1") -> None:
    inbox.accept(session, [Arrival(name, "U1", clock(), clock(), "{}")])


def test_it_is_calm_when_nothing_waits(ek: Browser) -> None:
    page = words(ek.get("/system"))

    for said in ("ไม่มีรายการรออยู่", "ยังไม่ทราบ", "ไม่มีรายการที่ล้มเหลว", "ทุกข้อความถึงผู้รับแล้ว"):
        assert said in page
    assert "ค้างนานเกินไป" not in page


def test_it_warns_when_an_event_waits_too_long(
    ek: Browser, database: Database, clock: FakeClock
) -> None:
    with database.transaction() as session:
        arrive(session, clock)
    clock.pass_time(minutes=4)
    assert "ค้างนานเกินไป" not in words(ek.get("/system"))
    clock.pass_time(minutes=2)
    page = words(ek.get("/system"))

    assert "ค้างนานเกินไป" in page
    assert "รอมา 6 นาทีที่แล้ว" not in page
    assert "รอมา 6 นาที" in page


def test_it_shows_what_is_left_of_the_quota(
    ek: Browser, database: Database, clock: FakeClock
) -> None:
    with database.transaction() as session:
        gauges.set_gauge(session, gauges.LINE_QUOTA, {"limit": 300, "used": 100}, clock())
    page = words(ek.get("/system"))

    assert "เหลือ 200" in page
    assert "ใช้แล้ว 100 จาก 300" in page
    assert "ส่งเฉพาะข้อความแจ้งความคืบหน้า" not in page


def test_it_says_what_a_low_quota_means(ek: Browser, database: Database, clock: FakeClock) -> None:
    with database.transaction() as session:
        gauges.set_gauge(session, gauges.LINE_QUOTA, {"limit": 300, "used": 250}, clock())

    assert "ส่งเฉพาะข้อความแจ้งความคืบหน้า" in words(ek.get("/system"))


def test_it_shows_a_quota_without_a_limit(
    ek: Browser, database: Database, clock: FakeClock
) -> None:
    with database.transaction() as session:
        gauges.set_gauge(session, gauges.LINE_QUOTA, {"limit": None, "used": 7}, clock())

    assert "ไม่จำกัด" in words(ek.get("/system"))


def fail_notices(database: Database) -> None:
    with database.transaction() as session:
        for notice in session.exec(select(OutboxMessage)):
            notice.state, notice.status_code = OutboxState.FAILED, 400
            notice.error = "The request body has 1 error(s)"


def test_it_lists_messages_that_did_not_arrive(
    ek: Browser, report: Report, act: Act, database: Database
) -> None:
    ticket = act(report(), Move.ACCEPT)
    fail_notices(database)
    page = ek.get("/system")

    assert "ส่งไม่สำเร็จ (400)" in words(page)
    assert "The request body has 1 error(s)" in words(page)
    assert f'href="/dashboard/tickets/{ticket.code}"' in page.text


def test_it_keeps_the_number_of_a_sealed_ticket_to_itself(
    ek: Browser, report: Report, act: Act, database: Database
) -> None:
    ticket = report()
    act(ticket, Move.ACCEPT)
    with database.transaction() as session:
        session.merge(ticket).sealed = True
    fail_notices(database)

    assert ticket.code not in ek.get("/system").text


def test_it_tries_failed_events_again(
    ek: Browser, database: Database, clock: FakeClock, wakes: Wakes
) -> None:
    with database.transaction() as session:
        arrive(session, clock)
        event = session.exec(select(InboxEvent)).one()
        event.state, event.attempts = InboxState.FAILED, inbox.MAX_ATTEMPTS
    assert "มี 1 รายการ" in words(ek.get("/system"))
    clock.now += timedelta(hours=1)
    response = ek.post("/system/retry")

    assert (response.status_code, response.headers["location"]) == (303, "/dashboard/system")
    with database.reading() as session:
        event = session.exec(select(InboxEvent)).one()
        trail = audit.list_about(session, "inbox")
    assert (event.state, event.attempts) == (InboxState.WAITING, 0)
    assert [(entry.action, entry.detail) for entry in trail] == [("inbox.retried", {"count": 1})]
    assert wakes.count == 1


def test_it_shows_mails_given_up_and_sends_them_again(
    ek: Browser, database: Database, clock: FakeClock
) -> None:
    assert "อีเมลที่ส่งไม่สำเร็จ" not in words(ek.get("/system"))
    with database.transaction() as session:
        mail.put(session, "anan@example.go.th", Letter("หัวเรื่อง", "เรียน อนันต์"), clock())
        session.flush()
        envelope = mail.claim(session, clock())
        assert envelope is not None
        mail.give_up(session, envelope, clock(), "550 no such mailbox")
    page = words(ek.get("/system"))
    assert "550 no such mailbox" in page
    assert "anan@example.go.th" not in page
    assert ek.post("/system/mail/retry").status_code == 303
    with database.reading() as session:
        assert mail.is_any_due(session, clock())
        assert [entry.action for entry in audit.list_about(session, "mail")] == ["mail.retried"]
