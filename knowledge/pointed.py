"""The one line of a card that a question is about, to be said before the rest."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from knowledge.clauses import two_questions
from knowledge.entry import Entry, Figure
from knowledge.reading import Reading, canonical_words
from knowledge.spans import holds_number, number_asked
from knowledge.units import units_told
from knowledge.vocabulary import vocabulary
from thai.normalise import normalise

_MARK = re.compile(r"^\s*(?:[-•*]|\d{1,2}[.)])\s+(?=\S)")
_CODE = re.compile(r"^(?:\d\.\d{1,2}|(?:ข้อ|ขั้นตอนที่|ประเภทที่|ส่วนที่|มิติที่|รอบที่|หมวด)\s\d{1,2})\s")
_PART = re.compile(
    r"(มิติ|ข้อ|ส่วน|ขั้นตอน|รอบ|ช่วง|วาระ)\s?(?:ที่)?\s?(\d{1,2})"
    r"(?![\d.,]|\s?(?:ถึง|-|–|และ|กับ)\s?\d)"
)
_COUNTED = frozenset({"ข้อ", "ส่วน", "วาระ", "ขั้นตอน"})
_SHARE = 0.5  # of what is asked and told anywhere in the card, that the line must tell
_AHEAD = 0.5  # of a word that only one line has, by which it must be ahead of the next
# What a word counts that is short, as common words are; the title's name the card and no line.
_LITTLE, _SHORT = 0.4, 3
_LETTERS = re.compile("[a-z]+")  # the B of a formula is no common word
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")
_WHOLE = frozenset({"compare", "procedure"})
_HEADING = 60  # characters of a line that is a heading and no sentence
_LONGEST = 240  # characters of a line that says one thing
_HANGING = re.compile(r"^(?:เพื่อ|โดย|และ|หรือ|ซึ่ง)")
# All of them are asked for, or another than the one named.
_EACH = re.compile(
    r"แต่ละ|ทุก(?:ข้อ|มิติ|ระดับ)|สัดส่วน|ตัวอย่าง|กับ(?:ข้อ|ส่วน|มิติ|รอบ)ที่|ถัดไป|ต่อไป|ก่อนหน้า|นอกจาก|ยกเว้น"
)
_WHOSE = re.compile(
    r"ของใคร|เจ้าของ|ใคร(?:เป็นคน|เป็นผู้)?(?:ดูแล|ทำ|จัด|รับผิดชอบ|ดำเนินการ|พัฒนา|คิด|สร้าง)"
    r"|(?:หน่วยงาน|กรม|องค์กร|สำนักงาน)(?:ไหน|ใด|อะไร)"
)
_OWNER = re.compile(r"ผลงานของ|(?:ดำเนินการ|จัด|ดูแล|พัฒนา|รับผิดชอบ)โดย(?!ตรง)")
_WHICH = re.compile(r"(?:ข้อ|หมวด|มิติ|ด้าน|ฟอร์ม|กระบวนการ|เกณฑ์|ระดับ)(?:ที่)?(?:ใด|ไหน|อะไร|เท่าไ)")
_PLACE = re.compile(r"\d\.\d|(?:ข้อ|หมวด|มิติที่|หมายเลข|ระดับ)\s?\S")


def figure_asked(entry: Entry, question: Reading) -> Figure | None:
    """The one figure that is asked for; None where none is, or several fit alike."""
    if not (question.wants or question.units) or question.shapes:
        return None
    fitting = [
        figure
        for figure in entry.figures
        if not question.years or figure.year in (None, *question.years)
    ]
    words = set(question.words)
    told = [words_of(f"{figure.name} {figure.unit}") for figure in fitting]
    counts = [len(words & each) for each in told]
    best = max(counts, default=0)
    if best > 1 and counts.count(best) == 1:
        return fitting[counts.index(best)]
    index = _most_told(words, (), told) if best > 1 else -1
    return fitting[index] if index >= 0 else None


def rows_of_part(rows: Sequence[str], text: str) -> list[str]:
    """The rows that a text names by number: มิติ 2 those that begin มิติที่ 2, ข้อ 3 those of 3."""
    named = {(word, int(number)) for word, number in _PART.findall(text)}
    if len(named) != 1:
        return []
    word, number = named.pop()
    own = re.compile(rf"^\s*(?:[-•*]\s+)?{word}(?:ที่)?\s{number}(?!\d)")
    found = [row for row in rows if own.match(row)]
    counted = re.compile(rf"^\s*{number}[.)]\s")
    return found or [row for row in rows if word in _COUNTED and counted.match(row)]


def rows_asked(entry: Entry, question: Reading) -> list[str]:
    """The rows of a list that tell what is asked, as they stand; none where the list does.

    One row as a rule; of a หมวด, its few.
    """
    lines = entry.answer.split("\n")
    rows = [line for line in lines[1:] if is_row(line) and "ต่างกัน" not in line]
    if len(rows) < 2 or entry.kind == "criterion" or "compare" in question.shapes:
        return []
    for told in _named_by_number(entry, rows, question):
        if 0 < len(told) < len(rows) and sum(map(len, told)) <= _LONGEST:
            return told
    row = "" if _asks_for_all(question) else _told_by_words(entry, lines, question)
    return [row] if row in rows and _answers(row, lines[0], question) else []


def _named_by_number(entry: Entry, rows: Sequence[str], question: Reading) -> list[list[str]]:
    """Rows by the number that they hold, are counted by or stand under, each where asked so."""
    number, text = number_asked(question.text), question.text
    spanning = [row for row in rows if number is not None and holds_number(row, number)]
    counted = [] if rows_of_part([entry.title], text) else rows_of_part(rows, text)
    return [each if len(each) == 1 else [] for each in (spanning, counted)] + [
        _coded(entry, rows, question)
    ]


def _coded(entry: Entry, rows: Sequence[str], question: Reading) -> list[str]:
    """The rows of the one criterion or หมวด named, in a card that is not of it alone."""
    codes = question.criteria if len(entry.facets.criterion) != 1 else ()
    if not codes and entry.facets.category != question.categories:
        codes = tuple(f"{category}." for category in question.categories)
    if len(codes) != 1:
        return []
    own = re.compile(rf"^\s*(?:[-•*]\s+)?(?:มิติ\s)?{re.escape(codes[0])}")
    return [row for row in rows if own.match(row)]


def _told_by_words(entry: Entry, lines: Sequence[str], question: Reading) -> str:
    """The line that has most of the question's words, where it is another than the first."""
    # Words that count anything (อย่าง, ข้อ) name no row.
    words = set(question.words) - vocabulary().loose_units
    asked = {*words, *map(str, question.years), *question.criteria}
    title, told = words_of(entry.title), [words_of(line) for line in lines]
    index = _most_told(asked, title, told)
    if index < 1:  # The first line tells it too, or nothing does.
        index = 1 + _most_told(asked, title, told[1:])
        index *= _begins_with_another(lines[0], lines[index], question)
    return lines[index] if index > 0 else ""


