"""Writes sheets in one pass: title, heading, rows, the set-up for printing."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from complaints.evidence.words import say
from complaints.evidence.workbook.cells import Formula, Value, in_cell
from complaints.evidence.workbook.looks import HEAD, NUMBER, QUIET, TEXT, TITLE, WORDS, Looks

A4 = 9
HEAD_ROW = 4  # below title, what it is of, and a note
LINE = 22  # points that a line of text takes


@dataclass(frozen=True, slots=True)
class Book:
    """The workbook; `of` says whose evidence of when it is, below the title of every sheet."""

    file: Workbook
    looks: Looks
    of: str


class Page:
    """One sheet, written from the top to the bottom. `widths` are in characters.

    `row` is the last line written, the first is 1; lines written are in memory no more.
    """

    def __init__(
        self, book: Book, title: str, widths: Sequence[float], *, freeze: str = "B5"
    ) -> None:
        self.book, self.title, self.widths, self.row = book, title, widths, 0
        self.sheet = book.file.add_worksheet(title)
        self._looks = book.looks
        for number, width in enumerate(widths):
            self.sheet.set_column(number, number, width)
        self.sheet.set_default_row(LINE)
        self.sheet.freeze_panes(freeze)
        self.sheet.hide_gridlines(2)
        self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.repeat_rows(0, HEAD_ROW - 1)
        self.sheet.set_footer(f"&C{say('book.print')}")

    def open(self, title: str, note: str, heads: Sequence[str]) -> None:
        """Write the lines above the table."""
        self._line([title], [self._looks.of(TITLE)], 1.5 * LINE)
        for words in (self.book.of, note):
            self._line([words], [self._looks.of(QUIET)])
        self.heads(heads, 2 * LINE)

    def heads(self, heads: Sequence[str], height: float | None = None) -> None:
        """Write a line of column headings."""
        self._line(heads, [self._looks.of(HEAD)] * len(heads), height)

    def line(
        self, values: Sequence[Value], formats: Sequence[str] = (), *, wrap: bool = False
    ) -> None:
        """Write a line of a table."""
        shown = [*formats, *[""] * (len(values) - len(formats))]
        looks = [
            self._looks.of(WORDS if isinstance(value, str) else NUMBER, each, wrap=wrap)
            for value, each in zip(values, shown, strict=True)
        ]
        self._line(values, looks, LINE * self._lines(values) if wrap else None)

    def bulk(self, columns: Sequence[Sequence[Any]], formats: Sequence[str]) -> None:
        """Write very many lines; of what is nothing there is no cell."""
        looks = [self._looks.of(TEXT, each) for each in formats]
        for values in zip(*columns, strict=True):
            for column, (value, look) in enumerate(zip(values, looks, strict=True)):
                if value is not None:
                    self._write(column, value, look)
            self.row += 1

    def cells(self, column: int, first: int, last: int) -> str:
        """Return where these lines of a column lie, as formulas and charts name it."""
        letter = xl_col_to_name(column)
        return f"='{self.title}'!${letter}${first}:${letter}${last}"

    def _lines(self, values: Sequence[Value]) -> int:
        """Return how many lines the longest of these takes in its column."""
        lengths = [len(each) if isinstance(each, str) else 0 for each in values]
        return max(math.ceil(n / width) for n, width in zip(lengths, self.widths, strict=True)) or 1

    def _line(
        self, values: Sequence[Value], looks: Sequence[Any], height: float | None = None
    ) -> None:
        if height is not None:
            self.sheet.set_row(self.row, height)
        for column, (value, look) in enumerate(zip(values, looks, strict=True)):
            self._write(column, value, look)
        self.row += 1

    def _write(self, column: int, value: Any, look: Any) -> None:
        place = (self.row, column)
        match value:
            case None:
                self.sheet.write_blank(*place, None, look)
            case Formula(text, kept, whole):
                shown = "" if kept is None else kept
                if whole:
                    self.sheet.write_array_formula(*place, *place, f"{{{text}}}", look, shown)
                else:
                    self.sheet.write_formula(*place, text, look, shown)
            case str():
                self.sheet.write_string(*place, in_cell(value), look)
            case datetime():
                self.sheet.write_datetime(*place, value, look)
            case _:
                self.sheet.write_number(*place, value, look)
