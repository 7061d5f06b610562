"""What a ticket's page says about who works on it, how it presses and how officers file it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from agencies.permissions import sees_sealed
from agencies.queries import agency_names, officer_names
from agencies.tables import Officer
from complaints import parts
from complaints.hand_overs import goes_to_centre
from complaints.tables import Assignment, EventKind, Priority, Ticket, TicketEvent
from complaints.tagging import known_tags, tags_of, vocabulary_of
from complaints.workers import list_fit


@dataclass(frozen=True, slots=True)
class Colleague:
    """An officer the ticket can be given to; `me` is who looks at the page."""

    id: int
    name: str
    me: bool


@dataclass(frozen=True, slots=True)
class Station:
    """One agency on the ticket's way: since when it had it, until when, and why it handed it on."""

    agency: str
    since: datetime
    until: datetime | None
    why: str


@dataclass(frozen=True, slots=True)
class WorkView:
    """`takes_part`: this officer's agency leads or joins in. `last_hand_over` says that one more
    goes to the central desk.
    """

    takes_part: bool
    officer_id: int | None
    officer: str
    colleagues: tuple[Colleague, ...]
    priority: Priority
    tags: tuple[str, ...]
    known_tags: tuple[str, ...]
    citizen_wrote_at: datetime | None
    way: tuple[Station, ...]
    last_hand_over: bool

    @property
    def mine(self) -> bool:
        """It is given to who looks at the page."""
        return any(each.me and each.id == self.officer_id for each in self.colleagues)

    @property
    def may_take(self) -> bool:
        """Who looks at the page could take it."""
        return any(each.me and each.id != self.officer_id for each in self.colleagues)


def load(
    session: Session, officer: Officer, ticket: Ticket, events: Sequence[TicketEvent]
) -> WorkView:
    """Read it for an officer who may see the ticket."""
    number, held_by = ticket.id or 0, ticket.officer_id
    vocabulary = vocabulary_of(session, ticket, officer.agency_id)
    tags = tags_of(session, [number], vocabulary)[number]
    known = known_tags(session, vocabulary, sealed=sees_sealed(officer))
    return WorkView(
        takes_part=parts.takes_part(session, officer, ticket),
        officer_id=held_by,
        officer=officer_names(session, {held_by}).get(held_by, "") if held_by else "",
        colleagues=tuple(
            Colleague(each.id or 0, each.name, each.id == officer.id)
            for each in list_fit(session, ticket)
        ),
        priority=ticket.priority,
        tags=tuple(tags),
        known_tags=tuple(tag for tag in known if tag not in tags),
        citizen_wrote_at=ticket.citizen_wrote_at,
        way=_way(session, parts.list_leads(session, ticket), events),
        last_hand_over=goes_to_centre(session, ticket),
    )


def _way(
    session: Session, leads: Sequence[Assignment], events: Sequence[TicketEvent]
) -> tuple[Station, ...]:
    if len(leads) < 2:
        return ()
    names = agency_names(session, {each.agency_id for each in leads})
    handed = [event for event in events if event.kind is EventKind.MOVED]
    reasons = {event.at: event.note for event in handed if event.detail.get("to_agency")}
    return tuple(
        Station(
            agency=names.get(each.agency_id, ""),
            since=each.started_at,
            until=each.ended_at,
            why=reasons.get(each.ended_at, "") if each.ended_at else "",
        )
        for each in leads
    )
