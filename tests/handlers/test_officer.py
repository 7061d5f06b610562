"""An officer works in LINE: bound by a code, sees the agency's tickets, accepts, notes, closes."""

from typing import Any

import pytest
from sqlmodel import Session, select

from agencies.contacts import codes, line
from agencies.contacts.tables import LineAccount, LineGroup
from agencies.tables import Officer
from complaints.alerts.cards import ACCEPT, SHOW
from complaints.lifecycle import Status
from complaints.queries import list_events
from complaints.tables import Attachment, AttachmentKind, EventKind, Ticket
from core.messages import (
    Album,
    AlbumWaited,
    Carousel,
    Chat,
    LeftChat,
    MessageUnsent,
    Press,
    Pressed,
    TextSent,
    Unfollowed,
)
from handlers import officer
from handlers.officer_tables import OfficerTask
from handlers.officer_task import LIFE
from handlers.turn import Services
from store import removals
from store.database import Database
from tests.cast import Cast, make_ticket
from tests.fakes import FakeClock
from tests.handlers.talking import Talk, words

ANAN, ARUN, DAO, FON = ("U" + number * 32 for number in "1234")
GROUP = "C" + "9" * 32


class Shift:
    """Officers at work: their chats, and a look at the database."""

    def __init__(
        self, database: Database, services: Services, clock: FakeClock, cast: Cast
    ) -> None:
        self.database, self.services, self.clock, self.cast = database, services, clock, cast

    def chat(self, user_id: str) -> Talk:
        return Talk(self.database, self.services, self.clock, user_id, Chat("user", user_id))

    def bound(self, officer: Officer, user_id: str) -> Talk:
        with self.database.transaction() as session:
            session.add(
                LineAccount(officer_id=officer.id or 0, user_id=user_id, bound_at=self.clock())
            )
        return self.chat(user_id)

    def code(self, officer: Officer, *, for_group: bool = False) -> str:
        agency = self.cast.agency_a if for_group else None
        with self.database.transaction() as session:
            return codes.issue(session, officer, self.clock(), agency)

    def report(self, **draft: Any) -> Ticket:
        self.clock.pass_time(minutes=20)
        with self.database.transaction() as session:
            return make_ticket(session, self.services.desk, self.clock(), **draft)

    def now(self, ticket: Ticket) -> Ticket:
        with self.database.reading() as session:
            return session.get_one(Ticket, ticket.id)

    def notes(self, ticket: Ticket, kind: EventKind) -> list[str]:
        with self.database.reading() as session:
            return [each.note for each in list_events(session, ticket) if each.kind is kind]

    def after_photos(self, ticket: Ticket) -> int:
        with self.database.reading() as session:
            query = select(Attachment).where(Attachment.ticket_id == ticket.id)
            found = session.exec(query).all()
        return sum(photo.kind is AttachmentKind.AFTER for photo in found)


@pytest.fixture
def shift(database: Database, services: Services, clock: FakeClock, cast: Cast) -> Shift:
    return Shift(database, services, clock, cast)


@pytest.fixture
def anan(shift: Shift) -> Talk:
    return shift.bound(shift.cast.anan, ANAN)


def test_it_answers_every_button_that_officers_are_sent() -> None:
    assert {ACCEPT, SHOW} <= officer.ACTIONS


def test_it_binds_the_account_that_types_the_code_and_lets_it_go(shift: Shift) -> None:
    talk = shift.chat(ANAN)
    assert "ผูกบัญชี LINE นี้กับ อนันต์" in talk.say(f"ผูก {shift.code(shift.cast.anan)}")
    assert "งานของสำนักการโยธา" in talk.say("งาน")
    assert "เลิกผูกบัญชีแล้ว" in talk.say("เลิกผูก")
    assert "งานของสำนักการโยธา" not in talk.say("งาน")


def test_it_refuses_a_code_that_is_not_good_and_reads_a_word_as_a_word(shift: Shift) -> None:
    talk = shift.chat(ANAN)
    assert "รหัสนี้ใช้ไม่ได้" in talk.say("ABCD-EFGH")
    assert "รหัสนี้ใช้ไม่ได้" not in talk.say("hspecktr")


def test_it_lets_go_who_blocks_us(shift: Shift, anan: Talk) -> None:
    anan.send(Unfollowed())
    with shift.database.reading() as session:
        assert line.find_officer(session, ANAN) is None


def test_it_binds_a_group_only_where_it_is_spoken_to(shift: Shift) -> None:
    code = shift.code(shift.cast.anan, for_group=True)
    group = Talk(shift.database, shift.services, shift.clock, ANAN, Chat("group", GROUP))
    assert group.send(TextSent("m1", code, to_us=False)) == []
    assert "ผูกกลุ่มนี้กับสำนักการโยธา" in group.say(code)
    shift.bound(shift.cast.bua, ARUN)
    stranger = Talk(shift.database, shift.services, shift.clock, ARUN, Chat("group", GROUP))
    assert "ให้เจ้าหน้าที่ของหน่วยงาน" in stranger.say("เลิกผูกกลุ่ม")
    group.send(LeftChat())
    with shift.database.reading() as session:
        assert session.exec(select(LineGroup)).all() == []


