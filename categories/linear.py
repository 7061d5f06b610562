"""The shipped model: one weight per feature bucket and category, kept as a small .npz file."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from categories.features import Features

MODEL_FILE = Path(__file__).with_name("model") / "categories.npz"
STEPS = 7  # a bucket's weights are stored in steps of its own: finer ones change no ranking


class UnreadableModel(Exception):
    """These bytes are no model, or a damaged one."""


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
        path.write_bytes(self.to_bytes())

    def to_bytes(self) -> bytes:
        """The content of a model file, the weights rounded."""
        content = BytesIO()
        steps = np.abs(self.weights).max(axis=1, keepdims=True) / STEPS + np.float32(1e-6)
        np.savez_compressed(
            content,
            codes=np.array(self.codes),
            weights=np.round(self.weights / steps).astype(np.int8),
            steps=steps.astype(np.float16),
            bias=self.bias,
            temperature=np.float32(self.temperature),
            fingerprint=np.array(self.fingerprint),
        )
        return content.getvalue()


def load(path: Path = MODEL_FILE) -> LinearModel:
    """Read a saved model."""
    return from_bytes(path.read_bytes())


def from_bytes(content: bytes) -> LinearModel:
    """Read the content of a model file. Raises UnreadableModel where it is none."""
    try:
        with np.load(BytesIO(content), allow_pickle=False) as stored:
            return LinearModel(
                codes=tuple(map(str, stored["codes"])),
                weights=stored["weights"] * stored["steps"].astype(np.float32),
                bias=stored["bias"],
                temperature=float(stored["temperature"]),
                fingerprint=str(stored["fingerprint"]),
            )
    except (ValueError, KeyError, EOFError, OSError, AttributeError, BadZipFile) as error:
        raise UnreadableModel(str(error)) from error


def softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities of scores along the last axis."""
    odds = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: NDArray[np.float64] = odds / odds.sum(axis=-1, keepdims=True)
    return shares
