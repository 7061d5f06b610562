"""Tickets of every kind, for tests of the queue."""

import random
from datetime import timedelta

from sqlmodel import Session, col, select

from complaints.desk import Desk
from complaints.lifecycle import HoldReason, Status
from complaints.queue.filters import Moments
from complaints.tables import Priority, Ticket
from store.database import Database
from tests.cast import Cast, make_ticket
from tests.fakes import FakeClock

CENTRE = 13.7796, 100.6065


def fill(database: Database, desk: Desk, clock: FakeClock, cast: Cast, count: int) -> None:
    """Put tickets of agency A in, whose columns are drawn by a fixed lot."""
    lot = random.Random(7)
    with database.transaction() as session:
        for _ in range(count):
            clock.pass_time(minutes=1)
            _vary(make_ticket(session, desk, clock(), photo=None), lot, clock, cast)


def _vary(ticket: Ticket, lot: random.Random, clock: FakeClock, cast: Cast) -> None:
    now = clock()
    ticket.status = lot.choice(list(Status))
    # Reported in another order than they came in, several at one moment: an import does so.
    ticket.created_at = now - timedelta(days=lot.choice([0, 0, 0, 300]), minutes=now.minute % 4)
    ticket.due_at = lot.choice([None, now + timedelta(hours=lot.randint(-40, 40))])
    ticket.updated_at = now - timedelta(hours=lot.randint(0, 5))  # several at one moment
    ticket.priority = lot.choice(list(Priority))
    ticket.officer_id = lot.choice([None, cast.anan.id, cast.arun.id])
    ticket.reopened_count = lot.choice([0, 0, 2])
    ticket.citizen_wrote_at = lot.choice([None, None, now])
    ticket.approval_since = lot.choice([None, None, now])
    if ticket.status is Status.ON_HOLD:
        ticket.hold_reason = lot.choice(list(HoldReason))
    ticket.latitude = CENTRE[0] + lot.uniform(-0.01, 0.01)
    ticket.longitude = CENTRE[1] + lot.uniform(-0.01, 0.01)


def all_tickets(session: Session) -> list[Ticket]:
    """Every ticket, by id."""
    return list(session.exec(select(Ticket).order_by(col(Ticket.id))))


def moments(clock: FakeClock) -> Moments:
    """Now, and a day on."""
    return Moments(clock(), clock() + timedelta(hours=24))
