"""Learns how sure the first of the ranking is, from questions that are answered and that are not.

Besides the ways of asking, left out of the index, it learns from questions whose entry was taken
out whole and from the invented ones that no entry answers.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from knowledge.entry import Entry
from knowledge.noise import spoil
from knowledge.ranking import confidence_terms, total
from knowledge.reading import read
from knowledge.signals import SignalBook
from knowledge.training import texts
from knowledge.training.folds import folds, without_subjects
from knowledge.training.intents import HeldOut

# Invented questions are few but true to life; where a subject was taken out, another often answers
# in part, so those count less than they are many.
_ELSEWHERE, _ATTRIBUTE, _GONE, _COMPLAINT = 3.0, 1.0, 0.25, 1.0
_EVERY_COMPLAINT = 8  # one of so many is enough


@dataclass(frozen=True, slots=True)
class Judged:
    """Confidence terms of one question, whether it is answered at all, and how much it counts."""

    terms: Mapping[str, float]
    answered: bool
    weight: float


def judged_questions(
    entries: Sequence[Entry], ranking: Mapping[str, float], held_out: HeldOut
) -> list[Judged]:
    """Confidence terms of many questions, and whether the entries answer them at all."""
    return list(_judged(entries, ranking, held_out))


def _judged(
    entries: Sequence[Entry], ranking: Mapping[str, float], held_out: HeldOut
) -> Iterator[Judged]:
    def judge(book: SignalBook, text: str, ask: str, *, answered: bool, weight: float) -> Judged:
        question = replace(read(text), intents=held_out.intents(text, ask))
        signals = book.signals(question)
        scores = total(signals, ranking)
        terms = confidence_terms(book, question, signals, scores, int(np.argmax(scores)))
        return Judged(terms, answered, weight)

    for book, asked in folds(entries):
        for text, ask, _ in asked:
            yield judge(book, text, ask, answered=True, weight=1.0)
    for book, gone in without_subjects(entries):
        for text in gone:
            yield judge(book, text, text, answered=False, weight=_GONE)
    whole = SignalBook(entries)
    source = random.Random(4)  # noqa: S311 (nothing secret)
    for unknown, weight in (
        (texts.elsewhere(), _ELSEWHERE),
        (texts.attributes(), _ATTRIBUTE),
        (list(texts.complaints())[::_EVERY_COMPLAINT], _COMPLAINT),
        (texts.chatter(), _COMPLAINT),
    ):
        for text in unknown:
            for typed in (text, spoil(text, source)):
                yield judge(whole, typed, text, answered=False, weight=weight / 2)


def fit_confidence(judged: Sequence[Judged]) -> dict[str, float]:
    """Logistic weights of the terms, by Newton's method with a small ridge."""
    return logistic(
        [one.terms for one in judged],
        [one.answered for one in judged],
        [one.weight for one in judged],
        ridge=1.0,
    )


def logistic(
    terms: Sequence[Mapping[str, float]],
    answered: Sequence[bool],
    counting: Sequence[float],
    *,
    ridge: float,
) -> dict[str, float]:
    """Weights by term and the intercept under which what is answered comes out likely."""
    names = sorted(terms[0])
    inputs = np.array([[1.0, *(one[name] for name in names)] for one in terms])
    wanted, counts = np.array(answered, float), np.array(counting)
    found = np.zeros(inputs.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-inputs @ found))
        slope = inputs.T @ (counts * (chance - wanted)) + ridge * found
        curve = (inputs.T * (counts * chance * (1 - chance))) @ inputs + ridge * np.eye(len(found))
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
