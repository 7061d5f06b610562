"""Learns the shipped model from our own sentences: `python -m categories.train`.

Sources: training/*.yml, the phrases of concepts.yml and the keywords of catalog.yml. The same
sources give the same model: the order of learning comes from a fixed seed.
"""

import hashlib
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from categories import catalog, concepts, linear, precedence
from categories.features import BUCKETS, FeatureReader, Features

TRAINING = Path(__file__).with_name("training")
KNOWLEDGE = (concepts.CONCEPTS_FILE, precedence.PRECEDENCE_FILE, catalog.CATALOG_FILE)

ROUNDS = 10
LEARNING_RATE = 0.1
SHRINKAGE = 1e-3  # L2: pulls the weights of a touched bucket to zero
STEADINESS = 1e-3  # AdaGrad: first value of the squared-gradient sum
SEED = 14
FOLDS = 4  # for the temperature, which must be found on sentences not learned from
TEMPERATURES = np.linspace(0.2, 2.0, 91)

ALSO_WEIGHT = 0.3  # a code that is right too, against 1 for the primary one
PHRASE_WEIGHT = 0.05  # a phrase alone says less than a sentence


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the category of what its writer wants fixed; `also` would be right too."""

    text: str
    code: str
    also: tuple[str, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class _Lesson:
    features: Features
    target: NDArray[np.float64]


def sentence_files() -> list[Path]:
    """The files of own sentences, named by the category they are about or by their manner."""
    return sorted(TRAINING.glob("*.yml"))


def own_examples() -> list[Example]:
    """Everything the shipped model learns from."""
    sentences = [example for file in sentence_files() for example in _examples(file)]
    keywords = [Example(word, each.code) for each in catalog.load() for word in each.keywords]
    phrases = [
        Example(phrase, code, weight=PHRASE_WEIGHT) for phrase, code in concepts.home_phrases()
    ]
    return sentences + keywords + phrases


def fingerprint() -> str:
    """Names the content of the sources; a model carries that of the sources it learned from."""
    digest = hashlib.sha256()
    for file in (*sentence_files(), *KNOWLEDGE):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def learn(examples: Sequence[Example], named: str) -> linear.LinearModel:
    """A model of the examples, its temperature found on folds left out; `named` is kept in it."""
    codes = catalog.load().codes
    reader = FeatureReader.load()
    lessons = [_Lesson(reader.read(each.text), _target(each, codes)) for each in examples]
    weights, bias = _descend(lessons, len(codes))
    return linear.LinearModel(codes, weights, bias, _temperature(lessons, len(codes)), named)


def _examples(file: Path) -> Iterable[Example]:
    """A file holds sentences of the category it is named by, or category -> sentences."""
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    by_code = content if isinstance(content, dict) else {file.stem: content}
    for code, sentences in by_code.items():
        for item in sentences:
            entry: dict[str, Any] = {"text": item} if isinstance(item, str) else item
            yield Example(entry["text"], code, tuple(entry.get("also", ())))


def _target(example: Example, codes: Sequence[str]) -> NDArray[np.float64]:
    target = np.zeros(len(codes))
    target[codes.index(example.code)] = example.weight
    for code in example.also:
        target[codes.index(code)] += example.weight * ALSO_WEIGHT
    return target


def _descend(
    lessons: Sequence[_Lesson], width: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Stochastic AdaGrad, one lesson a step; the mean of the later rounds is returned.

    AdaGrad because it gives rare features the bold steps they need among few examples.
    """
    order = np.random.default_rng(SEED)
    weights, mean = np.zeros((BUCKETS, width)), np.zeros((BUCKETS, width))
    bias = np.zeros(width)
    steepness = np.full(BUCKETS, STEADINESS)
    for done in range(ROUNDS):
        for place in order.permutation(len(lessons)):
            (buckets, values), target = lessons[place].features, lessons[place].target
            expected = linear.softmax(values @ weights[buckets] + bias)
            error = target.sum() * expected - target
            slope = np.outer(values, error) + SHRINKAGE * weights[buckets]
            steepness[buckets] += (slope**2).sum(axis=1)
            weights[buckets] -= LEARNING_RATE * slope / np.sqrt(steepness[buckets])[:, None]
            bias -= 0.01 * error
        if done >= ROUNDS // 2:
            mean += weights / (ROUNDS - ROUNDS // 2)
    return mean.astype(np.float32), bias.astype(np.float32)


def _temperature(lessons: Sequence[_Lesson], width: int) -> float:
    """The temperature under which sentences left out of learning are least surprising."""
    scores, targets = [], []
    for fold in range(FOLDS):
        kept = [each for place, each in enumerate(lessons) if place % FOLDS != fold]
        weights, bias = _descend(kept, width)
        for each in lessons[fold::FOLDS]:
            buckets, values = each.features
            scores.append(values @ weights[buckets] + bias)
            targets.append(each.target)
    told, right = np.array(scores), np.array(targets) > 0
    surprise = [
        -np.log((linear.softmax(told / t) * right).sum(axis=1)).mean() for t in TEMPERATURES
    ]
    return float(TEMPERATURES[int(np.argmin(surprise))])


def main() -> None:
    """Learn and write the model file."""
    model = learn(own_examples(), fingerprint())
    linear.MODEL_FILE.parent.mkdir(exist_ok=True)
    model.save(linear.MODEL_FILE)
    size = linear.MODEL_FILE.stat().st_size // 1024
    sys.stdout.write(f"{linear.MODEL_FILE.name}: {size} kB, temperature {model.temperature:.2f}\n")


if __name__ == "__main__":
    main()
