"""The whole workbook, sheet by sheet in the order they are read; the tickets come last."""

import tempfile

from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.utils import get_column_letter

from complaints.evidence.gathering import Evidence
from complaints.evidence.words import period_name, say
from complaints.evidence.workbook import beside, sheets
from complaints.evidence.workbook.formulas import Formulas, Ranges, ranges_of
from complaints.evidence.workbook.lines import Column, columns_of
from complaints.evidence.workbook.page import HEAD_ROW, Page
from complaints.figures.measures import Over
from thai.dates import format_moment

MOST_LINES = 1_000_000  # a sheet holds no more
FIRST_LINE = HEAD_ROW + 2  # the tickets' headings are two lines


def write_book(evidence: Evidence) -> bytes:
    """Return the workbook as the bytes of an .xlsx file."""
    reported, still_open = columns_of(evidence, Over.REPORTED), columns_of(evidence, Over.OPEN)
    formulas = Formulas(
        ranges_of(say("sheet.tickets"), reported, FIRST_LINE),
        ranges_of(say("sheet.open"), still_open, FIRST_LINE),
    )
    book, of = Workbook(write_only=True), of_words(evidence)
    sheets.write_summary(book, evidence, formulas, of)
    sheets.write_definitions(book, of)
    for kind in ("categories", "agencies", "months"):
        names = sheets.names_of(kind, evidence)
        page = sheets.write_parts(book, kind, names, formulas, of)
        _draw(page, kind, len(names))
    ages = beside.write_ages(book, evidence.ages, formulas, of)
    _draw(ages, "ages", len(evidence.ages))
    beside.write_history(book, evidence, of)
    beside.write_comparison(book, evidence, of)
    if evidence.estimate:
        beside.write_benefit(book, evidence, of)
    _write_tickets(book, "tickets", reported, formulas.reported, of)
    _write_tickets(book, "open", still_open, formulas.open, of)
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        return file.read()


def of_words(evidence: Evidence) -> str:
    """Return whose evidence of when it is, and as of when."""
    subject = evidence.subject
    agency = evidence.agency or say("everybody")
    of = say("book.of", agency=agency, period=period_name(subject.period))
    return f"{of} · {say('book.as_of', moment=format_moment(subject.as_of))}"


def _write_tickets(
    book: Workbook, kind: str, columns: list[Column], ranges: Ranges, of: str
) -> None:
    page = Page(book, ranges.sheet, [18] * len(columns), freeze=f"B{FIRST_LINE}")
    page.open(ranges.sheet, of, say(f"note.{kind}"), [each.group for each in columns])
    page.heads([each.heading for each in columns])
    values = [each.values[:MOST_LINES] for each in columns]
    page.bulk(values, [each.format for each in columns])
    last = max(page.row, FIRST_LINE)
    page.sheet.auto_filter.ref = f"A{FIRST_LINE - 1}:{get_column_letter(len(columns))}{last}"


def _draw(page: Page, kind: str, lines: int) -> None:
    """Put a chart beside the table: how much came in and was solved, or how old it is."""
    if not lines:
        return
    chart = LineChart() if kind == "months" else BarChart()
    chart.title = say(f"chart.{kind}") if kind != "agencies" else say("sheet.agencies")
    chart.height, chart.width = 9, 20
    chart.x_axis.delete = chart.y_axis.delete = False  # else Excel hides them
    columns = (2,) if kind == "ages" else (2, 4)
    first, last = HEAD_ROW, HEAD_ROW + lines
    for column in columns:
        values = Reference(page.sheet, min_col=column, min_row=first, max_row=last)
        chart.add_data(values, titles_from_data=True)
    chart.set_categories(Reference(page.sheet, min_col=1, min_row=first + 1, max_row=last))
    page.sheet.add_chart(chart, f"B{last + 3}")
