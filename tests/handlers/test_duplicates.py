"""Two citizens, one hole: asked in the chat whether it is the same, joined or set apart."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import select

from complaints.change import By
from complaints.desk import Desk
from complaints.duplicates.tables import Distinction
from complaints.groups.changes import group
from complaints.groups.tables import Follower
from complaints.lifecycle import Actor, Status
from complaints.tables import Attachment, Ticket
from core.messages import Card, Carousel, Chat, PlaceSent, TextSent
from handlers.turn import Services
from store.database import Database
from tests.cast import BANGKOK_ADDRESS, MALEE, SOMCHAI, Cast
from tests.fakes import FakeClock
from tests.handlers.talking import Talk

ASKED = "เรื่องเดียวกันไหม"
Call = Callable[[str], Talk]


@pytest.fixture
def call(database: Database, services: Services, clock: FakeClock, cast: Cast) -> Call:
    return lambda user_id: Talk(database, services, clock, user_id, Chat("user", user_id))


@pytest.fixture
def malee(call: Call) -> Talk:
    talk = call(MALEE)
    talk.report()
    return talk


@pytest.fixture
def somchai(call: Call, malee: Talk) -> Talk:
    """Somchai has told everything, and is asked."""
    talk = call(SOMCHAI)
    assert ASKED in tell(talk)
    return talk


def tell(talk: Talk, text: str = "หลุมลึกมากหน้าตลาด มอเตอร์ไซค์ล้ม") -> str:
    """Tell everything but the last word."""
    talk.say("แจ้งปัญหา")
    talk.press("consent", answer="yes")
    talk.press("no_photo")
    talk.place()
    talk.say(text)
    return talk.press("category", code="road_sidewalk")


def tickets(talk: Talk) -> list[Ticket]:
    with talk.database.reading() as session:
        return list(session.exec(select(Ticket)))


def card(talk: Talk) -> Card:
    """The question as it stands now."""
    asked = talk.send(TextSent("again", "แจ้งปัญหา"))[-1]
    assert isinstance(asked, Card)
    return asked


def test_it_asks_once_everything_is_told_and_shows_no_word_of_the_other(somchai: Talk) -> None:
    asked = card(somchai)
    shown = str(asked)
    assert "จุดเดียวกัน" in shown
    assert "1 คน" in shown
    assert "วันนี้" in shown
    assert "รถล้มบ่อย" not in shown, "another citizen's words"
    assert asked.picture is None, "nobody has cleared the photo"


def test_it_shows_a_photo_that_an_officer_has_cleared(somchai: Talk) -> None:
    with somchai.database.transaction() as session:
        for photo in session.exec(select(Attachment)):
            photo.cleared_at = somchai.clock()
    assert card(somchai).picture is not None


@pytest.mark.parametrize("number", ["0", "2", "99", "9" * 4_900])
def test_it_asks_again_where_a_number_stands_for_none_of_them(somchai: Talk, number: str) -> None:
    assert ASKED in somchai.say(number)


@pytest.mark.parametrize("yes", ["ใช่", "1", "เรื่องเดียวกันค่ะ"])
def test_it_joins_by_a_typed_yes(somchai: Talk, yes: str) -> None:
    assert "ร่วมแจ้งเรื่องนี้แล้ว" in somchai.say(yes)
    [ticket] = tickets(somchai)
    assert ticket.code in somchai.say("เรื่องของฉัน")


def test_it_joins_by_a_button_once(somchai: Talk) -> None:
    yes = card(somchai).buttons[0]
    values = dict(yes.values)  # type: ignore[union-attr]
    assert "2 คน" in somchai.press("join", **values)
    assert "ส่งไปแล้ว" in somchai.press("join", **values), "the second tap does nothing"
    with somchai.database.reading() as session:
        assert len(session.exec(select(Follower)).all()) == 1


@pytest.mark.parametrize("no", ["ไม่ใช่", "คนละเรื่องครับ", "ส่งเรื่องใหม่"])
def test_it_goes_on_after_a_no_and_never_asks_again(somchai: Talk, no: str) -> None:
    assert "ตรวจก่อนส่ง" in somchai.say(no) or "ส่งเรื่อง" in somchai.say("แจ้งปัญหา")
    assert ASKED not in somchai.say("แจ้งปัญหา")
    somchai.say("ส่ง")
    assert len(tickets(somchai)) == 2
    with somchai.database.reading() as session:
        kept = session.exec(select(Distinction)).one()
        assert kept.actor.startswith("reporter:")


def test_it_knows_the_buttons_of_an_older_question(somchai: Talk) -> None:
    old = dict(card(somchai).buttons[0].values)  # type: ignore[union-attr]
    somchai.say("รถตกหลุมวันนี้อีกสองคัน")
    assert "ปุ่มนี้เป็นของสรุปเก่า" in somchai.press("join", **old)
    assert "ปุ่มนี้เป็นของสรุปเก่า" in somchai.press("new", v=old["v"])
    assert len(tickets(somchai)) == 1


def test_it_asks_nothing_where_the_place_is_another(call: Call, malee: Talk) -> None:
    talk = call(SOMCHAI)
    tell(talk)
    far = PlaceSent("far", 13.79, 100.61, address=BANGKOK_ADDRESS)
    assert not any(ASKED in str(each) for each in talk.send(far))


def test_it_offers_several_side_by_side_and_takes_a_number(call: Call, malee: Talk) -> None:
    malee.report()
    talk = call(MALEE)
    talk.say("ไม่ใช่")
    talk.say("ส่ง")
    somchai = call(SOMCHAI)
    tell(somchai)
    asked = somchai.send(TextSent("again", "แจ้งปัญหา"))[-1]
    assert isinstance(asked, Carousel)
    assert len(asked.cards) == 2
    assert ASKED in somchai.say("ใช่"), "which one?"
    assert "ร่วมแจ้งเรื่องนี้แล้ว" in somchai.say("2")


def test_it_adds_to_the_persons_own_earlier_report(malee: Talk) -> None:
    assert "เรื่องเดิมของคุณ" in tell(malee)
    assert "เพิ่มในเรื่องเดิมแล้ว" in malee.say("ใช่")
    assert len(tickets(malee)) == 1
    with malee.database.reading() as session:
        assert session.exec(select(Follower)).all() == []


def test_it_lets_a_joined_person_add_and_leave_but_not_withdraw(somchai: Talk) -> None:
    somchai.say("ใช่")
    [ticket] = tickets(somchai)
    shown = somchai.say(ticket.code)
    assert "เพิ่มข้อมูล" in shown
    assert "ถอนเรื่อง" not in shown
    assert "รถล้มบ่อย" not in shown, "another citizen's words"
    somchai.press("add", code=ticket.code)
    assert "เพิ่มในเรื่อง" in somchai.say("วันนี้มีน้ำขังด้วย")
    assert "เลิกติดตาม" in somchai.press("unfollow", code=ticket.code)
    assert "ยังไม่มีเรื่อง" in somchai.say("เรื่องของฉัน")


def test_it_keeps_a_followers_words_from_the_reporter(malee: Talk, somchai: Talk) -> None:
    somchai.say("ใช่")
    [ticket] = tickets(malee)
    shown = malee.say(ticket.code)
    assert "มอเตอร์ไซค์ล้ม" not in shown
    assert "ผู้แจ้งรายอื่นเพิ่มข้อมูล" in shown
    assert "มีผู้ร่วมแจ้ง" in malee.press("withdraw", code=ticket.code), "before it is asked twice"
    assert "มีผู้ร่วมแจ้ง" in malee.press("withdraw", code=ticket.code, sure="yes")


def test_it_says_that_the_work_goes_on_for_others_before_one_withdraws(
    malee: Talk, somchai: Talk, desk: Desk
) -> None:
    somchai.say("ไม่ใช่")
    somchai.say("ส่ง")
    first, second = tickets(malee)
    with malee.database.transaction() as session:
        main, child = session.get_one(Ticket, first.id), session.get_one(Ticket, second.id)
        group(session, desk, child, main, By(Actor.OFFICER, "officer:1"), malee.clock())
    assert "ดำเนินการต่อให้ผู้อื่น" in malee.press("withdraw", code=first.code)


def test_it_follows_somebody_elses_report_by_its_number(call: Call, malee: Talk) -> None:
    [ticket] = tickets(malee)
    talk = call(SOMCHAI)
    assert "รับแจ้งความคืบหน้า" in talk.say(ticket.code)
    assert "ติดตามเรื่อง" in talk.say(f"ติดตาม {ticket.code}")
    shown = talk.say(ticket.code)
    assert "เลิกติดตาม" in shown
    assert "เพิ่มข้อมูล" not in shown
    assert "ไม่พบเรื่อง" in talk.press("rate", code=ticket.code, stars="1")
    assert "เลิกติดตาม" in talk.press("unfollow", code=ticket.code)


def test_it_follows_no_sealed_report(call: Call, malee: Talk) -> None:
    [ticket] = tickets(malee)
    with malee.database.transaction() as session:
        session.merge(ticket).sealed = True
    assert "ไม่พบเรื่อง" in call(SOMCHAI).say(f"ติดตาม {ticket.code}")


def test_it_opens_again_what_is_reported_as_finished(somchai: Talk) -> None:
    [ticket] = tickets(somchai)
    with somchai.database.transaction() as session:
        found = session.merge(ticket)
        found.status, found.dispute_until = Status.FINISHED, somchai.clock() + timedelta(days=3)
    assert "ใช่ ยังไม่เรียบร้อย" in somchai.say("แจ้งปัญหา")
    somchai.say("ใช่")
    assert [each.status for each in tickets(somchai)] == [Status.IN_PROGRESS]


def test_it_loses_no_draft_where_the_ticket_was_closed_meanwhile(somchai: Talk) -> None:
    [ticket] = tickets(somchai)
    with somchai.database.transaction() as session:
        found = session.merge(ticket)
        found.status, found.dispute_until = Status.FINISHED, somchai.clock() - timedelta(days=1)
    answer = somchai.say("ใช่")
    assert "ไม่ได้แล้ว" in answer
    assert "หลุมลึกมากหน้าตลาด" in answer, "the summary of the draft"
