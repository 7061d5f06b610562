"""Questions about several things: what is asked of each, and what is answered for all."""

from __future__ import annotations

import pytest

from knowledge.engine import Engine
from knowledge.reading import read
from knowledge.sides import sides


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("2.2 กับ 2.4 เรื่องอะไร", ["2.2 เรื่องอะไร", "2.4 เรื่องอะไร"]),
        ("ขั้นที่ 1 กับ 3 ทำอะไร", ["ขั้นที่ 1 ทำอะไร", "ขั้นที่ 3 ทำอะไร"]),
        ("เปิดใจใกล้ชิด มีกี่ข้อ แล้วแก้จนล่ะ", ["เปิดใจใกล้ชิด มีกี่ข้อ", "แก้จน มีกี่ข้อ"]),
        ("4.2 basic กับ 5.3 advance ต่างกันยังไง", ["4.2 basic ยังไง", "5.3 advance ยังไง"]),
        ("หมวด 7 ด้าน 2 กับด้าน 5 วัดอะไร", ["7.2 วัดอะไร", "7.5 วัดอะไร"]),
    ],
)
def test_it_asks_each_thing_in_the_words_of_all(question: str, asked: list[str]) -> None:
    texts = [side.text for side in sides(read(question))]
    assert [text.removesuffix(" ยังไง") for text in texts] == [
        text.removesuffix(" ยังไง") for text in asked
    ]


@pytest.mark.parametrize(
    "question",
    [
        "3.4 เรื่องอะไร",
        "ปี 2561-2564 สมัครกี่ผลงาน",
        "จาก 2.1 พื้นฐานไปก้าวหน้า",
        "ระบบนี้อยู่มิติเปิดกว้างหรือมิติสมรรถนะสูง",
        "มิติที่ 1 กับมิติที่ 3 มีหมวดไหนซ้ำกัน",
    ],
)
def test_it_takes_no_spans_and_alternatives_apart(question: str) -> None:
    assert not sides(read(question))


@pytest.mark.parametrize(
    ("question", "entries"),
    [
        ("หมวด 2 กับหมวด 5 ดูเรื่องอะไร ต่างกันไง", {"criteria.category.2", "criteria.category.5"}),
        ("ฟอร์ม 2 กะฟอร์ม 3 กรอกอะไร", {"kpi.form.2", "kpi.form.3"}),
        (
            "นวัตกรรมกับตอบโจทย์ตรงใจ มีกี่ข้อ",
            {"award.service.innovation.questions", "award.service.responsive.questions"},
        ),
        ("ได้ 380 กับ 410 คะแนน คนละระดับไหม", {"basic", "advance"}),
    ],
)
def test_it_answers_for_each_of_them(engine: Engine, question: str, entries: set[str]) -> None:
    reply = engine.ask(question)
    assert len(reply.entry_ids) == len(entries)
    assert all(any(entry in each for each in reply.entry_ids) for entry in entries)
    assert len(reply.text) <= 1400


def test_it_sets_things_side_by_side_that_no_name_tells_apart(engine: Engine) -> None:
    reply = engine.ask("ส่งแผนเลยกำหนด กับทำแผนไม่ครบมิติ โดนหักเท่ากันมั้ย")
    assert "มิติละ" in reply.text
    assert len(reply.entry_ids) == 2


def test_it_opens_the_criterion_for_two_of_its_levels_in_their_words(engine: Engine) -> None:
    reply = engine.ask("4.3 รวบรวมความรู้ กับใช้ความรู้จนเป็นเลิศ อันไหนระดับไหน")
    assert {"Basic", "Significance"} <= set(reply.text.replace("(", " ").replace(")", " ").split())


def test_it_says_that_two_are_alike(engine: Engine) -> None:
    assert "เหมือนกัน" in engine.ask("6.2 advance กับ 6.3 advance ต่างกันไหม").text.split("\n")[0]


def test_it_tells_the_step_behind_one_that_is_done(engine: Engine) -> None:
    done = engine.ask("ส่งรายชื่อ PMQA Team วันไหน").entry_ids[0]
    reply = engine.ask("หลังจากส่งรายชื่อ PMQA Team แล้ว ต่อไปทำอะไร")
    assert reply.entry_ids[0] != done
    assert "ประชุม" in reply.text