def test_it_lists_the_agencys_work_by_view(shift: Shift, anan: Talk) -> None:
    first, second = shift.report(), shift.report(text="ไฟทางดับ", category="street_light")
    elsewhere = shift.report(address="ตำบลในเมือง อำเภอเมืองขอนแก่น ขอนแก่น 40000")
    assert second.code in anan.say("เรื่องของหน่วยงาน")
    told = anan.say("งาน")
    assert first.code in told
    assert second.code in told
    assert elsewhere.code not in told
    assert "ใหม่ 2" in told
    anan.press("work_accept", code=first.code)
    mine = anan.press("work_list", view="mine")
    assert first.code in mine
    assert second.code not in mine
    assert "ไม่มีเรื่อง" in anan.press("work_list", view="overdue")


def test_it_shows_ten_at_a_time_and_goes_on(shift: Shift, anan: Talk) -> None:
    tickets = [shift.report(text=f"ถนนเป็นหลุมที่ {number}") for number in range(12)]
    (carousel,) = anan.send(Pressed("work_list", {"view": "open"}))
    assert isinstance(carousel, Carousel)
    assert len(carousel.cards) == 11
    (more,) = carousel.cards[-1].buttons
    assert isinstance(more, Press)
    shown = words([carousel]) + anan.press(more.action, **more.values)
    assert all(ticket.code in shown for ticket in tickets)


def test_it_accepts_once_and_tells_the_second_who_was_first(shift: Shift, anan: Talk) -> None:
    arun = shift.bound(shift.cast.arun, ARUN)
    ticket = shift.report()
    assert "รับเรื่อง" in anan.say(ticket.code)
    assert "แล้วค่ะ ผู้แจ้งได้รับแจ้งแล้ว" in anan.press("work_accept", code=ticket.code)
    assert shift.now(ticket).officer_id == shift.cast.anan.id
    assert "อนันต์ ใจดี รับเรื่อง" in arun.press("work_accept", code=ticket.code)
    assert "คุณรับไว้แล้ว" in anan.press("work_accept", code=ticket.code)
    assert shift.now(ticket).status is Status.IN_PROGRESS


def test_it_knows_no_ticket_of_another_agency(shift: Shift, anan: Talk) -> None:
    ticket = shift.report(address="ตำบลในเมือง อำเภอเมืองขอนแก่น ขอนแก่น 40000")
    for action in ("work_show", "work_accept", "work_note", "work_finish"):
        assert "ไม่พบเรื่อง" in anan.press(action, code=ticket.code)
    assert shift.now(ticket).status is Status.RECEIVED


def test_it_lets_readers_look_only(shift: Shift) -> None:
    dao = shift.bound(shift.cast.dao, DAO)
    ticket = shift.report()
    shown = dao.press("work_show", code=ticket.code)
    assert "หลุมลึก" in shown
    assert "เพิ่มบันทึก" not in shown
    assert "ดูได้อย่างเดียว" in dao.press("work_accept", code=ticket.code)
    assert "หน่วยงานอื่น" in dao.press("work_note", code=ticket.code)


def test_it_keeps_sealed_tickets_out_of_the_chat(shift: Shift) -> None:
    fon = shift.bound(shift.cast.fon, FON)
    sealed = {"category": "corruption", "text": "เรียกเงินใต้โต๊ะ", "photo": None}
    ticket = shift.report(**sealed)
    assert "ใต้โต๊ะ" not in fon.say("งาน")
    shown = fon.press("work_show", code=ticket.code)
    assert "เรื่องลับ" in shown
    assert "ใต้โต๊ะ" not in shown
    assert "เรื่องลับ" in fon.press("work_accept", code=ticket.code)
    assert shift.now(ticket).status is Status.RECEIVED


def test_it_serves_nobody_who_is_not_bound_or_no_longer_works_here(
    shift: Shift, anan: Talk
) -> None:
    ticket = shift.report()
    assert "ยังไม่ได้ผูก" in shift.chat(ARUN).press("work_accept", code=ticket.code)
    with shift.database.transaction() as session:
        session.get_one(Officer, shift.cast.anan.id).active = False
    assert "ยังไม่ได้ผูก" in anan.press("work_accept", code=ticket.code)
    assert shift.now(ticket).status is Status.RECEIVED


def test_it_keeps_the_next_words_as_a_note(shift: Shift, anan: Talk) -> None:
    ticket = shift.report()
    anan.press("work_note", code=ticket.code)
    assert "เก็บบันทึก" in anan.say("โทรถามแล้ว เจ้าของตลาดนัดวันจันทร์")
    assert shift.notes(ticket, EventKind.NOTED) == ["โทรถามแล้ว เจ้าของตลาดนัดวันจันทร์"]
    anan.say("ถนนพังหน้าบ้านผมเอง")
    assert len(shift.notes(ticket, EventKind.NOTED)) == 1, "an officer is a citizen, too"


