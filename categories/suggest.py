"""A complaint's words in, all 14 categories out, ranked by calibrated probability."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from categories import catalog

CONFIDENT_FROM = 0.55  # below: the best guess is not offered alone
AMBIGUITY_GAP = 0.20  # nearer than this: the second guess is offered too
TYPO_CUTOFF = 85.0  # rapidfuzz similarity, 0-100, from which a misspelling counts
SHARPNESS = 2.0


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
    """Ranks the categories for a text by the catalogue's words."""

    def __init__(self, codes: Sequence[str], words: Sequence[tuple[str, int]]) -> None:
        self._codes = tuple(codes)
        self._words = tuple(words)
        self._spellings = [word for word, _ in self._words]

    @classmethod
    def load(cls) -> "Suggester":
        """A suggester ready to use, read from the files shipped with this package."""
        known = catalog.load()
        words = [(word, each.no - 1) for each in known for word in each.keywords]
        return cls(known.codes, words)

    def rank(self, text: str) -> Ranking:
        """Rank all categories for a text of any length, Thai or English."""
        scores = self._evidence(text.lower())
        odds = np.exp(SHARPNESS * (scores - scores.max()))
        order = np.argsort(-odds, kind="stable")
        share = odds / odds.sum()
        return Ranking(tuple(Guess(self._codes[place], float(share[place])) for place in order))

    def _evidence(self, text: str) -> NDArray[np.float64]:
        scores = np.zeros(len(self._codes))
        scores[-1] = 0.5  # a text without a known word is "other"
        for word, category in self._words:
            if word in text:
                scores[category] += 1.0
        if scores.max() < 1.0:
            for spelling, score, place in process.extract(
                text, self._spellings, scorer=fuzz.partial_ratio, score_cutoff=TYPO_CUTOFF
            ):
                if len(spelling) > 3:
                    scores[self._words[place][1]] += score / 100.0
        return scores
