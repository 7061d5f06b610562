"""What is promised for a category: by the agency, else for all agencies, else by the catalogue."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, or_, select

from categories.catalog import Catalog, Category
from complaints.clocks.tables import Target


class Origin(StrEnum):
    """Whose promise it is."""

    AGENCY = "agency"
    EVERYWHERE = "everywhere"
    CATALOG = "catalog"


@dataclass(frozen=True, slots=True)
class Targets:
    """How many working hours there are to take a ticket up, and to solve its problem."""

    response_hours: int
    resolution_hours: int
    origin: Origin = Origin.CATALOG


@dataclass(frozen=True, slots=True)
class TargetBook:
    """The targets in force at one moment, of some agencies.

    `rows` are the newest by (agency id, category); None stands for every agency.
    """

    catalog: Catalog
    rows: Mapping[tuple[int | None, str], Target]

    def of(self, agency_id: int | None, code: str) -> Targets:
        """Return what this agency promises for the category of that code."""
        own = self.rows.get((agency_id, code)) if agency_id is not None else None
        shared = self.rows.get((None, code))
        return (
            _promise(own, Origin.AGENCY)
            or _promise(shared, Origin.EVERYWHERE)
            or of_catalog(self.catalog.get(code))
        )


def of_catalog(category: Category) -> Targets:
    """Return the category's own targets, as the release brings them."""
    return Targets(category.first_response_hours, category.resolution_hours)


def in_force(
    session: Session, catalog: Catalog, agency_ids: Iterable[int], at: datetime
) -> TargetBook:
    """Return what was in force at that moment for these agencies."""
    of_them = or_(col(Target.agency_id).in_(agency_ids), col(Target.agency_id).is_(None))
    return TargetBook(catalog, _newest(session, at, of_them))


def find_targets(
    session: Session, catalog: Catalog, agency_id: int, code: str, at: datetime
) -> Targets:
    """Return what an agency promises at that moment for the category of that code."""
    of_it = or_(col(Target.agency_id) == agency_id, col(Target.agency_id).is_(None))
    rows = _newest(session, at, of_it, col(Target.category) == code)
    return TargetBook(catalog, rows).of(agency_id, code)


def count_own(session: Session, at: datetime) -> dict[int, int]:
    """Return {agency id: for how many categories it has a target of its own}."""
    counts: Counter[int] = Counter()
    for (agency_id, _), row in _newest(session, at, col(Target.agency_id).is_not(None)).items():
        if agency_id is not None and row.response_hours is not None:
            counts[agency_id] += 1
    return dict(counts)


def list_history(session: Session, agency_id: int | None, limit: int = 40) -> list[Target]:
    """Return the targets an agency has set, or those for all agencies, the newest first."""
    own = col(Target.agency_id)
    query = select(Target).where(own.is_(None) if agency_id is None else own == agency_id)
    return list(session.exec(query.order_by(col(Target.id).desc()).limit(limit)))


def _promise(row: Target | None, origin: Origin) -> Targets | None:
    if row is None or row.response_hours is None or row.resolution_hours is None:
        return None
    return Targets(row.response_hours, row.resolution_hours, origin)


def _newest(
    session: Session, at: datetime, *conditions: ColumnElement[bool]
) -> dict[tuple[int | None, str], Target]:
    newest = (
        select(func.max(Target.id))
        .where(col(Target.valid_from) <= at, *conditions)
        .group_by(col(Target.agency_id), col(Target.category))
    )
    found = session.exec(select(Target).where(col(Target.id).in_(newest)))
    return {(row.agency_id, row.category): row for row in found}
