"""By what an agency is told of its tickets in LINE: its officers' accounts, its groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from agencies.contacts import groups, line
from agencies.queries import officer_names


@dataclass(frozen=True, slots=True)
class Bound:
    """One officer's account (by name), or one group (by who bound it)."""

    id: int
    name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class ContactsView:
    """Who is bound."""

    officers: Sequence[Bound]
    groups: Sequence[Bound]


def load(session: Session, agency_id: int) -> ContactsView:
    """Read who is bound. No LINE id leaves the database."""
    bound = groups.list_groups(session, agency_id)
    names = officer_names(session, {group.bound_by for group in bound})
    return ContactsView(
        officers=[
            Bound(officer.id or 0, officer.name, account.bound_at)
            for officer, account in line.list_accounts(session, agency_id)
        ],
        groups=[Bound(each.id or 0, names.get(each.bound_by, ""), each.bound_at) for each in bound],
    )
