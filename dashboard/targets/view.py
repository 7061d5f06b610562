"""The page of targets: what counts for each category, where it comes from, what was set before."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from agencies.queries import agency_names
from agencies.tables import Agency
from categories.catalog import Category
from complaints.clocks.targets import (
    TargetBook,
    Targets,
    count_own,
    in_force,
    list_history,
    of_catalog,
)
from complaints.desk import Desk
from complaints.retargeting import count_open
from dashboard.auth import Visitor
from dashboard.people import names_of
from dashboard.scope import find_scope, scopes

MOST_PAST = 30


@dataclass(frozen=True, slots=True)
class Row:
    """A category: what this scope has set itself, what counts else, what counts.

    `others` are open tickets that still count by other targets.
    """

    category: Category
    own: Targets | None
    wider: Targets
    counts: Targets
    others: int


@dataclass(frozen=True, slots=True)
class Differing:
    """An agency that has targets of its own, for so many categories."""

    id: int
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Past:
    """A target as it was set; no hours where it was taken back."""

    at: datetime
    who: str
    category: Category
    response: int | None
    resolution: int | None


@dataclass(frozen=True, slots=True)
class TargetsView:
    """Everything on the page. No agency: the targets of all that have none of their own."""

    agency: Agency | None
    agencies: tuple[Agency, ...]
    rows: tuple[Row, ...]
    differing: tuple[Differing, ...]
    history: tuple[Past, ...]

    @property
    def others(self) -> int:
        """How many open tickets still count by other targets."""
        return sum(row.others for row in self.rows)


def load(
    session: Session, desk: Desk, visitor: Visitor, agency_id: int | None, now: datetime
) -> TargetsView:
    """Read the page. Raises NotAllowed and NotFound as `find_scope` does."""
    agency = find_scope(session, visitor, agency_id)
    book = in_force(session, desk.catalog, [agency.id] if agency and agency.id else [], now)
    return TargetsView(
        agency=agency,
        agencies=scopes(session, visitor.officer),
        rows=tuple(_row(session, desk, book, category, agency) for category in desk.catalog),
        differing=() if agency else _differing(session, now),
        history=_history(session, desk, agency),
    )


def _row(
    session: Session, desk: Desk, book: TargetBook, category: Category, agency: Agency | None
) -> Row:
    code, key = category.code, agency.id if agency else None
    counts = book.of(key, code)
    wider = book.of(None, code) if key is not None else of_catalog(category)
    others = count_open(session, desk, key, code, counts) if key is not None else 0
    set_here = book.rows.get((key, code))
    own = counts if set_here is not None and set_here.response_hours is not None else None
    return Row(category, own, wider, counts, others)


def _differing(session: Session, now: datetime) -> tuple[Differing, ...]:
    counts = count_own(session, now)
    names = agency_names(session, set(counts))
    found = [Differing(key, names.get(key, ""), count) for key, count in counts.items()]
    return tuple(sorted(found, key=lambda each: each.name))


def _history(session: Session, desk: Desk, agency: Agency | None) -> tuple[Past, ...]:
    rows = list_history(session, agency.id if agency else None, MOST_PAST)
    names = names_of(session, (row.actor for row in rows))
    return tuple(
        Past(
            row.valid_from,
            names[row.actor],
            desk.catalog.get(row.category),
            row.response_hours,
            row.resolution_hours,
        )
        for row in rows
        if row.category in desk.catalog
    )
