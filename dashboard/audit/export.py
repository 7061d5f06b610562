"""The log as a file: CSV that a spreadsheet opens in Thai, made while it is sent."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace

from agencies.tables import Officer
from core.clock import to_bangkok
from core.spreadsheets import BOM, harmless
from dashboard.audit.reading import read_batch
from dashboard.audit.view import Row, make_rows
from dashboard.wording import say
from store.audit import Span
from store.database import Database

MOST = 100_000  # entries
AT_ONCE = 1_000
_COLUMNS = ("at", "who", "what", "about", "detail")


def stream(database: Database, reader: Officer, span: Span) -> Iterator[bytes]:
    """Yield the file bit by bit; what happens meanwhile is newer, so it is not among it."""
    yield BOM.encode() + _lines([[say(f"audit.column.{column}") for column in _COLUMNS]])
    for _ in range(MOST // AT_ONCE):
        with database.reading() as session:
            batch = read_batch(session, reader, span, AT_ONCE)
            rows = make_rows(session, reader, batch.entries)
        yield _lines(_cells(row) for row in rows)
        if not batch.further:
            return
        span = replace(span, after=(batch.entries[-1].at, batch.entries[-1].id or 0))


def _cells(row: Row) -> list[str]:
    at = f"{to_bangkok(row.at):%Y-%m-%d %H:%M:%S}"
    return [at, *map(harmless, (row.who, row.what, row.about, row.detail))]


def _lines(rows: Iterable[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
