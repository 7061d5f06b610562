"""Questions about several things of one sort (6.2 and 6.3), where each has an entry of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from knowledge.entry import Entry
from knowledge.near_miss import near_miss
from knowledge.ranking import Ranking, rank, weights
from knowledge.reading import Reading
from knowledge.signals import SignalBook

# By the name of a facet in a reading, that of the entry.
_FACETS = {
    "criteria": "criterion",
    "levels": "level",
    "dimensions": "dimension",
    "categories": "category",
    "years": "year",
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
    return (first,)


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
    sure = ranking.confidence >= weights().answer_from and not near_miss(book, reading, ranking)
    return entry if sure and book.degree(facet, (value,), entry) == 1 else None
