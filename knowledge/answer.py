"""Writes the text of an answer: the figure or level asked for, the card, conflicts, the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from knowledge.alike import alike
from knowledge.difference import difference
from knowledge.entry import LONG_LIMIT, SHORT_LIMIT, Entry
from knowledge.halves import Half
from knowledge.phrases import Language, language_of, phrase
from knowledge.pointed import figure_asked, headed, owner_told, rows_asked
from knowledge.reading import Reading
from knowledge.repeats import without_repeats
from knowledge.reply import Source
from knowledge.sheet import sheet_of
from knowledge.verdict import asks_whether_there_is, verdict

ADDED = "added"  # the document of entries that editors wrote: its place is what it is known by
_ENOUGH = SHORT_LIMIT - 60  # characters of a card that leave room for its source
_HOW_MUCH, _SEVERAL = re.compile("เท่าไ|เท่าใด|กี่"), re.compile("บ้าง|มั่ง")
_PLACE = 28  # characters of a place that the source line has room for
# Words that say what kind of place it is.
_OF_PLACES = frozenset(
    {"หน้า", "หน้าแนวคิด", "ข้อ", "ข้อที่", "มิติ", "หมวด", "ตาราง", "ตารางหมวด", "–", "-"}
)
# "มี 4 ข้อ" alone does not say of what.
_BARE_COUNT = re.compile(r"^(?:มี )?(\d+ ?[^\d\s]{1,14})$")
# Dates, deductions and shares of a briefing are those of the office that it was given for, and
# all that its calendar, steps, rounds and forms tell.
_BINDING = re.compile(
    r"ตัด\S{0,20}ละ|ร้อยละ\s?\d|\d (?:ม\.ค\.|ก\.พ\.|มี\.ค\.|เม\.ย\.|พ\.ค\.|มิ\.ย\.|ก\.ค\.|ส\.ค\."
    r"|ก\.ย\.|ต\.ค\.|พ\.ย\.|ธ\.ค\.)"
)
_SET_BY_OFFICE = re.compile(
    r"kpi\.(?:calendar|steps?|rounds?|forms?|cautions?|deductions|channels|threshold_85|pmqa_team"
    r"|meeting|line_group|contact|overview)(?:\.|$)"
)
_WHERE_IT_STANDS = re.compile(r"อยู่(?:ใน)?\S{0,20}(?:ข้อ|หมวด|ด้าน|มิติ|ส่วน)(?:ที่)?(?:ใด|ไหน|อะไร)")
_TELLS_PLACE = re.compile(r"(?<!\d)[1-7]\.[1-6](?!\d)|อยู่(?:ใน)?\s?(?:มิติ|หมวด|ข้อ|ทั้ง|\d)")
_WHICH_CATEGORY = re.compile(r"หมวด(?:ที่)?(?:ใด|ไหน|อะไร|เท่าไ)")
_CATEGORY_TOLD = re.compile(r"\((หมวด \d [^()]+)\)")
_NAME_ASKED = re.compile(r"ชื่อ\S{0,12}(?:อะไร|ไร|ว่าไง|ว่ายังไง)")
_OF_ONE_OFFICE = {"002": "แรงงาน"}


def source_of(entry: Entry, language: Language) -> Source:
    """The document that an entry rests on, with the title people know it by."""
    title = phrase("documents", entry.source.doc, language=language)
    return Source(entry.source.doc, title, entry.source.place, entry.source.year)


def write(entry: Entry, question: Reading | None, language: Language) -> str:
    """All that the person sees, never longer than the entry's limit.

    ``question`` is None where the entry was chosen by a button.
    """
    body = _body(entry, question)
    tail = source_line([entry], _language(body, language), body)
    whole = [body, _scope(entry, body, language), tail]
    for parts in (whole, [body, tail], [entry.answer, entry.conflict, tail]):
        text = _lines(parts)
        if len(text) <= entry.limit:
            return text
    return text[: entry.limit - 1] + "…"


def write_both(halves: Sequence[Half], question: Reading, language: Language) -> str:
    """The answers of several entries, one under the other; empty where that is too much.

    What one has told the next does not repeat; empty, too, where nothing is left to add.
    """
    entries = [half.entry for half in halves]
    whole = [_body(half.entry, half.question) for half in halves]
    same = alike(whole, question)
    bodies = [each for each in without_repeats(whole) if each or not same]
    if _NAME_ASKED.search(question.text):  # The first line of a card names what it is about.
        bodies = [body.split("\n", 1)[0] for body in bodies]
    if not all(bodies):
        return ""
    apart = same or difference(entries, question)
    body = "\n\n".join([apart, *bodies] if apart else bodies)
    scopes = dict.fromkeys(_scope(entry, body, language) for entry in entries)
    text = _lines([body, *scopes, source_line(entries, _language(body, language))])
    return text if len(text) <= _limit(halves, question) else ""


def _limit(halves: Sequence[Half], question: Reading) -> int:
    """What several answers together may take: more where things are set side by side."""
    limits = [half.entry.limit for half in halves]
    each_its_own = any(half.question is not question for half in halves)
    if each_its_own or "compare" in question.shapes:
        return LONG_LIMIT
    return max(limits) if question.shapes else min(limits)


def source_line(entries: Sequence[Entry], language: Language, told: str = "") -> str:
    """One short line: the document of each entry, with the place where that is short as well.

    No place that ``told`` has said already.
    """
    alone = len(entries) == 1 and not entries[0].source.also
    documents = [_document(entry, language, told, alone=alone) for entry in entries]
    documents += [_title(doc, language) for entry in entries for doc in entry.source.also]
    named = ", ".join(dict.fromkeys(documents))
    return phrase("source_line", language=language, documents=named)


def _title(doc: str, language: Language) -> str:
    return phrase("short_titles", doc, language=language)


def _document(entry: Entry, language: Language, told: str, *, alone: bool) -> str:
    title = _title(entry.source.doc, language)
    place = entry.source.place
    tells = entry.source.doc == ADDED or (
        alone and len(place) <= _PLACE and not _says_the_same(place, f"{title} {told}")
    )
    return f"{title} – {place}" if place and tells else title


def _says_the_same(place: str, told: str) -> bool:
    """Whether a place names nothing that a text does not: all its words and numbers stand there."""
    parts = [part for part in re.split(r"[\s()/]+", place) if part not in _OF_PLACES]
    return all(part in told for part in parts)


def _language(body: str, asked: Language) -> Language:
    """English for an answer that is all English; words of the criteria make none of it."""
    return asked if language_of(body) == "en" else "th"


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)


def _scope(entry: Entry, body: str, language: Language) -> str:
    """For which office it holds, where the answer tells what one office set."""
    office = _OF_ONE_OFFICE.get(entry.source.doc)
    binding = _SET_BY_OFFICE.match(entry.id) or _BINDING.search(body)
    if not office or office in body or not binding:
        return ""
    return phrase("scope", entry.source.doc, language=_language(body, language))


def _body(entry: Entry, question: Reading | None) -> str:
    if question is None:
        return _lines([_told(entry), entry.conflict])
    if levels := _levels(entry, question):
        return _lines([*levels, entry.conflict])
    told = _opened(entry, question)
    return _lines([told, _stands(entry, question, told), entry.conflict])


def _opened(entry: Entry, question: Reading) -> str:
    """The card, begun with just what is asked where its first line says something else."""
    told = _told(entry)
    if said := verdict(entry, question):
        return f"{said[:-1]}{told}" if said.endswith("…") else f"{said}\n{told}"
    if apart := difference([entry], question):
        return f"{apart}\n{told}"
    if category := _in_category(entry, question):
        return f"{category}\n{told}"
    if owner := owner_told(entry, question):
        return _lines([owner, *(line for line in told.split("\n") if line != owner)])
    if rows := rows_asked(entry, question):
        return _begun_with(rows, entry, question, told)
    return _lines([_figure_line(entry, question), told])


def _begun_with(rows: Sequence[str], entry: Entry, question: Reading, told: str) -> str:
    """The card behind the rows of it that are asked for."""
    first = "\n".join(headed(entry, row) for row in rows)
    if asks_whether_there_is(question):
        first = phrase("there_is", language="th", row=first)
    # A table is drawn whole beside the text, and a numbered list has no gap.
    whole = sheet_of(entry) or rows[0].lstrip()[0].isdigit()
    rest = told if whole else _lines(line for line in told.split("\n") if line not in rows)
    if _wants_no_list(question) and len(first) + len(rest) > _ENOUGH:
        rest = told.split("\n", 1)[0]
    return first if rest == first else f"{first}\n{rest}"


def _wants_no_list(question: Reading) -> bool:
    """Whether one figure, date or name is asked for, and no list, steps or comparison."""
    definite = question.units or question.wants or _HOW_MUCH.search(question.text)
    several = question.shapes or question.entire or _SEVERAL.search(question.text)
    return bool(definite) and not several


def _stands(entry: Entry, question: Reading, told: str) -> str:
    """Under which heading it stands, where that is asked and not told."""
    place = entry.source.place
    tells = _says_the_same(place, told) or _TELLS_PLACE.search(told)
    if tells or not _WHERE_IT_STANDS.search(question.text):
        return ""
    return phrase("stands_in", language="th", place=place)


def _in_category(entry: Entry, question: Reading) -> str:
    """The หมวด of a criterion before its text, where that is asked."""
    category = _CATEGORY_TOLD.search(entry.answer)
    if entry.kind != "criterion" or not category or not _WHICH_CATEGORY.search(question.text):
        return ""
    number = entry.facets.criterion[0]
    return phrase("in_category", language="th", category=category[1], number=number)


def _told(entry: Entry) -> str:
    """The answer, with the title where its first line does not say of what it speaks."""
    first, *rest = entry.answer.split("\n")
    if entry.answer.startswith("คือ"):
        first = f"{entry.title} {first}"
    elif rest and (count := _BARE_COUNT.match(first)):
        first = entry.title if count[1] in entry.title else f"{entry.title} {first}"
    return "\n".join([first, *rest])


def _levels(entry: Entry, question: Reading) -> list[str]:
    """Of an overview of three levels, those named; nothing where none or all are."""
    if entry.kind != "criterion" or entry.facets.level or len(question.levels) not in (1, 2):
        return []
    names = [phrase("label", level, language="th") for level in question.levels]
    heading, *rows = entry.answer.split("\n")
    named = [row for row in rows if any(row.startswith(f"• {name} (") for name in names)]
    if len(named) != 1:
        return [heading, *named] if named else []
    level = named[0].removeprefix("• ")
    return [f"{entry.facets.criterion[0]} ระดับ{level}", heading]


def _figure_line(entry: Entry, question: Reading) -> str:
    """The one figure asked for, where the answer's first line does not say it already."""
    figure = figure_asked(entry, question)
    if figure is None or figure.value in entry.answer.split("\n", 1)[0]:
        return ""
    line = f"{figure.name} {figure.value} {figure.unit}".strip()
    dated = figure.year in question.years and str(figure.year) not in line
    return f"ปี {figure.year} {line}" if dated else line
