"""What the linear model sees of a text: concepts, their pairs, words and letter runs, hashed."""

from collections import Counter
from collections.abc import Collection, Iterable
from itertools import combinations, pairwise
from typing import Self, TypeAlias
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from categories.concepts import Concepts, Mention
from categories.concepts import load as load_concepts
from categories.focus import problem_part
from categories.precedence import Precedence
from categories.tokens import Token, located
from thai.normalise import normalise

BUCKETS = 1 << 16
LETTER_RUNS = (3, 4, 5)
MOST_REPEATS = 3
LEAST_NAME = 4  # letters: a shorter place name hides inside too many words

# The length of each family's part of the vector: a long text has more features, not louder ones.
CONCEPTS, FIRST, PAIRS, WORDS, LETTERS = 0.6, 0.2, 0.2, 1.3, 1.5

Features: TypeAlias = tuple[NDArray[np.int64], NDArray[np.float64]]
"""Buckets, each in range(BUCKETS), and the value in each; equal length."""


class FeatureReader:
    """Turns texts into features, by the concepts and their precedence."""

    def __init__(self, concepts: Concepts, precedence: Precedence) -> None:
        self._concepts = concepts
        self._precedence = precedence

    @classmethod
    def load(cls) -> Self:
        """The reader of the shipped files."""
        return cls(load_concepts(), Precedence.load())

    def read(self, text: str, places: Iterable[str] = ()) -> Features:
        """The features of a text as a person typed it; names of `places` in it are passed over."""
        told = problem_part(self._without(normalise(text), places))
        mentions = self._concepts.spot(told)
        foremost = self._precedence.foremost(told, mentions)
        names = {m.concept: _named(m.concept, foremost) for m in mentions}
        aside = [m for m in mentions if foremost and m.concept in self._precedence.background]
        tokens = [token.word for token in located(told) if not _overlaps(token, aside)]
        return _vector(
            (CONCEPTS, _hashed("c", _repeated(names[m.concept] for m in mentions))),
            (FIRST, _hashed("f", foremost[:1])),
            (PAIRS, _hashed("p", map("+".join, combinations(sorted(names.values()), 2)))),
            (WORDS, _hashed("w", set(tokens)) + _hashed("b", set(map("_".join, pairwise(tokens))))),
            (LETTERS, _letter_runs(_blanked(told, aside))),
        )

    def _without(self, text: str, places: Iterable[str]) -> str:
        for name in sorted(map(normalise, places), key=len, reverse=True):
            # Some names are also what things are called: a district ท่าเรือ, and every pier.
            if len(name) >= LEAST_NAME and name not in self._concepts.phrases:
                text = text.replace(name, " ")
        return text


def _named(concept: str, foremost: Collection[str]) -> str:
    """`~` marks a concept that stepped back."""
    return concept if concept in foremost or not foremost else f"~{concept}"


def _repeated(names: Iterable[str]) -> list[str]:
    """What is told of again and again matters more, up to a limit."""
    counts = Counter(names)
    return [name for name, times in counts.items() for _ in range(min(times, MOST_REPEATS))]


def _overlaps(token: Token, mentions: Iterable[Mention]) -> bool:
    return any(token.start < each.end and each.start < token.end for each in mentions)


def _blanked(text: str, mentions: Iterable[Mention]) -> str:
    for each in mentions:
        text = text[: each.start] + " " * (each.end - each.start) + text[each.end :]
    return text


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
