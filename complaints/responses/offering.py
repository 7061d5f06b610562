"""The words an officer is offered for one ticket, with everything filled in that is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from agencies.queries import get_agency
from agencies.tables import Officer
from complaints.desk import Desk
from complaints.responses import placeholders
from complaints.responses.listing import texts_for
from complaints.responses.tables import Use
from complaints.tables import Ticket


@dataclass(frozen=True, slots=True)
class Offer:
    """One text, ready to be put into a field; `particular` where it is for this category."""

    title: str
    words: str
    particular: bool


def offers_for(
    session: Session, desk: Desk, officer: Officer, ticket: Ticket, now: datetime
) -> Mapping[Use, tuple[Offer, ...]]:
    """Return {use: texts} for a ticket this officer may know of, those of its category first."""
    values = values_of(session, desk, officer, ticket, now)
    offers: dict[Use, list[Offer]] = {use: [] for use in Use}
    for text in texts_for(session, officer.agency_id):
        if text.category in {"", ticket.category}:
            words = placeholders.fill(text.body, values)
            offers[text.use].append(Offer(text.title, words, bool(text.category)))
    return {use: tuple(texts) for use, texts in offers.items()}


def values_of(
    session: Session, desk: Desk, officer: Officer, ticket: Ticket, now: datetime
) -> dict[str, str]:
    """Return {placeholder's key: words}; a date that is not known is left out."""
    values = {
        "code": ticket.code,
        "category": desk.category_name(ticket.category),
        "agency": get_agency(session, officer.agency_id).name,
        "officer": officer.name,
        "place": ticket.address,
    }
    days = {"reported_on": ticket.created_at, "due_on": ticket.due_at, "today": now}
    return values | {key: placeholders.day(moment) for key, moment in days.items() if moment}
