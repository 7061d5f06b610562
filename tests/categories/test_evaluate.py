"""The figures of an evaluation, on rankings whose figures are known."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from categories import evaluate
from categories.labelled import Row, read
from categories.suggest import NO_HINTS, Guess, Hints, Ranking


class Scripted:
    """Ranks each text as it was told to."""

    def __init__(self, guesses: Mapping[str, tuple[tuple[str, float], ...]]) -> None:
        self._guesses = guesses

    def rank(self, text: str, hints: Hints = NO_HINTS) -> Ranking:
        return Ranking(tuple(Guess(code, score) for code, score in self._guesses[text]))


SURE_HEALTH = (("health", 0.9), ("other", 0.06), ("nuisance", 0.03), ("disaster", 0.01))
UNSURE_OTHER = (("other", 0.4), ("health", 0.3), ("nuisance", 0.2), ("disaster", 0.1))


def test_it_counts_first_guesses_and_first_threes() -> None:
    rows = [
        Row("1", "a", "health", frozenset({"health"})),
        Row("2", "b", "health", frozenset({"health"})),
        Row("3", "c", "nuisance", frozenset({"nuisance", "other"})),
        Row("4", "d", "disaster", frozenset({"disaster"})),
    ]
    ranked = {"a": SURE_HEALTH, "b": UNSURE_OTHER, "c": UNSURE_OTHER, "d": UNSURE_OTHER}

    report = evaluate.evaluate(Scripted(ranked), rows)

    assert report.overall == evaluate.Share(4, 0.5, 0.75)
    assert report.per_category["health"] == evaluate.Share(2, 0.5, 1.0)
    assert report.confident == evaluate.Share(1, 1.0, 1.0)
    assert report.confusions == (("health", "other", 1), ("disaster", "other", 1))


def test_it_averages_f1_over_the_categories_met() -> None:
    rows = [
        Row("1", "a", "health", frozenset({"health"})),
        Row("2", "b", "nuisance", frozenset({"nuisance"})),
    ]

    report = evaluate.evaluate(Scripted({"a": SURE_HEALTH, "b": SURE_HEALTH}), rows)

    assert report.macro_f1 == pytest.approx((2 / 3 + 0) / 2)


def test_it_measures_how_far_probabilities_are_from_what_came_true() -> None:
    rows = [
        Row("1", "a", "health", frozenset({"health"})),
        Row("2", "b", "nuisance", frozenset({"nuisance"})),
    ]

    report = evaluate.evaluate(Scripted({"a": SURE_HEALTH, "b": SURE_HEALTH}), rows)

    assert report.calibration_error == pytest.approx(0.4)


def test_it_refuses_to_evaluate_nothing() -> None:
    with pytest.raises(ValueError, match="no rows"):
        evaluate.evaluate(Scripted({}), [])


def test_it_sums_up_in_words_for_a_terminal() -> None:
    rows = [Row("1", "a", "nuisance", frozenset({"nuisance"}))]

    told = evaluate.summary("few", evaluate.evaluate(Scripted({"a": SURE_HEALTH}), rows))

    assert "few: 1 texts" in told
    assert "accept@1 0.0%   accept@3 100.0%" in told
    assert "1 x nuisance taken for health" in told


def test_it_reads_csv_and_jsonl_alike(tmp_path: Path) -> None:
    as_csv, as_jsonl = tmp_path / "rows.csv", tmp_path / "rows.jsonl"
    as_csv.write_text(
        'id,text,primary,accept\n7,"ไฟดับ, มืด",street_light,street_light|utilities\n',
        encoding="utf-8-sig",
    )
    entry = {
        "id": "7",
        "text": "ไฟดับ, มืด",
        "primary": "street_light",
        "accept": ["street_light", "utilities"],
    }
    as_jsonl.write_text(json.dumps(entry, ensure_ascii=False) + "\n\n", encoding="utf-8")

    assert read(as_csv) == read(as_jsonl)
    assert read(as_csv)[0].accept == {"street_light", "utilities"}
