"""Questions about two things of one sort (6.2 and 6.3), where each has an entry of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from knowledge.entry import Entry
from knowledge.ranking import Ranking, rank, weights
from knowledge.reading import Reading
from knowledge.signals import SignalBook

_FACETS = ("criteria", "levels", "dimensions", "categories")
_BOTH = 2


def halves(book: SignalBook, question: Reading, ranking: Ranking) -> tuple[Entry, ...]:
    """The two entries that together answer what the best one answers by half; else that one."""
    first = ranking.best[0].entry
    for facet in _FACETS:
        values = getattr(question, facet)
        if len(values) == _BOTH and 0 < book.degree(facet, values, first) < 1:
            found = [_entry_for(book, question, facet, value) for value in values]
            both = tuple(entry for entry in found if entry is not None)
            if len({entry.id for entry in both}) == _BOTH and first in both:
                return both
    return (first,)


def _entry_for(book: SignalBook, question: Reading, facet: str, value: object) -> Entry | None:
    narrowed: dict[str, Any] = {facet: (value,)}
    ranking = rank(book, replace(question, **narrowed))
    entry = ranking.best[0].entry
    sure = ranking.confidence >= weights().answer_from
    return entry if sure and book.degree(facet, (value,), entry) == 1 else None
