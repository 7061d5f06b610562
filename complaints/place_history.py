"""What was reported at a ticket's place before: of any category, within two years."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, or_, select

from agencies.coordinates import KM_A_DEGREE, Point
from agencies.tables import Officer
from categories.catalog import Category
from complaints.lifecycle import OPEN, Move, Status
from complaints.queries import visible_to
from complaints.tables import Ticket, TicketEvent

SPAN = timedelta(days=2 * 365)
MOST_READ = 200  # the newest of a crowded place
MOST_SHOWN = 8
NO_PROBLEM = (Status.WITHDRAWN, Status.REJECTED)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A ticket of that place; `repair` is the event that said it was done, None before that."""

    ticket: Ticket
    metres: float
    repair: TicketEvent | None


@dataclass(frozen=True, slots=True)
class PlaceHistory:
    """`count` problems within `radius` metres, `open_now` of them open; the newest first.

    `last_repair` is the latest of all that were finished there, shown or not.
    """

    radius: int
    count: int
    open_now: int
    shown: tuple[Earlier, ...]
    last_repair: Earlier | None


def history_of_place(
    session: Session, officer: Officer, ticket: Ticket, category: Category
) -> PlaceHistory | None:
    """Return what this officer may know of; None where the place says nothing.

    A group of tickets counts once, by its main ticket; the ticket's own group is no history.
    """
    if not category.duplicate_radius_m or ticket.latitude is None or ticket.longitude is None:
        return None
    here, radius = Point(ticket.latitude, ticket.longitude), category.duplicate_radius_m
    query = select(Ticket).where(
        _box(here, radius),
        col(Ticket.created_at).between(ticket.created_at - SPAN, ticket.created_at),
        col(Ticket.sealed).is_(False),
        col(Ticket.main_id).is_(None),
        col(Ticket.id).not_in([ticket.id, ticket.main_id or ticket.id]),
        col(Ticket.status).not_in(NO_PROBLEM),
        visible_to(officer),
    )
    newest = (col(Ticket.created_at).desc(), col(Ticket.id).desc())
    found = session.exec(query.order_by(*newest).limit(MOST_READ)).all()
    near = [(each, metres) for each in found if (metres := _metres(here, each)) <= radius]
    repairs = _repairs(session, [each for each, _ in near])
    earlier = [Earlier(each, metres, repairs.get(each.id or 0)) for each, metres in near]
    repaired = [each for each in earlier if each.repair is not None]
    return PlaceHistory(
        radius=radius,
        count=len(earlier),
        open_now=sum(each.ticket.status in OPEN for each in earlier),
        shown=tuple(earlier[:MOST_SHOWN]),
        last_repair=max(repaired, key=_repaired_at, default=None),
    )


def _box(here: Point, radius: int) -> ColumnElement[bool]:
    north = radius / (1000 * KM_A_DEGREE)
    east = north / max(math.cos(math.radians(here.latitude)), 0.01)
    return and_(
        col(Ticket.latitude).between(here.latitude - north, here.latitude + north),
        col(Ticket.longitude).between(here.longitude - east, here.longitude + east),
    )


def _metres(here: Point, ticket: Ticket) -> float:
    assert ticket.latitude is not None
    assert ticket.longitude is not None
    return here.metres_to(Point(ticket.latitude, ticket.longitude))


def _repairs(session: Session, tickets: Sequence[Ticket]) -> Mapping[int, TicketEvent]:
    """Return {ticket id: the last event that said it was done} of those that are done."""
    done = [ticket.id for ticket in tickets if ticket.status is Status.FINISHED]
    finished = or_(
        col(TicketEvent.move) == Move.FINISH, col(TicketEvent.to_status) == Status.FINISHED
    )
    query = select(TicketEvent).where(col(TicketEvent.ticket_id).in_(done), finished)
    return {event.ticket_id: event for event in session.exec(query.order_by(col(TicketEvent.id)))}


def _repaired_at(earlier: Earlier) -> float:
    assert earlier.repair is not None
    return earlier.repair.at.timestamp()
