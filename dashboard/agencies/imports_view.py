"""The preview of an import."""

import csv
import io
from dataclasses import dataclass

from agencies.importing import NewAgency, Plan
from agencies.sheet import read_rows, words
from agencies.tables import Part
from categories.catalog import Catalog
from dashboard.agencies.ground import category_words
from dashboard.places import area_words
from dashboard.wording import say

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line that would be added."""

    number: int
    code: str
    category: str
    area: str
    part: Part


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """What is wrong with which row."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class ImportView:
    """What importing would add. `text` is the table again, to be sent back when agreed to."""

    agencies: tuple[NewAgency, ...]
    lines: tuple[LineRow, ...]
    count: int
    known: int
    errors: tuple[ErrorRow, ...]
    text: str


def load(planned: Plan, catalog: Catalog, data: bytes) -> ImportView:
    """Return the preview of a plan made from `data`."""
    return ImportView(
        agencies=planned.agencies,
        lines=tuple(
            LineRow(
                new.number,
                new.code,
                category_words(new.line.category, catalog),
                area_words(
                    new.line.area.province, new.line.area.district, new.line.area.subdistrict
                )
                or say("agencies.everywhere"),
                new.line.part,
            )
            for new in planned.lines[:MOST_SHOWN]
        ),
        count=len(planned.lines),
        known=planned.known,
        errors=tuple(
            ErrorRow(error.number, say(f"agencies.problem.{error.reason}", **error.values))
            for error in planned.errors
        ),
        text="" if planned.errors else _as_csv(data),
    )


def _as_csv(data: bytes) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(words().columns)
    for row in read_rows(data):
        writer.writerow(row.cells.get(key, "") for key in words().columns)
    return text.getvalue()
