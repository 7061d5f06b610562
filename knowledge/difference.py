"""How far apart two figures are, where a question asks just that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from knowledge.entry import Entry
from knowledge.phrases import phrase
from knowledge.pointed import bare, is_row, rows_of_part, words_of
from knowledge.reading import Reading
from knowledge.vocabulary import vocabulary

_ASKS = re.compile(
    r"(?:ต่าง(?:กัน|จาก)|ห่าง(?:กัน)?|(?:มาก|น้อย|สูง|ต่ำ)กว่า|เพิ่ม(?:ขึ้น)?|ลดลง)"
    r"\S{0,12}?\s?(?:กี่|เท่าไ|เท่าใด)"
)
_APART = "ต่างกัน"
# What the dimensions of an award weigh, in order.
_WEIGHTS = re.compile(r"น้ำหนัก (\d+(?:, \d+)+)")
_DIMENSION = re.compile(r"มิติ(?:ที่)?\s?(\d)")
_PERCENT = "ร้อยละ"
_UNITS = ("คะแนน", "หน่วยงาน", "ผลงาน", "บาท", "นาที", "ปี", "วัน", "ข้อ")
_NUMBER = r"(?<![\d.,])(?<![-–])(?<![-–] )(\d[\d,]*(?:\.\d+)?)"
_TOLD = re.compile(rf"ร้อยละ\s?{_NUMBER}|{_NUMBER}\s?(%|{'|'.join(_UNITS)}|แห่ง)")


def difference(entries: Sequence[Entry], question: Reading) -> str:
    """Both figures and what lies between them; empty where it is not asked or not to be told."""
    if not _ASKS.search(question.text):
        return ""
    if told := _told_apart(entries, question):
        return told
    for unit in _units(question):
        pair = _of_years(entries, question, unit) or _of_rows(entries, question, unit)
        if len(pair) == 2:
            return _said(pair[0], pair[1], unit)
    return ""


def _told_apart(entries: Sequence[Entry], question: Reading) -> str:
    """The row of a card that tells the difference itself, of the part that is named."""
    lines = [line for entry in entries for line in entry.answer.split("\n")[1:] if _APART in line]
    rows = rows_of_part(lines, question.text)
    return bare(rows[0]) if len(rows) == 1 else ""


def _said(first: str, second: str, unit: str) -> str:
    gap = abs(Decimal(first.replace(",", "")) - Decimal(second.replace(",", "")))
    key = "percent" if unit == _PERCENT else "counted"
    return phrase("difference", key, language="th", first=first, second=second, unit=unit, gap=gap)


def _of_years(entries: Sequence[Entry], question: Reading, unit: str) -> list[str]:
    """The figures of two years that count the same thing."""
    if len(question.years) != 2:
        return []
    figures = [
        figure for entry in entries for figure in entry.figures if _same(figure.unit) == unit
    ]
    found = [{f.value for f in figures if f.year == year} for year in question.years]
    return [each.pop() for each in found if len(each) == 1]


def _of_rows(entries: Sequence[Entry], question: Reading, unit: str) -> list[str]:
    """The figures of two rows that the question names, one of each of two cards or both of one."""
    count = 2 if len(entries) == 1 else 1
    rows = [row for entry in entries for row in _named(entry, question, count)]
    if len(entries) == 2 and not rows:
        rows = [entry.answer.split("\n", 1)[0] for entry in entries]
    part = _DIMENSION.search(question.text)
    values = (_weight(row, int(part[1])) if part else _value(row, unit) for row in rows)
    return [value for value in values if value]


def _named(entry: Entry, question: Reading, count: int) -> list[str]:
    """The rows of a card that have words of the question that no other row has, if so many."""
    asked = {*question.words, *map(str, question.years)}
    rows = [row for row in entry.answer.split("\n")[1:] if is_row(row)]
    told = [words_of(bare(row)) for row in rows]
    numbered = rows_of_part(rows, question.text) if count == 1 else []
    named = numbered or [
        row
        for row, words in zip(rows, told, strict=True)
        if any(sum(word in each for each in told) == 1 for word in words & asked)
    ]
    return named if len(named) == count else []


def _weight(row: str, dimension: int) -> str:
    """What a dimension weighs in a row that lists them all, or that is of this one."""
    if listed := _WEIGHTS.search(row):
        weights = listed[1].split(", ")
        return weights[dimension - 1] if 0 < dimension <= len(weights) else ""
    return _value(row, "คะแนน")


def _value(row: str, unit: str) -> str:
    """The one figure of a row in a unit; empty where it has none or several."""
    values = {
        match[1] or match[2]
        for match in _TOLD.finditer(row)
        if (_PERCENT if match[1] else _same(match[3])) == unit
    }
    return values.pop() if len(values) == 1 else ""


def _units(question: Reading) -> tuple[str, ...]:
    """What the two figures may count, the likeliest first."""
    percent = (_PERCENT,) if "percent" in question.wants else ()
    named = (word for word in question.words if word in _UNITS)
    return tuple(dict.fromkeys((*percent, *question.units, *named, "คะแนน", _PERCENT)))


def _same(unit: str) -> str:
    return _PERCENT if unit in ("%", _PERCENT) else vocabulary().canonical(unit)
