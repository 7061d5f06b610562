"""Officers with their agencies, as the list shows them."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from agencies.queries import list_all_agencies
from agencies.roster import PAGE, Wanted, list_officers
from agencies.tables import Agency, Officer, Role
from dashboard import paths
from dashboard.officers import addresses


@dataclass(frozen=True, slots=True)
class OfficerRow:
    """One officer. `signed_in_at` is when they last came in; `invited`: they never have."""

    name: str
    username: str
    agency: str
    role: Role
    active: bool
    invited: bool
    signed_in_at: datetime | None
    address: str


@dataclass(frozen=True, slots=True)
class ListView:
    """Everything on the page; `more` is the address of the next, "" on the last."""

    rows: tuple[OfficerRow, ...]
    agencies: tuple[Agency, ...]
    roles: tuple[Role, ...]
    wanted: Wanted
    narrowed: bool
    more: str


def load(session: Session, manager: Officer, wanted: Wanted, *, everywhere: bool) -> ListView:
    """Read a page of the list."""
    found = list_officers(session, manager, wanted)
    return ListView(
        rows=tuple(_row(officer, agency) for officer, agency in found),
        agencies=tuple(list_all_agencies(session)) if everywhere else (),
        roles=tuple(Role),
        wanted=wanted,
        narrowed=(wanted.words, wanted.agency_id, wanted.role, wanted.active)
        != ("", None, None, None),
        more=_address(wanted, found[-1][0].id) if len(found) == PAGE else "",
    )


def _row(officer: Officer, agency: Agency) -> OfficerRow:
    return OfficerRow(
        name=officer.name,
        username=officer.username,
        agency=agency.name,
        role=officer.role,
        active=officer.active,
        invited=not officer.password_hash and officer.signed_in_at is None,
        signed_in_at=officer.signed_in_at,
        address=addresses.officer(officer.id or 0),
    )


def _address(wanted: Wanted, after: int | None) -> str:
    state = {None: "", True: "on", False: "off"}[wanted.active]
    return paths.with_query(
        addresses.OFFICERS,
        words=wanted.words,
        agency=str(wanted.agency_id or ""),
        role=wanted.role or "",
        state=state,
        after=str(after or ""),
    )
