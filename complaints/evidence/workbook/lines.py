"""The tickets as columns of a sheet: what describes them, then what each figure counts of them.

A figure's columns are those its measure is made of: who counts them again gets the figure itself.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from complaints.evidence.gathering import Evidence
from complaints.evidence.words import month_name, say, say_or
from complaints.figures.apart import By, apart
from complaints.figures.definitions import load_definitions
from complaints.figures.lives import NOTHING, Ints, Lives
from complaints.figures.measures import MEASURES, Count, Over, Ratio, Times
from complaints.figures.moments import DAY, HOUR, moment_of
from core.clock import to_bangkok

TOP, BOTTOM, HOURS, COUNTS = "is_top", "is_bottom", "hours", "counts"
MOMENT, TIME, PLAIN = "[$-D07041E]d mmm yyyy hh:mm", "0.00", "General"
AGE, MONTH = "age", "month"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key, the two lines of its heading, its values, how they are shown."""

    key: str
    group: str
    heading: str
    values: Sequence[Any]
    format: str = PLAIN


def key_of(figure: str, part: str) -> str:
    """Return the key of a figure's column: its top, its bottom, its hours or what it counts."""
    return f"{figure}.{part}"


def lives_of(evidence: Evidence, over: Over) -> Lives:
    """Return what was reported in the period, or what is open."""
    return evidence.reported if over is Over.REPORTED else evidence.still_open


def columns_of(evidence: Evidence, over: Over, lives: Lives) -> list[Column]:
    """Return the columns of these tickets, which are of those."""
    measured = [
        column
        for figure, measure in MEASURES.items()
        if measure.over is over
        for column in _measured(figure, lives)
    ]
    age = [_age(lives)] if over is Over.OPEN else []
    return [*_described(evidence, lives), *age, *measured]


def _described(evidence: Evidence, lives: Lives) -> list[Column]:
    def words(name: str, call: Callable[[str], str]) -> list[str]:
        called = [call(word) for word in lives.words[name]]
        return [called[number] for number in lives.numbers(name).tolist()]

    def name_of(code: str) -> str:
        return evidence.categories.get(code, code)

    agencies = [evidence.agencies.get(each, "") for each in lives.numbers("agency_id").tolist()]
    columns: Mapping[str, Sequence[Any]] = {
        "code": [evidence.codes.get(each, "") for each in lives.numbers("ticket_id").tolist()],
        "category": words("category", name_of),
        "agency": agencies,
        **{name: words(name, str) for name in ("province", "district", "subdistrict")},
        "channel": words("channel", lambda word: say_or(f"channel.{word}", word)),
        "status": words("status", lambda word: say(f"status.{word}")),
        MONTH: _months(lives),
    }
    moments = {
        name: [_moment(each) for each in lives.numbers(name).tolist()]
        for name in ("reported_at", "responded_at", "finished_at", "due_at")
    }
    return [
        *(Column(name, "", say(f"head.{name}"), values) for name, values in columns.items()),
        *(Column(name, "", say(f"head.{name}"), each, MOMENT) for name, each in moments.items()),
    ]


def _months(lives: Lives) -> list[str]:
    found: dict[int, str] = {}
    for key, part in apart(lives, By.MONTH).items():
        found.update(dict.fromkeys(part.numbers("ticket_id").tolist(), month_name(key)))
    return [found[each] for each in lives.numbers("ticket_id").tolist()]


def _moment(micros: int) -> datetime | None:
    if micros == NOTHING:
        return None
    return to_bangkok(moment_of(micros)).replace(tzinfo=None, microsecond=0)


def _age(lives: Lives) -> Column:
    days = (lives.as_of - lives.numbers("reported_at")) // DAY
    return Column(AGE, "", say("head.age"), days.tolist())


def _measured(figure: str, lives: Lives) -> list[Column]:
    name = load_definitions()[figure].say("name")

    def column(part: str, values: Sequence[Any], shown: str = PLAIN) -> Column:
        return Column(key_of(figure, part), name, say(f"head.{part}"), values, shown)

    match MEASURES[figure]:
        case Count(top):
            return [column(COUNTS, _sparse(top(lives)))]
        case Ratio(top, bottom):
            parts = ((TOP, top), (BOTTOM, bottom))
            return [column(part, _sparse(of(lives))) for part, of in parts]
        case Times(value, of):
            return [column(HOURS, _hours(value(lives), of(lives)), TIME)]


def _sparse(counts: Ints) -> list[int | None]:
    """Return the counts with noughts left empty: the sums are the same, the file is half as big."""
    return [count or None for count in counts.tolist()]


def _hours(durations: Ints, counted: Ints) -> list[float | None]:
    hours = np.divide(durations, HOUR).tolist()
    return [each if use else None for each, use in zip(hours, counted.tolist(), strict=True)]
