"""All that is known to have happened to tickets, read out of events, parts, groups and audit."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session, col, select

from complaints.desk import subject
from complaints.figures.moments import micros
from complaints.groups.tables import GroupTie
from complaints.tables import Assignment, AssignmentRole, EventKind, Ticket, TicketEvent
from store.audit import AuditEntry


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that happened to a ticket `at` a moment, and of which we have known since `known`.

    `kind` is that of an event, or one of LEADS and TIED; `detail` what it tells.
    """

    at: int
    known: int
    kind: str
    detail: Mapping[str, Any]
    move: str | None = None
    to_status: str | None = None
    actor: str = ""
    audited: bool = False

    @property
    def late(self) -> bool:
        """We learned of it only after it had happened."""
        return self.known > self.at


LEADS = "leads"  # an agency leads from now on: {"agency_id"}
TIED = "tied"  # the ticket stands under a main one from now on: {"main_id"}


@dataclass(slots=True)
class History:
    """A ticket's unchanging facts, and what happened to it in order."""

    ticket_id: int
    reported_at: int
    channel: str
    province: str
    district: str
    subdistrict: str
    category: str  # as filed first, where no event tells it
    proposed: str  # by the system; "" where it proposed nothing
    happened: list[Happened] = field(default_factory=list)


def read_histories(session: Session, ticket_ids: Collection[int]) -> Iterator[History]:
    """Yield the histories of these tickets, some hundreds at best."""
    events, leads, ties = (
        _events(session, ticket_ids),
        _leads(session, ticket_ids),
        _ties(session, ticket_ids),
    )
    audited = _audited(session, ticket_ids)
    columns = (
        Ticket.id,
        Ticket.created_at,
        Ticket.channel,
        Ticket.province,
        Ticket.district,
        Ticket.subdistrict,
        Ticket.category,
        Ticket.proposed_category,
        Ticket.proposal_score,
    )
    query = select(*columns).where(col(Ticket.id).in_(ticket_ids))  # type: ignore[call-overload]
    for row in session.exec(query):
        ticket_id: int = row.id
        history = _new_history(row)
        told = [_happened(event, audited[ticket_id]) for event in events[ticket_id]]
        # What came from elsewhere was not known here before its first event was.
        known = min((each.known for each in told), default=history.reported_at)
        beside = [(micros(at), LEADS, {"agency_id": agency}) for at, agency in leads[ticket_id]]
        beside += [(micros(at), TIED, {"main_id": main}) for at, main in ties[ticket_id]]
        told = [Happened(at, max(at, known), kind, detail) for at, kind, detail in beside] + told
        history.happened = sorted(told, key=lambda each: each.at)
        yield history


def _new_history(row: Any) -> History:
    return History(
        ticket_id=row.id,
        reported_at=micros(row.created_at),
        channel=row.channel,
        province=row.province,
        district=row.district,
        subdistrict=row.subdistrict,
        category=row.category,
        proposed=row.proposed_category if row.proposal_score else "",
    )


def _happened(event: Any, audited: Collection[tuple[int, str, str]]) -> Happened:
    at = micros(event.at)
    done = event.move or event.kind
    return Happened(
        at=at,
        known=micros(event.known_at) if event.known_at else at,
        kind=EventKind(event.kind).value,
        detail=event.detail or {},
        move=event.move,
        to_status=event.to_status,
        actor=event.actor,
        audited=(at, event.actor, f"ticket.{done}") in audited,
    )


def _events(session: Session, ticket_ids: Collection[int]) -> Mapping[int, list[Any]]:
    columns = (
        TicketEvent.ticket_id,
        TicketEvent.at,
        TicketEvent.known_at,
        TicketEvent.kind,
        TicketEvent.move,
        TicketEvent.to_status,
        TicketEvent.actor,
        TicketEvent.detail,
    )
    query = select(*columns).where(col(TicketEvent.ticket_id).in_(ticket_ids))  # type: ignore[call-overload]
    return _by_ticket(session.exec(query.order_by(col(TicketEvent.ticket_id), col(TicketEvent.id))))


def _leads(session: Session, ticket_ids: Collection[int]) -> Mapping[int, list[tuple[Any, int]]]:
    query = (
        select(Assignment.ticket_id, Assignment.started_at, Assignment.agency_id)
        .where(col(Assignment.ticket_id).in_(ticket_ids), Assignment.role == AssignmentRole.LEAD)
        .order_by(col(Assignment.id))
    )
    found = defaultdict(list)
    for ticket_id, started_at, agency_id in session.exec(query):
        found[ticket_id].append((started_at, agency_id))
    return found


def _ties(session: Session, ticket_ids: Collection[int]) -> Mapping[int, list[tuple[Any, Any]]]:
    query = select(GroupTie.ticket_id, GroupTie.at, GroupTie.main_id)
    found = defaultdict(list)
    tied = query.where(col(GroupTie.ticket_id).in_(ticket_ids)).order_by(col(GroupTie.id))
    for ticket_id, at, main_id in session.exec(tied):
        found[ticket_id].append((at, main_id))
    return found


def _audited(
    session: Session, ticket_ids: Collection[int]
) -> Mapping[int, set[tuple[int, str, str]]]:
    """Return {ticket id: (moment, who, what)} of what is on record."""
    ids = {subject(ticket_id): ticket_id for ticket_id in ticket_ids}
    query = select(AuditEntry.subject, AuditEntry.at, AuditEntry.actor, AuditEntry.action)
    found = defaultdict(set)
    for about, at, actor, action in session.exec(query.where(col(AuditEntry.subject).in_(ids))):
        found[ids[about]].add((micros(at), actor, action))
    return found


def _by_ticket(rows: Any) -> Mapping[int, list[Any]]:
    found = defaultdict(list)
    for row in rows:
        found[row.ticket_id].append(row)
    return found
