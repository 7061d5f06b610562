"""What the model sees of a text."""

import numpy as np

from categories.concepts import Concepts
from categories.features import BUCKETS, FeatureReader
from categories.precedence import Precedence

READER = FeatureReader(
    Concepts({"ถนน": ("road",), "เป็นหลุม": ("hole",), "อันตราย": ("danger",)}),
    Precedence(background=("danger",)),
)


def _seen(text: str) -> dict[int, float]:
    buckets, values = READER.read(text)
    return dict(zip(buckets.tolist(), values.tolist(), strict=True))


def test_it_stays_within_the_buckets() -> None:
    buckets, values = READER.read("ถนนเป็นหลุม อันตรายมาก " * 20)

    assert len(buckets) == len(values) > 0
    assert buckets.min() >= 0
    assert buckets.max() < BUCKETS
    assert np.isfinite(values).all()


def test_it_sees_the_same_in_two_spellings_of_one_text() -> None:
    assert _seen("ถนนเป็นหลุมมากกกกก") == _seen("ถนนเป็นหลุมมาก")


def test_it_tells_a_danger_alone_from_one_beside_a_defect() -> None:
    alone, beside = _seen("อันตราย"), _seen("อันตราย ถนน")

    assert set(alone) - set(beside)


def test_it_reads_no_words_of_what_stepped_back() -> None:
    assert _seen("ถนนเป็นหลุม อันตราย") != _seen("ถนนเป็นหลุม")
    assert len(_seen("ถนนเป็นหลุม อันตราย")) - len(_seen("ถนนเป็นหลุม")) <= 3


def test_it_sees_nothing_in_an_empty_text() -> None:
    buckets, values = READER.read("")

    assert len(buckets) == len(values) == 0
