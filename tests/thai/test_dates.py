from datetime import UTC, date, datetime

import pytest

from thai.dates import (
    buddhist,
    fiscal_period,
    fiscal_year,
    format_date,
    format_moment,
    gregorian,
    parse_date,
)


def test_it_writes_dates_in_the_buddhist_era() -> None:
    assert format_date(date(2024, 12, 20)) == "20 ธันวาคม 2567"
    assert format_date(date(2024, 12, 20), short=True) == "20 ธ.ค. 67"


def test_it_shows_moments_in_bangkok_time() -> None:
    assert format_moment(datetime(2024, 12, 19, 18, 5, tzinfo=UTC)) == "20 ธันวาคม 2567 01:05 น."


@pytest.mark.parametrize("text", ["20 ธ.ค. 2567", "20 ธันวาคม พ.ศ. 2567", "20/12/67", "20-12-2024"])
def test_it_reads_the_ways_people_write_a_date(text: str) -> None:
    assert parse_date(f"ส่งภายใน {text} นะ") == date(2024, 12, 20)


def test_it_reads_no_date_where_there_is_none() -> None:
    assert parse_date("31 ก.พ. 2567") is None
    assert parse_date("ปี 2567") is None


def test_it_begins_the_fiscal_year_in_october() -> None:
    assert fiscal_year(date(2024, 9, 30)) == 2567
    assert fiscal_year(date(2024, 10, 1)) == 2568
    assert fiscal_period(2568) == (date(2024, 10, 1), date(2025, 9, 30))


def test_it_converts_years_both_ways() -> None:
    assert buddhist(2024) == 2567
    assert gregorian(2567) == gregorian(67) == 2024
