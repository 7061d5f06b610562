"""Whose settings a page shows: of all agencies, or of one that the visitor may speak for."""

from sqlmodel import Session

from agencies.permissions import may_manage_agencies
from agencies.queries import get_agency, list_agencies
from agencies.tables import Agency, Officer
from core.errors import NotAllowed, NotFound
from dashboard.auth import Visitor


def find_scope(session: Session, visitor: Visitor, agency_id: int | None) -> Agency | None:
    """Return the agency that was asked for, None for all; overseers speak for their own alone.

    Raises:
        NotAllowed: it is another agency than the visitor's own, and not theirs to manage.
        NotFound: there is none, or it was switched off.
    """
    if may_manage_agencies(visitor.officer):
        agency = get_agency(session, agency_id) if agency_id is not None else None
        if agency is not None and not agency.active:
            raise NotFound(f"agency {agency_id} is switched off")
        return agency
    if agency_id not in {None, visitor.agency.id}:
        raise NotAllowed("another agency's to set")
    return visitor.agency


def scopes(session: Session, officer: Officer) -> tuple[Agency, ...]:
    """Return the agencies to choose from; none where there is no choice."""
    return tuple(list_agencies(session)) if may_manage_agencies(officer) else ()
