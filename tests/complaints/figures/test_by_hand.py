"""Figures counted again from the raw rows, in plain Python that shares no line with the product."""

from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from statistics import mean, median
from typing import Any

import pytest
from sqlalchemy import text

from complaints.clocks.holidays import ThaiHolidays
from tests.complaints.figures.conftest import MOMENTS, YEAR, Drill

HOLIDAYS = ThaiHolidays()
OPEN = {"received", "in_progress", "on_hold"}


def moment(stored: str) -> datetime:
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)


def working_seconds(start: datetime, end: datetime) -> float:
    """Seconds between 8:30 and 16:30 in Bangkok (1:30 to 9:30 UTC) on working days."""
    total, day = 0.0, start.date() - timedelta(days=1)
    while day <= end.date():
        opens = datetime.combine(day, time(1, 30), UTC)
        closes = datetime.combine(day, time(9, 30), UTC)
        overlap = (min(end, closes) - max(start, opens)).total_seconds()
        if is_worked(day) and overlap > 0:
            total += overlap
        day += timedelta(days=1)
    return total


def is_worked(day: date) -> bool:
    return day.weekday() < 5 and day not in HOLIDAYS


def read(drill: Drill, query: str) -> list[dict[str, Any]]:
    with drill.database.engine.connect() as connection:
        return [dict(row._mapping) for row in connection.execute(text(query))]


def stories(drill: Drill, as_of: datetime) -> list[dict[str, Any]]:
    """Each ticket that is not sealed, with what had become of it until then."""
    told: dict[int, dict[str, Any]] = {}
    tied: dict[int, bool] = defaultdict(bool)
    for row in read(drill, "SELECT ticket_id, main_id, at FROM group_tie ORDER BY id"):
        if moment(row["at"]) <= as_of:
            tied[row["ticket_id"]] = row["main_id"] is not None
    sealed = {row["id"] for row in read(drill, "SELECT id FROM ticket WHERE sealed")}
    query = (
        "SELECT ticket_id, at, kind, move, to_status, actor, json_extract(detail, '$.due_at') AS"
        " due, json_extract(detail, '$.stars') AS stars FROM ticket_event ORDER BY id"
    )
    for row in read(drill, query):
        at, number = moment(row["at"]), row["ticket_id"]
        if at > as_of or number in sealed:
            continue
        if row["kind"] == "submitted":
            told[number] = {
                "at": at,
                "child": tied[number],
                "reopened": 0,
                "stars": {},
                "took": None,
            }
        story = told[number]
        story["due"] = story.get("due") if row["due"] is None else row["due"]
        if row["kind"] in {"submitted", "moved"}:
            story["status"], story["stars"] = row["to_status"], {}
            story["done"] = at if row["to_status"] == "finished" else None
            story["reopened"] += row["move"] == "reopen"
            if story["took"] is None and row["to_status"] not in {"received", "withdrawn"}:
                story["took"] = at
        if row["kind"] == "rated":
            story["stars"][row["actor"]] = row["stars"]
    return list(told.values())


@pytest.mark.parametrize("as_of", MOMENTS)
def test_it_is_what_a_hand_counts_from_the_rows(drill: Drill, as_of: datetime) -> None:
    everything = stories(drill, as_of)
    ours = [
        each
        for each in everything
        if not each["child"] and each["status"] not in {"withdrawn", "rejected"}
    ]
    closed = [each for each in ours if each["status"] == "finished"]
    waiting = [each for each in ours if each["status"] in OPEN]
    in_time = [each for each in closed if each["done"] <= datetime.fromisoformat(each["due"])]
    overdue = [
        each for each in waiting if each["due"] and datetime.fromisoformat(each["due"]) < as_of
    ]
    took = [working_seconds(each["at"], each["took"]) for each in ours if each["took"]]
    solved = [working_seconds(each["at"], each["done"]) for each in closed]
    stars = [
        star
        for each in everything
        if each["status"] == "finished"
        for star in each["stars"].values()
    ]
    report = drill.reckoned(as_of)
    assert report["received"].value == len(everything)
    assert report["problems"].value == len(ours)
    assert report["closed"].value == len(closed)
    assert report["backlog"].value == len(waiting)
    assert report["on_time"].numerator == len(in_time)
    assert report["on_time"].denominator == len(closed) + len(overdue)
    assert report["confirmed"].value == sum(bool(each["stars"]) for each in closed)
    assert report["disputed"].value == sum(each["reopened"] > 0 for each in ours)
    assert (report["stars"].numerator, report["stars"].denominator) == (sum(stars), len(stars))
    for name, durations in (("first_response", took), ("resolution_gross", solved)):
        spread = report[name].spread
        if spread is None:
            assert durations == []
        else:
            assert spread.median == median(durations)
            assert spread.mean == pytest.approx(mean(durations), rel=1e-15)


def test_it_is_asked_about_the_whole_year() -> None:
    assert YEAR.start <= min(MOMENTS)
    assert max(MOMENTS) < YEAR.end
