"""The shares of an officer's tickets, each of which an index gives in order."""

from sqlalchemy import ColumnElement
from sqlmodel import Session

from agencies.permissions import sees_all_agencies
from agencies.tables import Officer
from agencies.tree import list_below
from complaints.queries import list_joined, shares_of

MOST_NAMED = 1_000  # tickets named one by one; of more a database sees for itself


def list_shares(session: Session, officer: Officer) -> tuple[ColumnElement[bool], ...]:
    """Return conditions that together give every ticket the officer may know of, none twice."""
    if sees_all_agencies(officer):
        return shares_of(officer)
    joined = list_joined(session, officer, MOST_NAMED)
    return shares_of(officer, list_below(session, officer), joined)
