"""Agencies with how much they cover, as the list shows them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, select

from agencies.queries import list_all_agencies
from agencies.tables import Agency, Coverage, Part
from agencies.tree import in_order
from dashboard.agencies import addresses


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One agency; `leads`, `joins` and `drawn` count its lines of coverage and its boundaries.

    `depth` is how many stand above it, `parent` the name of the next.
    """

    agency: Agency
    depth: int
    parent: str
    address: str
    leads: int
    joins: int
    drawn: int


def load(session: Session) -> tuple[AgencyRow, ...]:
    """Read the list as a tree; on each level those switched off come last."""
    lines = session.exec(select(Coverage)).all()
    leads = _counted(line for line in lines if line.part is Part.LEAD)
    joins = _counted(line for line in lines if line.part is Part.JOINT)
    drawn = _counted(line for line in lines if line.boundary_id is not None)
    nodes = in_order(list_all_agencies(session))
    names = {node.agency.id: node.agency.short_name for node in nodes}
    return tuple(
        AgencyRow(
            each,
            node.depth,
            names.get(each.parent_id, ""),
            addresses.agency(each.id),
            leads[each.id],
            joins[each.id],
            drawn[each.id],
        )
        for node in nodes
        if (each := node.agency).id is not None
    )


def _counted(lines: Iterable[Coverage]) -> Counter[int]:
    return Counter(line.agency_id for line in lines)
