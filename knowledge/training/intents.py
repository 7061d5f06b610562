"""Learns the intents of ``knowledge.intent``: stochastic AdaGrad over invented texts."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.cleaning import clean
from knowledge.courtesy import without_courtesy
from knowledge.intent import BUCKETS, NAMES, Features, IntentModel, Intents, features
from knowledge.noise import spoil
from knowledge.training.texts import Example

_ROUNDS = 6
_RATE = 0.1
_SHRINKAGE = 1e-3
_STEADINESS = 1e-3  # AdaGrad: first value of the squared-gradient sum
_SPOILED = (0.4, 0.4)  # what a text counts each time with slips of typing, against once without
_FOLDS = 4


@dataclass(frozen=True, slots=True)
class _Lesson:
    features: Features
    intent: int
    weight: float
    fold: int


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Models that each have not learned from a part of the texts."""

    models: Sequence[IntentModel]

    def intents(self, text: str, of: str) -> Intents:
        """What a text is for, by the model that has not seen the text it was spoiled from."""
        return self.models[_fold(of)].intents(bare(text))


def learn_intents(examples: Sequence[Example]) -> tuple[IntentModel, HeldOut]:
    """The model of all the texts, and those for judging them as if never seen."""
    lessons = _lessons(examples)
    parts = ([one for one in lessons if one.fold != fold] for fold in range(_FOLDS))
    return _descend(lessons), HeldOut([_descend(part) for part in parts])


def bare(text: str) -> str:
    """A text as the engine reads it: in one spelling, without its courtesies."""
    return without_courtesy(clean(text)).text


def _fold(text: str) -> int:
    return sum(text.encode()) % _FOLDS


def _lessons(examples: Sequence[Example]) -> Sequence[_Lesson]:
    source = random.Random(1)  # noqa: S311 (nothing secret)
    found = []
    for example in examples:
        typed = [(spoil(example.text, source), share) for share in _SPOILED]
        for text, share in ((example.text, 1.0), *typed):
            seen = features(bare(text))
            weight = example.weight * share
            found.append(_Lesson(seen, example.intent, weight, _fold(example.text)))
    return found


def _descend(lessons: Sequence[_Lesson]) -> IntentModel:
    """One lesson a step; the mean of the later rounds is kept."""
    weights, mean = np.zeros((BUCKETS, len(NAMES))), np.zeros((BUCKETS, len(NAMES)))
    bias = np.zeros(len(NAMES))
    steepness = np.full(BUCKETS, _STEADINESS)
    order = np.random.default_rng(1)
    for done in range(_ROUNDS):
        for place in order.permutation(len(lessons)):
            lesson = lessons[place]
            buckets, values = lesson.features
            odds = np.exp(values @ weights[buckets] + bias)
            error = odds / odds.sum()
            error[lesson.intent] -= 1
            error *= lesson.weight
            slope = np.outer(values, error) + _SHRINKAGE * weights[buckets]
            steepness[buckets] += (slope**2).sum(axis=1)
            weights[buckets] -= _RATE * slope / np.sqrt(steepness[buckets])[:, None]
            bias -= 0.01 * error
        if done >= _ROUNDS // 2:
            mean += weights / (_ROUNDS - _ROUNDS // 2)
    return IntentModel(mean.astype(np.float32), bias.astype(np.float32))
