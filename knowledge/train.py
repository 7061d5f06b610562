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
from knowledge.reading import Reading, canonical_words, read
from knowledge.signals import SignalBook
from thai.normalise import normalise

Matrix = NDArray[np.float32]
_UNKNOWN = Path(__file__).with_name("unknown.yml")
_FOLDS = 5
_CANDIDATES = 40
_ROUNDS = 400
_STEP = 0.03
# Pull towards the weights before, against chasing the peculiarities of our own asking.
_PULL = 0.002
# An entry whose answer holds this share of the asked entry's words answers as well.
_SAME_ANSWER = 0.75
# Questions that nobody's entry answers are few but true to life.
_UNKNOWN_WEIGHT = 5


@dataclass(frozen=True, slots=True)
class Sample:
    """Candidates' signals of one question; ``right`` marks every entry that answers it."""

    signals: Matrix
    right: NDArray[np.bool_]


def main() -> None:
    """Train both parts and write the weights."""
    entries = tuple(read_corpus()[0])
    names = tuple(_signal_names(entries))
    samples = list(_ranking_samples(entries, names))
    start = np.array([weights().ranking.get(name, 0.0) for name in names], np.float32)
    ranking = dict(zip(names, fit_ranking(samples, start).tolist(), strict=True))
    sys.stdout.write(f"{len(samples)} questions, right first {first_right(samples, ranking):.1%}\n")
    terms, labels = _confidence_samples(entries, ranking)
    scale = fit_confidence(terms, labels)
    sys.stdout.write(separation(terms, labels, scale))
    _write(ranking, scale)


def _signal_names(entries: Sequence[Entry]) -> Iterator[str]:
    probe = SignalBook(entries[:3]).read(read("ปี 2566"))
    yield from sorted(probe.columns)


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
            signals = book.read(read(question))
            scores = total(signals, weights().ranking)
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


def fit_ranking(samples: Sequence[Sample], start: Matrix) -> Matrix:
    """Weights under which the right entries hold most of a softmax over the candidates (Adam)."""
    found = start.astype(np.float64).copy()
    momentum, square = np.zeros_like(found), np.zeros_like(found)
    for step in range(1, _ROUNDS + 1):
        gradient = sum((_gradient(sample, found) for sample in samples), np.zeros_like(found))
        gradient = gradient / len(samples) + _PULL * (found - start)
        momentum = 0.9 * momentum + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient**2
        move = momentum / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        found -= _STEP * move
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


def _confidence_samples(
    entries: Sequence[Entry], ranking: Mapping[str, float]
) -> tuple[list[Mapping[str, float]], list[bool]]:
    """Confidence terms of many questions, and whether the entries answer them at all."""
    terms: list[Mapping[str, float]] = []
    labels: list[bool] = []

    def add(book: SignalBook, question: Reading, *, answered: bool) -> None:
        signals = book.read(question)
        scores = total(signals, ranking)
        terms.append(confidence_terms(book, question, signals, scores, int(np.argmax(scores))))
        labels.append(answered)

    for book, asked in _folds(entries):
        for question, _ in asked:
            add(book, read(question), answered=True)
    for book, gone in _without_subjects(entries):
        for question in gone:
            add(book, read(question), answered=False)
    whole = SignalBook(entries)
    for question in yaml.safe_load(_UNKNOWN.read_text(encoding="utf-8")):
        for _ in range(_UNKNOWN_WEIGHT):
            add(whole, read(question), answered=False)
    return terms, labels


def _without_subjects(entries: Sequence[Entry]) -> Iterator[tuple[SignalBook, list[str]]]:
    """A book without whole subjects (ids alike in two parts), and questions about those."""
    subjects = sorted({_subject(entry) for entry in entries})
    for fold in range(_FOLDS):
        gone = set(subjects[fold::_FOLDS])
        book = SignalBook([entry for entry in entries if _subject(entry) not in gone])
        yield book, [e.asks[0] for e in entries if _subject(e) in gone]


def _subject(entry: Entry) -> str:
    return ".".join(entry.id.split(".")[:2])


def fit_confidence(
    terms: Sequence[Mapping[str, float]], labels: Sequence[bool]
) -> dict[str, float]:
    """Logistic weights of the terms, by Newton's method with a small ridge."""
    names = sorted(terms[0])
    inputs = np.array([[1.0, *(term[name] for name in names)] for term in terms])
    wanted = np.array(labels, float)
    found = np.zeros(inputs.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-inputs @ found))
        slope = inputs.T @ (chance - wanted) + 1.0 * found
        curve = (inputs.T * (chance * (1 - chance))) @ inputs + np.eye(len(found))
        found -= np.linalg.solve(curve, slope)
    return dict(zip(("intercept", *names), found.tolist(), strict=True))


def separation(
    terms: Sequence[Mapping[str, float]], labels: Sequence[bool], scale: Mapping[str, float]
) -> str:
    """How many answerable and unanswerable questions lie above each threshold."""
    logits = [scale["intercept"] + sum(scale[n] * v for n, v in term.items()) for term in terms]
    chance = 1 / (1 + np.exp(-np.array(logits)))
    wanted = np.array(labels)
    lines = (
        f"  from {t:.2f}: answerable {(chance[wanted] >= t).mean():.1%}, "
        f"unanswerable {(chance[~wanted] >= t).mean():.1%}\n"
        for t in np.arange(0.1, 0.95, 0.1)
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
