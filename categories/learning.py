"""Tries what an agency's own complaints teach: learn from some, be measured on the others."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from operator import not_

import numpy as np

from categories import catalog, train
from categories.evaluate import Report, evaluate
from categories.features import FeatureReader
from categories.fitting import Example, Lesson, fit, lessons_of, weigh
from categories.labelled import Row
from categories.linear import LinearModel
from categories.suggest import Ranker, Suggester
from thai.normalise import normalise

HELD_BACK = 0.2  # share of the complaints that is never learned from, only measured on
OWN_HELD_BACK = 0.1  # likewise of our own sentences, for the look whether old skills suffer
LEAST_ROWS = 100  # complaints to learn anything from
LEAST_HELD_BACK = 20  # complaints to be measured on
MOST_ROWS = 20_000  # more take long and teach little
TOLERANCE = 0.02  # of accept@1 on our own sentences that a model may lose


@dataclass(frozen=True, slots=True)
class Trial:
    """A model that has learned, and how it did.

    before, after: the model in use and the new one on the same held-back complaints.
    own_before, own_after: accept@1 on held-back sentences of ours, learned without and with them.
    """

    model: LinearModel
    learned: int
    held_back: int
    before: Report
    after: Report
    own_before: float
    own_after: float

    @property
    def better(self) -> bool:
        """Whether the new model should be used: better there, and hardly worse elsewhere."""
        gains = self.after.overall.at_1 > self.before.overall.at_1
        return gains and self.own_after >= self.own_before - TOLERANCE


@dataclass(frozen=True, slots=True)
class Own:
    """What we bring ourselves: sentences, and single words and phrases."""

    sentences: Sequence[Example]
    words: Sequence[Example]


class TooFew(Exception):
    """There are not enough complaints to learn from and to be measured on."""

    def __init__(self, learned: int, held_back: int) -> None:
        super().__init__(f"{learned} complaints to learn from, {held_back} to be measured on")
        self.learned = learned
        self.held_back = held_back


def is_held_back(text: str, share: float = HELD_BACK) -> bool:
    """Tell whether a text is for measuring. The same text always is, or never is."""
    digest = hashlib.sha256(normalise(text).encode()).digest()
    return int.from_bytes(digest[:4], "big") < share * 2**32


def try_out(rows: Sequence[Row], in_use: Ranker, own: Own | None = None) -> Trial:
    """Learn from complaints beside our own sentences (all of them); takes about a minute.

    Raises:
        TooFew: there are fewer than LEAST_ROWS, or too few of them are held back.
    """
    measured = [row for row in rows if is_held_back(row.text)][:MOST_ROWS]
    learned = [row for row in rows if not is_held_back(row.text)][:MOST_ROWS]
    if len(learned) + len(measured) < LEAST_ROWS or len(measured) < LEAST_HELD_BACK:
        raise TooFew(len(learned), len(measured))
    codes, reader = catalog.load().codes, FeatureReader.load()
    field = lessons_of(reader, [_example(row) for row in learned], codes)
    own = own or Own(train.own_sentences(), train.own_words())
    words = lessons_of(reader, own.words, codes)
    sentences = lessons_of(reader, own.sentences, codes)
    left = [is_held_back(each.text, OWN_HELD_BACK) for each in own.sentences]
    kept = [*compress(sentences, map(not_, left)), *words]
    asked = list(compress(sentences, left))
    model = fit([*sentences, *words, *field], codes, train.fingerprint()).model
    return Trial(
        model=model,
        learned=len(learned),
        held_back=len(measured),
        before=evaluate(in_use, measured),
        after=evaluate(Suggester(reader, model), measured),
        own_before=_share_right(kept, asked),
        own_after=_share_right([*kept, *field], asked),
    )


def _example(row: Row) -> Example:
    return Example(row.text, row.primary, tuple(sorted(row.accept - {row.primary})))


def _share_right(learned: Sequence[Lesson], asked: Sequence[Lesson]) -> float:
    weights, bias = weigh(learned, len(asked[0].target))
    right = 0
    for lesson in asked:
        buckets, values = lesson.features
        right += lesson.target[np.argmax(values @ weights[buckets] + bias)] > 0
    return right / len(asked)
