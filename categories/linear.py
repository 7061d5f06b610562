"""The shipped model: one weight per feature bucket and category, kept as a small .npz file."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from categories.features import Features

MODEL_FILE = Path(__file__).with_name("model") / "categories.npz"
STEPS = 7  # a bucket's weights are stored in steps of its own: finer ones change no ranking


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Multinomial logistic model.

    weights is (buckets, categories), bias (categories,). temperature divides the scores so that the
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
        """Write the model, its weights rounded."""
        steps = np.abs(self.weights).max(axis=1, keepdims=True) / STEPS + np.float32(1e-6)
        np.savez_compressed(
            path,
            codes=np.array(self.codes),
            weights=np.round(self.weights / steps).astype(np.int8),
            steps=steps.astype(np.float16),
            bias=self.bias,
            temperature=np.float32(self.temperature),
            fingerprint=np.array(self.fingerprint),
        )


def load(path: Path = MODEL_FILE) -> LinearModel:
    """Read a saved model."""
    with np.load(path, allow_pickle=False) as stored:
        return LinearModel(
            codes=tuple(map(str, stored["codes"])),
            weights=stored["weights"] * stored["steps"].astype(np.float32),
            bias=stored["bias"],
            temperature=float(stored["temperature"]),
            fingerprint=str(stored["fingerprint"]),
        )


def softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities of scores along the last axis."""
    odds = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: NDArray[np.float64] = odds / odds.sum(axis=-1, keepdims=True)
    return shares
