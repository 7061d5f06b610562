import pytest

from knowledge.reading import read
from knowledge.units import units_told


@pytest.mark.parametrize(
    ("question", "criteria"),
    [
        ("มิติ 3.4 คืออะไร", ("3.4",)),
        ("ข้อ ๓.๔", ("3.4",)),
        ("มิติสามจุดสี่", ("3.4",)),
        ("หมวด 3 ข้อ 4", ("3.4",)),
        ("เกณฑ์ 34 ระดับต้น", ("3.4",)),
        ("2.1 กับ 2.2", ("2.1", "2.2")),
        ("PMQA 4.0", ()),
        ("เพิ่มขึ้น 1.4%", ()),
        ("ประหยัด 2.1 ล้าน", ()),
        ("มิติ 1.5", ()),
    ],
)
def test_it_reads_criterion_numbers_in_any_dress(question: str, criteria: tuple[str, ...]) -> None:
    assert read(question).criteria == criteria


@pytest.mark.parametrize(
    ("question", "level"),
    [
        ("ระดับกาวหนา", "advance"),
        ("lv เบสิก", "basic"),
        ("ถึง sig", "significance"),
        ("พัดทะนาจนเกิดผน", "significance"),
        ("Advance", "advance"),
        ("design ใหม่", None),
    ],
)
def test_it_reads_levels_however_spelt(question: str, level: str | None) -> None:
    assert read(question).levels == ((level,) if level else ())


@pytest.mark.parametrize(
    ("question", "awards"),
    [
        ("รางวันเลิดรัด", ("lert_rat",)),
        ("PMQA ดีเด่น", ("pmqa_excellence",)),
        ("pmqa4.0", ("pmqa_40",)),
        ("รายหมวดได้กี่หมวด", ("pmqa_category",)),
        ("open governance", ("participation_open",)),
        ("ขยายผลมาตรฐานการบริการ", ("service_expansion",)),
    ],
)
def test_it_reads_awards_and_their_short_forms(question: str, awards: tuple[str, ...]) -> None:
    assert read(question).awards == awards


def test_it_tells_the_two_meanings_of_miti_apart() -> None:
    assert read("มิติที่ 2").dimensions == (2,)
    assert read("มิติที่ 2").criteria == ()
    assert read("มิติ 2.2").criteria == ("2.2",)
    assert read("มิติ 2.2").dimensions == ()
    assert read("ยึดประชาชนเป็นศูนย์กลาง").dimensions == (2,)


def test_it_reads_categories_by_number_and_name() -> None:
    assert read("หมวด 1, 2 และ 4").categories == (1, 2, 4)
    assert read("หมวดบุคลากร").categories == (5,)
    assert read("หมวดสาม").categories == (3,)


def test_it_reads_numbered_parts() -> None:
    assert read("ขั้นตอนที่ 2 กับแบบฟอร์มหมายเลข 3").numbered == (("step", 2), ("form", 3))
    assert read("มี 5 ขั้นตอน").numbered == ()


def test_it_reads_what_is_wanted() -> None:
    assert "baht" in read("ประหยัดได้กี่บาท").wants
    assert read("ต้องขยายผลกี่พื้นที่").units == ("พื้นที่",)
    assert read("เกี่ยวกับอะไร").units == ()
    assert "compare" in read("สองแบบต่างกันอย่างไร").shapes


def test_it_knows_what_numbers_count() -> None:
    assert units_told("207 หน่วยงาน รวม 360 ผลงาน ร้อยละ 85") >= {"หน่วยงาน", "ผลงาน", "ร้อยละ"}


@pytest.mark.parametrize("question", ["มิติ 1.5 คืออะไร", "หมวด 8", "6.7 ระดับพื้นฐาน", "PMQA 5.0"])
def test_it_notices_numbers_that_pmqa_does_not_have(question: str) -> None:
    assert read(question).impossible


def test_it_repairs_the_keyboard_layout() -> None:
    assert read("ยทๆฟ คืออะไร").awards == ("pmqa",)
