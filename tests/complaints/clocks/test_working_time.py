"""Working time is counted in office hours, over nights, weekends and holidays."""

from datetime import UTC, date, datetime, timedelta

import pytest

from complaints.clocks.holidays import ThaiHolidays
from complaints.clocks.working_time import WorkingTime
from core.clock import BANGKOK

OFFICE = WorkingTime(ThaiHolidays())


def at(text: str) -> datetime:
    """A moment on Bangkok's clock, such as "2026-11-20 09:00" (a Friday)."""
    return datetime.fromisoformat(text).replace(tzinfo=BANGKOK).astimezone(UTC)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-20 09:00", 4, "2026-11-20 13:00"),
        ("2026-11-20 08:30", 8, "2026-11-20 16:30"),
        ("2026-11-20 14:00", 4, "2026-11-23 10:00"),  # over a weekend
        ("2026-11-20 20:00", 2, "2026-11-23 10:30"),  # sent after hours
        ("2026-11-21 03:00", 1, "2026-11-23 09:30"),  # sent on a Saturday night
        ("2026-12-04 15:30", 2, "2026-12-08 09:30"),  # Father's Day, its substitute on Monday
        ("2026-12-30 16:00", 1, "2027-01-04 09:00"),  # over New Year
        ("2026-04-30 16:00", 1, "2026-05-01 09:00"),  # offices of the state work on Labour Day
        ("2026-05-12 16:00", 1, "2026-05-14 09:00"),  # Royal Ploughing Ceremony
        ("2026-11-20 09:00", 0, "2026-11-20 09:00"),
        ("2026-11-20 09:00", 40, "2026-11-27 09:00"),
    ],
)
def test_it_tells_when_so_many_working_hours_have_passed(start: str, hours: int, due: str) -> None:
    assert OFFICE.add(at(start), timedelta(hours=hours)) == at(due)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-20 09:00", "2026-11-20 11:30", 2.5),
        ("2026-11-20 16:00", "2026-11-23 09:00", 1),
        ("2026-11-21 10:00", "2026-11-22 10:00", 0),
        ("2026-11-20 17:00", "2026-11-20 23:00", 0),
        ("2026-11-23 09:00", "2026-11-20 16:00", -1),
        (
            "2026-01-01 00:00",
            "2026-12-31 23:59",
            8 * (261 - 20),
        ),  # a year of weekdays less holidays
    ],
)
def test_it_counts_the_working_time_between_two_moments(start: str, end: str, hours: float) -> None:
    assert OFFICE.between(at(start), at(end)) == timedelta(hours=hours)


def test_it_counts_back_what_it_added() -> None:
    start = at("2026-03-31 10:17")
    for minutes in range(0, 12_000, 97):
        amount = timedelta(minutes=minutes)
        assert OFFICE.between(start, OFFICE.add(start, amount)) == amount


def test_it_names_holidays_in_thai() -> None:
    assert ThaiHolidays().name(date(2026, 4, 13)) == "วันสงกรานต์"
    assert ThaiHolidays().name(date(2026, 5, 1)) == ""
    assert "not a date" not in ThaiHolidays()
