"""The shipped model: one weight per feature bucket and category, kept as a small .npz file."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from categories.features import BUCKETS, Features

MODEL_FILE = Path(__file__).with_name("model") / "categories.npz"
STEPS = 127  # weights are stored as whole steps of an int8; the loss shows in no ranking


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Multinomial logistic model.

    weights is (BUCKETS, categories), bias (categories,). temperature divides the scores so that the
    probabilities come out as often right as they say. fingerprint names what it was trained on.
    """

    codes: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    temperature: float
    fingerprint: str

    def probabilities(self, features: Features) -> NDArray[np.float64]:
        """The probability of each category, in the order of codes; they sum to 1."""
        return softmax(self.scores(features) / self.temperature)

    def scores(self, features: Features) -> NDArray[np.float64]:
        """The raw score of each category."""
        buckets, values = features
        scores: NDArray[np.float64] = values @ self.weights[buckets] + self.bias
        return scores

    def save(self, path: Path) -> None:
        """Write the model; buckets without weight are left out."""
        used = np.flatnonzero(self.weights.any(axis=1))
        step = float(np.abs(self.weights).max()) / STEPS
        np.savez_compressed(
            path,
            codes=np.array(self.codes),
            used=used.astype(np.uint16),
            weights=np.round(self.weights[used] / step).astype(np.int8),
            step=np.float32(step),
            bias=self.bias,
            temperature=np.float32(self.temperature),
            fingerprint=np.array(self.fingerprint),
        )


def load(path: Path = MODEL_FILE) -> LinearModel:
    """Read a saved model."""
    with np.load(path, allow_pickle=False) as stored:
        weights = np.zeros((BUCKETS, len(stored["codes"])), dtype=np.float32)
        weights[stored["used"]] = stored["weights"] * stored["step"]
        return LinearModel(
            codes=tuple(map(str, stored["codes"])),
            weights=weights,
            bias=stored["bias"],
            temperature=float(stored["temperature"]),
            fingerprint=str(stored["fingerprint"]),
        )


def softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities of scores along the last axis."""
    odds = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: NDArray[np.float64] = odds / odds.sum(axis=-1, keepdims=True)
    return shares
