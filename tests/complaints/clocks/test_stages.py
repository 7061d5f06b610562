"""Warnings come in time, and working time is counted backwards as it is forwards."""

from datetime import UTC, datetime, timedelta

import pytest

from complaints.clocks.calendar import Calendar
from complaints.clocks.stages import Stage, stage_at, warning_span
from core.clock import BANGKOK

OFFICE = Calendar().office()


def at(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=BANGKOK).astimezone(UTC)


@pytest.mark.parametrize(
    ("target", "left"), [(2, 1), (4, 2), (8, 2), (10, 2), (40, 8), (80, 16), (1, 0.5)]
)
def test_it_warns_when_so_much_is_left(target: float, left: float) -> None:
    assert warning_span(target) == timedelta(hours=left)


def test_it_goes_from_running_over_soon_to_overdue() -> None:
    due = at("2026-11-24 09:30")  # Tuesday; two working hours before are Monday, 15:30
    stages = [
        stage_at(OFFICE, due, 8, at(f"2026-11-{moment}"))
        for moment in ("23 15:29", "23 15:30", "24 09:29", "24 09:30")
    ]
    assert stages == [Stage.RUNNING, Stage.SOON, Stage.SOON, Stage.OVERDUE]


@pytest.mark.parametrize("hours", [0, 0.5, 3, 8, 24, 200])
def test_it_finds_back_to_where_it_counted_from(hours: float) -> None:
    start = at("2026-11-23 11:00")
    amount = timedelta(hours=hours)
    assert OFFICE.subtract(OFFICE.add(start, amount), amount) == start


@pytest.mark.parametrize(
    ("moment", "is_open", "opens"),
    [
        ("2026-11-23 10:00", True, "2026-11-23 08:30"),
        ("2026-11-23 08:29", False, "2026-11-23 08:30"),
        ("2026-11-23 16:30", False, "2026-11-24 08:30"),
        ("2026-11-20 17:00", False, "2026-11-23 08:30"),  # Friday evening
        ("2026-12-04 17:00", False, "2026-12-08 08:30"),  # Monday makes up for the King's birthday
    ],
)
def test_it_knows_when_offices_are_open(moment: str, is_open: bool, opens: str) -> None:
    assert OFFICE.is_open(at(moment)) is is_open
    assert OFFICE.opens_at(at(moment)) == at(opens)
