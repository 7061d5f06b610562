"""Periods as the state counts them, and what is compared with what."""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest

from complaints.figures import periods


def test_it_begins_a_fiscal_year_at_midnight_in_bangkok() -> None:
    year = periods.fiscal(2569)
    assert year.start == datetime(2025, 9, 30, 17, tzinfo=UTC)
    assert (year.first_day, year.last_day) == (date(2025, 10, 1), date(2026, 9, 30))


def test_it_cuts_a_year_into_halves_quarters_and_months() -> None:
    year = periods.fiscal(2569)
    halves = [periods.half(2569, number) for number in (1, 2)]
    quarters = [periods.quarter(2569, number) for number in (1, 2, 3, 4)]
    months = periods.months_of(year)
    for parts in (halves, quarters, months):
        assert parts[0].start == year.start
        assert parts[-1].end == year.end
        assert all(one.end == other.start for one, other in itertools.pairwise(parts))
    assert halves[1].first_day == date(2026, 4, 1)
    assert len(months) == 12


@pytest.mark.parametrize(("part", "number"), [(periods.half, 3), (periods.quarter, 0)])
def test_it_knows_no_third_half(part: object, number: int) -> None:
    with pytest.raises(ValueError, match="no part"):
        part(2569, number)  # type: ignore[operator]


def test_it_takes_a_free_period_by_its_days() -> None:
    three = periods.days(date(2026, 1, 30), date(2026, 2, 1))
    assert three.end - three.start == timedelta(days=3)
    assert periods.before(three).last_day == date(2026, 1, 29)
    with pytest.raises(ValueError, match="before the first"):
        periods.days(date(2026, 1, 2), date(2026, 1, 1))


def test_it_compares_with_as_many_months_before() -> None:
    assert periods.before(periods.fiscal(2569)) == periods.fiscal(2568)
    assert periods.before(periods.quarter(2569, 1)) == periods.quarter(2568, 4)
    assert periods.before(periods.month(date(2026, 3, 31))) == periods.month(date(2026, 2, 1))


def test_it_compares_at_the_same_age() -> None:
    year, before = periods.fiscal(2569), periods.fiscal(2568)
    over = year.end + timedelta(days=9)
    assert periods.same_age(year, over, before) == before.end + timedelta(days=9)
    running = year.start + timedelta(days=40)
    assert periods.same_age(year, running, before) == before.start + timedelta(days=40)


def test_it_finds_the_year_a_moment_is_in() -> None:
    last_second = datetime(2026, 9, 30, 16, 59, 59, tzinfo=UTC)
    assert periods.fiscal_year_of(last_second) == periods.fiscal(2569)
    assert periods.fiscal_year_of(last_second + timedelta(seconds=1)) == periods.fiscal(2570)
