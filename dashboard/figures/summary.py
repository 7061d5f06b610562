"""The page for executives: how far we are, why, what is missing, the key figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from fastapi import APIRouter, Request
from sqlmodel import Session
from starlette.responses import Response

from complaints.assessment.requirements import Requirement, load_requirements
from complaints.figures import periods, trend
from complaints.figures.periods import Period
from complaints.figures.results import Report, Result
from core.clock import to_bangkok
from dashboard.auth import SignedIn
from dashboard.figures import files
from dashboard.figures.asked import Asked, AskedFor, Whose, find_whose, reckoning
from dashboard.figures.bars import Line, line
from dashboard.figures.cuts import month_name
from dashboard.figures.frame import show_page
from dashboard.figures.levels import bound_words, standing
from dashboard.figures.tables import (
    Cell,
    Column,
    Table,
    figure_column,
    result_cell,
    text,
    tickets_address,
)
from dashboard.figures.words import (
    Change,
    change_of,
    plain_value,
    show,
    show_result,
)
from dashboard.pages import render
from dashboard.wiring import Wired, Wiring
from dashboard.wording import say

router = APIRouter(prefix="/figures")
KEY = (
    "received",
    "first_response",
    "resolution_gross",
    "on_time",
    "backlog",
    "confirmed_share",
    "stars",
    "reopened_share",
)
BESIDE = ("backlog_overdue", "rated")  # told with a key figure
AT_ONCE = 20_000  # tickets of which twelve months are read before the page is shown
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Card:
    """A key figure: its words, how it has changed, its bound, its line, where it leads."""

    result: Result
    value: str
    beside: str
    change: Change | None
    target: str
    address: str
    line: Line | None


@dataclass(frozen=True, slots=True)
class Cards:
    """The key figures. `months` names those of the lines, empty until they are read."""

    whose: Whose
    report: Report
    cards: Sequence[Card]
    months: Sequence[str]
    trend: Table | None


@router.get("/summary.csv")
def send(wiring: Wired, visitor: SignedIn, asked: AskedFor) -> Response:
    """Send every figure as a file."""
    with wiring.database.reading() as session:
        whose = find_whose(session, visitor, asked)
        report = reckoning(session, wiring, whose, asked).report()
    files.put_on_record(wiring, visitor, "summary", asked)
    return Response(
        files.tables_file([every_figure(report, asked)]),
        media_type=files.CSV,
        headers=files.headers("summary", asked.now),
    )


@router.get("")
def show_summary(request: Request, wiring: Wired, visitor: SignedIn, asked: AskedFor) -> Response:
    """Show the summary; months of very many tickets are fetched by the page itself."""
    with wiring.database.reading() as session:
        whose = find_whose(session, visitor, asked)
        report = reckoning(session, wiring, whose, asked).report()
        stands = standing(session, wiring, whose, asked, report)
        at_once = report["received"].numerator <= AT_ONCE
        months = _months(session, wiring, whose, asked) if at_once else []
    return show_page(
        request,
        "figures/summary.html",
        visitor,
        asked,
        whose,
        "summary",
        stands=stands,
        view=_cards(whose, report, months, asked),
        every=every_figure(report, asked),
        shown={
            each.requirement.id: show_result(each.result) for each in stands.lacking if each.result
        },
        of_year=asked.period == periods.fiscal(asked.year),
        bounds={each.requirement.id: bound_words(each) for each in stands.lacking},
    )


@router.get("/cards")
def show_cards(request: Request, wiring: Wired, visitor: SignedIn, asked: AskedFor) -> Response:
    """Show the key figures with their months: the part that the page fetches."""
    with wiring.database.reading() as session:
        whose = find_whose(session, visitor, asked)
        report = reckoning(session, wiring, whose, asked).report({*KEY, *BESIDE})
        months = _months(session, wiring, whose, asked)
    view = _cards(whose, report, months, asked)
    return render(request, "figures/cards.html", asked=asked, view=view)


def every_figure(report: Report, asked: Asked) -> Table:
    """Return all figures of a report as a table."""
    headings = ("figure", "level", "value", "numerator", "denominator", "before", "target")
    columns = [Column(say(f"figures.column.{name}")) for name in headings]
    rows = [_figure_row(result, asked) for result in report.results.values()]
    return Table(say("figures.page.every"), columns, rows)


def _figure_row(result: Result, asked: Asked) -> list[Cell]:
    definition = result.definition
    unit = definition.unit
    address = asked.address("definitions") + f"#{definition.id}"
    return [
        Cell(definition.say("name"), definition.say("name"), address),
        text(say(f"figures.level.{definition.level.value}")),
        result_cell(result, asked),
        Cell(f"{result.numerator:,}" if result.spread is None else "–", result.numerator),
        Cell(f"{result.denominator:,}", result.denominator),
        Cell(show(result.before, unit), plain_value(result.before, unit)),
        Cell(show(result.target, unit), plain_value(result.target, unit)),
    ]


def _cards(whose: Whose, report: Report, months: Sequence[trend.Month], asked: Asked) -> Cards:
    bounds = {each.figure: each for each in load_requirements() if each.figure}
    cards = [_card(report, figure, bounds, months, asked) for figure in KEY]
    names = [month_name(f"{each.report.period.first_day:%Y-%m}") for each in months]
    return Cards(whose, report, cards, names, _trend_table(months, names) if months else None)


def _months(session: Session, wiring: Wiring, whose: Whose, asked: Asked) -> Sequence[trend.Month]:
    """Return twelve months, up to the moment or the period's end."""
    end = min(asked.as_of, asked.period.end - timedelta(microseconds=1))
    first = last = periods.month(to_bangkok(end).date())
    for _ in range(MONTHS - 1):
        first = periods.before(first)
    span = Period(first.start, last.end)
    return trend.monthly(session, wiring.desk, whose.scope, span, asked.as_of, KEY)


