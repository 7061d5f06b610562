"""A view as a file: all its tickets, page by page, so that a million need no more room than one.

Sealed tickets and reporters are in no file, whoever asks. What begins like a formula is written so
that no spreadsheet runs it.
"""

import csv
import io
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import IO, Literal

from fastapi import APIRouter
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from starlette.responses import Response, StreamingResponse

from complaints.queue.listing import list_page
from complaints.queue.order import Place
from core.clock import to_bangkok
from core.spreadsheets import BOM, harmless, writable
from dashboard.auth import SignedIn, Visitor
from dashboard.queue import view
from dashboard.queue.asked import Asked, AskedFor
from dashboard.queue.columns import COLUMNS, Value, values_of
from dashboard.wiring import Wired, Wiring
from dashboard.wording import say
from store import audit

router = APIRouter(prefix="/queue")
AT_ONCE = 500  # tickets read at a time
MOST_IN_XLSX = 1_000_000  # rows; a sheet holds 1,048,576
CHUNK = 64 * 1024  # bytes
THAI_DATE = "[$-1070000]d/mm/yyyy h:mm"  # spreadsheets show the year as พ.ศ.
USUAL_WIDTH = 16  # characters: a date is read whole
WIDTHS = {"description": 60, "address": 40, "agency": 30, "officer": 24}
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@router.get("/export.{kind}")
def export(
    wiring: Wired, visitor: SignedIn, asked: AskedFor, kind: Literal["csv", "xlsx"]
) -> Response:
    """Return the whole view as a file, put on record."""
    now = wiring.clock()
    with wiring.database.transaction() as session:
        audit.record(
            session,
            at=now,
            actor=f"officer:{visitor.officer.id}",
            action="tickets.exported",
            subject=f"agency:{visitor.officer.agency_id}",
            kind=kind,
            query=view.query_of(asked),
        )
    written: dict[str, Callable[[Iterator[list[Value]]], Iterator[bytes]]]
    written = {"csv": _as_csv, "xlsx": _as_xlsx}
    name = f"tickets-{to_bangkok(now):%Y%m%d-%H%M}.{kind}"
    return StreamingResponse(
        written[kind](_lines(wiring, visitor, asked, now)),
        media_type=KINDS[kind],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _lines(wiring: Wiring, visitor: Visitor, asked: Asked, now: datetime) -> Iterator[list[Value]]:
    """Yield the tickets' lines. No reading stays open while the file is on its way."""
    after: Place | None = None
    while True:
        with wiring.database.reading() as session:
            reading = view.read_asked(session, wiring.desk, visitor.officer, asked, now)
            wanted = replace(reading.wanted, unsealed=True)
            page = list_page(session, wanted, reading.sort, after, AT_ONCE)
            lines = values_of(session, wiring.desk, visitor.officer, page.tickets)
        yield from lines
        after = page.further
        if after is None:
            return


def _as_csv(lines: Iterator[list[Value]]) -> Iterator[bytes]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write(BOM)
    writer.writerow([say(f"queue.column.{column}") for column in COLUMNS])
    for line in lines:
        writer.writerow([harmless(_plain(value)) for value in line])
        if buffer.tell() > CHUNK:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def _as_xlsx(lines: Iterator[list[Value]]) -> Iterator[bytes]:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(say("queue.sheet"))
    sheet.freeze_panes = "B2"
    for number, column in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(column, USUAL_WIDTH)
    sheet.append([say(f"queue.column.{column}") for column in COLUMNS])

    def cell(value: Value) -> object:
        if isinstance(value, datetime):
            # A spreadsheet knows no time zones: what it shows is Bangkok's time.
            dated = WriteOnlyCell(sheet, to_bangkok(value).replace(tzinfo=None))
            dated.number_format = THAI_DATE
            return dated
        return harmless(writable(value)) if isinstance(value, str) else value

    lowest = 1
    for count, line in enumerate(lines):
        if count == MOST_IN_XLSX:
            break
        sheet.append([cell(value) for value in line])
        lowest = count + 2  # below the head
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{lowest}"
    with tempfile.TemporaryFile() as file:
        workbook.save(file)
        file.seek(0)
        yield from _chunks(file)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


def _plain(value: Value) -> str:
    if isinstance(value, datetime):
        return f"{to_bangkok(value):%Y-%m-%d %H:%M}"
    return "" if value is None else str(value)
