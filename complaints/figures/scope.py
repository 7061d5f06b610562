"""Whose tickets are counted: what an officer may see, narrowed."""

from dataclasses import dataclass

from sqlmodel import Session, select

from agencies.permissions import sees_all_agencies, sees_sealed
from agencies.tables import Agency, Officer
from agencies.tree import list_below
from core.errors import NotFound


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of the map, in degrees."""

    south: float
    north: float
    west: float
    east: float


@dataclass(frozen=True, slots=True)
class Scope:
    """Tickets led by these agencies; an empty field narrows nothing.

    Without `sealed` neither what is sealed now nor what was sealed then is counted at all: a
    count of one less would tell that it exists.
    """

    agency_ids: frozenset[int]
    sealed: bool = False
    category: str = ""
    province: str = ""
    district: str = ""
    subdistrict: str = ""
    officer_id: int | None = None
    box: Box | None = None  # in which the problem was pinned


def everything(session: Session, *, sealed: bool = False) -> Scope:
    """Return the scope of all agencies."""
    return Scope(frozenset(_agency_ids(session)), sealed)


def scope_of(session: Session, officer: Officer, agency_id: int | None = None) -> Scope:
    """Return what this officer may have counted: their agency, or one named, or at the centre all.

    Executives and supervisors may name an agency below theirs (docs/adr/0021).

    Raises:
        NotFound: the agency named is not theirs to see.
    """
    if sees_all_agencies(officer):
        own = seen = _agency_ids(session)
    else:
        own, seen = {officer.agency_id}, {officer.agency_id, *list_below(session, officer)}
    if agency_id is not None and agency_id not in seen:
        raise NotFound(f"no agency {agency_id}")
    chosen = own if agency_id is None else {agency_id}
    return Scope(frozenset(chosen), sees_sealed(officer))


def _agency_ids(session: Session) -> set[int]:
    return {each for each in session.exec(select(Agency.id)) if each is not None}
