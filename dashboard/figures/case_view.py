"""Improvement cases as their pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from agencies.permissions import sees_all_agencies
from agencies.queries import agency_names, name_order, officer_names
from agencies.tables import Officer
from agencies.tree import list_below
from categories.catalog import Category
from complaints.assessment.tables import ProofFile
from complaints.figures.definitions import load_definitions
from complaints.figures.scope import everything
from complaints.improvements.effect import FIGURES, Effect, effect
from complaints.improvements.keeping import get_case, list_cases, list_files
from complaints.improvements.tables import ImprovementCase
from dashboard.auth import Visitor
from dashboard.figures import spans
from dashboard.figures.asked import FIGURES as ROOM
from dashboard.figures.tables import Cell, Column, Table, number, text
from dashboard.figures.words import Trend, show_result
from dashboard.places import area_words
from dashboard.wiring import Wiring
from dashboard.wording import say
from thai.dates import format_date

LISTED = ("title", "agency", "state", "owner", "about", "acted_on", "before", "after")


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure before and after."""

    name: str
    figure: str
    then: str
    now: str
    few: bool
    trend: Trend


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case with its effect, its files, who owns it."""

    case: ImprovementCase
    agency: str
    owner: str
    about: str
    effect: Effect | None
    before_name: str
    after_name: str
    compared: Sequence[Compared]
    files: Sequence[ProofFile]
    may_write: bool


@dataclass(frozen=True, slots=True)
class Choices:
    """What a form chooses from."""

    categories: tuple[Category, ...]
    owners: Sequence[tuple[int, str]]


def seen_agencies(session: Session, officer: Officer) -> frozenset[int]:
    """Return whose cases an officer reads: the own agency's, those below, at the centre all."""
    if sees_all_agencies(officer):
        return everything(session).agency_ids
    return frozenset({officer.agency_id, *list_below(session, officer)})


def may_write(visitor: Visitor, agency_id: int) -> bool:
    """Tell whether they may change cases of that agency: their own's, at the centre any."""
    own = agency_id == visitor.agency.id
    return visitor.may_assess and (own or visitor.may_manage_agencies)


def choices(session: Session, wiring: Wiring, agency_id: int) -> Choices:
    """Return what the form of that agency chooses from; sealed categories are not among it."""
    query = select(Officer).where(Officer.agency_id == agency_id, col(Officer.active))
    officers = sorted(session.exec(query), key=name_order)
    open_ones = tuple(each for each in wiring.desk.catalog if not each.sealed)
    return Choices(open_ones, [(each.id or 0, each.name) for each in officers])


def load_table(session: Session, wiring: Wiring, visitor: Visitor) -> Table:
    """Return the list of cases, with the problems before and after each."""
    cases = list_cases(session, seen_agencies(session, visitor.officer))
    agencies = agency_names(session, {each.agency_id for each in cases})
    owners = officer_names(session, {each.owner_id for each in cases if each.owner_id})
    now = wiring.clock()
    rows = []
    for case in cases:
        found = effect(session, wiring.desk, case, now)
        rows.append(
            [
                text(case.title, f"{ROOM}/improvements/{case.id}"),
                text(agencies.get(case.agency_id, "")),
                text(say(f"improvement.state.{case.state.value}")),
                text(owners.get(case.owner_id or 0, "–")),
                text(about(wiring, case)),
                text(format_date(case.acted_on, short=True) if case.acted_on else "–"),
                number(found.then["problems"].numerator) if found else Cell("–"),
                number(found.now["problems"].numerator) if found else Cell("–"),
            ]
        )
    columns = [Column(say(f"improvement.column.{name}")) for name in LISTED]
    return Table(say("improvement.table"), columns, rows)


def load_one(session: Session, wiring: Wiring, visitor: Visitor, case_id: int) -> CasePage:
    """Return the page of a case. Raises NotFound."""
    case = get_case(session, seen_agencies(session, visitor.officer), case_id)
    found = effect(session, wiring.desk, case, wiring.clock())
    owners = officer_names(session, {case.owner_id} if case.owner_id else set())
    return CasePage(
        case=case,
        agency=agency_names(session, {case.agency_id})[case.agency_id],
        owner=owners.get(case.owner_id or 0, ""),
        about=about(wiring, case),
        effect=found,
        before_name=spans.name_of(found.before) if found else "",
        after_name=spans.name_of(found.after) if found else "",
        compared=[_compared(found, each) for each in FIGURES] if found else [],
        files=list_files(session, case),
        may_write=may_write(visitor, case.agency_id),
    )


def about(wiring: Wiring, case: ImprovementCase) -> str:
    """Return which tickets a case is about, in words."""
    catalog = wiring.desk.catalog
    category = catalog.get(case.category).name_th if case.category in catalog else ""
    area = area_words(case.province, case.district, case.subdistrict)
    pin = say("improvement.pin") if case.latitude is not None else ""
    return " · ".join(part for part in (category, area, pin) if part)


def _compared(found: Effect, figure: str) -> Compared:
    then, now = found.then[figure], found.now[figure]
    definition = load_definitions()[figure]
    return Compared(
        name=definition.say("name"),
        figure=figure,
        then=show_result(then),
        now=show_result(now),
        few=then.small or now.small,
        trend=_trend(found, figure),
    )


def _trend(found: Effect, figure: str) -> Trend:
    then, now = found.then[figure], found.now[figure]
    if then.value is None or now.value is None or then.value == now.value:
        return Trend.SAME
    # Of one place fewer problems are better, whatever they say of a whole agency.
    lower = figure == "problems" or now.definition.better.value == "lower"
    return Trend.BETTER if (now.value < then.value) == lower else Trend.WORSE
