"""Cautions as people tell them."""

import pytest

from core.errors import InvalidInput
from knowledge.tools.deduction_line import Told, read_cautions, read_cautions_told, read_count


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("ส่งแบบฟอร์มช้า 3 วัน", {"late": 1}),
        ("ส่งแบบฟอร์มหมายเลข 4 ช้า ๓ วันค่ะ", {"late": 1}),
        ("ส่งช้า 2 ขั้นตอน", {"late": 2}),
        ("ส่งช้าสองขั้นตอน", {"late": 2}),
        ("ไม่ส่งเอกสารขั้นตอนที่ 3-4", {"overview": 2}),
        ("ไม่ได้ส่งรายงานขั้นตอนที่ 4", {"overview": 1}),
        ("ไม่ส่งเอกสารผ่าน Google Drive 1 ขั้นตอน", {"channel": 1}),
        ("ส่งเป็นกระดาษ 2 ขั้นตอน", {"channel": 2}),
        ("แผนขาด 1 มิติ", {"dimensions": 1}),
        ("แผนมีแค่ 1 มิติ", {"dimensions": 2}),
        ("แผนไม่ครบ ขาด 2 มิติ", {"dimensions": 2}),
        ("ตัวชี้วัด 3 ตัวไม่ถึงเป้า", {"target": 3}),
        ("ตัวชี้วัดไม่ถึงร้อยละ 85 2 ตัว", {"target": 2}),
        ("ส่งช้า 2 ขั้นตอน และขาด 1 มิติ", {"late": 2, "dimensions": 1}),
        ("ส่งช้า 2 ขั้นตอน แผนขาด 1 มิติ", {"late": 2, "dimensions": 1}),
        ("ส่งทางอีเมล 1 ขั้นตอน, ตกเป้า 3 ตัว", {"channel": 1, "target": 3}),
        ("ส่งช้า 3 วันโดนหักกี่คะแนน", {"late": 1}),
        ("submitted the form 3 days late", {"late": 1}),
    ],
)
def test_it_reads_cautions_with_their_counts(text: str, counts: dict[str, int]) -> None:
    assert read_cautions_told(text).counts == counts


@pytest.mark.parametrize(
    ("text", "uncounted"),
    [
        ("ส่งเป็นกระดาษ", ("channel",)),
        ("ส่งเอกสารช้า", ("late",)),
        ("แผนไม่ครบ 3 มิติ", ("dimensions",)),
        ("แผนไม่ครบทั้ง 3 มิติ", ("dimensions",)),
        ("ส่งเอกสารไม่ครบและส่งเป็นกระดาษ", ("late", "channel")),
        ("ส่งช้า 2 ขั้นตอน ส่งกระดาษ 1 ขั้นตอน", ("channel", "late")),
    ],
)
def test_it_leaves_open_what_was_not_counted(text: str, uncounted: tuple[str, ...]) -> None:
    assert read_cautions(text) == Told({}, uncounted)
    assert not read_cautions_told(text), "unasked, a calculation needs a figure"


def test_it_notes_that_time_was_told_in_days() -> None:
    assert read_cautions("ส่งแบบฟอร์มช้า 3 วัน").in_days
    assert not read_cautions("ส่งแบบฟอร์มช้า 3 ขั้นตอน").in_days


@pytest.mark.parametrize(
    "text",
    [
        "รถขยะมาช้า 3 วัน",
        "รถเมล์มาช้า 2 ชั่วโมง",
        "ส่งเอกสารที่เขตช้า 3 วัน",
        "ไฟดับ 3 วันแล้ว ไม่ทันใจเลย",
        "น้ำไม่ไหล 2 วัน",
        "ส่งเอกสารช้าโดนตัดกี่คะแนน",
        "ข้อพึงระวังมีอะไรบ้าง",
        "ส่งแบบฟอร์ม 3 ภายในวันไหน",
        "late 3 days",
        "",
    ],
)
def test_it_leaves_questions_and_complaints_alone(text: str) -> None:
    assert not read_cautions_told(text)


def test_it_says_that_caution_1_is_of_steps_3_and_4() -> None:
    with pytest.raises(InvalidInput) as refused:
        read_cautions("ไม่ส่งเอกสารขั้นตอนที่ 1")
    assert refused.value.reason == "deduction_steps"


@pytest.mark.parametrize(
    ("text", "count"),
    [("2", 2), ("๒", 2), ("2 ขั้นตอน", 2), ("สองมิติ", 2), ("0", 0), ("9999", 9999)],
)
def test_it_reads_a_count(text: str, count: int) -> None:
    assert read_count(text) == count


@pytest.mark.parametrize("text", ["2.5", "1 2", "สอง", "มาก", "", "มิติ 3.4", "12345", "ถนน 2 จุด"])
def test_it_reads_no_count_out_of_other_words(text: str) -> None:
    assert read_count(text) is None
