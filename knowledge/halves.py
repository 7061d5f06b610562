"""Questions about several things, or asked twice in one message, where each has its own entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.clauses import two_questions
from knowledge.context import carried
from knowledge.entry import Entry
from knowledge.joined import joined
from knowledge.near_miss import near_miss
from knowledge.ranking import Ranking, rank
from knowledge.reading import Reading, read
from knowledge.refusal import rank_held, refusal
from knowledge.sides import SCORE, Side, sides
from knowledge.signals import SignalBook
from knowledge.vocabulary import vocabulary

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

_NEARLY = 2.0  # by how much a comparing entry may fit less well than the first

# The entry that a question of one thing opens by a name, if any.
Named = Callable[[Reading], Entry | None]


@dataclass(frozen=True, slots=True)
class Half:
    """An entry with what is asked of it."""

    entry: Entry
    question: Reading


def halves(book: SignalBook, named: Named, question: Reading, ranking: Ranking) -> tuple[Half, ...]:
    """The entries that together answer what the best one answers in part; else that one."""
    first = Half(ranking.best[0].entry, question)
    if parts := sides(question):
        table = parts[0].facet in _FACETS and _comparing(book, parts, question, ranking)
        if table:
            return (Half(table, question),)
        if several := _of_sides(book, named, parts):
            return several
    if question.echo:
        return (first,)
    several = _of_two_questions(book, question, first)
    if len(several) == 1 and not parts:
        several = tuple(Half(*each) for each in joined(book, question, ranking)) or several
    return several


def _of_sides(book: SignalBook, named: Named, parts: tuple[Side, ...]) -> tuple[Half, ...]:
    """An entry of each side, or one that is that of them all; empty where there is none."""
    found = [half for side in parts if (half := _of_side(book, named, side))]
    several = {half.entry.id: half for half in found}
    if len(found) < len(parts) or len(several) not in (1, len(parts)):
        return ()
    if len(several) > 1 and not all(
        side.facet == SCORE or book.holds(side.facet, (side.value,), half.entry)
        for side, half in zip(parts, found, strict=True)
    ):
        return ()
    return tuple(several.values())


def _of_side(book: SignalBook, named: Named, side: Side) -> Half | None:
    reading = book.read(side.text)
    if entry := named(reading):
        return Half(entry, reading)
    ranking = rank_held(book, reading)
    entry = ranking.best[0].entry
    exact = side.facet in _FACETS and book.degree(side.facet, (side.value,), entry) == 1
    sure = (
        near_miss(book, reading, ranking) is None
        if exact
        else refusal(book, reading, ranking) is None
    )
    return Half(entry, reading) if sure else None


def _of_two_questions(book: SignalBook, question: Reading, best: Half) -> tuple[Half, ...]:
    """The entries of both questions of a message, else that of the whole."""
    parts = two_questions(question.text)
    if parts is None:
        return (best,)
    first, second = map(read, parts)
    one = _sure_entry(book, first)
    other = _sure_entry(book, second) or _sure_entry(book, carried(second, first))
    if one is None or other is None or one is other or best.entry not in (one, other):
        return (best,)
    if not (second.names_something or _of_one_matter(one, other)):
        return (best,)
    return Half(one, question), Half(other, question)


def _of_one_matter(one: Entry, other: Entry) -> bool:
    """Whether entries stand in one room and are not of different awards or criteria."""
    apart = (
        (one.facets.award, other.facets.award),
        (one.facets.criterion, other.facets.criterion),
    )
    differ = any(first and second and first != second for first, second in apart)
    return one.id.split(".")[0] == other.id.split(".")[0] and not differ


def _sure_entry(book: SignalBook, question: Reading) -> Entry | None:
    ranking = rank(book, question)
    sure = refusal(book, question, ranking) is None
    return ranking.best[0].entry if sure else None


def _comparing(
    book: SignalBook, parts: Sequence[Side], question: Reading, ranking: Ranking
) -> Entry | None:
    """The entry near the best that is about just these things, or compares them; None without."""
    facet, values = parts[0].facet, [side.value for side in parts]
    first = ranking.best[0]
    asked_apart = bool(vocabulary().comparing.search(question.text) or question.shapes)
    for each in ranking.best:
        entry = each.entry
        held: tuple[Any, ...] = getattr(entry.facets, _FACETS[facet]) if _FACETS[facet] else ()
        kin = entry.topic_id == first.entry.topic_id
        compares = entry.kind == "compare" and kin and asked_apart
        of_them = compares or (each is first and len(held) <= len(values))
        asked = not question.parts or book.holds("parts", question.parts, entry)
        near = first.score - each.score <= _NEARLY and _of_the_same(book, entry, question)
        if of_them and asked and near and book.degree(facet, values, entry) == 1:
            return entry
    return None


def _of_the_same(book: SignalBook, entry: Entry, question: Reading) -> bool:
    """Whether an entry is about the หมวด, criterion and award that the question names, no other."""
    facets = entry.facets
    narrower = (
        len(facets.criterion) == 1 and not question.criteria,
        len(facets.category) == 1 and not (question.categories or question.criteria),
    )
    return not any(narrower) and all(
        book.holds(facet, getattr(question, facet), entry)
        for facet in ("criteria", "categories", "awards")
        if getattr(question, facet)
    )
