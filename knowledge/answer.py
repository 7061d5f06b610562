"""Writes the text of an answer: the figure or level asked for, the card, conflicts, the source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.entry import LONG_LIMIT, Entry, Figure
from knowledge.phrases import Language, language_of, phrase
from knowledge.reading import Reading, canonical_words
from knowledge.reply import Source
from thai.normalise import normalise

ADDED = "added"  # the document of entries that editors wrote: its place is what it is known by
_PLACE = 28  # characters of a place that the source line has room for
# "มี 4 ข้อ" alone does not say of what.
_BARE_COUNT = re.compile(r"^(?:มี )?(\d+ ?[^\d\s]{1,14})$")
# Dates, deductions and shares of a briefing are those of the office that it was given for.
_BINDING = re.compile(
    r"ตัด\S{0,20}ละ|ร้อยละ\s?\d|\d (?:ม\.ค\.|ก\.พ\.|มี\.ค\.|เม\.ย\.|พ\.ค\.|มิ\.ย\.|ก\.ค\.|ส\.ค\."
    r"|ก\.ย\.|ต\.ค\.|พ\.ย\.|ธ\.ค\.)"
)
_WHERE_IT_STANDS = re.compile(r"อยู่(?:ใน)?\S{0,20}(?:ข้อ|หมวด|ด้าน|มิติ|ส่วน)(?:ที่)?(?:ใด|ไหน|อะไร)")
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
    tail = source_line([entry], _language(body, language))
    whole = [body, _scope(entry, body, language), tail]
    for parts in (whole, [body, tail], [entry.answer, entry.conflict, tail]):
        text = _lines(parts)
        if len(text) <= entry.limit:
            return text
    return text[: entry.limit - 1] + "…"


def write_both(entries: Sequence[Entry], question: Reading, language: Language) -> str:
    """The answers of several entries, one under the other; empty where that is too much."""
    bodies = "\n\n".join(_body(entry, question) for entry in entries)
    scopes = dict.fromkeys(_scope(entry, bodies, language) for entry in entries)
    text = _lines([bodies, *scopes, source_line(entries, _language(bodies, language))])
    limits = [entry.limit for entry in entries]
    limit = max(limits) if question.shapes else min(limits)
    limit = LONG_LIMIT if "compare" in question.shapes else limit
    return text if len(text) <= limit else ""


def source_line(entries: Sequence[Entry], language: Language) -> str:
    """One short line: the document of each entry, with the place where that is short as well."""
    documents = {_document(entry, language, alone=len(entries) == 1): None for entry in entries}
    return phrase("source_line", language=language, documents=", ".join(documents))


def _document(entry: Entry, language: Language, *, alone: bool) -> str:
    title = phrase("short_titles", entry.source.doc, language=language)
    place = entry.source.place
    tells = place and (entry.source.doc == ADDED or (alone and len(place) <= _PLACE))
    return f"{title} – {place}" if tells else title


def _language(body: str, asked: Language) -> Language:
    """English for an answer that is all English; words of the criteria make none of it."""
    return asked if language_of(body) == "en" else "th"


def _lines(parts: Sequence[str]) -> str:
    return "\n".join(part for part in parts if part)


def _scope(entry: Entry, body: str, language: Language) -> str:
    """For which office it holds, where the answer tells what one office set."""
    office = _OF_ONE_OFFICE.get(entry.source.doc)
    if not office or office in body or not _BINDING.search(body):
        return ""
    return phrase("scope", entry.source.doc, language=_language(body, language))


def _body(entry: Entry, question: Reading | None) -> str:
    if question is None:
        return _lines([_told(entry), entry.conflict])
    if levels := _levels(entry, question):
        return _lines([*levels, entry.conflict])
    told = _told(entry)
    return _lines(
        [_figure_line(entry, question), told, _stands(entry, question, told), entry.conflict]
    )


def _stands(entry: Entry, question: Reading, told: str) -> str:
    """Under which heading it stands, where that is asked and not told."""
    place = entry.source.place
    if place in told or not _WHERE_IT_STANDS.search(question.text):
        return ""
    return phrase("stands_in", language="th", place=place)


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
    figure = _asked(entry, question)
    if figure is None or figure.value in entry.answer.split("\n", 1)[0]:
        return ""
    line = f"{figure.name} {figure.value} {figure.unit}".strip()
    dated = figure.year in question.years and str(figure.year) not in line
    return f"ปี {figure.year} {line}" if dated else line


def _asked(entry: Entry, question: Reading) -> Figure | None:
    if not question.wants or question.shapes:
        return None
    words = set(question.words)
    fitting = [
        (len(words & set(canonical_words(normalise(f"{figure.name} {figure.unit}")))), figure)
        for figure in entry.figures
        if not question.years or figure.year in (None, *question.years)
    ]
    best = max((count for count, _ in fitting), default=0)
    top = [figure for count, figure in fitting if count == best]
    return top[0] if best > 1 and len(top) == 1 else None
