"""The list of suspended citizens."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session, col, select

from agencies.queries import agency_names, officer_names
from agencies.tables import Officer
from complaints.abuse.suspending import list_suspensions
from complaints.abuse.tables import Suspension
from complaints.queries import codes_for_officer
from complaints.tables import Reporter
from dashboard import paths

PAGE = 50
ABUSE = f"{paths.ROOT}/abuse"


class State(StrEnum):
    """Whether it holds now."""

    HOLDS = "holds"
    LIFTED = "lifted"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class SuspensionRow:
    """One of the list. `code` and `ticket` are "" where the reader may not know the ticket."""

    id: int
    pseudonym: str
    reason: str
    since: datetime
    until: datetime
    state: State
    by: str
    agency: str
    code: str
    ticket: str
    lifted_at: datetime | None


@dataclass(frozen=True, slots=True)
class AbuseView:
    """Everything on the page; `more` is the address of the next, "" on the last."""

    rows: tuple[SuspensionRow, ...]
    more: str


def load(session: Session, officer: Officer, before: int | None, now: datetime) -> AbuseView:
    """Read a page of the list."""
    found = list_suspensions(session, officer, before, PAGE)
    codes = codes_for_officer(session, officer, {each.ticket_id for each in found})
    officers = officer_names(session, {each.officer_id for each in found})
    agencies = agency_names(session, {each.agency_id for each in found})
    people = select(Reporter).where(col(Reporter.id).in_({each.reporter_id for each in found}))
    pseudonyms = {each.id: each.pseudonym for each in session.exec(people)}
    rows = tuple(
        SuspensionRow(
            id=each.id or 0,
            pseudonym=pseudonyms.get(each.reporter_id, ""),
            reason=each.reason,
            since=each.since,
            until=each.until,
            state=_state(each, now),
            by=officers.get(each.officer_id, ""),
            agency=agencies.get(each.agency_id, ""),
            code=codes.get(each.ticket_id, ""),
            ticket=paths.ticket(code) if (code := codes.get(each.ticket_id, "")) else "",
            lifted_at=each.lifted_at,
        )
        for each in found
    )
    more = paths.with_query(ABUSE, before=str(rows[-1].id)) if len(found) == PAGE else ""
    return AbuseView(rows, more)


def _state(suspension: Suspension, now: datetime) -> State:
    if suspension.lifted_at is not None:
        return State.LIFTED
    return State.HOLDS if suspension.until > now else State.OVER
