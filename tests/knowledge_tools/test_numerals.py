"""Numbers inside typed lines."""

import re

import pytest

from knowledge.tools.numerals import NUMBER, amounts, spell


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("๔๒๐ คะแนน", "420 คะแนน"),
        ("สี่ร้อยคะแนน", "400คะแนน"),
        ("สามร้อยเก้าสิบเก้า", "399"),
        ("สองขั้นตอน", "2ขั้นตอน"),
        ("ร้อยละ 85", "ร้อยละ 85"),
        ("สามารถ", "สามารถ"),
        ("ห้ามจอด", "ห้ามจอด"),
    ],
)
def test_it_spells_number_words_as_digits(text: str, spelt: str) -> None:
    assert spell(text) == spelt


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("1,200", "1200"),
        ("12,345,678.5 บาท", "12345678.5 บาท"),
        ("1,20", "1,20"),
        ("1.5 ล้าน", "1500000.0"),
        ("2 หมื่น", "20000"),
    ],
)
def test_it_writes_amounts_plainly(text: str, plain: str) -> None:
    assert amounts(text) == plain


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("300-399", ["300", "399"]),
        ("-5", ["-5"]),
        ("ได้ -5.5", ["-5.5"]),
        ("1:420", ["1", "420"]),
        ("3.4", ["3.4"]),
    ],
)
def test_it_sees_signs_but_not_in_ranges(text: str, found: list[str]) -> None:
    assert re.findall(NUMBER, text) == found
