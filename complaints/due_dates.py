"""What happens to a ticket, told to its clocks: columns to write, due dates for its timeline."""

from datetime import datetime

from sqlmodel import Session

from complaints.clocks import deadlines
from complaints.clocks.deadlines import Clocks, Columns
from complaints.clocks.targets import Targets, find_targets, of_catalog
from complaints.desk import Desk
from complaints.lifecycle import Move, Status
from complaints.parts import lead_since
from complaints.tables import Ticket


def start(session: Session, desk: Desk, ticket: Ticket) -> None:
    """Let both clocks of a new ticket run from its report."""
    targets = _targets(session, desk, ticket.agency_id, ticket.category, ticket.created_at)
    clocks = Clocks.start(desk.office_of(ticket), targets, ticket.created_at)
    for name, value in clocks.columns().items():
        setattr(ticket, name, value)


def after_move(
    session: Session,
    desk: Desk,
    ticket: Ticket,
    move: Move,
    to: Status,
    now: datetime,
    agency_id: int | None = None,
) -> Columns:
    """Return the columns that a move to the status `to` changes; `agency_id` gets the ticket."""
    owner = agency_id if move is Move.FORWARD and agency_id is not None else ticket.agency_id
    clocks = clocks_of(desk, ticket, owner)
    clocks.move(to, now)
    if move is Move.FORWARD:
        clocks.hand_over(_targets(session, desk, owner, ticket.category, now), now)
    if move is Move.REOPEN:
        clocks.reopen(_targets(session, desk, owner, ticket.category, now), now)
    return clocks.columns()


def after_recategorising(
    session: Session, desk: Desk, ticket: Ticket, category: str, now: datetime
) -> Columns:
    """Return the columns that another category changes."""
    targets = _targets(session, desk, ticket.agency_id, category, now)
    return after_retargeting(session, desk, ticket, targets, now)


def after_retargeting(
    session: Session, desk: Desk, ticket: Ticket, targets: Targets, now: datetime
) -> Columns:
    """Return the columns that other targets change."""
    clocks = clocks_of(desk, ticket)
    since = lead_since(session, ticket) if clocks.awaits_response else None
    clocks.retarget(targets, now, since)
    return clocks.columns()


def clocks_of(desk: Desk, ticket: Ticket, agency_id: int | None = None) -> Clocks:
    """Return how the clocks of a ticket stand, by the calendar of its agency or of that one."""
    office = desk.calendar.office(agency_id or ticket.agency_id, ticket.province)
    return Clocks.of(office, ticket, of_catalog(desk.catalog.get(ticket.category)))


def told(ticket: Ticket) -> dict[str, str]:
    """Return what the timeline keeps of the due dates with what has just changed them."""
    return deadlines.told(ticket.response_due_at, ticket.due_at)


def _targets(session: Session, desk: Desk, agency_id: int, category: str, at: datetime) -> Targets:
    return find_targets(session, desk.catalog, agency_id, category, at)
