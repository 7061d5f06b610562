"""What a text is for, by its words alone: to ask the documents or something else, report, or chat.

A linear model over words, their pairs and runs of letters. It knows manners of speaking, not the
entries: what it says is one term of the confidence and one of the routing.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from knowledge.hearing import hear
from knowledge.vocabulary import vocabulary
from thai.normalise import fold
from thai.words import tokens

MODEL_FILE = Path(__file__).with_name("model") / "intent.npz"
BUCKETS = 1 << 15
STEPS = 15  # weights are stored in steps of their bucket's largest: finer ones change nothing
# The length of each family's part of the vector: long texts have more features, not louder ones.
_WORDS, _LETTERS = 1.5, 1.2
_LETTER_RUNS = (3, 4)

Features = tuple[NDArray[np.int64], NDArray[np.float64]]
"""Buckets, each in range(BUCKETS), and the value in each; equal length."""


@dataclass(frozen=True, slots=True)
class Intents:
    """How much speaks for each intent: raw scores, only their differences mean something."""

    documents: float = 0.0
    complaint: float = 0.0
    elsewhere: float = 0.0
    chatter: float = 0.0

    @property
    def best(self) -> str:
        """The name of the highest."""
        return max(NAMES, key=lambda name: float(getattr(self, name)))

    def over_documents(self, name: str) -> float:
        """By how much another intent outweighs that of asking the documents."""
        return float(getattr(self, name)) - self.documents


NAMES = tuple(field.name for field in fields(Intents))


@dataclass(frozen=True, slots=True)
class IntentModel:
    """Multinomial logistic model: weights (BUCKETS, intents), bias (intents,)."""

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a model that was saved."""
        with np.load(path, allow_pickle=False) as stored:
            weights = stored["weights"] * stored["steps"].astype(np.float32)
            return cls(weights, stored["bias"])

    def intents(self, text: str) -> Intents:
        """What a normalised text is for."""
        buckets, values = features(text)
        found = values @ self.weights[buckets] + self.bias
        return Intents(*map(float, found))

    def save(self, path: Path) -> None:
        """Write the model, its weights rounded."""
        steps = np.abs(self.weights).max(axis=1, keepdims=True) / STEPS + np.float32(1e-6)
        np.savez_compressed(
            path,
            weights=np.round(self.weights / steps).astype(np.int8),
            steps=steps.astype(np.float16),
            bias=self.bias,
        )


@cache
def intent_model() -> IntentModel:
    """The project's model, read once."""
    return IntentModel.load(MODEL_FILE)


def features(text: str) -> Features:
    """What the model sees of a normalised text."""
    known = vocabulary()
    words = [known.canonical(word) for word in tokens(text)]
    named = {f"w:{word}" for word in words} | {f"p:{a}_{b}" for a, b in pairwise(["", *words, ""])}
    letters = hear(fold(text)).replace(" ", "")
    runs = {letters[n : n + size] for size in _LETTER_RUNS for n in range(len(letters) - size + 1)}
    buckets: list[int] = []
    values: list[float] = []
    for length, members in ((_WORDS, named), (_LETTERS, runs)):
        buckets += sorted(crc32(member.encode()) % BUCKETS for member in members)
        values += [length / max(len(members), 1) ** 0.5] * len(members)
    return np.array(buckets, np.int64), np.array(values)
