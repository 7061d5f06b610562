"""A complaint's words in, all 14 categories out, ranked by calibrated probability."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np

from categories import linear
from categories.features import FeatureReader

CONFIDENT_FROM = 0.60  # below: the best guess is not offered alone
AMBIGUITY_GAP = 0.25  # nearer than this: the second guess is offered too


@dataclass(frozen=True, slots=True)
class Guess:
    """A category and the probability (0-1) that an officer would choose it."""

    code: str
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """All categories, best first; the scores sum to 1."""

    guesses: tuple[Guess, ...]

    @property
    def best(self) -> Guess:
        """The likeliest category."""
        return self.guesses[0]

    @property
    def confident(self) -> bool:
        """Whether the best guess may be proposed alone, without alternatives."""
        first, second = self.guesses[:2]
        return first.score >= CONFIDENT_FROM and first.score - second.score >= AMBIGUITY_GAP

    def top(self, n: int) -> tuple[Guess, ...]:
        """The n likeliest categories."""
        return self.guesses[:n]


class Suggester:
    """Ranks the categories for a text. Holds no state between texts; safe to share."""

    def __init__(self, reader: FeatureReader, model: linear.LinearModel) -> None:
        self._reader = reader
        self._model = model

    @classmethod
    def load(cls, model_file: Path = linear.MODEL_FILE) -> Self:
        """A suggester ready to use; another model file than the shipped one may be named."""
        return cls(FeatureReader.load(), linear.load(model_file))

    def rank(self, text: str) -> Ranking:
        """Rank all categories for a text of any length, Thai or English or both."""
        shares = self._model.probabilities(self._reader.read(text))
        order = np.argsort(-shares, kind="stable")
        codes = self._model.codes
        return Ranking(tuple(Guess(codes[place], float(shares[place])) for place in order))
