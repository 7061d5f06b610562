"""Officers who can be told: Anan and Arun in LINE, Fon by mail; and a way to pass everything on."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import col, select

from agencies.contacts import addresses
from agencies.contacts.tables import LineAccount, LineGroup
from complaints.alerts.passing_on import is_any_due, pass_on_next
from complaints.alerts.sharing_out import share_out
from complaints.alerts.teller import Teller
from complaints.tables import Ticket
from core.letters import Letter, from_json
from store import gauges
from store.database import Database
from store.mail_tables import MailMessage
from store.outbox_tables import OutboxMessage, Purpose
from tests.cast import Cast, make_ticket
from tests.fakes import FakeClock

ANAN, ARUN, GROUP = "U" + "1" * 32, "U" + "2" * 32, "C" + "3" * 32


class Room:
    """The town's officers, and what they were told."""

    def __init__(self, database: Database, teller: Teller, clock: FakeClock, cast: Cast) -> None:
        self.database, self.teller, self.clock, self.cast = database, teller, clock, cast

    def bind(self) -> None:
        now = self.clock()
        with self.database.transaction() as session:
            for officer, user_id in ((self.cast.anan, ANAN), (self.cast.arun, ARUN)):
                session.add(LineAccount(officer_id=officer.id or 0, user_id=user_id, bound_at=now))

    def bind_group(self) -> None:
        with self.database.transaction() as session:
            session.add(
                LineGroup(
                    chat_id=GROUP,
                    agency_id=self.cast.agency_a.id or 0,
                    bound_by=self.cast.anan.id or 0,
                    bound_at=self.clock(),
                )
            )

    def mail_to(self, name: str) -> None:
        officer = getattr(self.cast, name)
        with self.database.transaction() as session:
            address = addresses.set_address(session, officer, f"{name}@example.go.th", self.clock())
            addresses.confirm(session, officer, address, self.clock())

    def report(self, **draft: Any) -> Ticket:
        with self.database.transaction() as session:
            return make_ticket(session, self.teller.desk, self.clock(), **draft)

    def do(self, act: Callable[..., Any]) -> None:
        with self.database.transaction() as session:
            act(session)

    def tell(self, *, minutes: int = 0) -> None:
        """Let time pass and do what the chore does."""
        self.clock.pass_time(minutes=minutes)
        with self.database.transaction() as session:
            share_out(session, self.teller.desk, self.clock())
        while True:
            with self.database.transaction() as session:
                if not is_any_due(session, self.clock()):
                    return
                assert pass_on_next(session, self.teller, self.clock())

    def in_line(self, recipient: str) -> list[str]:
        """What was put into the outbox for a chat, one text for each push."""
        with self.database.reading() as session:
            query = select(OutboxMessage).where(
                OutboxMessage.recipient == recipient, OutboxMessage.purpose == Purpose.STAFF
            )
            rows = session.exec(query.order_by(col(OutboxMessage.id)))
            return [json.dumps(json.loads(row.payload), ensure_ascii=False) for row in rows]

    def letters(self) -> list[tuple[str, Letter]]:
        with self.database.reading() as session:
            rows = session.exec(select(MailMessage).order_by(col(MailMessage.id)))
            return [(row.recipient, from_json(row.letter)) for row in rows]

    def spend_quota(self, left: int) -> None:
        with self.database.transaction() as session:
            value = {"limit": 300, "used": 300 - left}
            gauges.set_gauge(session, gauges.LINE_QUOTA, value, self.clock())


@pytest.fixture
def room(database: Database, teller: Teller, clock: FakeClock, cast: Cast) -> Room:
    made = Room(database, teller, clock, cast)
    made.bind()
    return made
