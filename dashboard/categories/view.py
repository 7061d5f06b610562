"""The page of categories as plain data."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from sqlmodel import Session

from agencies.queries import agency_names
from agencies.tables import Officer
from categories import figures, versions
from categories.catalog import Catalog, Category
from categories.evaluate import Share
from categories.figures import Figures
from categories.tables import CategoryModel, Source
from complaints.learning.corrections import sum_up
from thai.dates import MONTHS, buddhist

MOST_PAIRS = 12
A_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Version:
    """A learned model. `outdated`: it belongs to another release, so the shipped one ranks."""

    number: int
    trained_at: datetime
    source: Source
    agency: str
    learned: int
    held_back: int
    before: Figures
    after: Figures
    active: bool
    outdated: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """How often one category was taken for another, or became it."""

    right: Category
    wrong: Category
    times: int


@dataclass(frozen=True, slots=True)
class CategoriesView:
    """Everything on the page. `learned` is None where the shipped model was never replaced."""

    learned: Version | None
    figures: Figures
    per_category: tuple[tuple[Category, Share], ...]
    confusions: tuple[Pair, ...]
    months: tuple[tuple[str, int], ...]
    corrections: tuple[Pair, ...]
    versions: tuple[Version, ...]


def load(session: Session, catalog: Catalog, officer: Officer, now: datetime) -> CategoriesView:
    """Read what this officer may know of it."""
    history = _history(session)
    active = next((each for each in history if each.active), None)
    in_use = _shipped().figures if active is None or active.outdated else active.after
    corrected = sum_up(session, officer, now - A_YEAR)
    return CategoriesView(
        learned=active,
        figures=in_use,
        per_category=tuple(
            (each, in_use.per_category[each.code])
            for each in catalog
            if each.code in in_use.per_category
        ),
        confusions=_pairs(in_use.confusions, catalog),
        months=tuple((_month(*month), times) for month, times in corrected.months),
        corrections=_pairs(((to, before, n) for before, to, n in corrected.pairs), catalog),
        versions=history,
    )


def _history(session: Session) -> tuple[Version, ...]:
    rows = versions.list_newest(session)
    names = agency_names(session, {row.agency_id for row in rows if row.agency_id is not None})
    return tuple(_version(row, names) for row in rows)


def _version(row: CategoryModel, names: dict[int, str]) -> Version:
    return Version(
        number=row.id or 0,
        trained_at=row.trained_at,
        source=row.source,
        agency=names.get(row.agency_id or 0, ""),
        learned=row.learned,
        held_back=row.held_back,
        before=Figures.of(row.before),
        after=Figures.of(row.after),
        active=row.active,
        outdated=row.release != _shipped().release,
    )


def _pairs(told: Iterable[tuple[str, str, int]], catalog: Catalog) -> tuple[Pair, ...]:
    known = [each for each in told if each[0] in catalog and each[1] in catalog]
    return tuple(
        Pair(catalog.get(right), catalog.get(wrong), times)
        for right, wrong, times in known[:MOST_PAIRS]
    )


def _month(year: int, month: int) -> str:
    return f"{MONTHS[month - 1]} {buddhist(year)}"


@cache
def _shipped() -> figures.Shipped:
    return figures.shipped()
