"""Officers of the cast at work on Malee's ticket, inside one transaction."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from agencies.tables import Officer
from complaints.alerts.tables import Alert
from complaints.change import By, Change
from complaints.desk import Desk
from complaints.lifecycle import Actor, HoldReason, Move
from complaints.moves import make_move
from complaints.queries import list_events
from complaints.tables import Reporter, Ticket, TicketEvent
from core.clock import to_bangkok
from store import audit
from store.outbox_tables import OutboxMessage
from tests.cast import MALEE, Cast, make_reporter, make_ticket
from tests.fakes import FakeClock


@dataclass
class Work:
    """The tools, and the moment: a minute passes with every move."""

    session: Session
    desk: Desk
    clock: FakeClock
    cast: Cast

    def by(self, officer: Officer) -> By:
        """The officer as moves name them."""
        return By(Actor.OFFICER, f"officer:{officer.id}", officer.agency_id)

    def ticket(self, user_id: str = MALEE, **draft: str | None) -> Ticket:
        """A new ticket, with agency A."""
        return make_ticket(self.session, self.desk, self.clock(), user_id, **draft)

    def person(self, user_id: str = MALEE) -> Reporter:
        """A citizen."""
        return make_reporter(self.session, self.clock(), user_id)

    def move(
        self, ticket: Ticket, move: Move, officer: Officer | None = None, **values: Any
    ) -> TicketEvent:
        """Make a move with everything it may need, as Anan where nobody is named."""
        self.clock.pass_time(minutes=60)
        enough: dict[str, Any] = {
            "note": "ตรวจสอบหน้างานแล้ว",
            "no_photo_reason": "กล้องเสีย" if move is Move.FINISH else "",
            "hold_reason": HoldReason.BUDGET if move is Move.HOLD else None,
            "expected_on": to_bangkok(self.clock()).date() if move is Move.HOLD else None,
        }
        change = Change(move, ticket.status, **{**enough, **values})
        by = self.by(officer or self.cast.anan)
        return make_move(self.session, self.desk, ticket, change, by, self.clock())

    def events(self, ticket: Ticket) -> list[TicketEvent]:
        """The timeline, oldest first."""
        self.session.flush()
        return list_events(self.session, ticket)

    def heard(self, user_id: str = MALEE) -> list[str]:
        """What a citizen was sent, oldest first."""
        self.session.flush()
        rows = self.session.exec(select(OutboxMessage).order_by(col(OutboxMessage.id)))
        return [row.payload for row in rows if row.recipient == user_id]

    def alerts(self) -> list[Alert]:
        """What officers are to hear of."""
        self.session.flush()
        return list(self.session.exec(select(Alert).order_by(col(Alert.id))))

    def audited(self, ticket: Ticket) -> list[str]:
        """What stands in the audit about the ticket."""
        self.session.flush()
        return [entry.action for entry in audit.list_about(self.session, f"ticket:{ticket.id}")]