def _card(
    report: Report,
    figure: str,
    bounds: Mapping[str, Requirement],
    months: Sequence[trend.Month],
    asked: Asked,
) -> Card:
    result = report[figure]
    return Card(
        result=result,
        value=show_result(result),
        beside=_beside(report, figure),
        change=change_of(result),
        target=_target(result, bounds.get(figure)),
        address=tickets_address(result, asked),
        line=line(each.report[figure].value for each in months) if months else None,
    )


def _beside(report: Report, figure: str) -> str:
    """Return what else is to be read with it."""
    if figure == "backlog":
        return say("figures.beside.backlog", share=show_result(report["backlog_overdue"]))
    if figure == "stars":
        return say("figures.beside.stars", share=show_result(report["rated"]))
    spread = report[figure].spread
    if spread is not None:
        p90 = show(spread.p90, report[figure].definition.unit)
        return say("figures.beside.p90", p90=p90)
    return ""


def _target(result: Result, requirement: Requirement | None) -> str:
    unit, better = result.definition.unit, result.definition.better.value
    if result.target is not None:
        return say("figures.bound.lower", bound=show(result.target, unit))
    if requirement is None:
        return ""
    return say(f"figures.bound.{better}", bound=show(requirement.met, unit))


def _trend_table(months: Sequence[trend.Month], names: Sequence[str]) -> Table:
    columns = [Column(say("figures.by.month")), *map(figure_column, KEY)]
    rows = [
        [
            text(name if month.ripe else say("figures.unripe", month=name)),
            *(_plain_cell(month.report[figure]) for figure in KEY),
        ]
        for name, month in zip(names, months, strict=True)
    ]
    return Table(say("figures.page.trend"), columns, rows)


def _plain_cell(result: Result) -> Cell:
    few = result.denominator if result.small and result.value is not None else 0
    return Cell(show_result(result), plain_value(result.value, result.definition.unit), few=few)
