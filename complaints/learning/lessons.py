"""Complaints with the category that is known to be right: what the suggester may learn from."""

from collections.abc import Iterator
from pathlib import Path

from sqlmodel import Session, col, select

from categories.labelled import Row
from categories.traffy_types import categories_of_all
from complaints.erasure import WITHHELD
from complaints.lifecycle import Status
from complaints.tables import Ticket
from complaints.traffy.source import Source

LEAST_LETTERS = 8  # a shorter text teaches nothing
BY_OFFICERS = "line"  # the channel whose tickets officers have read before they closed them


def closed_tickets(session: Session, agency_id: int | None, most: int) -> list[Row]:
    """Return the newest closed tickets of an agency, None for all, newest first.

    An officer finished each of them under the category it has: kept as proposed, or corrected.
    Sealed tickets are left out: nothing of them goes anywhere.
    """
    query = select(Ticket).where(Ticket.status == Status.FINISHED, col(Ticket.sealed).is_(False))
    if agency_id is not None:
        query = query.where(Ticket.agency_id == agency_id)
    tickets = session.exec(query.order_by(col(Ticket.id).desc()).limit(most))
    return [_row(ticket) for ticket in tickets if _teaches(ticket.description)]


def traffy_reports(path: Path) -> Iterator[Row]:
    """Yield the reports of a Traffy export whose types are known, by categories/traffy_types.yml.

    Raises:
        UnknownShape, CutShort: the file is no such export, or ends in the middle.
    """
    with Source(path) as source:
        for raw in source.rows():
            codes = categories_of_all(raw.values.get("types", "").strip("{}[]").split(","))
            comment = raw.values.get("comment", "").strip()
            if codes and _teaches(comment):
                yield Row(raw.values.get("id", ""), comment, codes[0], frozenset(codes))


def _row(ticket: Ticket) -> Row:
    # What else may be wrong there is the suggester's own guess, unless it came with an import.
    others = () if ticket.channel == BY_OFFICERS else ticket.secondary_categories
    accept = frozenset((ticket.category, *others))
    return Row(ticket.code, ticket.description, ticket.category, accept)


def _teaches(text: str) -> bool:
    return len(text.replace(WITHHELD, "").strip()) >= LEAST_LETTERS
