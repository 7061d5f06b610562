"""Writes the text of an answer: the card, the figure asked for, conflicts, the source line."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.entry import LONG_LIMIT, Entry, Figure
from knowledge.phrases import Language, phrase
from knowledge.reading import Reading, canonical_words
from knowledge.reply import Source
from thai.normalise import normalise


def source_of(entry: Entry, language: Language) -> Source:
    """The document that an entry rests on, with the title people know it by."""
    title = phrase("documents", entry.source.doc, language=language)
    return Source(entry.source.doc, title, entry.source.place, entry.source.year)


def write(entry: Entry, question: Reading, language: Language) -> str:
    """All that the person sees, never longer than the entry's limit."""
    source = source_of(entry, language)
    tail = phrase("source_line", title=source.title, place=source.place, language=language)
    text = f"{_body(entry, question)}\n{tail}"
    if len(text) > entry.limit:
        short_tail = phrase("source_line", title=source.title, place="", language=language)
        text = "\n".join(part for part in (entry.answer, entry.conflict, short_tail) if part)
    return text if len(text) <= entry.limit else text[: entry.limit - 1] + "…"


def write_both(entries: Sequence[Entry], question: Reading, language: Language) -> str:
    """The answers of several entries, one under the other; empty where that is too much."""
    bodies = [_body(entry, question) for entry in entries]
    places: dict[str, list[str]] = {}
    for source in (source_of(entry, language) for entry in entries):
        held = places.setdefault(source.title, [])
        held.extend({source.place} - set(held))
    tails = [
        phrase("source_line", title=title, place="; ".join(held), language=language)
        for title, held in places.items()
    ]
    text = "\n".join(["\n\n".join(bodies), *tails])
    limit = max(entry.limit for entry in entries)
    return text if len(text) <= (LONG_LIMIT if "compare" in question.shapes else limit) else ""


def _body(entry: Entry, question: Reading) -> str:
    told = f"{entry.title} {entry.answer}" if entry.answer.startswith("คือ") else entry.answer
    parts = (_figure_line(entry, question), told, entry.conflict)
    return "\n".join(part for part in parts if part)


def _figure_line(entry: Entry, question: Reading) -> str:
    """The one figure asked for, where the answer's first line does not say it already."""
    figure = _asked(entry, question)
    if figure is None or figure.value in entry.answer.split("\n", 1)[0]:
        return ""
    return f"{figure.name}: {figure.value} {figure.unit}".strip()


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
