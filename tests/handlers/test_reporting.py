"""Reporting, turn by turn: what is asked, kept, changed, dropped."""

import pytest
from sqlmodel import select

from complaints.tables import Reporter, Ticket
from core.messages import (
    Album,
    AlbumWaited,
    Content,
    MediaSent,
    MessageEdited,
    PhotoFailed,
    PhotoTrouble,
    PlaceSent,
    StickerSent,
)
from handlers.conversation import discard_lapsed
from handlers.tables import Conversation
from store import removals
from tests.cast import KHONKAEN_ADDRESS
from tests.handlers.talking import Talk, words


def tickets(talk: Talk) -> list[Ticket]:
    with talk.database.reading() as session:
        return list(session.exec(select(Ticket)))


def noted_for_deletion(talk: Talk) -> list[str]:
    with talk.database.reading() as session:
        return [removal.key for removal in removals.list_noted(session)]


def test_it_asks_for_consent_first_and_once(talk: Talk) -> None:
    assert "ยินยอม" in talk.say("ไฟถนนดับทั้งซอยเลยค่ะ")
    talk.press("consent", answer="yes")
    with talk.database.reading() as session:
        assert session.exec(select(Reporter)).one().consent_version == 1
    talk.say("ยกเลิก")
    assert "ก่อนแจ้งเรื่องครั้งแรก" not in talk.say("แจ้งปัญหา")


def test_it_asks_only_for_what_is_missing(talk: Talk) -> None:
    talk.say("แจ้งปัญหา")
    assert "ส่งรูปปัญหา" in talk.press("consent", answer="yes")
    assert "อยู่ที่ไหน" in talk.photo()
    assert "เกิดอะไรขึ้น" in talk.place()
    summary = talk.say("ถนนเป็นหลุมลึก รถล้มบ่อย")
    assert "ตรวจดูก่อนส่ง" in summary
    assert "เป็นความลับ" not in summary


def test_it_offers_three_kinds_where_it_is_unsure_and_takes_a_number(talk: Talk) -> None:
    talk.say("แจ้งปัญหา")
    talk.press("consent", answer="yes")
    talk.photo()
    talk.place()
    asked = talk.say("เสียมานานแล้วค่ะ ช่วยมาดูหน่อย")
    assert "พิมพ์หมายเลข" in asked
    assert "ประเภทอื่น" in asked
    assert "ตรวจดูก่อนส่ง" in talk.say("2")


def test_it_lists_all_fourteen_kinds_on_two_pages(talk: Talk) -> None:
    talk.say("แจ้งปัญหา")
    talk.press("consent", answer="yes")
    listed = talk.press("categories")
    assert "14." in listed
    talk.press("categories", page="2")
    talk.say("13")
    talk.place()
    talk.press("no_photo")
    summary = talk.say("เห็นเจ้าหน้าที่รับเงินใต้โต๊ะ")
    assert "เบาะแสทุจริต" in summary
    assert "เป็นความลับ" in summary


def test_it_keeps_a_sealed_report_from_the_agency(talk: Talk) -> None:
    talk.say("แจ้งปัญหา")
    talk.press("consent", answer="yes")
    talk.press("category", code="corruption")
    talk.place()
    talk.press("no_photo")
    talk.say("เห็นเจ้าหน้าที่เรียกรับเงินใต้โต๊ะ")
    talk.say("ส่ง")
    (ticket,) = tickets(talk)
    assert ticket.sealed
    assert ticket.routing_reason == "central_desk", "only the centre has an integrity officer here"


def test_it_sends_a_report_to_the_agency_of_its_place(talk: Talk) -> None:
    talk.say("แจ้งปัญหา")
    talk.press("consent", answer="yes")
    talk.place(KHONKAEN_ADDRESS)
    talk.press("no_photo")
    talk.say("ขยะล้นถังหลายวันแล้ว ไม่มีใครมาเก็บ")
    talk.say("ส่ง")
    (ticket,) = tickets(talk)
    assert ticket.routing_reason.startswith("coverage:ขอนแก่น")


def test_it_asks_again_for_a_pin_abroad(talk: Talk) -> None:
    talk.say("ถนนเป็นหลุมลึก รถล้มบ่อย")
    talk.press("consent", answer="yes")
    told = words(talk.send(PlaceSent("m-abroad", 48.8584, 2.2945, address="Champ de Mars, Paris")))
    assert "นอกประเทศไทย" in told
    assert "อยู่ที่ไหน" in told
    talk.place()
    assert "Paris" not in talk.press("no_photo")


