"""Asking where a report stands: cards of all, or one plain line of what comes next."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from bot.render import encode
from complaints.change import By, Change
from complaints.lifecycle import Actor, HoldReason, Move, Status
from complaints.moves import make_move
from complaints.tables import Attachment, Ticket
from core.clock import to_bangkok
from core.messages import Chat, PhotoSent, TextSent
from handlers.commands import asks_for_progress
from tests.cast import SOMCHAI
from tests.handlers.talking import Talk


def tickets(talk: Talk) -> list[Ticket]:
    with talk.database.reading() as session:
        return list(session.exec(select(Ticket).order_by("id")))


def report_another(talk: Talk) -> None:
    """Report something else, with a photo of its own."""
    talk.say("แจ้งปัญหา")
    talk.press("consent", answer="yes")
    talk.send(PhotoSent("p2", "photos/p2.jpg", "2" * 64, "00ff" * 4, 1200, 900))
    talk.place()
    talk.say("ไฟถนนดับทั้งซอย มืดมาก เดินไม่เห็นทาง")
    talk.say("ส่ง")


def move(talk: Talk, code: str, move: Move, **more: Any) -> None:
    """Let an officer move the ticket."""
    with talk.database.transaction() as session:
        ticket = session.exec(select(Ticket).where(Ticket.code == code)).one()
        change = Change(move, ticket.status, **more)
        by = By(Actor.OFFICER, "officer:1")
        make_move(session, talk.services.desk, ticket, change, by, talk.clock())


def finish(talk: Talk, code: str) -> None:
    move(talk, code, Move.ACCEPT)
    talk.clock.pass_time(hours=1)
    move(talk, code, Move.FINISH, note="กลบหลุมแล้ว", no_photo_reason="กล้องเสีย")


def bubbles(talk: Talk, text: str) -> list[dict[str, Any]]:
    """The cards that answer a text."""
    (message,) = encode(talk.send(TextSent("m-list", text, quote_token="q")))
    contents = message["contents"]
    return contents["contents"] if contents["type"] == "carousel" else [contents]


@pytest.mark.parametrize(
    "text",
    [
        "ถึงไหนแล้ว",
        "ถึงไหน",
        "เรื่องถึงไหนแล้วคะ",
        "เรื่องที่แจ้งไปถึงไหนแล้วครับ",
        "เสร็จหรือยัง",
        "ซ่อมเสร็จยังคะ",
        "ขอทราบความคืบหน้าด้วยค่ะ",
        "เมื่อไหร่จะเสร็จ",
        "Is it fixed yet?",
        "any update",
    ],
)
def test_it_hears_how_far_it_is(text: str) -> None:
    assert asks_for_progress(text)


@pytest.mark.parametrize(
    "text",
    [
        "มิติ 3.4 ถึงไหน",
        "เสร็จแล้ว",
        "ถนนหน้าบ้านซ่อมไม่เสร็จหรือยังไง น้ำท่วมอีกแล้ว",
        "เรื่อง",
        "ความคืบหน้าของ PMQA ปี 2566",
    ],
)
def test_it_takes_no_other_words_for_it(text: str) -> None:
    assert not asks_for_progress(text)


def test_it_says_in_one_line_where_the_only_report_stands(talk: Talk) -> None:
    talk.report()
    (ticket,) = tickets(talk)
    said = talk.say("ถึงไหนแล้ว")
    first = said.splitlines()[0]
    assert ticket.code in first
    assert "รอรับเรื่อง อยู่ที่สำนักการโยธา" in first
    assert "หน่วยงานจะตอบรับภายใน" in first
    assert "แจ้งเรื่อง" in first
    move(talk, ticket.code, Move.ACCEPT)
    assert "คาดว่าเสร็จภายใน" in talk.say("เสร็จหรือยังคะ")


def test_it_says_that_the_date_has_passed(talk: Talk) -> None:
    talk.report()
    (ticket,) = tickets(talk)
    move(talk, ticket.code, Move.ACCEPT)
    talk.clock.pass_time(days=90)
    assert "ตอนนี้เกินกำหนดแล้ว" in talk.say("ถึงไหนแล้ว")


def test_it_says_until_when_it_rests(talk: Talk) -> None:
    talk.report()
    (ticket,) = tickets(talk)
    move(talk, ticket.code, Move.ACCEPT)
    day = to_bangkok(talk.clock()).date() + timedelta(days=10)
    held = {"note": "รอยางมะตอย", "hold_reason": HoldReason.PROCUREMENT, "expected_on": day}
    move(talk, ticket.code, Move.HOLD, **held)
    assert "คาดว่าดำเนินการต่อ" in talk.say("ถึงไหนแล้ว")
    move(talk, ticket.code, Move.RESUME)
    move(talk, ticket.code, Move.HOLD, **held | {"hold_reason": HoldReason.MORE_INFORMATION})
    assert "รอข้อมูลเพิ่มเติมจากคุณ" in talk.say("ถึงไหนแล้ว")


def test_it_tells_of_the_one_still_open_and_that_there_are_others(talk: Talk) -> None:
    talk.report()
    finish(talk, tickets(talk)[0].code)
    report_another(talk)
    _, second = tickets(talk)
    said = talk.say("ถึงไหนแล้ว")
    assert second.code in said.splitlines()[0]
    assert "คุณมีอีก 1 เรื่อง" in said


def test_it_answers_for_the_number_that_is_asked_about(talk: Talk) -> None:
    talk.report()
    report_another(talk)
    first, _ = tickets(talk)
    said = talk.say(f"{first.code.lower()} ถึงไหนแล้ว")
    assert said.startswith(first.code)
    assert "อีก 1 เรื่อง" not in said
    assert "ไม่พบเรื่อง" in talk.say("2026-ZZZZZZ ถึงไหนแล้ว")


def test_it_tells_a_stranger_the_line_and_no_words_of_an_officer(talk: Talk) -> None:
    talk.report()
    (ticket,) = tickets(talk)
    move(talk, ticket.code, Move.ACCEPT, note="โทรหาผู้แจ้งแล้ว")
    somchai = replace(talk, user_id=SOMCHAI, chat=Chat("user", SOMCHAI))
    said = somchai.say(f"{ticket.code} ถึงไหนแล้ว")
    assert "กำลังดำเนินการ" in said
    assert "โทรหา" not in said
    assert "เพิ่มข้อมูล" not in said


def test_it_says_that_there_is_none(talk: Talk) -> None:
    assert "ยังไม่มีเรื่องที่คุณแจ้ง" in talk.say("ถึงไหนแล้ว")


def test_it_shows_reports_as_cards_with_age_next_step_and_photo(talk: Talk) -> None:
    talk.report()
    talk.clock.pass_time(days=3)
    report_another(talk)
    cards = bubbles(talk, "เรื่องของฉัน")
    assert len(cards) == 2
    assert all("hero" in card for card in cards)
    told = str(cards[1])
    assert "3 วันที่แล้ว" in told
    assert "ตอบรับภายใน" in told
    assert [len(card["footer"]["contents"]) for card in cards] == [2, 2]


def test_it_shows_no_photo_of_another_citizen_until_it_is_cleared(talk: Talk) -> None:
    talk.report()
    (ticket,) = tickets(talk)
    somchai = replace(talk, user_id=SOMCHAI, chat=Chat("user", SOMCHAI))
    report_another(somchai)
    somchai.press("follow", code=ticket.code)
    assert sum("hero" in card for card in bubbles(somchai, "เรื่องของฉัน")) == 1
    with talk.database.transaction() as session:
        photo = session.exec(select(Attachment).where(Attachment.ticket_id == ticket.id)).one()
        photo.cleared_at = talk.clock()
    assert sum("hero" in card for card in bubbles(somchai, "เรื่องของฉัน")) == 2


def test_it_asks_what_is_wrong_after_not_repaired(talk: Talk) -> None:
    talk.report()
    (ticket,) = tickets(talk)
    finish(talk, ticket.code)
    asked = talk.press("dispute", code=ticket.code)
    for label in ("ยังไม่ได้แก้เลย", "แก้แล้วแต่ไม่หมด", "ถ่ายรูป", "ไม่มีอะไรเพิ่ม"):
        assert label in asked
    assert tickets(talk)[0].status is Status.IN_PROGRESS, "opened at once, reason or not"
    assert "เพิ่มในเรื่อง" in talk.say("แก้แล้วแต่ไม่หมด")


def test_it_counts_no_answer_as_neither_yes_nor_no(talk: Talk) -> None:
    talk.report()
    (ticket,) = tickets(talk)
    finish(talk, ticket.code)
    assert "บอกเราได้ว่าแก้แล้วจริงไหม" in talk.say("ถึงไหนแล้ว")
    talk.clock.pass_time(days=30)
    said = talk.say("ถึงไหนแล้ว")
    assert "หน่วยงานแจ้งว่าแก้แล้ว" in said
    assert "ยืนยัน" not in said
    row = tickets(talk)[0]
    assert (row.confirmed_at, row.reopened_count) == (None, 0)
