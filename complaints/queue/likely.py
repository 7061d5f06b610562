"""Tickets that are likely one problem with another, as the comparison has found them.

Asked when the view is: a pair counts while both stand alone, the other one may still be the same
problem, and no officer has said that they differ.
"""

from sqlalchemy import ColumnElement, exists, or_, true
from sqlalchemy.orm import Mapped, aliased
from sqlmodel import col

from agencies.permissions import sees_all_agencies
from agencies.tables import Officer
from complaints.duplicates.tables import Distinction, LikelyPair
from complaints.lifecycle import Status
from complaints.tables import Ticket

COMPARED = (Status.RECEIVED, Status.IN_PROGRESS, Status.ON_HOLD, Status.FINISHED)


def is_likely(officer: Officer) -> ColumnElement[bool]:
    """Return the condition that the ticket is likely one problem with another of its agency."""
    first, second = col(LikelyPair.first_id), col(LikelyPair.second_id)
    return or_(_has_other(officer, first, second), _has_other(officer, second, first))


def _has_other(officer: Officer, here: Mapped[int], there: Mapped[int]) -> ColumnElement[bool]:
    # Asked ticket by ticket, pair by pair: joined, SQLite may go through the whole agency for each.
    other = aliased(Ticket)
    of_agency = col(other.agency_id) == col(Ticket.agency_id)
    still_counts = (
        exists()
        .where(
            col(other.id) == there,
            true() if sees_all_agencies(officer) else of_agency,
            col(other.main_id).is_(None),
            col(other.sealed).is_(False),
            col(other.status).in_(COMPARED),
        )
        .correlate(Ticket, LikelyPair)
    )
    said_to_differ = exists().where(
        col(Distinction.first_id) == col(LikelyPair.first_id),
        col(Distinction.second_id) == col(LikelyPair.second_id),
        col(Distinction.actor).startswith("officer:"),
    )
    return exists().where(here == col(Ticket.id), still_counts, ~said_to_differ)
