"""Look-ups of agencies and officers."""

from sqlmodel import Session, col, select

from agencies.tables import Agency, Officer
from core.errors import NotFound
from thai.order import Key, dictionary_order


def get_agency(session: Session, agency_id: int) -> Agency:
    """Return an agency. Raises NotFound."""
    agency = session.get(Agency, agency_id)
    if agency is None:
        raise NotFound(f"no agency {agency_id}")
    return agency


def find_agency(session: Session, code: str) -> Agency | None:
    """Return the agency of that code, or None."""
    return session.exec(select(Agency).where(Agency.code == code)).first()


def find_central_desk(session: Session) -> Agency | None:
    """Return the active agency that takes what nobody else covers, the oldest, or None."""
    query = select(Agency).where(
        col(Agency.is_central_desk).is_(True), col(Agency.active).is_(True)
    )
    return session.exec(query.order_by(col(Agency.id))).first()


def is_agency(session: Session, agency_id: int | None) -> bool:
    """Tell whether there is an active agency of that id."""
    agency = session.get(Agency, agency_id) if agency_id is not None else None
    return agency is not None and agency.active


def list_agencies(session: Session) -> list[Agency]:
    """Return the active agencies by name, as Thai dictionaries have it."""
    query = select(Agency).where(col(Agency.active).is_(True))
    return sorted(session.exec(query), key=lambda each: dictionary_order(each.name))


def find_officer(session: Session, username: str) -> Officer | None:
    """Return the officer of that user name, or None."""
    return session.exec(select(Officer).where(Officer.username == username.lower())).first()


def get_officer(session: Session, username: str) -> Officer:
    """Return the officer of that user name. Raises NotFound."""
    officer = find_officer(session, username)
    if officer is None:
        raise NotFound(f"no officer {username}")
    return officer


def get_officer_by_id(session: Session, officer_id: int) -> Officer:
    """Return the officer of that id. Raises NotFound."""
    officer = session.get(Officer, officer_id)
    if officer is None:
        raise NotFound(f"no officer {officer_id}")
    return officer


def name_order(officer: Officer) -> tuple[Key, int]:
    """Return what officers are sorted by: names as in Thai dictionaries, then the older account."""
    return dictionary_order(officer.name), officer.id or 0


def officer_names(session: Session, officer_ids: set[int]) -> dict[int, str]:
    """Return {officer id: name}."""
    if not officer_ids:
        return {}
    query = select(Officer).where(col(Officer.id).in_(officer_ids))
    return {officer.id: officer.name for officer in session.exec(query) if officer.id is not None}


def agency_names(session: Session, agency_ids: set[int]) -> dict[int, str]:
    """Return {agency id: name}."""
    if not agency_ids:
        return {}
    query = select(Agency).where(col(Agency.id).in_(agency_ids))
    return {agency.id: agency.name for agency in session.exec(query) if agency.id is not None}


def list_all_agencies(session: Session) -> list[Agency]:
    """Return every agency, the active ones first, by name."""
    every = session.exec(select(Agency)).all()
    return sorted(every, key=lambda each: (not each.active, dictionary_order(each.name)))
