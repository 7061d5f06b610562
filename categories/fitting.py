"""Fits the linear model to labelled texts. The same texts in the same order give the same model."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from categories import linear
from categories.features import BUCKETS, FeatureReader, Features

ROUNDS = 10
LEARNING_RATE = 0.2
SHRINKAGE = 1e-3  # L2: pulls the weights of a touched bucket to zero
STEADINESS = 1e-3  # AdaGrad: first value of the squared-gradient sum
SEED = 14
FOLDS = 4  # for the temperature, which must be found on texts not learned from
TEMPERATURES = np.linspace(0.2, 2.0, 91)

BLEND = 0.4  # how loud naive Bayes speaks beside the descent, both measured by their spread
RARE = 0.1  # added to every count of naive Bayes
SEEN_ON_AVERAGE = 5000  # buckets that a category's counts are spread over
SAMPLED = 10  # one lesson in so many tells how loud the two speak
DOUBT = 0.1  # share of a lesson's weight that goes to all categories alike: no label is certain
ALSO_WEIGHT = 0.3  # a code that is right too, against 1 for the primary one


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the category of what its writer wants fixed; `also` would be right too."""

    text: str
    code: str
    also: tuple[str, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Lesson:
    """An example as the model sees it: features, and the wanted weight of each category."""

    features: Features
    target: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fitted:
    """A model, and the shares it gave to each lesson while that was left out of learning.

    left_out is (lessons, categories), in the order of the lessons.
    """

    model: linear.LinearModel
    left_out: NDArray[np.float64]


def lessons_of(
    reader: FeatureReader, examples: Sequence[Example], codes: Sequence[str]
) -> list[Lesson]:
    """Read the examples; about a millisecond each."""
    return [Lesson(reader.read(each.text), _target(each, codes)) for each in examples]


def fit(lessons: Sequence[Lesson], codes: tuple[str, ...], named: str) -> Fitted:
    """Return a model of the lessons, its temperature found on folds left out.

    `named` is kept in the model as its fingerprint.
    """
    weights, bias = weigh(lessons, len(codes))
    scores = _left_out_scores(lessons, len(codes))
    temperature = _temperature(scores, np.array([each.target for each in lessons]) > 0)
    model = linear.LinearModel(codes, weights, bias, temperature, named)
    return Fitted(model, linear.softmax(scores / temperature))


def weigh(lessons: Sequence[Lesson], width: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The weights and biases that the lessons teach, for `width` categories.

    Two linear models in one: descent finds what tells categories apart among the thousands, naive
    Bayes counts every word by itself and so knows what to make of one that was met only once.
    """
    weights, bias = _descend(lessons, width)
    counted = _naive_bayes(lessons, width)
    louder = _spread(lessons[::SAMPLED], weights) / _spread(lessons[::SAMPLED], counted)
    return weights + np.float32(BLEND * louder) * counted, bias


def _naive_bayes(lessons: Sequence[Lesson], width: int) -> NDArray[np.float32]:
    """For each bucket the log of how much likelier it is in a category than in the others."""
    counts = np.zeros((BUCKETS, width))
    for lesson in lessons:
        buckets, values = lesson.features
        np.add.at(counts, buckets, np.outer(values, lesson.target))
    others = counts.sum(axis=1, keepdims=True) - counts
    likelier = np.log(_rates(counts)) - np.log(_rates(others))
    likelier[counts.sum(axis=1) == 0] = 0.0
    return likelier.astype(np.float32)


def _rates(counts: NDArray[np.float64]) -> NDArray[np.float64]:
    rates: NDArray[np.float64] = (counts + RARE) / (counts.sum(axis=0) + RARE * SEEN_ON_AVERAGE)
    return rates


def _spread(lessons: Sequence[Lesson], weights: NDArray[np.float32]) -> float:
    scores = [values @ weights[buckets] for buckets, values in (x.features for x in lessons)]
    return float(np.std(scores))


def _descend(
    lessons: Sequence[Lesson], width: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Stochastic AdaGrad, one lesson a step; the mean of the later rounds is returned.

    AdaGrad because it gives rare features the bold steps they need among few examples.
    """
    order = np.random.default_rng(SEED)
    weights, mean = np.zeros((BUCKETS, width)), np.zeros((BUCKETS, width))
    bias = np.zeros(width)
    steepness = np.full(BUCKETS, STEADINESS)
    wanted = [_smooth(lesson.target) for lesson in lessons]
    for done in range(ROUNDS):
        for place in order.permutation(len(lessons)):
            (buckets, values), target = lessons[place].features, wanted[place]
            expected = linear.softmax(values @ weights[buckets] + bias)
            error = target.sum() * expected - target
            slope = np.outer(values, error) + SHRINKAGE * weights[buckets]
            steepness[buckets] += (slope**2).sum(axis=1)
            weights[buckets] -= LEARNING_RATE * slope / np.sqrt(steepness[buckets])[:, None]
            bias -= 0.01 * error
        if done >= ROUNDS // 2:
            mean += weights / (ROUNDS - ROUNDS // 2)
    return mean.astype(np.float32), bias.astype(np.float32)


def _target(example: Example, codes: Sequence[str]) -> NDArray[np.float64]:
    target = np.zeros(len(codes))
    target[codes.index(example.code)] = example.weight
    for code in example.also:
        target[codes.index(code)] += example.weight * ALSO_WEIGHT
    return target


def _smooth(target: NDArray[np.float64]) -> NDArray[np.float64]:
    wanted: NDArray[np.float64] = (1 - DOUBT) * target + DOUBT * target.mean()
    return wanted


def _left_out_scores(lessons: Sequence[Lesson], width: int) -> NDArray[np.float64]:
    scores = np.zeros((len(lessons), width))
    for fold in range(FOLDS):
        kept = [each for place, each in enumerate(lessons) if place % FOLDS != fold]
        weights, bias = weigh(kept, width)
        for place in range(fold, len(lessons), FOLDS):
            buckets, values = lessons[place].features
            scores[place] = values @ weights[buckets] + bias
    return scores


def _temperature(scores: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Return the temperature under which the right codes are least surprising."""
    surprise = list(_surprises(scores, right))
    return float(TEMPERATURES[int(np.argmin(surprise))])


def _surprises(scores: NDArray[np.float64], right: NDArray[np.bool_]) -> Iterator[float]:
    for temperature in TEMPERATURES:
        shares = linear.softmax(scores / temperature)
        yield float(-np.log((shares * right).sum(axis=1)).mean())
