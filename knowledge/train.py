"""Finds the weights of ``weights.yml`` from the entries' own ways of asking.

Run as ``python -m knowledge.train``. Each fold leaves a part of the ways of asking out of the index
and asks them; each question has one right entry. The confidence learns besides from questions whose
entry was taken out whole, and from ``unknown.yml``.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from knowledge.corpus import read_corpus
from knowledge.entry import Entry
from knowledge.noise import spoil
from knowledge.ranking import WEIGHTS_FILE, confidence_terms, total, weights
from knowledge.reading import canonical_words, read
from knowledge.signals import SignalBook
from thai.normalise import normalise

Matrix = NDArray[np.float32]
_UNKNOWN = Path(__file__).with_name("unknown.yml")
_FOLDS = 5
_CANDIDATES = 40
_ROUNDS = 700
_STEP = 0.03
# Pull towards the weights before, against chasing the peculiarities of our own asking.
_PULL = 0.0005
# Where training starts from and is pulled back to: what a person would guess.
_GUESS = {
    "words": 0.6, "told": 1.0, "coverage": 0.6, "sounds": 0.6, "sound_coverage": 0.6, "grams": 3.0,
    "fuzzy": 1.5, "criteria_match": 4.0, "criteria_miss": -4.0, "criteria_lack": -2.0,
    "criteria_extra": -0.5, "levels_match": 2.0, "levels_miss": -2.0, "levels_lack": -0.3,
    "levels_extra": -0.3, "years_match": 0.7, "years_miss": -1.5, "awards_match": 1.0,
    "awards_miss": -1.0, "awards_lack": -0.3, "dimensions_match": 0.7, "dimensions_miss": -0.7,
    "categories_match": 1.0, "categories_miss": -1.0, "numbered_match": 1.0, "numbered_miss": -1.0,
    "numbered_more": -0.5, "wants_match": 0.5, "units_match": 0.5, "bodies_match": 0.5,
    "bodies_miss": -0.5, "shape_list": 0.2, "shape_procedure": 0.3, "shape_compare": 0.5,
    "shape_definition": 0.3, "shape_compare_unasked": -0.3,
}  # fmt: skip
# Leaving a way of asking out hides what a real question shows: that it resembles one of them. And
# what is named binds, even where an overview would do: these weights may not fall below.
_FLOOR = {"grams": 3.0, "fuzzy": 1.5, "coverage": 0.0, "criteria_match": 4.0, "levels_match": 2.0}
# Words shared with the single nearest way of asking add nothing to the rest (measured); they serve
# only to find the ways that are worth comparing letter by letter.
_NOT_RANKED = frozenset({"way_words"})
# An entry whose answer holds this share of the asked entry's words answers as well.
_SAME_ANSWER = 0.75
# Questions out of unknown.yml are few but true to life; where a subject was taken out, another
# often answers in part, so those count less than they are many.
_UNKNOWN_WEIGHT, _GONE_WEIGHT = 4.0, 0.25


@dataclass(frozen=True, slots=True)
class Sample:
    """Candidates' signals of one question; ``right`` marks every entry that answers it."""

    signals: Matrix
    right: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Judged:
    """Confidence terms of one question, whether it is answered at all, and how much it counts."""

    terms: Mapping[str, float]
    answered: bool
    weight: float


def main() -> None:
    """Train both parts and write the weights."""
    entries = tuple(read_corpus()[0])
    names = tuple(_signal_names(entries))
    samples = list(_ranking_samples(entries, names))
    start = np.array([_GUESS.get(name, 0.0) for name in names], np.float32)
    floor = np.array([_FLOOR.get(name, -np.inf) for name in names])
    ranking = dict(zip(names, fit_ranking(samples, start, floor).tolist(), strict=True))
    sys.stdout.write(f"{len(samples)} questions, right first {first_right(samples, ranking):.1%}\n")
    judged = _confidence_samples(entries, ranking)
    scale = fit_confidence(judged)
    sys.stdout.write(separation(judged, scale))
    _write(ranking, scale)


def _signal_names(entries: Sequence[Entry]) -> Iterator[str]:
    probe = SignalBook(entries[:3]).signals(read("ปี 2566"))
    yield from sorted(set(probe.columns) - _NOT_RANKED)


