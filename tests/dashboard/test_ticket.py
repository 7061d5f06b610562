"""The ticket's page."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from complaints import feedback, queries
from complaints.desk import Desk
from complaints.lifecycle import Move
from complaints.tables import Reporter, Ticket
from dashboard.ticket.routing import routing_sentence
from store.database import Database
from store.outbox_tables import OutboxMessage, OutboxState
from tests.cast import KHONKAEN_ADDRESS
from tests.dashboard.conftest import Act, Browser, Report, Visit, words
from tests.fakes import FakeClock


def show(browser: Browser, ticket: Ticket) -> str:
    return words(browser.get(f"/tickets/{ticket.code}"))


def test_it_shows_everything_on_one_page(
    anan: Browser, report: Report, photo_file: str, database: Database
) -> None:
    ticket = report(photo=photo_file)
    page = anan.get(f"/tickets/{ticket.code}")
    with database.reading() as session:
        reporter = session.get(Reporter, ticket.reporter_id)
    assert reporter is not None

    for said in (
        "ถนน ทางเท้า",
        ticket.code,
        "รอรับเรื่อง",
        "ถนนเป็นหลุมลึกหน้าตลาด รถล้มบ่อย",
        "ซอยลาดพร้าว 64 แขวงวังทองหลาง",
        "13.77960, 100.60650",
        f"ผู้แจ้ง {reporter.pseudonym} (นามแฝง)",
        "สำนักการโยธา",
        "หน่วยงานนี้ดูแลพื้นที่ กรุงเทพฯ",
        "23 พ.ย. 69 10:01 น.",
        "ตรงกับที่ระบบเสนอ",
    ):
        assert said in words(page)
    assert 'data-latitude="13.7796"' in page.text
    assert "google.com/maps" in page.text
    assert f"/dashboard/photos/{ticket.code}/" in page.text


def test_it_never_shows_who_the_reporter_is(anan: Browser, report: Report) -> None:
    ticket = report()

    assert "U" + "a" * 32 not in anan.get(f"/tickets/{ticket.code}").text


def test_it_takes_the_number_in_any_case(anan: Browser, report: Report) -> None:
    assert anan.get(f"/tickets/{report().code.lower()}").status_code == 200


def test_it_says_when_the_reporter_chose_another_category(
    anan: Browser, report: Report, database: Database
) -> None:
    ticket = report()
    with database.transaction() as session:
        session.merge(ticket).proposed_category = "street_light"

    assert "ระบบเสนอ “ไฟถนนเสีย”" in show(anan, ticket)


def test_it_does_without_photo_and_point(anan: Browser, report: Report, database: Database) -> None:
    ticket = report(photo=None)
    with database.transaction() as session:
        ticket = session.merge(ticket)
        ticket.latitude = ticket.longitude = None
    page = anan.get(f"/tickets/{ticket.code}")

    assert "ผู้แจ้งไม่ได้แนบภาพ" in words(page)
    assert "ไม่มีพิกัด" in words(page)
    assert 'id="map"' not in page.text


def test_it_shows_words_of_citizens_as_text(anan: Browser, report: Report) -> None:
    ticket = report(text='<img src=x onerror="alert(1)"> {{ 7*7 }}')
    page = anan.get(f"/tickets/{ticket.code}").text

    assert "<img src=x" not in page
    assert "{{ 7*7 }}" in page


def test_it_tells_the_whole_story_newest_first(
    anan: Browser, report: Report, act: Act, database: Database, desk: Desk, clock: FakeClock
) -> None:
    ticket = act(act(report(), Move.ACCEPT), Move.FINISH)
    clock.pass_time(hours=1)
    with database.transaction() as session:
        own = session.merge(ticket)
        reporter = queries.get_reporter_of(session, own)
        assert reporter is not None
        feedback.dispute(session, desk, own, reporter, clock())
        feedback.comment(session, own, reporter, clock(), text="ยังเป็นหลุมอยู่เลย")
    story = show(anan, ticket)
    told = ["ให้ข้อมูลเพิ่มเติม", "ยังไม่เรียบร้อย เปิดเรื่องอีกครั้ง", "แจ้งว่าดำเนินการเสร็จ", "รับเรื่องไว้ดำเนินการ",
            "แจ้งเรื่องเข้ามา"]  # fmt: skip
    places = [story.index(title) for title in told]

    assert places == sorted(places)
    for said in (
        "ยังเป็นหลุมอยู่เลย",
        "อนันต์ ใจดี รับเรื่องไว้ดำเนินการ สำนักการโยธา ·",
        "ผู้แจ้ง แจ้งเรื่องเข้ามา",
        "เปิดเรื่องอีกครั้ง",
    ):
        assert said in story


def test_it_shows_the_reporters_verdict(
    anan: Browser, report: Report, act: Act, database: Database, clock: FakeClock
) -> None:
    ticket = act(act(report(), Move.ACCEPT), Move.FINISH)
    assert "ยังไม่ตอบ" in show(anan, ticket)
    with database.transaction() as session:
        own = session.merge(ticket)
        reporter = queries.get_reporter_of(session, own)
        assert reporter is not None
        feedback.confirm(session, own, reporter, 4, clock())

    assert 'aria-label="4 จาก 5 ดาว"' in anan.get(f"/tickets/{ticket.code}").text
    assert "ให้ 4 จาก 5 ดาว" in show(anan, ticket)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "รอส่ง"),
        ({"attempts": 2, "error": "HTTP 500"}, "ลองส่งแล้ว 2 ครั้ง"),
        ({"state": OutboxState.SENT, "via": "push"}, "ส่งแล้ว ข้อความแจ้งเตือน"),
        ({"state": OutboxState.SENT, "via": "reply"}, "ส่งแล้ว ข้อความตอบกลับ"),
        ({"state": OutboxState.SENT, "via": "carried"}, "ส่งแล้ว ไปพร้อมคำตอบ"),
        ({"state": OutboxState.HELD, "status_code": 429}, "เก็บไว้ส่งครั้งถัดไป"),
        ({"state": OutboxState.FAILED, "status_code": 400}, "LINE ไม่รับข้อความนี้"),
        ({"state": OutboxState.FAILED, "status_code": 418}, "รหัส 418"),
        ({"state": OutboxState.FAILED}, "ส่งไม่สำเร็จ"),
    ],
)
def test_it_says_what_became_of_the_notice(
    anan: Browser,
    report: Report,
    act: Act,
    database: Database,
    values: dict[str, object],
    said: str,
) -> None:
    ticket = act(report(), Move.ACCEPT)
    with database.transaction() as session:
        notice = session.exec(select(OutboxMessage)).one()
        for name, value in values.items():
            setattr(notice, name, value)
    page = show(anan, ticket)

    assert "รับเรื่องแล้ว กำลังดำเนินการ" in page, "what the notice was about"
    assert said in page


def test_it_follows_a_notice_until_it_has_settled(
    anan: Browser, report: Report, act: Act, database: Database
) -> None:
    ticket = act(report(), Move.ACCEPT)
    address = f"/tickets/{ticket.code}/told"
    waiting = anan.get(address)
    with database.transaction() as session:
        session.exec(select(OutboxMessage)).one().state = OutboxState.SENT
    settled = anan.get(address)

    assert f'hx-get="/dashboard{address}"' in waiting.text
    assert "hx-get" not in settled.text
    assert "<html" not in settled.text


@pytest.mark.parametrize(("field", "said"), [("blocked_at", "ปิดรับข้อความ"), ("user_id", "ลบข้อมูล")])
def test_it_says_when_the_reporter_can_no_longer_be_told(
    anan: Browser, report: Report, database: Database, clock: FakeClock, field: str, said: str
) -> None:
    ticket = report()
    with database.transaction() as session:
        reporter = session.exec(select(Reporter).order_by(col(Reporter.id))).one()
        setattr(reporter, field, clock() if field == "blocked_at" else None)

    assert said in show(anan, ticket)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("coverage:", "รับเรื่องทุกประเภทในทุกพื้นที่"),
        ("coverage:street_light", "ดูแลเรื่อง “ไฟถนนเสีย”"),
        ("coverage:ขอนแก่น", "ดูแลพื้นที่ จ.ขอนแก่น"),
        ("coverage:ขอนแก่น/เมืองขอนแก่น/ในเมือง", "พื้นที่ ต.ในเมือง อ.เมืองขอนแก่น จ.ขอนแก่น"),
        ("coverage:street_light/กรุงเทพมหานคร/บางรัก", "“ไฟถนนเสีย” ในพื้นที่ เขตบางรัก กรุงเทพฯ"),
        ("central_desk", "ยังไม่มีหน่วยงานใดดูแล"),
        ("forwarded", "หน่วยงานอื่นส่งต่อมาให้"),
    ],
)
def test_it_says_why_the_ticket_came_here(desk: Desk, reason: str, said: str) -> None:
    assert said in routing_sentence(reason, desk.catalog)


def test_it_hides_tickets_of_others_as_if_there_were_none(anan: Browser, report: Report) -> None:
    theirs = anan.get(f"/tickets/{report(address=KHONKAEN_ADDRESS).code}")
    nobodys = anan.get("/tickets/2026-AAAAAA")

    assert theirs.status_code == nobodys.status_code == 404
    assert words(theirs) == words(nobodys)


def test_it_hides_sealed_tickets_even_from_administrators(visit: Visit, report: Report) -> None:
    sealed = report(category="corruption")

    assert visit("ek").get(f"/tickets/{sealed.code}").status_code == 404
    assert visit("ek").get(f"/tickets/{sealed.code}/told").status_code == 404


def test_it_warns_of_nothing_new_when_time_passes(
    anan: Browser, report: Report, clock: FakeClock
) -> None:
    ticket = report()
    clock.now += timedelta(hours=3)

    assert "3 ชม.ที่แล้ว" in show(anan, ticket)
