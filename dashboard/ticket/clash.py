"""Somebody was first: what has changed since the page was opened; nothing typed is lost."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Form

from complaints.lifecycle import Status
from complaints.seen import Seen
from dashboard.row_id import RowId
from dashboard.ticket.forms import OfficerSeen
from dashboard.ticket.view import TicketView
from dashboard.ticket.work_view import WorkView
from dashboard.wording import say


@dataclass(frozen=True, slots=True)
class Clash:
    """`changes` are (what, before, now) in words; `typed` is what the officer had written."""

    changes: tuple[tuple[str, str, str], ...]
    typed: str


def find_changes(ticket: TicketView, work: WorkView, seen: Seen, typed: str) -> Clash:
    """Compare the ticket as it is with what was seen."""
    former = next((each.name for each in work.colleagues if each.id == seen.officer_id), "")
    pairs = (
        ("status", seen.status, ticket.status, _status(seen.status), _status(ticket.status)),
        ("agency", seen.agency_id, ticket.agency_id, say("clash.another"), ticket.agency),
        (
            "officer",
            seen.officer_id,
            work.officer_id,
            _officer(former, seen),
            _nobody(work.officer),
        ),
    )
    return Clash(
        tuple((say(f"clash.{name}"), was, now) for name, a, b, was, now in pairs if a != b), typed
    )


def _status(status: Status) -> str:
    return say(f"status.{status}")


def _officer(name: str, seen: Seen) -> str:
    return name or say("clash.another" if seen.officer_id else "clash.nobody")


def _nobody(name: str) -> str:
    return name or say("clash.nobody")


def _read_seen(
    seen: Annotated[Status, Form()],
    seen_agency: Annotated[RowId, Form()],
    seen_officer: Annotated[OfficerSeen, Form()] = 0,
) -> Seen:
    return Seen(seen, seen_agency, seen_officer or None)


SeenForm = Annotated[Seen, Depends(_read_seen)]
