"""A complaint's words in, all 14 categories out, ranked by calibrated probability."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

from categories import linear
from categories.features import FeatureReader

CONFIDENT_FROM = 0.60  # below: the best guess is not offered alone
AMBIGUITY_GAP = 0.25  # nearer than this: the second guess is offered too
PLAUSIBLE_FROM = 0.15  # a category with that much of the probability is worth an officer's look


@dataclass(frozen=True, slots=True)
class Hints:
    """What a conversation knows besides the words.

    places: names of where it is. A text that repeats them only says where: "คลองสาม" is no canal.
    """

    places: tuple[str, ...] = ()


NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class Guess:
    """A category and the probability (0-1) that an officer would choose it."""

    code: str
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """All categories, best first; the scores sum to 1. `told`: there were words to go by."""

    guesses: tuple[Guess, ...]
    told: bool = True

    @property
    def best(self) -> Guess:
        """The likeliest category."""
        return self.guesses[0]

    @property
    def confident(self) -> bool:
        """Whether the best guess may be proposed alone, without alternatives."""
        first, second = self.guesses[:2]
        clear = first.score - second.score >= AMBIGUITY_GAP
        return self.told and first.score >= CONFIDENT_FROM and clear

    @property
    def plausible(self) -> tuple[str, ...]:
        """The codes with a real share of the probability, best first; none where none was told."""
        likely = (guess.code for guess in self.guesses if guess.score >= PLAUSIBLE_FROM)
        return tuple(likely) if self.told else ()

    def top(self, n: int) -> tuple[Guess, ...]:
        """The n likeliest categories."""
        return self.guesses[:n]


class Ranker(Protocol):
    """Anything that ranks the categories for a text."""

    def rank(self, text: str, hints: Hints = NO_HINTS) -> Ranking:
        """All categories, best first."""
        ...


class Suggester:
    """Ranks the categories for a text. Holds no state between texts; safe to share."""

    def __init__(self, reader: FeatureReader, model: linear.LinearModel) -> None:
        self._reader = reader
        self._model = model

    @classmethod
    def load(cls, model_file: Path = linear.MODEL_FILE) -> Self:
        """A suggester ready to use; another model file than the shipped one may be named."""
        return cls(FeatureReader.load(), linear.load(model_file))

    @property
    def release(self) -> str:
        """Names the sources that the model goes with."""
        return self._model.fingerprint

    def with_model(self, model: linear.LinearModel) -> "Suggester":
        """A suggester with another model, which reads texts in the same way."""
        return Suggester(self._reader, model)

    def rank(self, text: str, hints: Hints = NO_HINTS) -> Ranking:
        """Rank all categories for a text of any length, Thai or English or both."""
        features = self._reader.read(text, hints.places)
        shares = self._model.probabilities(features)
        return ranking_of(self._model.codes, shares, told=len(features[0]) > 0)


def ranking_of(
    codes: tuple[str, ...], shares: NDArray[np.float64], *, told: bool = True
) -> Ranking:
    """The ranking of probabilities, which are in the order of the codes."""
    order = np.argsort(-shares, kind="stable")
    return Ranking(tuple(Guess(codes[place], float(shares[place])) for place in order), told)
