"""One officer's page."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from agencies import logins, roster
from agencies.permissions import may_manage
from agencies.queries import get_agency
from agencies.sign_in import links, second_factor
from agencies.tables import Agency, Officer
from dashboard.officers import addresses
from dashboard.officers.choices import RoleChoice, agencies_for, roles_for
from dashboard.security.view import SessionRow, session_rows


@dataclass(frozen=True, slots=True)
class OfficerView:
    """Everything on the page. `mine` tells that the manager may change it, `own` that it is theirs.

    `link_until` is how long a link that was handed out still works.
    """

    officer: Officer
    agency: Agency
    address: str
    mine: bool
    own: bool
    second_step: bool
    link_until: datetime | None
    sessions: tuple[SessionRow, ...]
    roles: tuple[RoleChoice, ...]
    agencies: tuple[Agency, ...]


def load(session: Session, manager: Officer, officer_id: int, now: datetime) -> OfficerView:
    """Read the page. Raises NotFound where the officer is out of the manager's sight."""
    officer = roster.get_officer(session, manager, officer_id)
    link = links.find_open_link(session, officer_id, now)
    return OfficerView(
        officer=officer,
        agency=get_agency(session, officer.agency_id),
        address=addresses.officer(officer_id),
        mine=may_manage(manager, officer),
        own=officer.id == manager.id,
        second_step=second_factor.is_on(session, officer_id),
        link_until=link.expires_at if link else None,
        sessions=session_rows(logins.list_sessions(session, officer_id, now)),
        roles=roles_for(manager),
        agencies=agencies_for(session, manager),
    )
