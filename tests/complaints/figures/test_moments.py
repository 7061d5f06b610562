"""Working time as whole microseconds is the working time of everything else."""

import itertools
import random
from datetime import UTC, date, datetime, timedelta

import pytest

from complaints.clocks.calendar import Calendar
from complaints.clocks.holidays import ThaiHolidays
from complaints.clocks.tables import DayKind
from complaints.clocks.working_time import WorkingTime
from complaints.figures.calendars import Calendars, Special
from complaints.figures.moments import MICROSECOND, WorkingClock, micros, moment_of

OFFICE = WorkingTime(ThaiHolidays())
FIRST = datetime(2024, 9, 1, tzinfo=UTC)


def some_moments(seed: int, count: int) -> list[datetime]:
    chance = random.Random(seed)
    return [FIRST + timedelta(microseconds=chance.randrange(10**14)) for _ in range(count)]


def test_it_turns_moments_into_microseconds_and_back() -> None:
    for moment in some_moments(1, 50):
        assert moment_of(micros(moment)) == moment


def test_it_measures_working_time_as_the_office_does() -> None:
    clock = WorkingClock(OFFICE)
    moments = some_moments(2, 60)
    for start, end in zip(moments, reversed(moments), strict=True):
        expected = OFFICE.between(start, end) // MICROSECOND
        assert clock.between(micros(start), micros(end)) == expected


@pytest.mark.parametrize("hours", [0, 1, 7.5, 8, 40, 121])
def test_it_adds_working_time_as_the_office_does(hours: float) -> None:
    clock, amount = WorkingClock(OFFICE), timedelta(hours=hours)
    for start in some_moments(3, 20):
        due = clock.add(micros(start), amount // MICROSECOND)
        assert moment_of(due) == OFFICE.add(start, amount)


def test_it_knows_each_calendar_as_it_was_known() -> None:
    day, later = date(2026, 3, 16), datetime(2026, 3, 20, tzinfo=UTC)
    closed = Special(day, DayKind.CLOSED, agency_id=4, province="", added_at=later)
    calendars = Calendars([closed])
    start = micros(datetime(2026, 3, 16, 1, tzinfo=UTC))
    end = micros(datetime(2026, 3, 17, 1, tzinfo=UTC))
    day_of_work = timedelta(hours=8) // MICROSECOND
    assert calendars.clock(4, "", micros(later) - 1).between(start, end) == day_of_work
    assert calendars.clock(4, "", micros(later)).between(start, end) == 0
    assert calendars.clock(5, "", micros(later)).between(start, end) == day_of_work


def test_it_keeps_the_calendar_of_everybody_else() -> None:
    clock = Calendars().clock(1, "ขอนแก่น", 0)
    office = Calendar().office(1, "ขอนแก่น")
    moments = some_moments(5, 20)
    for start, end in itertools.pairwise(moments):
        assert (
            clock.between(micros(start), micros(end)) == office.between(start, end) // MICROSECOND
        )