def _folds(entries: Sequence[Entry]) -> Iterator[tuple[SignalBook, list[tuple[str, int]]]]:
    """A book without a part of the asks, and those asks with the place of their entry."""
    source = random.Random(4)  # noqa: S311 (nothing secret)
    for fold in range(_FOLDS):
        kept, asked = [], []
        for place, entry in enumerate(entries):
            out = [ask for n, ask in enumerate(entry.asks) if n % _FOLDS == fold]
            rest = tuple(ask for ask in entry.asks if ask not in out)
            kept.append(replace(entry, asks=rest))
            asked += [(spoil(ask, source) if source.random() < 0.5 else ask, place) for ask in out]
        yield SignalBook(kept), asked


def _ranking_samples(entries: Sequence[Entry], names: Sequence[str]) -> Iterator[Sample]:
    same = _same_answers(entries)
    for book, asked in _folds(entries):
        for question, place in asked:
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


def _confidence_samples(entries: Sequence[Entry], ranking: Mapping[str, float]) -> list[Judged]:
    """Confidence terms of many questions, and whether the entries answer them at all."""

    def judge(book: SignalBook, text: str, *, answered: bool, weight: float = 1.0) -> Judged:
        question = read(text)
        signals = book.signals(question)
        scores = total(signals, ranking)
        first = int(np.argmax(scores))
        terms = confidence_terms(book, question, signals, scores, first)
        return Judged(terms, answered, weight)

    whole = SignalBook(entries)
    unknown = yaml.safe_load(_UNKNOWN.read_text(encoding="utf-8"))
    return [
        *(judge(book, text, answered=True) for book, asked in _folds(entries) for text, _ in asked),
        *(
            judge(book, text, answered=False, weight=_GONE_WEIGHT)
            for book, gone in _without_subjects(entries)
            for text in gone
        ),
        *(judge(whole, text, answered=False, weight=_UNKNOWN_WEIGHT) for text in unknown),
    ]


def _without_subjects(entries: Sequence[Entry]) -> Iterator[tuple[SignalBook, list[str]]]:
    """A book without whole subjects (ids alike in two parts), and questions about those."""
    subjects = sorted({_subject(entry) for entry in entries})
    for fold in range(_FOLDS):
        gone = set(subjects[fold::_FOLDS])
        book = SignalBook([entry for entry in entries if _subject(entry) not in gone])
        yield book, [e.asks[0] for e in entries if _subject(e) in gone]


def _subject(entry: Entry) -> str:
    return ".".join(entry.id.split(".")[:2])


def fit_confidence(judged: Sequence[Judged]) -> dict[str, float]:
    """Logistic weights of the terms, by Newton's method with a small ridge."""
    names = sorted(judged[0].terms)
    inputs = np.array([[1.0, *(one.terms[name] for name in names)] for one in judged])
    wanted = np.array([one.answered for one in judged], float)
    counts = np.array([one.weight for one in judged])
    found = np.zeros(inputs.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-inputs @ found))
        slope = inputs.T @ (counts * (chance - wanted)) + found
        curve = (inputs.T * (counts * chance * (1 - chance))) @ inputs + np.eye(len(found))
        found -= np.linalg.solve(curve, slope)
    return dict(zip(("intercept", *names), found.tolist(), strict=True))


def separation(judged: Sequence[Judged], scale: Mapping[str, float]) -> str:
    """How many answerable and unknown questions lie above each threshold."""
    logits = [
        scale["intercept"] + sum(scale[name] * value for name, value in one.terms.items())
        for one in judged
    ]
    chance = 1 / (1 + np.exp(-np.array(logits)))
    answered = np.array([one.answered for one in judged])
    unknown = np.array([not one.answered and one.weight > 1 for one in judged])
    lines = (
        f"  from {at:.1f}: answerable {(chance[answered] >= at).mean():.1%}, "
        f"unknown {(chance[unknown] >= at).mean():.1%}\n"
        for at in np.arange(0.1, 0.95, 0.1)
    )
    return "".join(lines)


def _write(ranking: Mapping[str, float], scale: Mapping[str, float]) -> None:
    rounded = {
        "ranking": {name: round(value, 3) for name, value in ranking.items() if abs(value) > 0.005},
        "confidence": {name: round(value, 3) for name, value in scale.items()},
        "answer_from": weights().answer_from,
    }
    head = "# Made by `python -m knowledge.train`; README.md tells what each signal is worth.\n"
    text = yaml.safe_dump(rounded, sort_keys=False, allow_unicode=True)
    WEIGHTS_FILE.write_text(head + text, encoding="utf-8")


if __name__ == "__main__":
    main()
