"""Which entries hold what a question names: one table a facet, answered for all entries at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

import numpy as np

from knowledge.entry import Entry
from knowledge.index import Scores
from knowledge.reading import HOME, Reading, named
from knowledge.texts import EntryTexts
from knowledge.units import units_told
from knowledge.vocabulary import vocabulary
from thai.normalise import normalise

# How well an entry meets a value that stands only in its text, not among its facets.
_IN_TEXT = 0.4
# And where it is about that value among several: an overview of all หมวด is not about หมวด 6.
_AMONG_SEVERAL = 0.7
_PARENT = 0.25
# Topics of what is but a piece of a part, and of criteria that tell where a subject stands.
_PIECE = re.compile(r"\bpart\d|\bcompare\b")
_HOMES = frozenset({"subtopics", "theme"})
_WHOLE, _BRANCHES = "lert_rat", ("service", "participation", "pmqa")
_CHILD = 0.55


class FacetTable:
    """For one facet: entries by value, declared (``strong``) or only standing in the text."""

    def __init__(
        self, strong: Sequence[Iterable[Hashable]], weak: Sequence[Iterable[Hashable]]
    ) -> None:
        self._size = len(strong)
        self._match: dict[Hashable, Scores] = {}
        for values, degree in ((weak, _IN_TEXT), (strong, 1.0)):
            for entry, held in enumerate(values):
                for value in held:
                    column = self._match.setdefault(value, np.zeros(self._size, np.float32))
                    column[entry] = degree
        self.has: Scores = np.array([bool(set(held)) for held in strong], np.float32)

    def match(self, wanted: Sequence[Hashable]) -> Scores:
        """How much of what is wanted each entry holds, 0 to 1."""
        total = np.zeros(self._size, np.float32)
        for value in wanted:
            total += self._match.get(value, 0)
        return total / np.float32(max(len(wanted), 1))

    def holding(self, value: Hashable) -> Scores:
        """How much each entry holds of one value itself, 0 to 1."""
        return self._match.get(value, np.zeros(self._size, np.float32))

    def holds(self, value: Hashable) -> bool:
        """Whether any entry holds the value at all."""
        return value in self._match


class CategoryTable(FacetTable):
    """หมวด, where an entry about one is nearer than an overview of several."""

    def __init__(
        self, strong: Sequence[Iterable[Hashable]], weak: Sequence[Iterable[Hashable]]
    ) -> None:
        super().__init__(strong, weak)
        for entry, held in enumerate(map(set, strong)):
            if len(held) > 1:
                for value in held:
                    self._match[value][entry] = _AMONG_SEVERAL


class AwardTable(FacetTable):
    """Awards, where a kind meets its family in part and the family its kinds."""

    def match(self, wanted: Sequence[Hashable]) -> Scores:
        total = np.zeros(self._size, np.float32)
        for value in wanted:
            total += self._degree(str(value))
        return total / np.float32(max(len(wanted), 1))

    def _degree(self, wanted: str) -> Scores:
        best = np.zeros(self._size, np.float32)
        for held, column in self._match.items():
            degree = _kinship(wanted, str(held))
            if degree:
                np.maximum(best, column * np.float32(degree), out=best)
        return best


def _kinship(wanted: str, held: str) -> float:
    """How well an entry of one award meets a question about another."""
    if wanted == held:
        return 1.0
    if wanted in _families(held):
        return _CHILD
    return _PARENT if held in _families(wanted) else 0.0


def _families(award: str) -> list[str]:
    """What an award belongs to: by its name, and the three branches to Lert Rat."""
    parts = award.split("_")
    families = ["_".join(parts[:count]) for count in range(1, len(parts))]
    return [*families, _WHOLE] if parts[0] in _BRANCHES else families


def build_tables(entries: Sequence[Entry], texts: Sequence[EntryTexts]) -> dict[str, FacetTable]:
    """One table for each facet name of ``Reading`` that binds."""
    titles = [named(one.asked[0].normal) for one in texts]
    answers = [named(one.told[0].normal) for one in texts]

    def table(
        declared: Callable[[Entry], Iterable[Any]],
        of: Callable[[Reading], Iterable[Any]],
        *,
        from_title: bool = True,
        kind: type[FacetTable] = FacetTable,
    ) -> FacetTable:
        strong = [
            {*declared(entry), *(of(title) if from_title else ())}
            for entry, title in zip(entries, titles, strict=True)
        ]
        return kind(strong, [of(answer) for answer in answers])

    return {
        "criteria": table(lambda e: e.facets.criterion, lambda r: r.criteria),
        "categories": table(
            lambda e: e.facets.category,
            lambda r: r.categories,
            from_title=False,
            kind=CategoryTable,
        ),
        "levels": table(lambda e: e.facets.level, lambda r: r.levels),
        "years": table(_years, lambda r: r.years),
        "awards": table(
            lambda e: e.facets.award, lambda r: r.awards, from_title=False, kind=AwardTable
        ),
        "dimensions": table(lambda e: e.facets.dimension, lambda r: r.dimensions, from_title=False),
        "numbered": table(lambda _: (), lambda r: r.numbered),
        "parts": FacetTable(
            [_whole_parts(entry) for entry in entries],
            [_parts_in_passing(entry) for entry in entries],
        ),
        "wants": FacetTable([_provides(entry) for entry in entries], [() for _ in entries]),
        "units": FacetTable([_units(entry) for entry in entries], [() for _ in entries]),
    }


def _years(entry: Entry) -> set[int]:
    return {*entry.facets.year, *(figure.year for figure in entry.figures if figure.year)}


def _units(entry: Entry) -> set[str]:
    figures = " ".join(f"{figure.value} {figure.unit}" for figure in entry.figures)
    return units_told(normalise(f"{entry.answer} {figures}"))


def _parts(entry: Entry) -> set[str]:
    """The parts of an award that an entry tells; HOME where it is the home of a subject."""
    topics = set(entry.facets.topic)
    overview = entry.kind == "criterion" and not entry.facets.level
    home = {HOME} if overview or topics & _HOMES else set()
    return (topics & vocabulary().parts.values) | home


def _whole_parts(entry: Entry) -> set[str]:
    """The parts that an entry tells of its award alone, and not only a piece of them."""
    in_pieces = _PIECE.search(" ".join(entry.facets.topic)) or len(entry.facets.award) > 1
    # A fact on the period, the number … is but one of the conditions.
    one_of_many = entry.kind == "fact" and len(entry.facets.topic) > 1
    return set() if in_pieces else _parts(entry) - ({"conditions"} if one_of_many else set())


def _parts_in_passing(entry: Entry) -> set[str]:
    """All parts told; what an award is for is told by what it is, where nothing else tells."""
    parts = _parts(entry)
    return parts | ({"purpose"} if "definition" in parts else set())


def _provides(entry: Entry) -> list[str]:
    """Which wants the entry's answer can meet, judged by how the answer looks."""
    text = entry.answer + " ".join(f"{figure.value} {figure.unit}" for figure in entry.figures)
    return [want for want, look in vocabulary().provides.items() if look.search(text)]
