"""Vague questions open the card of what they name; a part that is asked for binds."""

import pytest

from knowledge.engine import Engine
from knowledge.overview import Overviews
from knowledge.reading import HOME, read
from knowledge.reply import Context
from knowledge.units import units_counted, units_limited


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("หมวด 4 เน้นอะไร", "criteria.category.4"),
        ("หมวดสองสนใจเรื่องอะไร", "criteria.category.2"),
        ("หมวดบุคลากรว่าด้วยเรื่องอะไร", "criteria.category.5"),
        ("มิติ 3.4 ต้องทำอะไร", "criteria.3.4"),
        ("7.2 วัดอะไร", "award.category7.2"),
        ("ขั้นที่ 4 ทำอะไร", "kpi.step.4"),
        ("ฟอร์ม 2 เกี่ยวกับอะไร", "kpi.form.2"),
        ("รางวัลเลื่องลือขยายผลเน้นอะไร", "award.participation.expanded.definition"),
    ],
)
def test_it_opens_the_overview_of_what_is_named_vaguely(
    engine: Engine, question: str, entry: str
) -> None:
    assert engine.ask(question).entry_ids == (entry,)


@pytest.mark.parametrize(
    "question",
    ["หมวด 4 กับหมวด 5 เน้นอะไร", "3.4 ระดับก้าวหน้าคืออะไร", "หมวด 2 ปี 2566 เป็นยังไง", "หมวด 3 สมัครยังไง"],
)
def test_it_takes_nothing_for_vague_that_asks_for_more(engine: Engine, question: str) -> None:
    overviews = Overviews(engine.entries.values())
    assert overviews.asked_for(read(question), in_conversation=False) is None


def test_it_leaves_bare_names_in_a_conversation_to_the_turn_before(engine: Engine) -> None:
    overviews = Overviews(engine.entries.values())
    for question in ("3.4", "ขั้นที่ 4 ทำอะไร", "แล้วหมวด 4 ล่ะ"):
        assert overviews.asked_for(read(question), in_conversation=True) is None
    assert overviews.asked_for(read("หมวด 4 เน้นอะไร"), in_conversation=True) is not None


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("รางวัลอำนวยความสะดวกคำถามมีอะไรบ้าง", "award.service.facilitation.scoring"),
        ("เลื่องลือถามอะไรบ้าง", "award.participation.expanded.questions"),
        ("เปิดใจใกล้ชิดเงื่อนไข", "award.participation.open.conditions"),
        ("รางวัลเปิดใจใกล้ชิดน้ำหนักเท่าไหร่", "award.participation.open.questions"),
        ("PMQA 4.0 ใครส่งได้", "award.pmqa_40.eligibility"),
        ("PMQA รายหมวดมีกี่หมวด", "award.pmqa_category.names"),
        ("ความพึงพอใจอยู่หมวดไหน", "criteria.3.2"),
        ("จังหวัดตกเพราะอะไร", "statistics.failures.2566.agency_kinds"),
    ],
)
def test_it_answers_with_the_part_asked_for(engine: Engine, question: str, entry: str) -> None:
    assert engine.ask(question).entry_ids == (entry,)


def test_it_carries_the_part_asked_for_to_another_award(engine: Engine) -> None:
    first = engine.ask("รางวัลพัฒนาการบริการคืออะไร")
    reply = engine.ask("เงื่อนไขล่ะ", first.context)
    assert reply.entry_ids == ("award.service.development.conditions",)


def test_it_reads_parts_of_awards_and_homes_of_subjects_only() -> None:
    assert read("เลื่องลือมีเงื่อนไขอะไร").parts == ("conditions",)
    assert read("เงื่อนไขมีอะไร").parts == ()
    assert read("ข้อคำถาม 4 ข้อแรกของเลื่องลือ").parts == ()
    assert read("การจัดการความรู้อยู่หมวดไหน").parts == (HOME,)
    assert read("มิติเปิดกว้างอยู่หมวดไหน").parts == ()


def test_it_tells_how_many_there_are_from_how_many_there_may_be() -> None:
    assert units_counted("รายหมวดมีกี่หมวด") == ("หมวด",)
    assert units_counted("รายหมวดส่งได้กี่หมวด") == ()
    assert units_limited("ขอได้ไม่เกิน 3 หมวด จาก 5 กลุ่ม") == {"หมวด"}
    assert units_limited("มี 6 หมวด ขอได้ไม่เกิน 3 หมวด") == set()


@pytest.mark.parametrize(
    "question",
    [
        "สรรพสามิตได้กี่คะแนน",
        "หมวด 4 มีน้ำหนักกี่คะแนนในราชการ 4.0",
        "ผลการประเมินราชการ 4.0 ปี 2568 เป็นยังไง",
        "โปรแกรม SPSS ใช้ยังไง",
    ],
)
def test_it_refuses_figures_and_results_that_no_text_gives(engine: Engine, question: str) -> None:
    assert engine.ask(question, Context()).kind == "abstain"


@pytest.mark.parametrize(
    "question", ["โรงพยาบาลระยองทำอะไรได้รางวัล", "กรมสบสได้รางวัลอะไร", "กรมการแพทย์ทำอะไรได้รางวัล"]
)
def test_it_takes_what_others_did_for_no_small_talk(engine: Engine, question: str) -> None:
    assert engine.ask(question).kind == "answer"
