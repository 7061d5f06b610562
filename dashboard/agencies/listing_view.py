"""Agencies with how much they cover, as the list shows them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, select

from agencies.queries import list_all_agencies
from agencies.tables import Agency, Coverage, Part
from dashboard.agencies import addresses


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One agency; `leads`, `joins` and `drawn` count its lines of coverage and its boundaries."""

    agency: Agency
    address: str
    leads: int
    joins: int
    drawn: int


def load(session: Session) -> tuple[AgencyRow, ...]:
    """Read the list: those switched off come last."""
    lines = session.exec(select(Coverage)).all()
    leads = _counted(line for line in lines if line.part is Part.LEAD)
    joins = _counted(line for line in lines if line.part is Part.JOINT)
    drawn = _counted(line for line in lines if line.boundary_id is not None)
    return tuple(
        AgencyRow(each, addresses.agency(each.id), leads[each.id], joins[each.id], drawn[each.id])
        for each in list_all_agencies(session)
        if each.id is not None
    )


def _counted(lines: Iterable[Coverage]) -> Counter[int]:
    return Counter(line.agency_id for line in lines)
