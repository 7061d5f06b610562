"""What the linear model sees of a text: concepts, their pairs, words and letter runs, hashed."""

from collections.abc import Iterable
from itertools import combinations, pairwise
from typing import TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from categories.concepts import Concepts
from categories.focus import problem_part
from thai import words
from thai.normalise import normalise

BUCKETS = 1 << 15
LETTER_RUNS = (3, 4, 5)

# The length of each family's part of the vector: a long text has more features, not louder ones.
CONCEPTS, FIRST, PAIRS, WORDS, LETTERS = 2.2, 0.7, 0.8, 0.7, 0.7

Features: TypeAlias = tuple[NDArray[np.int64], NDArray[np.float64]]
"""Buckets, each in range(BUCKETS), and the value in each; equal length."""


class FeatureReader:
    """Turns texts into features, by the concepts given."""

    def __init__(self, concepts: Concepts) -> None:
        self._concepts = concepts

    def read(self, text: str) -> Features:
        """The features of a text as a person typed it."""
        told = problem_part(normalise(text))
        things, concrete = self._things(told)
        tokens = words.tokens(told)
        pairs = ("+".join(sorted(pair)) for pair in combinations(things, 2))
        neighbours = set(map("_".join, pairwise(tokens)))
        return _vector(
            (CONCEPTS, _hashed("c", things)),
            (FIRST, _hashed("f", concrete[:1])),
            (PAIRS, _hashed("p", pairs)),
            (WORDS, _hashed("w", set(tokens)) + _hashed("b", neighbours)),
            (LETTERS, _letter_runs(told)),
        )

    def _things(self, told: str) -> tuple[list[str], list[str]]:
        """All concepts in order of appearance, and the concrete ones; `~` marks background."""
        spotted = dict.fromkeys(mention.concept for mention in self._concepts.spot(told))
        concrete = [thing for thing in spotted if thing not in self._concepts.background]
        if not concrete:
            return list(spotted), []
        return [each if each in concrete else f"~{each}" for each in spotted], concrete


def _hashed(family: str, names: Iterable[str]) -> list[int]:
    return [crc32(f"{family}:{name}".encode()) % BUCKETS for name in names]


def _letter_runs(told: str) -> list[int]:
    letters = told.replace(" ", "").encode("utf-16-le")  # two bytes a letter: a slice is a run
    runs = {
        letters[place : place + 2 * length]
        for length in LETTER_RUNS
        for place in range(0, len(letters) - 2 * length + 1, 2)
    }
    return [crc32(run) % BUCKETS for run in runs]


def _vector(*families: tuple[float, list[int]]) -> Features:
    buckets: list[int] = []
    values: list[float] = []
    for length, members in families:
        buckets += members
        values += [length / max(len(members), 1) ** 0.5] * len(members)
    return np.array(buckets, dtype=np.int64), np.array(values)
