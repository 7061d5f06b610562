"""Writes sheets in one pass: title, heading, rows, the set-up for printing."""

import math
import re
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.properties import PageSetupProperties

from complaints.evidence.words import say

FONT = "TH Sarabun New"
A4 = 9
HEAD_ROW = 4  # below title, what it is of, and a note
LINE = 22  # points that a line of text takes
_NAVY = "1D4E89"
_TITLE, _QUIET = Font(FONT, 20, bold=True, color=_NAVY), Font(FONT, 14, color="5B6472")
_HEAD, _TEXT = Font(FONT, 15, bold=True, color="FFFFFF"), Font(FONT, 15)
_FILL = PatternFill("solid", fgColor=_NAVY)
_LINE = Border(bottom=Side("thin", color="D5DCE6"))
_WRAPPED = Alignment(wrap_text=True, vertical="center", horizontal="center")
_NUMBER, _WORDS = Alignment(vertical="top"), Alignment(vertical="top", indent=1)
_WRAP_TOP = Alignment(vertical="top", wrap_text=True)
_DANGEROUS = re.compile(r"^[=+\-@\t\r]")
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
SHARE, COUNT, DECIMAL = "0.0%", "#,##0", "#,##0.00"


class Formula(str):
    """Text that is meant to be a formula; whatever else begins like one is not."""

    __slots__ = ()


class Array(Formula):
    """A formula over whole columns."""

    __slots__ = ()


class Page:
    """One sheet, written from the top to the bottom. `widths` are in characters."""

    def __init__(
        self, book: Workbook, title: str, widths: Sequence[float], *, freeze: str = "B5"
    ) -> None:
        self.sheet = book.create_sheet(title)
        self.row = 0
        self.widths = widths
        for number, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(number)].width = width
        self.sheet.freeze_panes = freeze
        self.sheet.sheet_view.showGridLines = False
        self.sheet.sheet_format.defaultRowHeight = LINE
        self.sheet.sheet_format.customHeight = True
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self.sheet.page_setup.orientation = "landscape"
        self.sheet.page_setup.paperSize = A4
        self.sheet.page_setup.fitToWidth, self.sheet.page_setup.fitToHeight = 1, 0
        self.sheet.print_title_rows = f"1:{HEAD_ROW}"
        self.sheet.oddFooter.center.text = say("book.print")

    def open(self, title: str, of: str, note: str, heads: Sequence[str]) -> None:
        """Write the lines above the table."""
        self.sheet.row_dimensions[HEAD_ROW].height = 2 * LINE
        self.sheet.row_dimensions[1].height = 1.5 * LINE
        self._append([self._cell(title, _TITLE)])
        self._append([self._cell(of, _QUIET)])
        self._append([self._cell(note, _QUIET)])
        self.heads(heads)

    def heads(self, heads: Sequence[str]) -> None:
        """Write a line of column headings."""
        cells = [self._cell(head, _HEAD) for head in heads]
        for cell in cells:
            cell.fill, cell.alignment = _FILL, _WRAPPED
        self._append(cells)

    def line(
        self, values: Sequence[Any], formats: Sequence[str] = (), *, wrap: bool = False
    ) -> int:
        """Write a line of a table, and return its row."""
        cells = []
        for number, value in enumerate(values):
            cell = self._cell(value, _TEXT, number + 1)
            is_words = isinstance(value, str) and not isinstance(value, Formula)
            plain = _WORDS if is_words else _NUMBER
            cell.border, cell.alignment = _LINE, _WRAP_TOP if wrap else plain
            if number < len(formats) and formats[number]:
                cell.number_format = formats[number]
            cells.append(cell)
        if wrap:
            self.sheet.row_dimensions[self.row + 1].height = LINE * self._lines(values)
        self._append(cells)
        return self.row

    def _lines(self, values: Sequence[Any]) -> int:
        """Return how many lines the longest of these takes in its column."""
        lengths = [len(each) if isinstance(each, str) else 0 for each in values]
        return max(math.ceil(n / width) for n, width in zip(lengths, self.widths, strict=True)) or 1

    def bulk(self, columns: Sequence[Sequence[Any]], formats: Sequence[str]) -> None:
        """Write very many lines: one cell a column, filled anew for each."""
        cells = [WriteOnlyCell(self.sheet) for _ in columns]
        for cell, shown in zip(cells, formats, strict=True):
            cell.font, cell.number_format = _TEXT, shown
        for values in zip(*columns, strict=True):
            self._append(
                None if value is None else _filled(cell, value)
                for cell, value in zip(cells, values, strict=True)
            )

    def _append(self, cells: Iterable[Any]) -> None:
        self.sheet.append(cells)
        self.row += 1

    def _cell(self, value: Any, font: Font, column: int = 1) -> Any:
        place = f"{get_column_letter(column)}{self.row + 1}"
        cell = WriteOnlyCell(self.sheet, None)
        cell.font = font
        if isinstance(value, Array):
            cell.value = ArrayFormula(place, str(value))
        elif isinstance(value, Formula):
            cell.value = str(value)
        else:
            cell.value = _harmless(value)
        return cell


def _filled(cell: Any, value: Any) -> Any:
    cell.value = _harmless(value)
    return cell


def _harmless(value: Any) -> Any:
    """Return a value so that no spreadsheet takes it for a formula."""
    if not isinstance(value, str):
        return value
    text = _UNWRITABLE.sub("", value)
    return f"'{text}" if _DANGEROUS.match(text) else text
