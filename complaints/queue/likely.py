"""Tickets that are likely one problem with another, as the comparison has found them.

Asked when the view is: a pair counts while both stand alone, the other one may still be the same
problem, and no officer has said that they differ.
"""

from sqlalchemy import ColumnElement, exists, select, true
from sqlalchemy.orm import aliased
from sqlmodel import col

from agencies.permissions import sees_all_agencies
from agencies.tables import Officer
from complaints.duplicates.tables import LikelyPair
from complaints.lifecycle import Status
from complaints.tables import Distinction, Ticket

COMPARED = (Status.RECEIVED, Status.IN_PROGRESS, Status.ON_HOLD, Status.FINISHED)


def is_likely(officer: Officer) -> ColumnElement[bool]:
    """Return the condition that the ticket is likely one problem with another of its agency."""
    first, second = col(LikelyPair.first_id), col(LikelyPair.second_id)
    one, other = aliased(Ticket), aliased(Ticket)
    conditions = (
        col(one.agency_id) == col(other.agency_id) if not sees_all_agencies(officer) else true(),
        col(other.main_id).is_(None),
        col(other.sealed).is_(False),
        col(other.status).in_(COMPARED),
        ~exists().where(
            col(Distinction.first_id) == first,
            col(Distinction.second_id) == second,
            col(Distinction.actor).startswith("officer:"),
        ),
    )
    found = (
        select(col(one.id))
        .join(LikelyPair, here == col(one.id))
        .join(other, there == col(other.id))
        .where(*conditions)
        for here, there in ((first, second), (second, first))
    )
    return col(Ticket.id).in_(next(found).union_all(next(found)))
