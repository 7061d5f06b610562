"""The whole workbook, sheet by sheet in the order they are read; the tickets come last."""

import io
from collections.abc import Iterator

import numpy as np
from xlsxwriter import Workbook

from complaints.evidence.gathering import Evidence
from complaints.evidence.words import period_name, say
from complaints.evidence.workbook import beside, sheets
from complaints.evidence.workbook.charting import Drawn, add_chart
from complaints.evidence.workbook.formulas import Formulas, Ranges, ranges_of
from complaints.evidence.workbook.levels import write_levels
from complaints.evidence.workbook.lines import Column, columns_of, lives_of
from complaints.evidence.workbook.looks import Looks
from complaints.evidence.workbook.page import HEAD_ROW, Book, Page
from complaints.figures.lives import Lives
from complaints.figures.measures import Over
from thai.dates import format_moment

MOST_LINES = 1_000_000  # a sheet holds no more
FIRST_LINE = HEAD_ROW + 2  # the tickets' headings are two lines
AT_ONCE = 5000  # tickets whose cells are in memory together
SHEETS = {Over.REPORTED: "tickets", Over.OPEN: "open"}
DRAWN = ("received", "closed")


def write_book(evidence: Evidence) -> bytes:
    """Return the workbook as the bytes of an .xlsx file; lines lie in memory a few at a time."""
    data = io.BytesIO()
    with Workbook(data, {"constant_memory": True}) as file:
        file.set_properties({"title": say("book.title"), "created": evidence.subject.as_of})
        book = Book(file, Looks(file), of_words(evidence))
        formulas = Formulas(*(_ranges(evidence, over) for over in Over))
        _write_figures(book, evidence, formulas)
        for over in Over:
            _write_tickets(book, evidence, over)
    return data.getvalue()


def of_words(evidence: Evidence) -> str:
    """Return whose evidence of when it is, and as of when."""
    subject = evidence.subject
    agency = evidence.agency or say("everybody")
    of = say("book.of", agency=agency, period=period_name(subject.period))
    return f"{of} · {say('book.as_of', moment=format_moment(subject.as_of))}"


def _write_figures(book: Book, evidence: Evidence, formulas: Formulas) -> None:
    sheets.write_summary(book, evidence, formulas)
    if evidence.assessed:
        write_levels(book, evidence.assessed)
    sheets.write_definitions(book)
    for kind in ("categories", "agencies", "months"):
        _write_parts(book, kind, sheets.parts_of(kind, evidence), formulas)
    _write_ages(book, evidence, formulas)
    beside.write_history(book, evidence)
    beside.write_comparison(book, evidence)
    if evidence.estimate:
        beside.write_benefit(book, evidence)


def _write_parts(book: Book, kind: str, parts: sheets.Parts, formulas: Formulas) -> None:
    page = sheets.write_parts(book, kind, parts, formulas)
    drawn = [
        Drawn(
            1 + sheets.SHOWN.index(figure),
            say(f"head.{figure}"),
            [each[figure].value for each in parts.values()],
        )
        for figure in DRAWN
    ]
    title = say(f"chart.{kind}")
    add_chart(page, title, list(parts), drawn, "line" if kind == "months" else "column")


def _write_ages(book: Book, evidence: Evidence, formulas: Formulas) -> None:
    page = beside.write_ages(book, evidence.ages, formulas)
    labels = [beside.age_name(age) for age in evidence.ages]
    tickets = [age.tickets for age in evidence.ages]
    add_chart(page, say("chart.ages"), labels, [Drawn(1, say("head.tickets"), tickets)])


def _ranges(evidence: Evidence, over: Over) -> Ranges:
    lives = lives_of(evidence, over)
    columns = columns_of(evidence, over, lives.none())
    sheet, rows = say(f"sheet.{SHEETS[over]}"), min(len(lives), MOST_LINES)
    return ranges_of(sheet, columns, FIRST_LINE, rows)


def _write_tickets(book: Book, evidence: Evidence, over: Over) -> None:
    lives = lives_of(evidence, over)
    columns = columns_of(evidence, over, lives.none())
    page = _open_tickets(book, SHEETS[over], columns)
    for part in _by_parts(lives):
        columns = columns_of(evidence, over, part)
        page.bulk([each.values for each in columns], [each.format for each in columns])
    page.sheet.autofilter(FIRST_LINE - 2, 0, max(page.row, FIRST_LINE) - 1, len(columns) - 1)


def _open_tickets(book: Book, kind: str, columns: list[Column]) -> Page:
    page = Page(book, say(f"sheet.{kind}"), [18] * len(columns), freeze=f"B{FIRST_LINE}")
    page.open(say(f"sheet.{kind}"), say(f"note.{kind}"), [each.group for each in columns])
    page.heads([each.heading for each in columns])
    return page


def _by_parts(lives: Lives) -> Iterator[Lives]:
    """Yield the tickets that a sheet has lines for, some of them at a time."""
    places = np.arange(len(lives))
    for start in range(0, min(len(lives), MOST_LINES), AT_ONCE):
        yield lives.only((places >= start) & (places < start + AT_ONCE))
