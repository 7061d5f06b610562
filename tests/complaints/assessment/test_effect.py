"""What an improvement may be said to have changed."""

from datetime import datetime, timedelta, timezone

import pytest

from complaints.figures.definitions import load_definitions
from complaints.figures.periods import Period
from complaints.figures.results import Result
from complaints.improvements.effect import Effect

BANGKOK = timezone(timedelta(hours=7))


def effect(before: int, after: int, *, early: bool = False) -> Effect:
    """So many problems in 90 days before and after."""
    done, span = datetime(2026, 4, 1, tzinfo=BANGKOK), timedelta(days=90)

    def problems(count: int) -> dict[str, Result]:
        return {"problems": Result(load_definitions()["problems"], count, count, count)}

    return Effect(
        Period(done - span, done),
        Period(done, done + span),
        problems(before),
        problems(after),
        early,
    )


@pytest.mark.parametrize(
    ("before", "after", "sure"),
    [(1, 0, False), (4, 0, False), (5, 0, True), (10, 3, True), (8, 2, False), (100, 90, False),
     (100, 75, True), (0, 0, False), (3, 9, False)],
)  # fmt: skip
def test_it_is_sure_only_of_what_chance_hardly_brings(before: int, after: int, sure: bool) -> None:
    assert effect(before, after).sure is sure
    assert effect(before, after).better is (after < before)


def test_it_says_nothing_of_what_was_done_just_now() -> None:
    assert not effect(50, 0, early=True).better
    assert not effect(50, 0, early=True).sure
