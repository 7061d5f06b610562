"""The page of targets: what counts for each category, where it comes from, what was set before."""

from collections import Counter
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
from complaints.retargeting.orders import count_others, list_orders
from dashboard import paths
from dashboard.auth import Visitor
from dashboard.people import names_of
from dashboard.scope import find_scope, scopes
from thai.order import dictionary_order

MOST_PAST = 30
MOST_ORDERS = 3


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
class Order:
    """An order to let open tickets follow, and how far it is; `done_at` None while it is not."""

    who: str
    asked_at: datetime
    everywhere: bool  # for all agencies that have set none of their own
    total: int
    changed: int
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class Progress:
    """The newest orders, and where to ask for them again."""

    orders: tuple[Order, ...]
    address: str

    @property
    def moving(self) -> bool:
        """Whether one of them is still being carried out."""
        return any(order.done_at is None for order in self.orders)


@dataclass(frozen=True, slots=True)
class TargetsView:
    """Everything on the page. No agency: the targets of all that have none of their own."""

    agency: Agency | None
    agencies: tuple[Agency, ...]
    rows: tuple[Row, ...]
    differing: tuple[Differing, ...]
    history: tuple[Past, ...]
    progress: Progress

    @property
    def others(self) -> int:
        """How many open tickets still count by other targets."""
        return sum(row.others for row in self.rows)


def load(
    session: Session, desk: Desk, visitor: Visitor, agency_id: int | None, now: datetime
) -> TargetsView:
    """Read the page. Raises NotAllowed and NotFound as `find_scope` does."""
    agency = find_scope(session, visitor, agency_id)
    # Those of all agencies are counted when it is asked for: there may be a great many.
    others = count_others(session, desk, agency.id, now) if agency else Counter[str]()
    book = in_force(session, desk.catalog, [agency.id] if agency and agency.id else [], now)
    return TargetsView(
        agency=agency,
        agencies=scopes(session, visitor.officer),
        rows=tuple(_row(book, category, agency, others) for category in desk.catalog),
        differing=() if agency else _differing(session, now),
        history=_history(session, desk, agency),
        progress=_progress(session, agency),
    )


def load_progress(session: Session, visitor: Visitor, agency_id: int | None) -> Progress:
    """Read how far open tickets have followed. Raises as `load` does."""
    return _progress(session, find_scope(session, visitor, agency_id))


def _progress(session: Session, agency: Agency | None) -> Progress:
    rows = list_orders(session, agency.id if agency else None, MOST_ORDERS)
    names = names_of(session, (row.actor for row in rows))
    orders = (
        Order(
            names[row.actor],
            row.asked_at,
            row.agency_id is None,
            row.total,
            row.changed,
            row.done_at,
        )
        for row in rows
    )
    address = f"{paths.ROOT}/targets/progress"
    own = str(agency.id) if agency else ""
    return Progress(tuple(orders), paths.with_query(address, agency=own))


def _row(book: TargetBook, category: Category, agency: Agency | None, others: Counter[str]) -> Row:
    code, key = category.code, agency.id if agency else None
    counts = book.of(key, code)
    wider = book.of(None, code) if key is not None else of_catalog(category)
    set_here = book.rows.get((key, code))
    own = counts if set_here is not None and set_here.response_hours is not None else None
    return Row(category, own, wider, counts, others[code])


def _differing(session: Session, now: datetime) -> tuple[Differing, ...]:
    counts = count_own(session, now)
    names = agency_names(session, set(counts))
    found = [Differing(key, names.get(key, ""), count) for key, count in counts.items()]
    return tuple(sorted(found, key=lambda each: dictionary_order(each.name)))


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
