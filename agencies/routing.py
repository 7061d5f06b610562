"""Which agency owns a problem: category and place, the most specific line of coverage wins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, true
from sqlmodel import Session, col, or_, select

from agencies.boundaries import Inside, containing
from agencies.coordinates import Point
from agencies.coverage import Asked, best, named
from agencies.queries import find_central_desk
from agencies.reasons import CENTRAL_DESK, Reason
from agencies.tables import Agency, Coverage, Officer, Part, Role
from core.errors import NotFound
from thai.address import Address


@dataclass(frozen=True, slots=True)
class Routed:
    """The agency, why it was chosen (as `agencies.reasons` writes it), and those that join in."""

    agency_id: int
    reason: str
    joint: tuple[int, ...] = ()


def route(
    session: Session,
    category: str,
    address: Address,
    *,
    point: Point | None = None,
    notes: tuple[str, ...] = (),
    sealed: bool = False,
) -> Routed:
    """Return the owner of a problem of this category at this place, and the joint agencies.

    `point` and `notes` as `agencies.locating` gives them. A sealed problem goes only to agencies
    that have an integrity officer to see it. The lead is the most specific line that fits
    (`agencies.coverage`); where none does, the central desk. Every joint line that fits brings its
    agency in.

    Raises:
        NotFound: nothing fits and there is no central desk.
    """
    inside = containing(session, point) if point else {}
    asked = Asked(category, address, frozenset(inside))
    lines = _fitting(session, asked, sealed=sealed)
    sizes = {boundary_id: boundary.km2 for boundary_id, boundary in inside.items()}
    lead = best((line for line in lines if line.part is Part.LEAD), sizes)
    agency_id = lead.agency_id if lead else _central_desk(session)
    joint = {line.agency_id for line in lines if line.part is Part.JOINT} - {agency_id}
    return Routed(agency_id, str(_reason(lead, inside, notes)), tuple(sorted(joint)))


def takes_sealed(session: Session, agency_id: int | None) -> bool:
    """Tell whether that agency has an active integrity officer, who alone sees sealed tickets."""
    query = select(Agency.id).where(col(Agency.id) == agency_id, _has_integrity_officer())
    return session.exec(query).first() is not None


def taking_sealed(session: Session) -> set[int | None]:
    """Return the ids of all agencies of which `takes_sealed` is true."""
    return set(session.exec(select(Agency.id).where(_has_integrity_officer())))


def _fitting(session: Session, asked: Asked, *, sealed: bool) -> Sequence[Coverage]:
    query = (
        select(Coverage)
        .join(Agency, col(Agency.id) == col(Coverage.agency_id))
        .where(
            col(Agency.active).is_(True),
            _has_integrity_officer() if sealed else true(),
            or_(
                col(Coverage.boundary_id).is_(None),
                col(Coverage.boundary_id).in_(asked.boundaries),
            ),
            *(
                or_(getattr(Coverage, name) == "", getattr(Coverage, name) == value)
                for name, value in asked.wanted().items()
            ),
        )
    )
    return session.exec(query).all()


def _reason(lead: Coverage | None, inside: Mapping[int, Inside], notes: tuple[str, ...]) -> Reason:
    if lead is None:
        return Reason(CENTRAL_DESK, notes=notes)
    boundary = inside[lead.boundary_id].name if lead.boundary_id is not None else ""
    return Reason("coverage", named(lead), boundary, notes)


def _has_integrity_officer() -> ColumnElement[bool]:
    return exists().where(
        col(Officer.agency_id) == col(Agency.id),
        col(Officer.role) == Role.INTEGRITY,
        col(Officer.active).is_(True),
    )


def _central_desk(session: Session) -> int:
    desk = find_central_desk(session)
    if desk is None or desk.id is None:
        raise NotFound("no agency covers this place and there is no central desk")
    return desk.id
