"""The sheets beside the figures: backlog by age, earlier years, before and after, estimate."""

from collections.abc import Sequence

from complaints.evidence.gathering import Evidence
from complaints.evidence.words import period_name, say
from complaints.evidence.workbook.cells import COUNT, DECIMAL, Formula
from complaints.evidence.workbook.formulas import Formulas
from complaints.evidence.workbook.lines import AGE, COUNTS, key_of
from complaints.evidence.workbook.page import Book, Page
from complaints.evidence.workbook.sheets import change_at, for_cell, format_of
from complaints.figures.ages import Age
from complaints.figures.definitions import load_definitions

COMPARED = (
    "received",
    "first_response",
    "first_response_calendar",
    "response_on_time",
    "resolution_gross",
    "resolution_calendar_gross",
    "on_time",
    "confirmed_share",
    "stars",
)


def age_name(age: Age) -> str:
    """Return an age as people say it."""
    if age.until is None:
        return say("age.older", until=age.since - 1)
    return say("age.until", since=age.since, until=age.until - 1)


def write_ages(book: Book, ages: Sequence[Age], formulas: Formulas) -> Page:
    """Write how old the open problems are."""
    page = Page(book, say("sheet.ages"), (34, 16))
    page.open(say("sheet.ages"), say("note.ages"), [say("head.age"), say("head.tickets")])
    counted, days = formulas.open.of(key_of("backlog", COUNTS)), formulas.open.of(AGE)
    for age in ages:
        until = f',{days},"<{age.until}"' if age.until is not None else ""
        text = f'=SUMIFS({counted},{days},">={age.since}"{until})'
        formula = Formula(text, age.tickets)
        page.line([age_name(age), formula], ["", COUNT])
    return page


def write_history(book: Book, evidence: Evidence) -> None:
    """Write the fiscal years before that of the forms, and the period itself."""
    years = list(evidence.history)
    page = Page(book, say("sheet.history"), (46, 16, *[14] * (len(years) + 1)))
    heads = [say("head.figure"), say("head.unit"), *(str(year) for year in years)]
    heads.append(period_name(evidence.subject.period))
    page.open(say("sheet.history"), say("note.history"), heads)
    reports = [*evidence.history.values(), evidence.report]
    for figure, definition in load_definitions().items():
        values = [for_cell(report[figure], report[figure].value) for report in reports]
        line = [definition.say("name"), say(f"unit.{definition.unit}"), *values]
        page.line(line, ["", "", *[format_of(definition)] * len(values)])


def write_comparison(book: Book, evidence: Evidence) -> None:
    """Write what was before and what is after."""
    page = Page(book, say("sheet.comparison"), (46, 16, 26, 12, 26, 12, 16))
    before, after = period_name(evidence.subject.earlier), period_name(evidence.subject.period)
    heads = [say("head.figure"), say("head.unit"), f"{say('head.before')}: {before}", "n"]
    heads += [f"{say('head.after')}: {after}", "n", say("head.change")]
    page.open(say("sheet.comparison"), say("note.comparison"), heads)
    for figure in COMPARED:
        then, now = evidence.earlier[figure], evidence.report[figure]
        shown = format_of(now.definition)
        values = for_cell(now, now.value), for_cell(then, then.value)
        page.line(
            [
                now.definition.say("name"),
                say(f"unit.{now.definition.unit}"),
                values[1],
                then.n,
                values[0],
                now.n,
                change_at(page.row + 1, "E", "C", values),
            ],
            ["", "", shown, COUNT, shown, COUNT, shown],
        )


def write_benefit(book: Book, evidence: Evidence) -> None:
    """Write the estimate: count times unit figure, with its source on every line."""
    page = Page(book, say("sheet.benefit"), (40, 16, 34, 12, 16, 18, 14, 60))
    names = ("figure", "note", "counted", "count", "each", "total", "unit", "source")
    heads = [say(f"head.{name}") for name in names]
    page.open(say("sheet.benefit"), say("note.benefit"), heads)
    for each in evidence.estimate:
        words, row = f"benefit.{each.unit.id}", page.row + 1
        page.line(
            [
                say(f"{words}.name"),
                say(f"{words}.whose"),
                say(f"benefit.counted.{each.unit.each}"),
                each.count,
                each.unit.amount,
                Formula(f"=D{row}*E{row}", each.total),
                say(f"measured.{each.unit.measured_in}"),
                say("benefit.source"),
            ],
            ["", "", "", COUNT, DECIMAL, DECIMAL],
            wrap=True,
        )