def test_it_keeps_a_word_for_another_question_out_of_the_description(talk: Talk) -> None:
    talk.say("ฝาท่อหาย เด็กเกือบตก")
    talk.press("consent", answer="yes")
    assert "อยู่ที่ไหน" in talk.say("ไม่มีรูป")
    assert "อยู่ที่ไหน" in talk.say("ส่ง")
    talk.place()
    talk.press("category", code="risk_spot")
    assert "แก้สถานที่" in talk.say("ไม่")
    talk.say("ส่ง")
    (ticket,) = tickets(talk)
    assert ticket.description == "ฝาท่อหาย เด็กเกือบตก"


def test_it_says_that_the_report_was_sent_when_it_is_sent_again_by_word(talk: Talk) -> None:
    talk.report()
    (ticket,) = tickets(talk)
    told = talk.say("ส่ง")
    assert "ส่งไปแล้ว" in told
    assert ticket.code in told
    assert len(tickets(talk)) == 1


def test_it_lets_every_part_be_changed_before_sending(talk: Talk) -> None:
    talk.say("แจ้งปัญหา")
    talk.press("consent", answer="yes")
    talk.photo()
    talk.place()
    talk.say("ถนนเป็นหลุมลึก รถล้มบ่อย")
    assert "แก้สถานที่" in talk.press("edit")
    assert "อยู่ที่ไหน" in talk.press("edit", part="place")
    assert "ขอนแก่น" in talk.place(KHONKAEN_ADDRESS)
    assert "เกิดอะไรขึ้น" in talk.press("edit", part="text")
    assert "ไฟถนนเสีย" in talk.say("ไฟถนนดับทั้งซอย มืดมาก")


def test_it_refuses_an_old_summary_s_button(talk: Talk) -> None:
    talk.say("แจ้งปัญหา")
    talk.press("consent", answer="yes")
    talk.photo()
    talk.place()
    talk.say("ถนนเป็นหลุมลึก รถล้มบ่อย")
    assert "สรุปเก่า" in talk.press("send", v="1")
    assert tickets(talk) == []


def test_it_forgets_a_draft_after_a_day(talk: Talk) -> None:
    talk.say("แจ้งปัญหา")
    talk.press("consent", answer="yes")
    talk.photo()
    talk.clock.pass_time(hours=23)
    assert "ตำแหน่ง" in talk.say("แจ้งปัญหา"), "the draft is still there"
    talk.clock.pass_time(hours=25)
    assert "ส่งรูปปัญหา" in talk.say("แจ้งปัญหา"), "a new one begins"


def test_it_deletes_the_photos_of_a_draft_nobody_came_back_to(talk: Talk) -> None:
    talk.photo("p1")
    talk.clock.pass_time(hours=25)
    with talk.database.transaction() as session:
        assert discard_lapsed(session, talk.clock()) == 1
    assert noted_for_deletion(talk) == ["photos/p1.jpg"]


@pytest.mark.parametrize("how", ["ยกเลิก", "ไม่ยินยอม"])
def test_it_deletes_the_photos_of_a_dropped_draft(talk: Talk, how: str) -> None:
    talk.photo("p1")
    talk.say(how)
    assert noted_for_deletion(talk) == ["photos/p1.jpg"]
    with talk.database.reading() as session:
        assert session.exec(select(Conversation)).one().draft is None


@pytest.mark.parametrize("sent", [StickerSent("s1"), MediaSent("v1", "video")])
def test_it_leads_back_into_the_draft_from_what_it_cannot_use(talk: Talk, sent: Content) -> None:
    way_back = talk.services.phrases.say("draft.continue")
    assert way_back not in words(talk.send(sent))
    talk.photo()
    assert way_back in words(talk.send(sent))


def test_it_answers_an_album_with_its_last_photo(talk: Talk) -> None:
    talk.say("แจ้งปัญหา")
    talk.press("consent", answer="yes")
    assert talk.photo("a", Album("set", 2, 3)) == ""
    assert talk.photo("b", Album("set", 1, 3)) == ""
    assert "3 รูป" in talk.photo("c", Album("set", 3, 3))


def test_it_answers_for_an_album_whose_rest_never_comes(talk: Talk) -> None:
    talk.say("แจ้งปัญหา")
    talk.press("consent", answer="yes")
    assert talk.photo("p1", Album("a", 1, 3)) == ""
    assert talk.photo("p2", Album("a", 2, 3)) == ""
    assert "2 รูป" in words(talk.send(AlbumWaited("a")))
    assert talk.send(AlbumWaited("a")) == [], "and once"


