"""The formula's inputs as people type them."""

from decimal import Decimal

import pytest

from core.errors import InvalidInput
from knowledge.tools.value import INPUTS
from knowledge.tools.value_line import read_bare_amount, read_inputs, read_inputs_told

D = Decimal
ALL = dict(zip(INPUTS, map(D, (4, 100, 2, 1000)), strict=True))


@pytest.mark.parametrize(
    "text",
    [
        "A 4 B 100 C 2 D 1000",
        "a=4,b=100,c=2,d=1,000",
        "A4 B100 C2 D1000",
        "D:1000 C:2 B:100 A:4",
        "A ๔ แผ่น B ๑๐๐ บาท C ๒ ชั่วโมง D ๑,๐๐๐ ครั้ง",
        "ลดเอกสาร 4 แผ่น ค่าธรรมเนียม 100 บาท เวลา 2 ชั่วโมง 1,000 ครั้ง",
        "ลดสี่แผ่น ลดค่าธรรมเนียม 100 บาทต่อคน ลดเวลา 2 ชม. ธุรกรรม 1 พันครั้ง",
        "4 sheets 100 baht 2 hours 1000 transactions",
        "ลด 4 แผ่น 100 บาท 1 ชั่วโมง 60 นาที 1000 ราย",
    ],
)
def test_it_reads_all_four_in_one_line(text: str) -> None:
    assert read_inputs_told(text) == ALL


def test_it_reads_four_bare_numbers_only_when_asked() -> None:
    assert read_inputs("4 100 2 1,000") == ALL
    assert read_inputs_told("4 100 2 1,000") == {}


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("1 วัน", "8"),
        ("C 2 วันทำการ", "16"),
        ("1 วัน 2 ชั่วโมง", "10"),
        ("90 นาที", "1.5"),
        ("1.5 hours", "1.5"),
    ],
)
def test_it_turns_time_into_hours(text: str, hours: str) -> None:
    assert read_inputs(text) == {"hours": D(hours)}


@pytest.mark.parametrize(
    ("text", "count"), [("1.5 ล้านครั้ง", 1_500_000), ("2 หมื่นราย", 20_000), ("12,345 ครั้ง", 12_345)]
)
def test_it_reads_large_numbers(text: str, count: int) -> None:
    assert read_inputs(text) == {"transactions": count}


@pytest.mark.parametrize(
    ("text", "reason", "values"),
    [
        ("A 2 บาท", "value_unit", {"name": "sheets"}),
        ("B 100 B 200", "value_twice", {"name": "fee"}),
        ("4 แผ่น 5 แผ่น", "value_twice", {"name": "sheets"}),
        ("4 100 2", "value_count", {"count": 3}),
        ("A 4 100 2", "value_unnamed", {"number": "100"}),
    ],
)
def test_it_says_what_is_wrong_with_a_line(
    text: str, reason: str, values: dict[str, object]
) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_inputs(text)
    assert (refused.value.reason, refused.value.values) == (reason, values)
    assert read_inputs_told(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "ถนนยาว 4 เมตร",
        "ลดสำเนา 4 แผ่น",
        "เก็บเงิน 100 บาท 2 ครั้ง",
        "A B C D คือค่าอะไร",
        "ชั้น 4 ห้อง 100",
        "",
    ],
)
def test_it_leaves_other_words_alone(text: str) -> None:
    assert read_inputs_told(text) == {}


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("4", "4"),
        ("๔", "4"),
        ("1,200.5", "1200.5"),
        ("ไม่มี", "0"),
        ("ไม่ลดค่ะ", "0"),
        ("-1", "-1"),
        ("none", "0"),
    ],
)
def test_it_reads_a_bare_answer(text: str, amount: str) -> None:
    assert read_bare_amount(text) == D(amount)


@pytest.mark.parametrize(
    "text", ["4 แผ่น", "A 4", "4 5", "มาก", "ไม่มีใครมาเก็บขยะ", "มิติ 3.4", "1e9", "nan"]
)
def test_it_takes_nothing_else_for_a_bare_answer(text: str) -> None:
    assert read_bare_amount(text) is None
