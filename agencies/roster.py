"""Officers as those who look after them find them: their own agency's, or everybody."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from agencies.permissions import may_manage_officers
from agencies.queries import name_order
from agencies.tables import Agency, Officer, Role
from core.errors import NotFound
from thai.order import dictionary_order

PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed by; empty means no narrowing. `after` is the last one shown."""

    words: str = ""
    agency_id: int | None = None
    role: Role | None = None
    active: bool | None = None
    after: int | None = None


def list_officers(
    session: Session, manager: Officer, wanted: Wanted
) -> list[tuple[Officer, Agency]]:
    """Return a page of officers with their agencies, by name.

    Databases know no order of Thai dictionaries: the names of all are read and put in order here.
    """
    named = select(Officer.id, Officer.name).where(_in_sight(manager), *_narrowed(wanted))
    places = sorted((dictionary_order(name), key or 0) for key, name in session.exec(named))
    last = session.get(Officer, wanted.after) if wanted.after else None
    if last is not None:
        places = [each for each in places if each > name_order(last)]
    ids = [key for _, key in places[:PAGE]]
    query = select(Officer, Agency).join(Agency, col(Agency.id) == col(Officer.agency_id))
    found = [
        (officer, agency) for officer, agency in session.exec(query.where(col(Officer.id).in_(ids)))
    ]
    return sorted(found, key=lambda each: name_order(each[0]))


def get_officer(session: Session, manager: Officer, officer_id: int) -> Officer:
    """Return an officer in the manager's sight. Raises NotFound."""
    query = select(Officer).where(Officer.id == officer_id, _in_sight(manager))
    officer = session.exec(query).first()
    if officer is None:
        raise NotFound(f"no officer {officer_id}")
    return officer


def ids_in_sight(session: Session, manager: Officer) -> list[int]:
    """Return the ids of every officer in the manager's sight."""
    found = session.exec(select(Officer.id).where(_in_sight(manager)))
    return [officer_id for officer_id in found if officer_id is not None]


def _in_sight(manager: Officer) -> ColumnElement[bool]:
    if manager.role is Role.ADMINISTRATOR:
        return col(Officer.id).is_not(None)
    own = manager.agency_id if may_manage_officers(manager) else None
    return col(Officer.agency_id) == own


def _narrowed(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    for word in wanted.words.split()[:5]:
        named = (
            col(each).icontains(word, autoescape=True) for each in (Officer.name, Officer.username)
        )
        conditions.append(or_(*named))
    if wanted.agency_id is not None:
        conditions.append(col(Officer.agency_id) == wanted.agency_id)
    if wanted.role is not None:
        conditions.append(col(Officer.role) == wanted.role)
    if wanted.active is not None:
        conditions.append(col(Officer.active).is_(wanted.active))
    return conditions
