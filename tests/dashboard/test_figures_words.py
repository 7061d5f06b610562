"""How changes of figures are told."""

import pytest

from complaints.figures.definitions import load_definitions
from complaints.figures.results import Result
from dashboard.figures.words import Trend, change_of


def told(figure: str, value: float, before: float) -> tuple[Trend, str]:
    change = change_of(Result(load_definitions()[figure], value, 1, 1, before=before))
    assert change is not None
    return change.trend, change.words


@pytest.mark.parametrize(
    ("figure", "value", "before"),
    [("received", 1_000_002, 1_000_000), ("on_time", 0.80003, 0.8), ("received", 5, 5)],
)
def test_it_reads_no_trend_into_what_rounds_to_nothing(
    figure: str, value: float, before: float
) -> None:
    trend, words = told(figure, value, before)
    assert trend is Trend.SAME
    assert "0" not in words


def test_it_tells_which_way_a_change_goes() -> None:
    assert told("on_time", 0.7, 0.8)[0] is Trend.WORSE
    assert told("on_time", 0.9, 0.8)[0] is Trend.BETTER
