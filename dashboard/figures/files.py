"""Tables and tickets as CSV that a spreadsheet opens in Thai."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from core.clock import to_bangkok
from core.spreadsheets import BOM, harmless
from dashboard.auth import Visitor
from dashboard.figures.asked import Asked
from dashboard.figures.tables import Table, Value
from dashboard.wiring import Wiring
from store import audit

CSV = "text/csv; charset=utf-8"


def headers(name: str, now: datetime) -> dict[str, str]:
    """Return the headers of a file that is kept, not shown."""
    file = f"figures-{name}-{to_bangkok(now):%Y%m%d-%H%M}.csv"
    return {"Content-Disposition": f'attachment; filename="{file}"'}


def put_on_record(wiring: Wiring, visitor: Visitor, page: str, asked: Asked) -> None:
    """Note who took which file along."""
    with wiring.database.transaction() as session:
        audit.record(
            session,
            at=wiring.clock(),
            actor=f"officer:{visitor.officer.id}",
            action="figures.exported",
            subject=f"agency:{visitor.officer.agency_id}",
            page=page,
            query=asked.address(page),
        )


def lines(head: Sequence[str], rows: Iterable[Sequence[Value]]) -> Iterator[bytes]:
    """Yield the file line by line."""
    yield BOM.encode() + _line(head)
    for row in rows:
        yield _line(row)


def tables_file(tables: Sequence[Table]) -> bytes:
    """Return tables one below the other, each with its name and headings."""
    written = [BOM.encode()]
    for place, table in enumerate(tables):
        written += [_line([])] if place else []
        units = (f" ({column.unit})" if column.unit else "" for column in table.columns)
        heads = [f"{column.name}{unit}" for column, unit in zip(table.columns, units, strict=True)]
        written += [_line([table.name]), _line(heads)]
        written += [_line([cell.value for cell in row]) for row in table.rows]
    return b"".join(written)


def _line(values: Sequence[Value]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow([_written(value) for value in values])
    return text.getvalue().encode()


def _written(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    return f"{value:.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
