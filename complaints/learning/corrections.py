"""What officers corrected, summed up: month by month, and which category became which."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from agencies.permissions import sees_all_agencies, sees_sealed
from agencies.tables import Officer
from complaints.learning.tables import CategoryCorrection
from core.clock import to_bangkok


@dataclass(frozen=True, slots=True)
class Corrections:
    """`months` are ((year, month), times), newest first; `pairs` (from, to, times), most first."""

    months: tuple[tuple[tuple[int, int], int], ...]
    pairs: tuple[tuple[str, str, int], ...]


def sum_up(session: Session, officer: Officer, since: datetime) -> Corrections:
    """Sum up the corrections this officer may know of: of their agency's tickets, or of all."""
    query = select(
        CategoryCorrection.at, CategoryCorrection.from_category, CategoryCorrection.to_category
    ).where(col(CategoryCorrection.at) >= since, *_visible(officer))
    rows = session.exec(query).all()
    months = Counter((day.year, day.month) for day in (to_bangkok(at) for at, _, _ in rows))
    pairs = Counter((before, after) for _, before, after in rows)
    return Corrections(
        months=tuple(sorted(months.items(), reverse=True)),
        pairs=tuple((*pair, times) for pair, times in pairs.most_common()),
    )


def _visible(officer: Officer) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if not sees_sealed(officer):
        conditions.append(col(CategoryCorrection.sealed).is_(False))
    if not sees_all_agencies(officer):
        conditions.append(col(CategoryCorrection.agency_id) == officer.agency_id)
    return conditions