def test_it_does_not_answer_twice_for_an_album(talk: Talk) -> None:
    talk.say("แจ้งปัญหา")
    talk.press("consent", answer="yes")
    talk.photo("p1", Album("a", 1, 2))
    assert talk.photo("p2", Album("a", 2, 2))
    assert talk.send(AlbumWaited("a")) == []
    talk.photo("p3", Album("b", 1, 2))
    talk.say("ไฟถนนดับทั้งซอย")
    assert talk.send(AlbumWaited("b")) == [], "the words were answered meanwhile"


def test_it_answers_an_album_of_unknown_size_once(talk: Talk) -> None:
    talk.say("แจ้งปัญหา")
    talk.press("consent", answer="yes")
    assert talk.photo("a", Album("set")) != ""
    assert talk.photo("b", Album("set")) == ""


@pytest.mark.parametrize("why", ["gone", "not_ready", "too_large", "not_a_photo"])
def test_it_says_why_a_photo_did_not_come_through(talk: Talk, why: PhotoTrouble) -> None:
    talk.say("แจ้งปัญหา")
    answers = talk.send(PhotoFailed("p1", why))
    assert len(answers) == 1


def test_it_keeps_both_messages_of_a_description(talk: Talk) -> None:
    talk.say("แจ้งปัญหา")
    talk.press("consent", answer="yes")
    talk.photo()
    talk.place()
    talk.say("ถนนเป็นหลุมลึก รถล้มบ่อย")
    talk.say("อยู่ตรงข้ามโรงเรียน เด็กเดินผ่านทุกวัน")
    talk.say("ส่ง")
    (ticket,) = tickets(talk)
    assert ticket.description.splitlines() == [
        "ถนนเป็นหลุมลึก รถล้มบ่อย",
        "อยู่ตรงข้ามโรงเรียน เด็กเดินผ่านทุกวัน",
    ]


def test_it_speaks_english_to_who_writes_english(talk: Talk) -> None:
    assert "Before your first report" in talk.say("there is a big pothole in front of my house")
    assert "Where is it" in talk.say("I agree")


def test_it_follows_a_message_that_its_sender_changed(talk: Talk) -> None:
    talk.say("แจ้งปัญหา")
    talk.press("consent", answer="yes")
    talk.photo()
    talk.place()
    talk.say("ถนนเป็นหลุมลึก", message_id="m-edit")
    answers = talk.send(MessageEdited("m-edit", "ไฟถนนดับทั้งซอย มืดมาก", to_us=True))
    assert "ไฟถนนเสีย" in words(answers)
    assert talk.send(MessageEdited("another", "อะไรก็ได้", to_us=True)) == []


def test_it_takes_no_blank_for_a_place(talk: Talk) -> None:
    talk.say("แจ้งปัญหา")
    talk.press("consent", answer="yes")
    talk.photo()
    assert talk.say(" \n ") != ""
    assert "หมุดที่" in talk.place("  ") + talk.say("ถนนเป็นหลุมลึกมาก")


def test_it_knows_the_button_of_a_draft_that_was_cancelled(talk: Talk) -> None:
    def summary() -> str:
        talk.say("แจ้งปัญหา")
        talk.press("consent", answer="yes")
        talk.photo()
        talk.place()
        talk.say("ถนนเป็นหลุมลึก รถล้มบ่อย")
        with talk.database.reading() as session:
            draft = session.exec(select(Conversation)).one().draft
            assert draft is not None
            return str(draft["version"])

    old = summary()
    talk.say("ยกเลิก")
    summary()
    talk.press("send", v=old)
    assert tickets(talk) == []


def test_it_goes_on_after_an_album_whose_last_photo_failed(talk: Talk) -> None:
    talk.say("แจ้งปัญหา")
    talk.press("consent", answer="yes")
    talk.photo("a", Album("set", 1, 2))
    answers = words(talk.send(PhotoFailed("b", "too_large", Album("set", 2, 2))))
    assert "10 MB" in answers
    assert "อยู่ที่ไหน" in answers


def test_it_says_when_there_are_enough_photos_and_keeps_no_more(talk: Talk) -> None:
    talk.say("แจ้งปัญหา")
    talk.press("consent", answer="yes")
    for number in range(10):
        talk.photo(f"p{number}")
    assert "ไม่เกิน 10 รูป" in talk.photo("p11")
    assert noted_for_deletion(talk) == ["photos/p11.jpg"]
    talk.press("edit", part="photo")
    assert len(noted_for_deletion(talk)) == 11
