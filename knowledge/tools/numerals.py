"""Numbers inside typed lines: Thai digits, number words, thousands, decimals, พัน to ล้าน."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from thai.normalise import normalise
from thai.numbers import read_number

# A sign belongs to the number only where nothing stands right before it: 300-399 is a range.
NUMBER = r"(?<![\d.])(?:(?<!\d)-)?\d+(?:\.\d+)?"
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?!\d)")
_SCALED = re.compile(rf"({NUMBER})\s*(พัน|หมื่น|แสน|ล้าน)")
_SCALES = {"พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000, "ล้าน": 1_000_000}
_ONE = "หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า"
_HUNDREDS = re.compile(rf"(?:{_ONE})ร้อย(?:(?:ยี่|{_ONE})?สิบ)?(?:เอ็ด|{_ONE})?(?!ละ)")
_COUNTED = re.compile(rf"({_ONE})(?=\s*(?:ขั้น|มิติ|ตัว|วัน|แผ่น|ชั่วโมง|ชม|ครั้ง|บาท))")


@lru_cache(maxsize=8)  # several tools look at the same line in turn
def spell(text: str) -> str:
    """The text normalised, number words as digits: ``สี่ร้อยยี่สิบคะแนน`` is ``420คะแนน``."""
    plain = _HUNDREDS.sub(lambda match: str(read_number(match.group())), normalise(text))
    return _COUNTED.sub(lambda match: str(read_number(match[1])), plain)


def amounts(text: str) -> str:
    """A spelt text with plain amounts: ``1,200`` is ``1200`` and ``1.5 ล้าน`` ``1500000``."""
    plain = _THOUSANDS.sub(lambda match: match.group().replace(",", ""), text)
    return _SCALED.sub(lambda match: f"{Decimal(match[1]) * _SCALES[match[2]]:f}", plain)
