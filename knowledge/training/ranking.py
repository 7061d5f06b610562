"""Learns the weights of the signals from the entries' own ways of asking.

Each fold leaves a part of the ways of asking out of the index and asks them; each question has one
right entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.entry import Entry
from knowledge.ranking import total
from knowledge.reading import canonical_words, read
from knowledge.signals import SignalBook
from knowledge.training.folds import folds
from thai.normalise import normalise

Matrix = NDArray[np.float32]
_CANDIDATES = 40
_ROUNDS = 700
_STEP = 0.03
# Pull towards the weights before, against chasing the peculiarities of our own asking.
_PULL = 0.0005
# Where training starts from and is pulled back to: what a person would guess.
_GUESS = {
    "words": 0.6, "told": 1.0, "coverage": 0.6, "sounds": 0.6, "sound_coverage": 0.6,
    "heard": 0.4, "heard_coverage": 0.4, "grams": 3.0,
    "fuzzy": 1.5, "criteria_match": 4.0, "criteria_miss": -4.0, "criteria_lack": -2.0,
    "criteria_extra": -0.5, "levels_match": 2.0, "levels_miss": -2.0, "levels_lack": -0.3,
    "levels_extra": -0.3, "years_match": 0.7, "years_miss": -1.5, "awards_match": 1.0,
    "awards_miss": -1.0, "awards_lack": -0.3, "dimensions_match": 0.7, "dimensions_miss": -0.7,
    "categories_match": 1.0, "categories_miss": -1.0, "numbered_match": 1.0, "numbered_miss": -1.0,
    "numbered_more": -0.5, "wants_match": 0.5, "units_match": 0.5, "bodies_match": 0.5,
    "bodies_miss": -0.5, "shape_list": 0.2, "shape_procedure": 0.3, "shape_compare": 0.5,
    "shape_definition": 0.3, "shape_compare_unasked": -0.3, "parts_match": 4.0,
    "parts_miss": -0.5, "parts_lack": -0.5, "limit_for_count": -2.0, "amounts": 1.2,
    "entire_rows": 1.0, "entire_piece": -1.5,
}  # fmt: skip
# Leaving a way of asking out hides what a real question shows: that it resembles one of them. And
# what is named binds, even where an overview would do: these weights may not fall below.
_FLOOR = {
    "grams": 3.0, "fuzzy": 1.5, "coverage": 0.0, "criteria_match": 4.0, "levels_match": 2.0,
    "parts_match": 3.0, "amounts": 0.8, "entire_rows": 0.5,
}  # fmt: skip
# Words shared with the single nearest way of asking add nothing to the rest (measured); they serve
# only to find the ways that are worth comparing letter by letter.
_NOT_RANKED = frozenset({"way_words"})
# An entry whose answer holds this share of the asked entry's words answers as well.
_SAME_ANSWER = 0.75


@dataclass(frozen=True, slots=True)
class Sample:
    """Candidates' signals of one question; ``right`` marks every entry that answers it."""

    signals: Matrix
    right: NDArray[np.bool_]


def learn_ranking(entries: Sequence[Entry]) -> tuple[dict[str, float], str]:
    """The weights by signal, and a line that tells how good they are."""
    names = tuple(_signal_names(entries))
    samples = list(_ranking_samples(entries, names))
    start = np.array([_GUESS.get(name, 0.0) for name in names], np.float32)
    floor = np.array([_FLOOR.get(name, -np.inf) for name in names])
    ranking = dict(zip(names, fit_ranking(samples, start, floor).tolist(), strict=True))
    return ranking, f"{len(samples)} questions, right first {first_right(samples, ranking):.1%}\n"


def _signal_names(entries: Sequence[Entry]) -> Iterator[str]:
    probe = SignalBook(entries[:3]).signals(read("ปี 2566"))
    yield from sorted(set(probe.columns) - _NOT_RANKED)


def _ranking_samples(entries: Sequence[Entry], names: Sequence[str]) -> Iterator[Sample]:
    same = _same_answers(entries)
    for book, asked in folds(entries):
        for question, _, place in asked:
            signals = book.signals(read(question))
            scores = total(signals, _GUESS)
            chosen = np.unique(np.append(np.argsort(-scores)[:_CANDIDATES], place))
            right = np.array([other in same[place] for other in chosen])
            yield Sample(signals.matrix(names)[chosen], right)


def _same_answers(entries: Sequence[Entry]) -> list[set[int]]:
    """For each entry those whose answers hold nearly all words of its first line."""
    firsts = [set(canonical_words(normalise(e.answer.split("\n", 1)[0]))) for e in entries]
    wholes = [set(canonical_words(normalise(e.answer))) for e in entries]
    return [
        {n for n, whole in enumerate(wholes) if len(first & whole) >= len(first) * _SAME_ANSWER}
        | {place}
        for place, first in enumerate(firsts)
    ]


def fit_ranking(samples: Sequence[Sample], start: Matrix, floor: NDArray[np.float64]) -> Matrix:
    """Weights under which the right entries hold most of a softmax over the candidates (Adam)."""
    found = start.astype(np.float64).copy()
    momentum, square = np.zeros_like(found), np.zeros_like(found)
    for step in range(1, _ROUNDS + 1):
        gradient = sum((_gradient(sample, found) for sample in samples), np.zeros_like(found))
        gradient = gradient / len(samples) + _PULL * (found - start)
        momentum = 0.9 * momentum + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient**2
        move = momentum / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        found = np.maximum(found - _STEP * move, floor)
    return found.astype(np.float32)


def _gradient(sample: Sample, found: NDArray[np.float64]) -> NDArray[np.float64]:
    scores = sample.signals @ found
    chance = np.exp(scores - scores.max())
    chance /= chance.sum()
    wanted = chance * sample.right
    wanted /= wanted.sum() or 1.0
    gradient: NDArray[np.float64] = sample.signals.T @ (chance - wanted)
    return gradient


def first_right(samples: Sequence[Sample], ranking: Mapping[str, float]) -> float:
    """Share of samples whose best entry is right."""
    found = np.array(list(ranking.values()))
    return float(np.mean([s.right[np.argmax(s.signals @ found)] for s in samples]))
