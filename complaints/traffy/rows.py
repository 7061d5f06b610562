"""The rows of the database that a record becomes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from sqlmodel import SQLModel

from complaints.lifecycle import Move, Status
from complaints.tables import Assignment, EventKind, Ticket, TicketEvent
from complaints.traffy.filing import FiledBy, Filing
from complaints.traffy.history import Before, Step
from complaints.traffy.known import ACTOR
from complaints.traffy.record import Record

CHANNEL = "traffy"
ROUTING_REASON = "imported"

CHANGED_ID = "changed_id"  # names the ticket in a statement that sets columns

Row = dict[str, Any]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Entry:
    """A record with the category it is filed under and the agency that gets it."""

    record: Record
    filing: Filing
    agency_id: int
    sealed: bool


@cache
def blank(table: type[SQLModel]) -> Row:
    """Return a row with what the table's columns hold by default; making models costs too much."""
    fields = table.model_fields.items()
    return {
        name: field.get_default(call_default_factory=True)
        for name, field in fields
        if name != "id" and not field.is_required()
    }


def ticket_row(entry: Entry, steps: Sequence[Step], code: str) -> Row:
    """Return the ticket of a record; nobody here reported it, so nobody is ever notified."""
    record, filing = entry.record, entry.filing
    return blank(Ticket) | dict(
        code=code,
        status=record.standing.status,
        agency_id=entry.agency_id,
        routing_reason=ROUTING_REASON,
        channel=CHANNEL,
        external_id=record.external_id,
        category=filing.category,
        secondary_categories=list(filing.also),
        proposed_category=filing.category,
        proposal_score=filing.score,
        sealed=entry.sealed,
        description=record.comment,
        latitude=record.point.latitude if record.point else None,
        longitude=record.point.longitude if record.point else None,
        address=record.address,
        province=record.area.province,
        district=record.area.district,
        subdistrict=record.area.subdistrict,
        created_at=record.created_at,
        updated_at=record.last_activity,
        **outcome(record, steps),
    )


def outcome(record: Record, steps: Sequence[Step], before: Before | None = None) -> Row:
    """Return the columns that tell how far a ticket has come."""
    finished = record.standing.status is Status.FINISHED
    ends = [step.at for step in steps if step.move is Move.FINISH]
    reopenings = sum(step.move is Move.REOPEN for step in steps)
    known = before.reopened if before else 0
    return {
        "hold_reason": record.standing.hold_reason,
        "first_response_at": record.first_response_at,
        "finished_at": record.finished_at or (ends[-1] if ends else None) if finished else None,
        "reopened_count": max(record.reopened, known + reopenings),
        "stars": record.stars if finished else None,
    }


def change_row(record: Record, steps: Sequence[Step], ticket: Ticket) -> Row:
    """Return what news of a known ticket changes: how far it has come, nothing that it is about."""
    before = Before(ticket.status, ticket.created_at, reopened=ticket.reopened_count)
    come = outcome(record, steps, before)
    return {
        CHANGED_ID: ticket.id,
        "status": record.standing.status,
        "updated_at": max(record.last_activity, ticket.updated_at),
        **come,
        "first_response_at": come["first_response_at"] or ticket.first_response_at,
        "finished_at": come["finished_at"] or _still(ticket.finished_at, record),
        "stars": come["stars"] or _still(ticket.stars, record),
    }


def _still(value: Value, record: Record) -> Value | None:
    """Return what was known of the repair, which holds only while the ticket is finished."""
    return value if record.standing.status is Status.FINISHED else None


def assignment_row(entry: Entry, ticket_id: int) -> Row:
    """Return the part of the agency that owns the ticket."""
    return blank(Assignment) | {
        "ticket_id": ticket_id,
        "agency_id": entry.agency_id,
        "started_at": entry.record.created_at,
        "accepted_at": entry.record.first_response_at,
    }


def first_event(entry: Entry) -> Step:
    """Return the entry that opens the timeline, with what has no column of its own."""
    record, filing = entry.record, entry.filing
    told = {
        "types": list(record.types),
        "organisations": list(record.organisations),
        "photos": list(record.photos),
        "state": record.state if record.standing.status is Status.RECEIVED else "",
        "filed_by": filing.by.value if filing.by is not FiledBy.TYPES else "",
    }
    detail: Row = {"routing": ROUTING_REASON, "category": filing.category}
    detail |= {name: value for name, value in told.items() if value}
    return Step(EventKind.SUBMITTED, record.created_at, to_status=Status.RECEIVED, detail=detail)


def event_rows(
    ticket_id: int, agency_id: int, steps: Iterable[Step], until: datetime, now: datetime
) -> list[Row]:
    """Return the timeline, learned of `now`; a step without a time is one of `until`."""
    return [
        blank(TicketEvent)
        | {
            "ticket_id": ticket_id,
            "at": step.at or until,
            "kind": step.kind,
            "move": step.move.value if step.move else None,
            "from_status": step.from_status.value if step.from_status else None,
            "to_status": step.to_status.value if step.to_status else None,
            "actor": ACTOR,
            "agency_id": agency_id,
            "note": step.note,
            "detail": step.detail,
            "known_at": now,
        }
        for step in steps
    ]
