"""Numbers and years in Thai words, Thai digits and mixed dress."""

from __future__ import annotations

import re

_UNITS = {
    "ศูนย์": 0,
    "หนึ่ง": 1,
    "เอ็ด": 1,
    "สอง": 2,
    "ยี่": 2,
    "สาม": 3,
    "สี่": 4,
    "ห้า": 5,
    "หก": 6,
    "เจ็ด": 7,
    "แปด": 8,
    "เก้า": 9,
}
_SCALES = {"สิบ": 10, "ร้อย": 100, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000}
_MILLION = "ล้าน"
# Number words that begin another word: ห้าม, สามารถ, สามัญ, พันธกิจ, ร้อยละ, เก้าอี้, ยี่ห้อ.
_NOT_BEFORE = {
    "ห้า": "(?!ม(?![ีิ]))",
    "สาม": "(?![าั])",
    "พัน": "(?!ธ)",
    "ร้อย": "(?!ละ)",
    "เก้า": "(?!อี้)",
    "ยี่": "(?!ห้อ)",
}
_WORD = "|".join(
    word + _NOT_BEFORE.get(word, "")
    for word in sorted([*_UNITS, *_SCALES, _MILLION], key=len, reverse=True)
)
_UNIT_WORD = "|".join(sorted(_UNITS, key=len, reverse=True))
_NUMBER = re.compile(f"(?:{_WORD})+")
_POINT = re.compile(rf"({_UNIT_WORD}|\d)\s*จุด\s*({_UNIT_WORD}|\d)")
_COUNTED = re.compile(
    r"(หมวดที่|หมวด|มิติที่|มิติ|ข้อที่|ข้อ|ขั้นตอนที่|ขั้นที่|ขั้นตอน|แบบฟอร์มหมายเลข|แบบฟอร์ม|ฟอร์ม|"
    rf"หมายเลข|รอบที่|รอบ|ปีงบประมาณ|ปีงบ|ปี|พ\.ศ\.|ด้านที่)(\s*)((?:{_WORD})+)"
)
_PIECE = re.compile(_WORD)

BUDDHIST_OFFSET = 543
_ERA = r"(?:ปีงบประมาณ|ปีงบ|ปี|พ\.?\s?ศ\.?|fy|ประจำปี|เมื่อปี|year|')"
_JOIN = r"(?:\s*(?:-|ถึง|และ|กับ|,|/|จนถึง|to|and)\s*(?:ปี|พ\.ศ\.)?\s*)"
_FULL_YEAR = re.compile(r"(?<![\d.])(2[45]\d\d|20[012]\d)(?![\d]|\.\d)")
_SHORT_YEARS = re.compile(
    rf"{_ERA}\s*(?:พ\.?\s?ศ\.?\s*)?'?([4-7]\d(?:{_JOIN}'?[4-7]\d)*)(?![\d%.,]\d|\d|\s*%)"
)
# PMQA67 is glued to its year.
_SHORT_GLUED = re.compile(r"pmqa\s?([56]\d)(?![\d.])")
_SHORT_AFTER_FULL = re.compile(rf"(?:25\d\d){_JOIN}([4-7]\d)(?![\d%.,]\d|\d|\s*%)")


def read_number(words: str) -> int | None:
    """The value of Thai number words (``สองพันห้าร้อยหกสิบหก`` is 2566); None if they are not."""
    if not _NUMBER.fullmatch(words):
        return None
    total = held = 0
    digit: int | None = None
    for piece in _PIECE.findall(words):
        if piece in _UNITS:
            # Digits read one by one ("สองห้าหกหก") make a number too.
            digit = _UNITS[piece] if digit is None else digit * 10 + _UNITS[piece]
        elif piece == _MILLION:
            total, held, digit = (total + held + (digit or 0)) * 1_000_000, 0, None
        else:
            held, digit = held + _SCALES[piece] * (1 if digit is None else digit), None
    return total + held + (digit or 0)


def digits_for_words(text: str) -> str:
    """Number words turned to digits where they number something.

    ``สามจุดสี่`` becomes 3.4 and ``หมวดสาม`` becomes หมวด3; ``ห้ามจอด`` and ``สามัญ`` stay.
    """
    text = _POINT.sub(lambda match: f"{_digit(match[1])}.{_digit(match[2])}", text)
    return _COUNTED.sub(lambda match: f"{match[1]}{match[2]}{read_number(match[3])}", text)


def _digit(word: str) -> str:
    return word if word.isdigit() else str(_UNITS[word])


def buddhist_years(text: str) -> tuple[int, ...]:
    """Years named in a normalised text as พ.ศ., in order and once each.

    Reads 2566, 2023, ``ปี 66``, ``ปีงบ 68``, ``62-66`` after ปี. A bare two-digit number is no year.
    """
    found = [(match.start(), _as_buddhist(int(match[1]))) for match in _FULL_YEAR.finditer(text)]
    for pattern in (_SHORT_YEARS, _SHORT_GLUED, _SHORT_AFTER_FULL):
        for match in pattern.finditer(text):
            found += [
                (match.start(1) + part.start(), 2500 + int(part.group()))
                for part in re.finditer(r"\d\d", match[1])
            ]
    return tuple(dict.fromkeys(year for _, year in sorted(found)))


def _as_buddhist(year: int) -> int:
    return year + BUDDHIST_OFFSET if year < 2100 else year
