"""The tree of agencies: who stands above whom.

Executives and supervisors of an agency read what its branch has (docs/adr/0021); nobody works on
another agency's tickets because of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, literal
from sqlmodel import Session, col, select

from agencies.changes import By
from agencies.permissions import reads_branch
from agencies.queries import get_agency
from agencies.tables import Agency, Officer
from core.errors import InvalidInput
from store import audit


def branch(agency_id: int) -> Select[int]:
    """Return the query of the agency's id and of all below it, however deep."""
    top = select(literal(agency_id).label("id")).cte("branch", recursive=True)
    # UNION, not UNION ALL: it ends even where two changes at once have closed a circle.
    below = select(col(Agency.id)).join(top, col(Agency.parent_id) == top.c.id)
    whole = top.union(below)
    return select(whole.c.id)


def list_branch(session: Session, agency_id: int) -> tuple[int, ...]:
    """Return the ids of the agency and of all below it, the agency itself first."""
    found = set(session.connection().execute(branch(agency_id)).scalars().all())
    return (agency_id, *sorted(found - {agency_id}))


def list_below(session: Session, officer: Officer) -> tuple[int, ...]:
    """Return the agencies below their own whose tickets this officer reads; often none.

    Of officers who see every agency this tells nothing: ask `sees_all_agencies` first.
    """
    return list_branch(session, officer.agency_id)[1:] if reads_branch(officer) else ()


def move(session: Session, agency_id: int, parent_id: int | None, by: By) -> None:
    """Put an agency, with all below it, under another one or (None) under none.

    Raises:
        NotFound: there is no such agency.
        InvalidInput: "parent_unknown", or it stands above the new parent ("parent_circle").
    """
    agency = get_agency(session, agency_id)
    if parent_id is not None:
        if session.get(Agency, parent_id) is None:
            raise InvalidInput("parent_unknown")
        if parent_id in list_branch(session, agency_id):
            raise InvalidInput("parent_circle")
    before, agency.parent_id = agency.parent_id, parent_id
    session.add(agency)
    audit.record(
        session,
        at=by.now,
        actor=by.actor,
        action="agency.moved",
        subject=f"agency:{agency_id}",
        before=_name(session, before),
        after=_name(session, parent_id),
    )


def _name(session: Session, agency_id: int | None) -> str:
    return get_agency(session, agency_id).name if agency_id is not None else "—"


@dataclass(frozen=True, slots=True)
class Node:
    """An agency in the tree; `depth` counts those above it."""

    agency: Agency
    depth: int


def in_order(agencies: Sequence[Agency]) -> list[Node]:
    """Return the agencies as a tree is read: each followed by those below it, in their order.

    One whose parent is not among them, or that stands in a circle, begins a tree of its own.
    """
    ids = {agency.id for agency in agencies}
    below: dict[int | None, list[Agency]] = {}
    for agency in agencies:
        below.setdefault(agency.parent_id if agency.parent_id in ids else None, []).append(agency)
    nodes: list[Node] = []
    _grow(nodes, below, below.get(None, []), 0)
    seen = {node.agency.id for node in nodes}
    return nodes + [Node(agency, 0) for agency in agencies if agency.id not in seen]


def _grow(
    nodes: list[Node], below: Mapping[int | None, list[Agency]], level: list[Agency], depth: int
) -> None:
    for agency in level:
        nodes.append(Node(agency, depth))
        _grow(nodes, below, below.get(agency.id, []), depth + 1)
