"""What an officer can choose from, and what typed values are read against."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from agencies.permissions import WORKS, sees_all_agencies, sees_sealed
from agencies.queries import list_agencies, name_order
from agencies.tables import Agency, Officer
from agencies.tree import list_below
from categories.catalog import Category
from complaints.desk import Desk
from complaints.lifecycle import Status
from complaints.queue.filters import CLOSED_STATUSES, OPEN_STATUSES
from complaints.tables import Priority
from complaints.tagging import known_tags
from dashboard.queue.asked import Asked
from dashboard.queue.fields import Known, source_words, today_of
from thai import areas
from thai.order import dictionary_order

SOURCES = ("line", "traffy")


@dataclass(frozen=True, slots=True)
class Choices:
    """The lists of the filter's form; agencies only for those who see several."""

    statuses: tuple[Status, ...]
    categories: tuple[Category, ...]
    officers: tuple[tuple[int, str], ...]
    agencies: tuple[tuple[int, str], ...]
    tags: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    priorities: tuple[Priority, ...]
    provinces: tuple[str, ...]


def list_choices(session: Session, desk: Desk, officer: Officer, asked: Asked) -> Choices:
    """Return what this officer can choose from."""
    agencies = _agencies(session, officer)
    officers = list_colleagues(session, _agency_of(officer, agencies, asked))
    provinces = (areas.area(code) for code in areas.children())
    return Choices(
        statuses=(*OPEN_STATUSES, *CLOSED_STATUSES),
        categories=desk.catalog.categories,
        officers=tuple((each.id or 0, each.name) for each in officers),
        agencies=tuple((each.id or 0, each.name) for each in agencies),
        tags=tuple(known_tags(session, officer.agency_id, sealed=sees_sealed(officer))),
        sources=tuple((each, source_words(each)) for each in SOURCES),
        priorities=(Priority.URGENT, Priority.NORMAL),
        provinces=tuple(sorted((each.name for each in provinces if each), key=dictionary_order)),
    )


def list_colleagues(session: Session, agency_id: int) -> list[Officer]:
    """Return who works for that agency, by name."""
    query = select(Officer).where(
        Officer.agency_id == agency_id,
        col(Officer.active).is_(True),
        col(Officer.role).in_(WORKS),
    )
    return sorted(session.exec(query), key=name_order)


def known_to(choices: Choices, desk: Desk, officer: Officer, now: datetime) -> Known:
    """Return what this officer's values are read against."""
    return Known(
        desk=desk,
        officer_id=officer.id or 0,
        officers={officer.id or 0: officer.name, **dict(choices.officers)},
        agencies=dict(choices.agencies),
        today=today_of(now),
        tag_agency_id=None if sees_all_agencies(officer) else officer.agency_id,
    )


def _agencies(session: Session, officer: Officer) -> list[Agency]:
    """Return the agencies to choose from, none where there is but one."""
    if sees_all_agencies(officer):
        return list_agencies(session)
    below = list_below(session, officer)
    if not below:
        return []
    return [each for each in list_agencies(session) if each.id in {officer.agency_id, *below}]


def _agency_of(officer: Officer, agencies: list[Agency], asked: Asked) -> int:
    """Return whose officers can be chosen: those of the agency asked for, else one's own."""
    chosen = {str(each.id): each.id for each in agencies}.get(asked.get("agency"))
    return chosen or officer.agency_id
