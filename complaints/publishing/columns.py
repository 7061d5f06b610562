"""The columns of the open data: files, API and data dictionary are made of this one list."""

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from complaints.publishing.reach import spot_of
from complaints.tables import Ticket
from thai.masking import mask, street_of

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Row:
    """A ticket with what is beside it: names, cleared words, how many people reported it."""

    ticket: Ticket
    category_th: str
    category_en: str
    agency_code: str
    agency: str
    main_code: str
    people: int
    words: str
    url: str


class Kind(StrEnum):
    """What a value is."""

    TEXT = "text"
    CODE = "code"
    MOMENT = "moment"
    NUMBER = "number"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Column:
    """A column; its words stand in columns.yml. `kept`: also in the daily files."""

    name: str
    kind: Kind
    read: Callable[[Row], Value]
    kept: bool = True


def _moment(value: datetime | None) -> str | None:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value else None


@functools.lru_cache(maxsize=20_000)  # areas are few, tickets many
def clean_area(value: str) -> str:
    """Return an area's name, "" where it holds anything personal: imports bring what they like."""
    return "" if mask(value).found else value


def _latitude(row: Row) -> float | None:
    spot = spot_of(row.ticket.latitude, row.ticket.longitude)
    return spot.latitude if spot else None


def _longitude(row: Row) -> float | None:
    spot = spot_of(row.ticket.latitude, row.ticket.longitude)
    return spot.longitude if spot else None


COLUMNS: Sequence[Column] = (
    Column("id", Kind.CODE, lambda row: row.ticket.code),
    Column("main_id", Kind.CODE, lambda row: row.main_code or None),
    Column("category", Kind.CODE, lambda row: row.ticket.category),
    Column("category_th", Kind.TEXT, lambda row: row.category_th),
    Column("category_en", Kind.TEXT, lambda row: row.category_en),
    Column("status", Kind.CODE, lambda row: row.ticket.status.value),
    Column("hold_reason", Kind.CODE, lambda row: row.ticket.hold_reason),
    Column("agency_code", Kind.CODE, lambda row: row.agency_code),
    Column("agency", Kind.TEXT, lambda row: row.agency),
    Column("reported_at", Kind.MOMENT, lambda row: _moment(row.ticket.created_at)),
    Column("first_response_at", Kind.MOMENT, lambda row: _moment(row.ticket.first_response_at)),
    Column("due_at", Kind.MOMENT, lambda row: _moment(row.ticket.due_at)),
    Column("finished_at", Kind.MOMENT, lambda row: _moment(row.ticket.finished_at)),
    Column("updated_at", Kind.MOMENT, lambda row: _moment(row.ticket.updated_at)),
    Column("confirmed", Kind.FLAG, lambda row: row.ticket.confirmed_at is not None),
    Column("reopened", Kind.NUMBER, lambda row: row.ticket.reopened_count),
    Column("hand_overs", Kind.NUMBER, lambda row: row.ticket.hand_overs),
    Column("people", Kind.NUMBER, lambda row: row.people),
    Column("channel", Kind.CODE, lambda row: row.ticket.channel),
    Column("province", Kind.TEXT, lambda row: clean_area(row.ticket.province)),
    Column("district", Kind.TEXT, lambda row: clean_area(row.ticket.district)),
    Column("subdistrict", Kind.TEXT, lambda row: clean_area(row.ticket.subdistrict)),
    Column("street", Kind.TEXT, lambda row: street_of(row.ticket.address)),
    Column("latitude", Kind.NUMBER, _latitude),
    Column("longitude", Kind.NUMBER, _longitude),
    # Not in files that are kept: what is taken back is to be gone at once.
    Column("description", Kind.TEXT, lambda row: row.words or None, kept=False),
    Column("url", Kind.TEXT, lambda row: row.url),
)
KEPT = tuple(column for column in COLUMNS if column.kept)
