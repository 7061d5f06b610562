"""What a file tells of each ticket."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from agencies.permissions import sees_all_agencies
from agencies.queries import agency_names, officer_names
from agencies.tables import Officer
from complaints.desk import Desk
from complaints.groups.members import codes_of
from complaints.tables import Ticket
from complaints.tagging import tags_of
from dashboard.queue.fields import source_words
from dashboard.wording import say

Value = str | int | float | datetime | None
COLUMNS = (  # in the order of `values_of`; their names are among the words
    "code",
    "former",
    "status",
    "category",
    "description",
    "address",
    "subdistrict",
    "district",
    "province",
    "latitude",
    "longitude",
    "agency",
    "officer",
    "priority",
    "tags",
    "created_at",
    "first_response_at",
    "due_at",
    "finished_at",
    "updated_at",
    "reopened",
    "stars",
    "source",
    "main",
)


def values_of(
    session: Session, desk: Desk, officer: Officer, tickets: Sequence[Ticket]
) -> list[list[Value]]:
    """Return a line for each ticket."""
    ids = [ticket.id or 0 for ticket in tickets]
    own = None if sees_all_agencies(officer) else officer.agency_id
    agencies = agency_names(session, {ticket.agency_id for ticket in tickets})
    officers = officer_names(session, {t.officer_id for t in tickets if t.officer_id})
    tags = tags_of(session, ids, own)
    mains = codes_of(session, {t.main_id for t in tickets if t.main_id})
    return [
        [
            ticket.code,
            ticket.external_id or "",
            say(f"status.{ticket.status.value}"),
            desk.category_name(ticket.category),
            ticket.description,
            ticket.address,
            ticket.subdistrict,
            ticket.district,
            ticket.province,
            ticket.latitude,
            ticket.longitude,
            agencies.get(ticket.agency_id, ""),
            officers.get(ticket.officer_id or 0, ""),
            say(f"priority.{ticket.priority.value}"),
            ", ".join(tags[ticket.id or 0]),
            ticket.created_at,
            ticket.first_response_at,
            ticket.due_at,
            ticket.finished_at,
            ticket.updated_at,
            ticket.reopened_count,
            ticket.stars,
            source_words(ticket.channel),
            mains.get(ticket.main_id or 0, ""),
        ]
        for ticket in tickets
    ]
