"""Figures told apart: by category, area, agency, officer, month."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from agencies.queries import agency_names, officer_names
from complaints.figures.apart import By
from complaints.figures.reckoning import Reckoning
from complaints.figures.results import Result
from dashboard.figures.asked import AREAS, Asked, Whose
from dashboard.figures.bars import Bar, bars, in_order
from dashboard.figures.sankey import Sankey
from dashboard.figures.spans import read_period
from dashboard.figures.tables import Cell, Column, Table, figure_column, result_cell, text
from dashboard.wiring import Wiring
from dashboard.wording import say
from thai.dates import SHORT_MONTHS, buddhist
from thai.order import dictionary_order

FIGURES = (
    "received",
    "problems",
    "backlog",
    "on_time",
    "response_on_time",
    "first_response",
    "resolution_gross",
    "confirmed_share",
    "reopened_share",
    "stars",
)
# Of officers: what they carry and how it went, nothing that ranks them by citizens' stars.
OF_OFFICERS = (
    "problems",
    "backlog",
    "backlog_overdue",
    "closed",
    "on_time",
    "first_response",
    "resolution_net",
)
Results = Mapping[str, Mapping[str, Result]]
Name = Callable[[str], str]
Narrow = Callable[[str], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of figures: tables, bars, words on what it shows, how it was reached."""

    key: str
    tables: Sequence[Table]
    bars: Sequence[Bar] = ()
    note: str = ""
    trail: Sequence[tuple[str, str]] = ()  # (words, address) of what narrows it
    picture: Sankey | None = None
    reckoned: Reckoning | None = None  # for what is read beside it


def by_category(session: Session, wiring: Wiring, whose: Whose, asked: Asked) -> Page:
    """Return the figures of each category."""
    catalog = wiring.desk.catalog
    results = _reckoning(session, wiring, whose, asked).by(By.CATEGORY, FIGURES)
    in_catalog = {code: results[code] for code in catalog.codes if code in results}
    names = {each.code: each.name_th for each in catalog}
    return _page("category", in_catalog, asked, names.__getitem__, narrowing("category"), FIGURES)


def by_area(session: Session, wiring: Wiring, whose: Whose, asked: Asked) -> Page:
    """Return the figures of provinces, of a province's districts, of a district's subdistricts."""
    depth = sum(bool(asked.get(part)) for part in AREAS[:2])
    part = AREAS[depth]
    found = _reckoning(session, wiring, whose, asked).by(By(part), FIGURES)

    def name(key: str) -> str:
        return key or say("figures.nowhere")

    results = _by_name(found, name)
    page = _page("area", results, asked, name, narrowing(part), FIGURES)
    rows = page.tables[0].rows
    if depth < 2:  # from a province to its districts, from there to its subdistricts
        rows = [
            [replace(row[0], address=asked.address("area", **{part: key}) if key else ""), *row[1:]]
            for key, row in zip(results, rows, strict=True)
        ]
    table = replace(page.tables[0], name=say(f"figures.area.{part}"), rows=rows)
    return replace(page, tables=[table], trail=_trail(asked))


def by_agency(session: Session, wiring: Wiring, whose: Whose, asked: Asked) -> Page:
    """Return the figures of each agency of the scope."""
    results = _reckoning(session, wiring, whose, asked).by(By.AGENCY, FIGURES)
    names = agency_names(session, {int(key) for key in results if key})

    def name(key: str) -> str:
        return names.get(int(key), key)

    in_order = _by_name(results, name)
    return _page("agency", in_order, asked, name, narrowing("agency"), FIGURES)


def by_month(session: Session, wiring: Wiring, whose: Whose, asked: Asked) -> Page:
    """Return the figures of each month of the period, as of the moment; backlog left out."""
    results = _reckoning(session, wiring, whose, asked).by(By.MONTH, FIGURES)
    inside = {
        key: found
        for key, found in results.items()
        if f"{asked.period.first_day:%Y-%m}" <= key <= f"{asked.period.last_day:%Y-%m}"
    }
    figures = tuple(figure for figure in FIGURES if figure != "backlog")
    page = _page("month", inside, asked, month_name, _inside(asked), figures)
    counted = [
        (row[0].words, int(found["received"].numerator), row[1].address)
        for found, row in zip(inside.values(), page.tables[0].rows, strict=True)
    ]
    return replace(page, bars=in_order(counted))


def by_officer(session: Session, wiring: Wiring, whose: Whose, asked: Asked) -> Page:
    """Return what each officer carries."""
    results = _reckoning(session, wiring, whose, asked).by(By.OFFICER, OF_OFFICERS)
    names = officer_names(session, {int(key) for key in results if key})

    def name(key: str) -> str:
        return names.get(int(key), key) if key else say("figures.nobody")

    page = _page("officer", results, asked, name, narrowing("officer"), OF_OFFICERS)
    rows = sorted(page.tables[0].rows, key=lambda row: dictionary_order(row[0].words))  # no ranking
    return replace(page, bars=(), tables=[replace(page.tables[0], rows=rows)])


def _by_name(results: Results, name: Name) -> Results:
    return {
        key: results[key] for key in sorted(results, key=lambda each: dictionary_order(name(each)))
    }


def narrowing(field: str) -> Narrow:
    """Return how an address narrows by one field."""
    return lambda key: {field: key}


def _inside(asked: Asked) -> Narrow:
    """Return how an address narrows to what a month shares with the period."""

    def narrow(key: str) -> Mapping[str, str]:
        if asked.period.months:
            return {"period": key}
        month = read_period(key)
        first = max(month.first_day, asked.period.first_day)
        last = min(month.last_day, asked.period.last_day)
        return {"from": first.isoformat(), "to": last.isoformat()}

    return narrow


def month_name(key: str) -> str:
    """Return what people call a month: 2025-11 is พ.ย. 68."""
    first = date.fromisoformat(f"{key}-01")
    return f"{SHORT_MONTHS[first.month - 1]} {buddhist(first.year) % 100:02d}"


def _reckoning(session: Session, wiring: Wiring, whose: Whose, asked: Asked) -> Reckoning:
    return Reckoning(session, wiring.desk, whose.scope, asked.period, asked.as_of)


def _page(
    key: str,
    results: Results,
    asked: Asked,
    name: Name,
    narrow: Narrow,
    figures: Sequence[str],
) -> Page:
    rows = [_row(part, found, asked, name, narrow, figures) for part, found in results.items()]
    columns = [Column(say(f"figures.by.{key}")), *map(figure_column, figures)]
    counted = [
        (row[0].words, found[figures[0]].numerator, row[1].address)
        for found, row in zip(results.values(), rows, strict=True)
    ]
    table = Table(say(f"figures.page.{key}"), columns, rows)
    return Page(key, [table], bars(counted), say(f"figures.note.{key}"))


def _row(
    part: str,
    found: Mapping[str, Result],
    asked: Asked,
    name: Name,
    narrow: Narrow,
    figures: Sequence[str],
) -> list[Cell]:
    cells = [result_cell(found[figure], asked, **narrow(part)) for figure in figures]
    # No address narrows to what has no place or no officer.
    if not part:
        cells = [replace(cell, address="") for cell in cells]
    return [text(name(part)), *cells]


def _trail(asked: Asked) -> list[tuple[str, str]]:
    if not asked.get("province"):
        return []
    trail = [(say("figures.area.all"), asked.address("area", province="", district=""))]
    if asked.get("district"):
        trail.append((asked.get("province"), asked.address("area", district="")))
        return [*trail, (asked.get("district"), "")]
    return [*trail, (asked.get("province"), "")]
