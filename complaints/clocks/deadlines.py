"""The due dates of a ticket: when it is to be taken up, and when its problem is to be solved.

Both count working time from the first report, by the targets of the category. Time on hold is
added to the second one, unless it was already overdue: a breach is not undone by waiting. While a
ticket is on hold no due date runs.
"""

from datetime import datetime, timedelta
from typing import Protocol

from categories.catalog import Category
from complaints.clocks.working_time import WorkingTime
from complaints.lifecycle import Status


class Clocked(Protocol):
    """What tells how far the clock of a ticket has run: the ticket itself, or columns to be."""

    created_at: datetime
    due_at: datetime | None
    held_since: datetime | None
    held_seconds: int


def response_due(office: WorkingTime, category: Category, reported_at: datetime) -> datetime:
    """Return when a ticket is to be taken up."""
    return office.add(reported_at, timedelta(hours=category.first_response_hours))


def resolution_due(
    office: WorkingTime, category: Category, reported_at: datetime, held_seconds: int = 0
) -> datetime:
    """Return when its problem is to be solved; `held_seconds` of working time were on hold."""
    target = timedelta(hours=category.resolution_hours, seconds=held_seconds)
    return office.add(reported_at, target)


def after_move(
    office: WorkingTime, category: Category, ticket: Clocked, to: Status, now: datetime
) -> dict[str, object]:
    """Return what a move to the status `to` changes about the due dates, by column."""
    if to is Status.ON_HOLD:
        runs = ticket.due_at is not None and ticket.due_at > now
        return {"held_since": now, "due_at": None} if runs else {}
    if ticket.held_since is None:
        return {}
    held = ticket.held_seconds + round(office.between(ticket.held_since, now).total_seconds())
    due = resolution_due(office, category, ticket.created_at, held)
    return {"held_since": None, "held_seconds": held, "due_at": due}


def after_recategorising(
    office: WorkingTime, category: Category, ticket: Clocked
) -> dict[str, object]:
    """Return the due dates under another category, by column. Time on hold stays taken out."""
    on_hold = ticket.held_since is not None
    due = resolution_due(office, category, ticket.created_at, ticket.held_seconds)
    return {
        "response_due_at": response_due(office, category, ticket.created_at),
        "due_at": None if on_hold else due,
    }
