"""Questions about several things, or asked twice in one message, where each has its own entry."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from knowledge.clauses import two_questions
from knowledge.context import carried
from knowledge.entry import Entry
from knowledge.ranking import Ranking, rank
from knowledge.reading import Reading, read
from knowledge.refusal import refusal
from knowledge.signals import SignalBook

# By the name of a facet in a reading, that of the entry.
_FACETS = {
    "criteria": "criterion",
    "levels": "level",
    "dimensions": "dimension",
    "categories": "category",
    "years": "year",
    "awards": "award",
    "numbered": "",
}
_MOST = 3


def halves(book: SignalBook, question: Reading, ranking: Ranking) -> tuple[Entry, ...]:
    """The entries that together answer what the best one answers in part; else that one."""
    first = ranking.best[0].entry
    for facet, held in _FACETS.items():
        values = getattr(question, facet)
        if not 1 < len(values) <= _MOST or not _is_part(book, facet, held, values, first):
            continue
        found = [_entry_for(book, question, facet, value) for value in values]
        several = tuple(entry for entry in found if entry is not None)
        alike = len({entry.kind for entry in several}) == 1
        if len({entry.id for entry in several}) == len(values) and (first in several or alike):
            return several
    return (first,) if question.echo else _of_two_questions(book, question, first)


def _of_two_questions(book: SignalBook, question: Reading, best: Entry) -> tuple[Entry, ...]:
    """The entries of both questions of a message, else that of the whole."""
    parts = two_questions(question.text)
    if parts is None:
        return (best,)
    first, second = map(read, parts)
    one = _sure_entry(book, first)
    other = _sure_entry(book, second) or _sure_entry(book, carried(second, first))
    if one is None or other is None or one is other or best not in (one, other):
        return (best,)
    return one, other


def _sure_entry(book: SignalBook, question: Reading) -> Entry | None:
    ranking = rank(book, question)
    sure = refusal(book, question, ranking) is None
    return ranking.best[0].entry if sure else None


def _is_part(
    book: SignalBook, facet: str, held: str, values: tuple[Any, ...], first: Entry
) -> bool:
    """Whether an entry is about some of the values only, or about others as well."""
    more = len(getattr(first.facets, held)) > len(values) if held else False
    return more or 0 < book.degree(facet, values, first) < 1


def _entry_for(book: SignalBook, question: Reading, facet: str, value: object) -> Entry | None:
    narrowed: dict[str, Any] = {facet: (value,)}
    reading = replace(question, **narrowed)
    ranking = rank(book, reading)
    entry = ranking.best[0].entry
    sure = refusal(book, reading, ranking) is None
    return entry if sure and book.degree(facet, (value,), entry) == 1 else None
