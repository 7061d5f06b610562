"""What numbers count: units asked for (กี่ …) and units told (207 หน่วยงาน). Texts normalised."""

from __future__ import annotations

import re

from knowledge.vocabulary import vocabulary
from thai.numbers import read_number
from thai.words import is_stopword, tokens

_HOW_MANY = re.compile("(?<!เ)กี่")
# How many there are, and no more than how many there may be.
_THERE_ARE = re.compile("(?:มี|ทั้งหมด|แบ่งเป็น|แบ่งออกเป็น|ประกอบด้วย|รวม)(?:ทั้งหมด|อยู่|ด้วยกัน|รวม)*\\s*กี่")
_MAY_BE = re.compile("(?:ไม่เกิน|ไม่น้อยกว่า|ไม่ต่ำกว่า|อย่างน้อย|ได้เพียง|ตั้งแต่|สูงสุด)\\s*$")
_NUMBER = re.compile(r"\d[\d,.]*")
_PERCENT = "ร้อยละ"
_PERCENT_TOLD = re.compile(r"ร้อยละ\s*\d|\d\s*%")
_UNITS_AMONG_STOPWORDS = frozenset({"ตัว", "เรื่อง", "แบบ", "อย่าง"})
_LONGEST_UNIT = 24
# The number of a year or of a day's date counts nothing.
_DATED = re.compile(
    r"(?:\d{1,2}\s+)?(?:[ก-ฮ]\.[ก-ฮ]\.|เม\.ย\.|มี\.ค\.|มิ\.ย\.|[ก-๙]+(?:คม|ยน|พันธ์)|ปี|พ\.ศ\.)\s*\d\d(?:\d\d)?(?!\d)"
)


def units_asked(text: str) -> tuple[str, ...]:
    """The units after กี่, each as the word that stands for its synonyms."""
    units = (_unit_at(text, match.end(), misspelt=True) for match in _HOW_MANY.finditer(text))
    return tuple(dict.fromkeys(unit for unit in units if unit))


def units_counted(text: str) -> tuple[str, ...]:
    """The units of which the text asks how many there are (มีกี่ …)."""
    units = (_unit_at(text, match.end(), misspelt=True) for match in _THERE_ARE.finditer(text))
    return tuple(dict.fromkeys(unit for unit in units if unit))


def units_limited(text: str) -> set[str]:
    """The units that a text tells only limits of (ไม่เกิน 3 หมวด)."""
    limited: set[str] = set()
    counted: set[str] = set()
    for match in _NUMBER.finditer(text):
        told = limited if _MAY_BE.search(text[: match.start()]) else counted
        told.add(_unit_at(text, match.end()))
    return limited - counted


def units_told(text: str) -> set[str]:
    """The units after numbers, likewise."""
    bare = _DATED.sub(" ", text)
    found = {_unit_at(bare, match.end()) for match in _NUMBER.finditer(bare)} - {""}
    return found | ({_PERCENT} if _PERCENT_TOLD.search(text) else set())


def amounts(text: str) -> set[tuple[int, str]]:
    """Numbers with what they count, in figures or words: ``สามครั้ง`` is (3, "ครั้ง")."""
    words = tokens(_DATED.sub(" ", text))
    pairs = zip(map(_whole_number, words), words[1:], strict=False)
    return {(number, _counted(unit)) for number, unit in pairs if number and _counts(unit)}


def _whole_number(word: str) -> int | None:
    return int(word) if word.isdecimal() else read_number(word)


def _counts(unit: str) -> bool:
    return unit in _UNITS_AMONG_STOPWORDS or not (is_stopword(unit) or unit[0].isdigit())


def _counted(unit: str) -> str:
    return vocabulary().unit_by_sound(unit) or vocabulary().canonical(unit)


def _unit_at(text: str, start: int, *, misspelt: bool = False) -> str:
    rest = text[start : start + _LONGEST_UNIT].lstrip()
    if rest.startswith("%"):
        return _PERCENT
    words = tokens(rest)
    if not words or not rest.startswith(words[0]):
        return ""
    unit = words[0]
    if misspelt and (meant := vocabulary().unit_by_sound(unit)):
        return meant
    if is_stopword(unit) and unit not in _UNITS_AMONG_STOPWORDS:
        return ""
    return vocabulary().canonical(unit)
