"""Entries by the numbers that they tell, with what these count: 207 หน่วยงาน."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from knowledge.index import Scores
from knowledge.texts import EntryTexts
from knowledge.units import amounts

# How well an entry tells a number that stands only in its answer.
_IN_PASSING = 0.6

Amount = tuple[int, str]
"""A number and the unit that it counts."""


class AmountTable:
    """Entries by the numbers that they tell, with what these count."""

    def __init__(self, texts: Sequence[EntryTexts]) -> None:
        self._size = len(texts)
        self._telling: dict[Amount, list[tuple[int, float]]] = {}
        # Entries whose title counts something, by the unit.
        self._counting: dict[str, set[int]] = {}
        for entry, told in enumerate(map(_amounts, texts)):
            for amount, degree in told.items():
                self._telling.setdefault(amount, []).append((entry, degree))
                if degree == 1.0:
                    self._counting.setdefault(amount[1], set()).add(entry)

    def match(self, asked: Sequence[Amount]) -> Scores:
        """How many of the amounts asked each entry tells, up to 1.

        Below 0 where an entry's title counts so many others of the same.
        """
        total = np.zeros(self._size, np.float64)
        for amount in asked:
            told = np.zeros(self._size, np.float64)
            told[list(self._counting.get(amount[1], ()))] = -_IN_PASSING
            for entry, degree in self._telling.get(amount, ()):
                told[entry] = degree
            total += told
        return total.astype(np.float32) / np.float32(max(len(asked), 1))


def _amounts(texts: EntryTexts) -> dict[Amount, float]:
    """Numbers with what they count: 1 those of the title and the first line, others in part."""
    title, answer = texts.asked[0].normal, texts.told[0].normal
    return {**dict.fromkeys(amounts(answer), _IN_PASSING), **dict.fromkeys(amounts(title), 1.0)}
