"""The history of a ticket's place as its page tells it."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from agencies.queries import agency_names, officer_names
from agencies.tables import Officer
from categories.catalog import Category
from complaints.desk import Desk
from complaints.lifecycle import Status
from complaints.place_history import Earlier, PlaceHistory, history_of_place
from complaints.tables import Ticket
from dashboard import paths
from dashboard.wording import say

_OFFICER = "officer:"


@dataclass(frozen=True, slots=True)
class PastTicket:
    """One earlier ticket; `repaired_at` and `by` are empty until it was done."""

    code: str
    address: str
    category: Category
    status: Status
    created_at: datetime
    distance: str
    repaired_at: datetime | None
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class Past:
    """How often, within how many metres, what is open, and the last repair."""

    radius: int
    count: int
    open_now: int
    more: int
    tickets: tuple[PastTicket, ...]
    last_repair: PastTicket | None


def load(session: Session, desk: Desk, officer: Officer, ticket: Ticket) -> Past | None:
    """Read it for an officer who may see the ticket; None where its place says nothing."""
    history = history_of_place(session, officer, ticket, desk.catalog.get(ticket.category))
    if history is None:
        return None
    tell = _Teller(session, desk, history)
    return Past(
        radius=history.radius,
        count=history.count,
        open_now=history.open_now,
        more=history.count - len(history.shown),
        tickets=tuple(tell.ticket(each) for each in history.shown),
        last_repair=tell.ticket(history.last_repair) if history.last_repair else None,
    )


class _Teller:
    """Puts names to the people and agencies of a history, all read at once."""

    def __init__(self, session: Session, desk: Desk, history: PlaceHistory) -> None:
        told = (*history.shown, *([history.last_repair] if history.last_repair else ()))
        self._catalog = desk.catalog
        self._officers = officer_names(session, {_officer(each) for each in told})
        self._agencies = agency_names(session, {_agency(each) for each in told})

    def ticket(self, earlier: Earlier) -> PastTicket:
        """Return an earlier ticket in words."""
        ticket, repair = earlier.ticket, earlier.repair
        who = (self._officers.get(_officer(earlier)), self._agencies.get(_agency(earlier)))
        return PastTicket(
            code=ticket.code,
            address=paths.ticket(ticket.code),
            category=self._catalog.get(ticket.category),
            status=ticket.status,
            created_at=ticket.created_at,
            distance=_distance(earlier.metres),
            repaired_at=repair.at if repair else None,
            by=" · ".join(name for name in who if name) if repair else "",
            note=repair.note if repair else "",
        )


def _officer(earlier: Earlier) -> int:
    actor = earlier.repair.actor if earlier.repair else ""
    number = actor.removeprefix(_OFFICER)
    return int(number) if actor.startswith(_OFFICER) and number.isdigit() else 0


def _agency(earlier: Earlier) -> int:
    of_event = earlier.repair.agency_id if earlier.repair else None
    return of_event or earlier.ticket.agency_id


def _distance(metres: float) -> str:
    return say("same.metres", n=round(metres)) if round(metres) else say("same.here")
