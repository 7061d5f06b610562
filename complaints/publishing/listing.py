"""A page of the public list, and where problems are counted by area."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from complaints.lifecycle import OPEN
from complaints.publishing.asking import Asked, Place, place_of
from complaints.publishing.reach import LISTED, PUBLIC
from complaints.tables import Ticket
from store.columns import one_of
from thai.order import Key, dictionary_order

PAGE = 20


@dataclass(frozen=True, slots=True)
class Page:
    """Problems, the newest report first; where the next page goes on, None where there is none."""

    tickets: tuple[Ticket, ...]
    further: Place | None


def list_page(
    session: Session, asked: Asked, now: datetime, before: Place | None = None, limit: int = PAGE
) -> Page:
    """Return the page that comes after that place. One status at a time: so an index gives it."""
    conditions = [LISTED, *asked.conditions(now)]
    if before is not None:
        conditions.append(before.before())
    newest = (col(Ticket.created_at).desc(), col(Ticket.code).desc())
    found: list[Ticket] = []
    for status in asked.lanes():
        query = select(Ticket).where(*conditions)
        if status is not None:
            query = query.where(Ticket.status == status)
        found += session.exec(query.order_by(*newest).limit(limit + 1))
    found.sort(key=lambda each: (each.created_at, each.code), reverse=True)
    shown = tuple(found[:limit])
    return Page(shown, place_of(shown[-1]) if len(found) > limit else None)


@dataclass(frozen=True, slots=True)
class AreaCount:
    """How many problems are open in a part of a province."""

    province: str
    district: str
    still_open: int


def count_open_by_area(session: Session, limit: int = 300) -> Sequence[AreaCount]:
    """Return the areas with most open problems, by name."""
    area = (col(Ticket.province), col(Ticket.district))
    statuses = one_of(col(Ticket.status), sorted(OPEN))
    count = func.count()
    query = select(*area, count).where(LISTED, statuses).group_by(*area)
    found = session.exec(query.order_by(count.desc(), *area).limit(limit)).all()
    counted = [AreaCount(province, district, number) for province, district, number in found]
    return sorted(counted, key=_by_name)


def _by_name(area: AreaCount) -> tuple[Key, Key]:
    return dictionary_order(area.province), dictionary_order(area.district)


def list_joined(session: Session, main: Ticket) -> Sequence[Ticket]:
    """Return the public reports that were put together under this one, oldest first."""
    query = select(Ticket).where(Ticket.main_id == main.id, PUBLIC)
    return session.exec(query.order_by(col(Ticket.created_at), col(Ticket.code))).all()
