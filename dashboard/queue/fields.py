"""Each field of the queue's filter: what its value means, and what is said where it means nothing.

A field that cannot be read narrows nothing and says so; the others go on.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from complaints.desk import Desk
from complaints.lifecycle import Status
from complaints.queue.filters import Filters
from complaints.queue.outline import read_outline
from complaints.tables import Priority
from core.clock import BANGKOK, to_bangkok
from core.errors import InvalidInput
from dashboard.queue.asked import Asked
from dashboard.wording import knows, say
from thai import areas
from thai.dates import format_date, parse_date
from thai.normalise import normalise

NOBODY = "none"
ME = "me"
_AREA_WORD = re.compile(r"^(จังหวัด|จ\.|อำเภอ|อ\.|เขต|ตำบล|ต\.|แขวง)\s*")
_SOURCE = re.compile(r"[a-z0-9_]{1,20}")
_DAYS_AGO = {"วันนี้": 0, "เมื่อวาน": 1, "เมื่อวานนี้": 1}


@dataclass(frozen=True, slots=True)
class Known:
    """What values are read against: whoever and whatever there is for this officer."""

    desk: Desk
    officer_id: int
    officers: Mapping[int, str]
    agencies: Mapping[int, str]
    today: date
    tag_agency_id: int | None  # None: the tags of every agency


@dataclass(frozen=True, slots=True)
class Meaning:
    """The filters that a value sets, and the words for it."""

    filters: Mapping[str, Any]
    words: str


class Unreadable(ValueError):
    """The value means nothing here."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter that narrows the list, to be taken away by a press."""

    field: str
    words: str
    remove: str


@dataclass(frozen=True, slots=True)
class Understood:
    """The filters, a chip for each, and what could not be understood, in words."""

    filters: Filters
    chips: tuple[Chip, ...]
    problems: tuple[str, ...]


def understand(asked: Asked, known: Known) -> Understood:
    """Read every field that has a value."""
    set_to: dict[str, Any] = {}
    chips: list[Chip] = []
    problems: list[str] = []
    for name, value in asked.values.items():
        try:
            meaning = READERS[name](value, known)
        except Unreadable:
            problems.append(say(f"queue.wrong.{name}", value=value[:40]))
            continue
        set_to |= meaning.filters
        words = say(f"queue.chip.{name}", value=meaning.words)
        chips.append(Chip(name, words, asked.without(name).address()))
    since, until = set_to.get("since"), set_to.get("until")
    if since and until and since >= until:
        problems.append(say("queue.wrong.span"))
    return Understood(Filters(**set_to), tuple(chips), tuple(problems))


def _words(value: str, _known: Known) -> Meaning:
    return Meaning({"words": value}, value)


def _state(value: str, _known: Known) -> Meaning:
    if value not in set(Status):
        raise Unreadable
    return Meaning({"statuses": (Status(value),)}, say(f"status.{value}"))


def _category(value: str, known: Known) -> Meaning:
    if value not in known.desk.catalog:
        raise Unreadable
    return Meaning({"category": value}, known.desk.category_name(value))


def _area(field: str, level: int) -> Callable[[str, Known], Meaning]:
    def read(value: str, _known: Known) -> Meaning:
        bare = _AREA_WORD.sub("", normalise(value))
        codes = areas.named(level, areas.thai_key(bare)) if bare else ()
        found = areas.area(codes[0]) if codes else None
        if found is None:
            raise Unreadable
        name = areas.names(found.code)[level // 2 - 1]
        return Meaning({field: name}, name)

    return read


def _day(field: str, days_on: int) -> Callable[[str, Known], Meaning]:
    def read(value: str, known: Known) -> Meaning:
        day = read_day(value, known.today)
        if day is None:
            raise Unreadable
        moment = datetime.combine(day + timedelta(days=days_on), time(), BANGKOK)
        return Meaning({field: moment}, format_date(day, short=True))

    return read


def read_day(text: str, today: date) -> date | None:
    """Return the day that somebody typed: 1/11/69, 1 พ.ย. 2569, 2026-11-01, วันนี้; else None."""
    plain = normalise(text)
    if plain in _DAYS_AGO:
        return today - timedelta(days=_DAYS_AGO[plain])
    year, *rest = plain.split("-")
    if len(year) == 4 and year.isdecimal() and int(year) >= 2400:
        plain = "-".join([str(int(year) - 543), *rest])
    try:
        return date.fromisoformat(plain)
    except ValueError:
        return parse_date(plain)


def _officer(value: str, known: Known) -> Meaning:
    if value == NOBODY:
        return Meaning({"officer_id": 0}, say("queue.nobody"))
    number = known.officer_id if value == ME else _number(value)
    if number not in known.officers:
        raise Unreadable
    return Meaning({"officer_id": number}, known.officers[number])


def _agency(value: str, known: Known) -> Meaning:
    number = _number(value)
    if number not in known.agencies:
        raise Unreadable
    return Meaning({"agency_id": number}, known.agencies[number])


def _stars(value: str, _known: Known) -> Meaning:
    number = _number(value)
    if not 1 <= number <= 5:
        raise Unreadable
    return Meaning({"stars": number}, str(number))


def _source(value: str, _known: Known) -> Meaning:
    if not _SOURCE.fullmatch(value):
        raise Unreadable
    return Meaning({"channel": value}, source_words(value))


def source_words(channel: str) -> str:
    """Return how people call the way a ticket came in."""
    return say(f"source.{channel}") if knows(f"source.{channel}") else channel


def _tag(value: str, known: Known) -> Meaning:
    return Meaning({"tag": value.casefold(), "tag_agency_id": known.tag_agency_id}, value)


def _priority(value: str, _known: Known) -> Meaning:
    if value not in set(Priority):
        raise Unreadable
    return Meaning({"priority": Priority(value)}, say(f"priority.{value}"))


def _within(value: str, _known: Known) -> Meaning:
    try:
        outline = read_outline(value)
    except InvalidInput as error:
        raise Unreadable from error
    return Meaning({"outline": outline}, say("queue.drawn"))


def _number(value: str) -> int:
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        raise Unreadable
    return int(value)


def today_of(now: datetime) -> date:
    """Return the day in Bangkok."""
    return to_bangkok(now).date()


READERS: Mapping[str, Callable[[str, Known], Meaning]] = {
    "q": _words,
    "state": _state,
    "category": _category,
    "province": _area("province", areas.PROVINCE),
    "district": _area("district", areas.DISTRICT),
    "subdistrict": _area("subdistrict", areas.SUBDISTRICT),
    "from": _day("since", 0),
    "to": _day("until", 1),
    "officer": _officer,
    "agency": _agency,
    "stars": _stars,
    "source": _source,
    "tag": _tag,
    "priority": _priority,
    "within": _within,
}