def test_it_closes_with_a_photo_words_and_a_look_at_it_all(shift: Shift, anan: Talk) -> None:
    ticket = shift.report(photo=None)
    anan.press("work_accept", code=ticket.code)
    shift.clock.pass_time(hours=2)
    assert "ส่งรูปหลังแก้" in anan.press("work_finish", code=ticket.code)
    assert "ได้รับ 1 รูป" in anan.photo("after1")
    assert "สั้นไป" in anan.say("ok")
    summary = anan.say("ปะยางมะตอยเรียบร้อยแล้ว")
    assert "ตรวจก่อนปิดเรื่อง" in summary
    assert "ปะยางมะตอย" in summary
    assert shift.now(ticket).status is Status.IN_PROGRESS
    assert "ปิดเรื่อง" in anan.press("work_close", code=ticket.code)
    assert shift.now(ticket).status is Status.FINISHED
    assert shift.after_photos(ticket) == 1
    assert "ไม่มีรายการค้าง" in anan.press("work_close", code=ticket.code)


def test_it_asks_why_where_there_is_no_photo_or_something_looks_odd(
    shift: Shift, anan: Talk
) -> None:
    ticket = shift.report()
    anan.press("work_accept", code=ticket.code)
    anan.press("work_finish", code=ticket.code)
    assert "ขอรูปหลังแก้ด้วย" in anan.say("ตักดินออกหมดแล้ว")
    assert "เพราะอะไร" in anan.say("ไม่มี")
    assert "ก่อนปิดเรื่อง โปรดดูข้อสังเกต" in anan.say("ฝนตกหนัก กล้องเปียก")
    assert "ไม่มีรายการค้าง" in anan.press("work_close", code=ticket.code)
    assert "ฝนตกหนัก" in anan.say("ทีมอยู่หน้างานพอดี")
    assert "ปิดเรื่อง" in anan.say("ยืนยัน")
    assert shift.now(ticket).status is Status.FINISHED


def test_it_takes_an_album_as_one_answer(shift: Shift, anan: Talk) -> None:
    ticket = shift.report()
    anan.press("work_accept", code=ticket.code)
    anan.press("work_finish", code=ticket.code)
    assert anan.photo("a1", Album("set", 1, 3)) == ""
    assert anan.photo("a2", Album("set", 2, 3)) == ""
    assert "ได้รับ 2 รูป" in words(anan.send(AlbumWaited("set")))
    assert "ได้รับ 3 รูป" in anan.photo("a3", Album("set", 3, 3))
    assert anan.send(AlbumWaited("set")) == []


def test_it_stops_drops_and_forgets(shift: Shift, anan: Talk) -> None:
    ticket = shift.report()
    anan.press("work_accept", code=ticket.code)
    anan.press("work_finish", code=ticket.code)
    anan.photo("gone")
    anan.send(MessageUnsent("gone"))
    with shift.database.reading() as session:
        assert session.get_one(OfficerTask, ANAN).photos == []
    anan.photo("kept")
    assert "ไม่มีอะไรเปลี่ยน" in anan.say("ยกเลิก")
    assert {"photos/gone.jpg", "photos/kept.jpg"} <= _noted(shift)
    anan.press("work_finish", code=ticket.code)
    shift.clock.pass_time(seconds=LIFE.total_seconds())
    assert "ไม่มีรายการค้าง" in anan.press("work_stop")
    assert shift.now(ticket).status is Status.IN_PROGRESS


def test_it_tells_who_comes_too_late_to_close(shift: Shift, anan: Talk) -> None:
    arun = shift.bound(shift.cast.arun, ARUN)
    ticket = shift.report(photo=None)
    anan.press("work_accept", code=ticket.code)
    shift.clock.pass_time(hours=2)
    for talk, photo in ((anan, "one"), (arun, "two")):
        talk.press("work_finish", code=ticket.code)
        talk.photo(photo)
        talk.say("ซ่อมเสร็จเรียบร้อยแล้ว", message_id=f"words-{photo}")
    anan.press("work_close", code=ticket.code)
    late = arun.press("work_close", code=ticket.code)
    assert "มีผู้เปลี่ยนเรื่อง" in late
    assert "ซ่อมเสร็จเรียบร้อยแล้ว" in late


def test_it_shows_ones_own_report_as_to_any_citizen(anan: Talk) -> None:
    receipt = anan.report()
    code = receipt.split("2026-")[1][:6]
    assert "ถอนเรื่อง" in anan.say(f"2026-{code}")


def _noted(shift: Shift) -> set[str]:
    with shift.database.transaction() as session:
        return _keys(session)


def _keys(session: Session) -> set[str]:
    return {removal.key for removal in removals.list_noted(session)}
