"""Which agency owns a problem: category and place, the most specific line of coverage wins."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, true
from sqlmodel import Session, col, or_, select

from agencies.queries import find_central_desk
from agencies.tables import Agency, Coverage, Officer, Role
from core.errors import NotFound
from thai.address import Address

FIELDS = ("subdistrict", "district", "province", "category")


@dataclass(frozen=True, slots=True)
class Routed:
    """The agency and why it was chosen, in words an officer reads."""

    agency_id: int
    reason: str


def route(session: Session, category: str, address: Address, *, sealed: bool = False) -> Routed:
    """Return the owner of a problem of this category at this place.

    A sealed problem goes only to an agency that has an integrity officer to see it.

    Lines of coverage that name a subdistrict beat those that name a district, then a province,
    then a category; where nothing fits the central desk takes it.

    Raises:
        NotFound: nothing fits and there is no central desk.
    """
    lines = session.exec(
        select(Coverage)
        .join(Agency, col(Agency.id) == col(Coverage.agency_id))
        .where(
            col(Agency.active).is_(True),
            _has_integrity_officer() if sealed else true(),
            *(
                or_(getattr(Coverage, name) == "", getattr(Coverage, name) == value)
                for name, value in _wanted(category, address).items()
            ),
        )
    ).all()
    if lines:
        best = max(lines, key=_specificity)
        return Routed(best.agency_id, _reason(best))
    return _central_desk(session)


def takes_sealed(session: Session, agency_id: int | None) -> bool:
    """Tell whether that agency has an active integrity officer, who alone sees sealed tickets."""
    query = select(Agency.id).where(col(Agency.id) == agency_id, _has_integrity_officer())
    return session.exec(query).first() is not None


def _has_integrity_officer() -> ColumnElement[bool]:
    return exists().where(
        col(Officer.agency_id) == col(Agency.id),
        col(Officer.role) == Role.INTEGRITY,
        col(Officer.active).is_(True),
    )


def _wanted(category: str, address: Address) -> dict[str, str]:
    return {
        "category": category,
        "province": address.province,
        "district": address.district,
        "subdistrict": address.subdistrict,
    }


def _specificity(line: Coverage) -> tuple[bool | int, ...]:
    # The older line wins a tie, so that adding one never moves what an agency already gets.
    return (*(bool(getattr(line, name)) for name in FIELDS), -(line.id or 0))


def _reason(line: Coverage) -> str:
    named = [value for name in reversed(FIELDS) if (value := getattr(line, name))]
    return "coverage:" + "/".join(named)


def _central_desk(session: Session) -> Routed:
    desk = find_central_desk(session)
    if desk is None or desk.id is None:
        raise NotFound("no agency covers this place and there is no central desk")
    return Routed(desk.id, "central_desk")
