"""The project's own labelled complaints, and how the shipped suggester does on them."""

from collections import Counter
from pathlib import Path

import pytest

from categories import catalog, evaluate, train
from categories.labelled import Row, read
from categories.suggest import Suggester
from thai.normalise import normalise

GOLDEN = Path(__file__).parents[1] / "golden" / "complaints.jsonl"


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return read(GOLDEN)


def test_it_has_twenty_texts_of_every_category(rows: list[Row]) -> None:
    counted = Counter(row.primary for row in rows)

    assert set(counted) == set(catalog.load().codes)
    assert min(counted.values()) >= 20
    assert len({row.id for row in rows}) == len(rows)
    assert all(code in catalog.load() for row in rows for code in row.accept)


def test_it_shares_no_text_with_what_the_model_learned_from(rows: list[Row]) -> None:
    learned = {normalise(example.text) for example in train.own_examples()}

    assert not {normalise(row.text) for row in rows} & learned


def test_it_stays_as_good_as_when_it_was_shipped(rows: list[Row]) -> None:
    report = evaluate.evaluate(Suggester.load(), rows)

    assert report.overall.at_1 >= 0.93
    assert report.overall.at_3 >= 0.98
    assert report.calibration_error <= 0.10
