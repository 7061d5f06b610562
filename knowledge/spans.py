"""Numbers that a text gives a span for: which row of a table a score, share or count falls into."""

from __future__ import annotations

import re

_NUMBER = r"(\d+(?:\.\d+)?)"
_UPWARDS = re.compile(rf"(?:มากกว่าหรือเท่ากับ|เท่ากับหรือมากกว่า|ตั้งแต่)\s?(?:ร้อยละ)?\s?{_NUMBER}")
_BELOW = re.compile(rf"(?:น้อยกว่า|ต่ำกว่า)\s?(?:ร้อยละ)?\s?{_NUMBER}")
_BETWEEN = re.compile(rf"{_NUMBER}\s?[-–]\s?{_NUMBER}")
# A number that is no name of a part, a year or a criterion.
_ASKED = re.compile(
    r"(?<![\d.])(?<!ที่)(?<!ที่ )(?<!ข้อ)(?<!ข้อ )(?<!ปี)(?<!ปี )(?<!หมวด)(?<!หมวด )(?<!มิติ)"
    r"(?<!มิติ )(?<!รอบ)(?<!รอบ )(?<!ขั้น)(?<!ขั้น )(?<!ตอน)(?<!ตอน )(?<!ฟอร์ม)(?<!ฟอร์ม )"
    r"(?<!เลข)(?<!เลข )(\d{1,3}(?:\.\d+)?)(?![\d.])"
    r"(?=\s?(?:%|คะแนน|แต้ม|ร้อยละ|เปอร์|เปอ|รายการ|ฉบับ))|ร้อยละ\s?(\d{1,3}(?:\.\d+)?)"
)


_LESS, _MORE = ("น้อยกว่า", "ต่ำกว่า", "ไม่ถึง"), ("มากกว่า", "สูงกว่า")
_A_LITTLE = 0.5
# Shares told in words, the lesser ones first, for "half" is in them all.
_HALVES = {re.compile("(?:ไม่ถึง|น้อยกว่า)ครึ่ง"): 49.0, re.compile("เกินครึ่ง|ครึ่งหนึ่ง|ครึ่งนึง"): 50.0}


def number_asked(text: str) -> float | None:
    """The score, share or count that a question puts; None where it puts none or several."""
    halves = [half for name, half in _HALVES.items() if name.search(text)]
    if halves:
        return halves[0]
    found = list(_ASKED.finditer(text))
    if len({match[1] or match[2] for match in found}) != 1:
        return None
    number, before = float(found[0][1] or found[0][2]), text[: found[0].start()].rstrip()
    if before.endswith(_LESS):
        return number - _A_LITTLE
    return number + _A_LITTLE if before.endswith(_MORE) else number


def is_span(text: str) -> bool:
    """Whether a text gives a span from one number to another."""
    return _BETWEEN.search(text) is not None


def holds_number(row: str, number: float) -> bool:
    """Whether a row tells what holds for a number, by the first span that it gives."""
    if match := _BETWEEN.search(row):
        return float(match[1]) <= number <= float(match[2])
    if match := _UPWARDS.search(row):
        return number >= float(match[1])
    if match := _BELOW.search(row):
        return number < float(match[1])
    return False
