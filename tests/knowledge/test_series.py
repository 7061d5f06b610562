import pytest

from knowledge.engine import Engine
from knowledge.places import Place, place_named
from knowledge.reading import read


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("แล้วฟอร์มถัดไปล่ะ", Place("ฟอร์ม", step=1)),
        ("มิติก่อนหน้าล่ะ", Place("มิติ", step=-1)),
        ("อธิบายข้อ 3 หน่อย", Place("ข้อ", number=3)),
        ("แล้วอันที่สามล่ะ", Place("อัน", number=3)),
        ("แล้วข้อสุดท้ายล่ะ", Place("ข้อ", number=-1)),
        ("สูงกว่านั้นล่ะ", Place(step=1, by_level=True)),
        ("ขอทั้งหมดเลย", Place(all=True)),
        ("3.4 ระดับก้าวหน้าต้องมีอะไร", None),
        ("แล้วเงื่อนไขล่ะ", None),
    ],
)
def test_it_reads_a_place_in_a_row_and_nothing_else(question: str, place: Place | None) -> None:
    assert place_named(read(question)) == place


@pytest.mark.parametrize(
    ("before", "question", "entry"),
    [
        ("แบบฟอร์มหมายเลข 2 คืออะไร", "แล้วฟอร์มถัดไปล่ะ", "kpi.form.3"),
        ("ปัจจัยความสำเร็จของราชการ 4.0 มีอะไรบ้าง", "ขอข้อสาม", "concept.factor.digitalization"),
        ("2.3 คืออะไร", "ข้อถัดไปล่ะ", "criteria.2.4"),
        ("4.3 คืออะไร", "มิติก่อนหน้าล่ะ", "criteria.4.2"),
        ("ข้อ 3.3 ระดับพื้นฐานต้องทำอะไร", "แล้วขั้นสุดท้ายอะ", "criteria.3.3.significance"),
        ("แบบฟอร์มหมายเลข 2 คืออะไร", "ขอทั้งหมดเลย", "kpi.forms"),
        ("หมวด 2 มีอะไรบ้าง", "แล้วหมวด 3", "criteria.category.3"),
    ],
)  # fmt: skip
def test_it_moves_along_a_row(engine: Engine, before: str, question: str, entry: str) -> None:
    assert engine.ask(question, engine.ask(before).context).entry_ids == (entry,)


def test_it_asks_of_what_where_nothing_went_before(engine: Engine) -> None:
    assert engine.ask("ข้อถัดไปล่ะ").topic == "unclear"


def test_it_puts_another_thing_in_the_place_of_the_one_before(engine: Engine) -> None:
    before = engine.ask("การสานพลังในราชการ 4.0 หมายถึงอะไร")
    assert engine.ask("แล้วนวัตกรรมล่ะ", before.context).entry_ids == ("concept.factor.innovation",)


def test_it_keeps_the_part_asked_for_when_another_award_is_named(engine: Engine) -> None:
    before = engine.ask("PMQA ระดับดีเด่น ทุกหมวดต้องได้กี่เปอร์เซ็นต์")
    after = engine.ask("รายหมวดเท่าไหร่", before.context)
    assert after.entry_ids == ("award.pmqa_category.threshold",)


@pytest.mark.parametrize(
    ("before", "question", "entry"),
    [
        ("open governance มิติที่ 2 ถามอะไร", "แล้วด้านต่อไปคืออะไร", "award.participation.open.d3"),
        ("ระบบราชการ 4.0 มีกี่มิติ อะไรบ้าง", "อธิบายด้านที่สาม", "concept.trait.smart"),
        ("มิติ 4.2 คืออะไร", "ข้อแรกของหมวดเดียวกัน", "criteria.4.1"),
        ("มิติ 5.1 คืออะไร", "หัวข้อสุดท้ายล่ะ", "criteria.5.4"),
        ("หมวด 2 มีอะไรบ้าง", "ข้อสามระดับก้าวหน้า", "criteria.2.3.advance"),
        ("นวัตกรรมบริการ มิติที่ 1 ถามอะไร", "มิติถัดไปกี่คะแนน", "award.service.innovation.d2"),
        ("ส่งแผน 3 ปีวันไหน", "ช่วงต่อจากนั้นล่ะ", "kpi.calendar.4"),
    ],
)  # fmt: skip
def test_it_knows_a_row_by_other_names_and_what_is_wanted_of_it(
    engine: Engine, before: str, question: str, entry: str
) -> None:
    assert engine.ask(question, engine.ask(before).context).entry_ids == (entry,)
