"""The project's own labelled complaints, and how the shipped suggester does on them."""

from collections import Counter
from pathlib import Path

import pytest

from categories import catalog, evaluate, train
from categories.labelled import Row, read
from categories.suggest import Suggester
from thai.normalise import normalise

GOLDEN = Path(__file__).parents[1] / "golden"
FIRST = GOLDEN / "complaints.jsonl"
SECOND = GOLDEN / "complaints_second.jsonl"  # looked at once only: says what to expect of new texts


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return read(FIRST) + read(SECOND)


@pytest.fixture(scope="module")
def suggester() -> Suggester:
    return Suggester.load()


def test_it_has_twenty_texts_of_every_category(rows: list[Row]) -> None:
    counted = Counter(row.primary for row in rows)

    assert set(counted) == set(catalog.load().codes)
    assert min(counted.values()) >= 20
    assert len({row.id for row in rows}) == len(rows)
    assert all(code in catalog.load() for row in rows for code in row.accept)


def test_it_shares_no_text_with_what_the_model_learned_from(rows: list[Row]) -> None:
    learned = {normalise(example.text) for example in train.own_examples()}

    assert not {normalise(row.text) for row in rows} & learned


@pytest.mark.parametrize(("path", "at_1"), [(FIRST, 0.96), (SECOND, 0.91)])
def test_it_stays_as_good_as_when_it_was_shipped(
    suggester: Suggester, path: Path, at_1: float
) -> None:
    report = evaluate.evaluate(suggester, read(path))

    assert report.overall.at_1 >= at_1
    assert report.overall.at_3 >= 0.98
    assert report.calibration_error <= 0.10