def _begins_with_another(first: str, row: str, question: Reading) -> bool:
    """Whether the row has a figure as asked for, and the first line begins with another."""
    begun = _FIGURE.search(first)
    percent = ("ร้อยละ",) if "percent" in question.wants else ()
    counted = any(unit in units_told(row) for unit in (*question.units, *percent))
    return counted and begun is not None and begun[0] not in _FIGURE.findall(row)


def owner_told(entry: Entry, question: Reading) -> str:
    """The line after the first that tells whose it is, where that is asked; else empty."""
    first, *rest = entry.answer.split("\n")
    if not _WHOSE.search(question.text) or _OWNER.search(first):
        return ""
    return next((line for line in rest if _OWNER.search(line) and not is_row(line)), "")


def is_row(line: str) -> bool:
    """Whether a line of an answer is a row of a list."""
    return bool(_MARK.match(line) or _CODE.match(line))


def headed(entry: Entry, row: str) -> str:
    """A row as it can stand alone: without its mark, under the heading that it stands under."""
    lines = entry.answer.split("\n")
    before = lines[1 : lines.index(row)]
    heading = next((line for line in reversed(before) if not is_row(line)), "")
    return f"{heading}: {bare(row)}" if 0 < len(heading) <= _HEADING else bare(row)


def bare(row: str) -> str:
    """A row without the bullet or number before it."""
    return _MARK.sub("", row)


@lru_cache(maxsize=8192)
def words_of(text: str) -> frozenset[str]:
    """The content words of a text of an entry, each as the word for its synonyms."""
    return frozenset(canonical_words(normalise(text)))


def _asks_for_all(question: Reading) -> bool:
    """Whether the whole list is asked for, or more of it than one row."""
    figure = bool(question.units) or "percent" in question.wants
    return bool(
        len(question.units) > 1
        or len(question.numbered) > 1
        or question.counted
        or (question.entire and not figure)
        or _WHOLE.intersection(question.shapes)
        or _EACH.search(question.text)
        or two_questions(question.text)
    )


def _answers(row: str, first: str, question: Reading) -> bool:
    """Whether a row can stand first: it tells what is wanted, as the first line would."""
    if len(row) > _LONGEST or _HANGING.match(bare(row)):
        return False
    if question.units and not re.search(r"\d", row):
        return False
    if _names_another_part(row, question.text):
        return False
    if _WHICH.search(question.text) and not _PLACE.search(row):
        return False
    tells = (vocabulary().provides[want] for want in question.wants)
    return all(told.search(row) or not told.search(first) for told in tells)


def _names_another_part(row: str, text: str) -> bool:
    """Whether a row is of round 1 where round 2 is asked for."""
    asked, told = (dict(_PART.findall(each)) for each in (text, row))
    return any(told[word] != asked[word] for word in told.keys() & asked.keys())


def _most_told(
    asked: Collection[str], title: Collection[str], told: Sequence[Collection[str]]
) -> int:
    """Which of several texts tells most of what is asked; -1 where no one stands out.

    A word counts the less, the more of them hold it.
    """
    worth = {
        word: (_LITTLE if len(word) < _SHORT and not _LETTERS.fullmatch(word) else 1.0) / holders
        for word in asked
        if word not in title and (holders := sum(word in text for text in told))
    }
    scores = [sum(worth[word] for word in worth if word in text) for text in told]
    first, second = (*sorted(scores, reverse=True), 0.0, 0.0)[:2]
    if not worth or first - second < _AHEAD or first < _SHARE * sum(worth.values()):
        return -1
    return scores.index(first)
