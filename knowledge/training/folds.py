"""The ways of asking, split so that each is asked of a book that does not know it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from knowledge.entry import Entry
from knowledge.noise import spoil
from knowledge.signals import SignalBook

_FOLDS = 5


class Asked(NamedTuple):
    """A question as typed, the way of asking that it was, and the place of its entry."""

    text: str
    ask: str
    place: int


def folds(entries: Sequence[Entry]) -> Iterator[tuple[SignalBook, list[Asked]]]:
    """A book without a part of the asks, and those asks, half of them with slips of typing."""
    source = random.Random(4)  # noqa: S311 (nothing secret)
    for fold in range(_FOLDS):
        kept, asked = [], []
        for place, entry in enumerate(entries):
            out = [ask for n, ask in enumerate(entry.asks) if n % _FOLDS == fold]
            kept.append(replace(entry, asks=tuple(ask for ask in entry.asks if ask not in out)))
            asked += [Asked(_typed(ask, source), ask, place) for ask in out]
        yield SignalBook(kept), asked


def without_subjects(entries: Sequence[Entry]) -> Iterator[tuple[SignalBook, list[str]]]:
    """A book without whole subjects (ids alike in two parts), and questions about those."""
    subjects = sorted({_subject(entry) for entry in entries})
    for fold in range(_FOLDS):
        gone = set(subjects[fold::_FOLDS])
        book = SignalBook([entry for entry in entries if _subject(entry) not in gone])
        yield book, [e.asks[0] for e in entries if _subject(e) in gone]


def _typed(ask: str, source: random.Random) -> str:
    return spoil(ask, source) if source.random() < 0.5 else ask


def _subject(entry: Entry) -> str:
    return ".".join(entry.id.split(".")[:2])
