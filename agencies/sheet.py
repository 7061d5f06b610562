"""A table of agencies out of a CSV or Excel file: rows as they stand, headings understood."""

import csv
import functools
import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import yaml
from openpyxl.utils.exceptions import InvalidFileException

from core.errors import InvalidInput

LARGEST = 5 * 1024 * 1024  # bytes of a file
LARGEST_UNPACKED = 60 * 1024 * 1024  # bytes of what an Excel file holds
MOST_ROWS = 5_000
MOST_COLUMNS = 30
FILE = Path(__file__).with_name("sheet.yml")
# What reading a damaged Excel file may raise: zip, zlib and two XML readers, each in its own way.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    InvalidFileException,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    NotImplementedError,
    EOFError,
    OSError,
)
_ENCODINGS = ("utf-8-sig", "cp874")


@dataclass(frozen=True, slots=True)
class Row:
    """One filled row: its number as the person sees it, and its cells by column."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Words:
    """What sheet.yml holds."""

    columns: Mapping[str, Sequence[str]]
    parts: Mapping[str, Sequence[str]]
    everything: frozenset[str]
    example: Sequence[Sequence[str]]

    @property
    def headings(self) -> list[str]:
        """The template's first row."""
        return [names[0] for names in self.columns.values()]


@functools.cache
def words() -> Words:
    """Return the headings, words and example of the table."""
    read = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return Words(read["columns"], read["parts"], frozenset(read["everything"]), read["example"])


def read_rows(data: bytes) -> list[Row]:
    """Return the rows of a CSV or Excel file.

    Raises:
        InvalidInput: "sheet_large", "sheet_unreadable", "sheet_rows", "sheet_empty", or
            "sheet_columns" with the heading that is missing.
    """
    if len(data) > LARGEST:
        raise InvalidInput("sheet_large", megabytes=LARGEST // 1024**2)
    table = _excel(data) if data.startswith(b"PK") else _csv(data)
    filled = [(n, cells) for n, cells in enumerate(table, start=1) if any(cells)]
    if len(filled) < 2:
        raise InvalidInput("sheet_empty")
    if len(filled) > MOST_ROWS:
        raise InvalidInput("sheet_rows", most=MOST_ROWS)
    places = _columns(filled[0][1])
    return [
        Row(number, {key: cells[at] if at < len(cells) else "" for key, at in places.items()})
        for number, cells in filled[1:]
    ]


def template_csv() -> bytes:
    """Return the template as CSV, with the mark that makes Excel read Thai."""
    text = io.StringIO()
    csv.writer(text).writerows([words().headings, *words().example])
    return text.getvalue().encode("utf-8-sig")


def template_excel() -> bytes:
    """Return the template as an Excel file."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (words().headings, *words().example):
        sheet.append(list(row))
    for at, width in enumerate((16, 40, 18, 24, 44, 10)):
        sheet.column_dimensions["ABCDEF"[at]].width = width
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _csv(data: bytes) -> list[list[str]]:
    for encoding in _ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        try:
            return [_cells(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True)]
        except csv.Error:
            break
    raise InvalidInput("sheet_unreadable")


def _excel(data: bytes) -> list[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(each.file_size for each in packed.infolist()) > LARGEST_UNPACKED:
                raise InvalidInput("sheet_large", megabytes=LARGEST // 1024**2)
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        limits = {"max_row": MOST_ROWS + 2, "max_col": MOST_COLUMNS}
        return [_cells(row) for row in sheet.iter_rows(values_only=True, **limits)]
    except _BROKEN:
        raise InvalidInput("sheet_unreadable") from None


def _cells(row: Iterable[Any]) -> list[str]:
    return ["" if cell is None else " ".join(str(cell).split()) for cell in row][:MOST_COLUMNS]


def _columns(headings: Sequence[str]) -> dict[str, int]:
    said = {heading.strip().lower(): at for at, heading in enumerate(headings) if heading}
    found = {
        key: at
        for key, names in words().columns.items()
        if (at := next((said[name] for name in names if name in said), None)) is not None
    }
    if "code" not in found:
        raise InvalidInput("sheet_columns", heading=words().columns["code"][0])
    return found
