"""The monthly summary: on the first working day, once, by the way each one chose."""

import json
from datetime import UTC, datetime

import pytest
from sqlmodel import select

from agencies.contacts import addresses
from agencies.contacts.tables import LineAccount
from agencies.tables import Officer
from complaints.alerts.teller import Teller
from complaints.alerts.telling_tables import Way
from complaints.desk import Desk
from complaints.evidence.sending import choose, send, who_waits
from core.letters import from_json
from store.database import Database
from store.mail_tables import MailMessage
from store.outbox_tables import OutboxMessage, Purpose
from tests.cast import Cast, make_ticket
from tests.fakes import FakeClock

DAO = "U" + "4" * 32
# 1 December 2026 is a Tuesday; the fifth, sixth and seventh are no working days.
FIRST_DAY = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)  # 9:00 in Bangkok
TOO_EARLY = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)  # 8:00
NEW_YEARS_DAY = datetime(2027, 1, 1, 3, 0, tzinfo=UTC)  # a holiday, and a Friday
FIRST_OF_JANUARY = datetime(2027, 1, 4, 3, 0, tzinfo=UTC)


class Room:
    def __init__(self, database: Database, teller: Teller, clock: FakeClock) -> None:
        self.database, self.teller, self.clock = database, teller, clock

    def go_round(self, now: datetime) -> None:
        """What the chore does."""
        self.clock.now = now
        with self.database.reading() as session:
            waiting = who_waits(session, self.teller, now)
        for officer_id in waiting:
            with self.database.transaction() as session:
                send(session, self.teller, officer_id, now)

    def want(self, officer: Officer, way: Way) -> None:
        with self.database.transaction() as session:
            choose(session, officer, way, self.clock())

    def in_line(self) -> list[str]:
        with self.database.reading() as session:
            rows = session.exec(
                select(OutboxMessage).where(OutboxMessage.purpose == Purpose.STAFF)
            ).all()
        return [json.dumps(json.loads(row.payload), ensure_ascii=False) for row in rows]

    def by_mail(self) -> list[tuple[str, str]]:
        with self.database.reading() as session:
            rows = session.exec(select(MailMessage)).all()
        return [(row.recipient, from_json(row.letter).subject) for row in rows]


@pytest.fixture
def room(database: Database, teller: Teller, desk: Desk, clock: FakeClock, cast: Cast) -> Room:
    with database.transaction() as session:
        make_ticket(session, desk, clock())
        session.add(LineAccount(officer_id=cast.dao.id or 0, user_id=DAO, bound_at=clock()))
        for officer, name in ((cast.dao, "dao"), (cast.chai, "chai")):
            address = addresses.set_address(session, officer, f"{name}@example.go.th", clock())
            addresses.confirm(session, officer, address, clock())
    return Room(database, teller, clock)


def test_it_tells_executives_once_on_the_first_working_day(room: Room) -> None:
    room.go_round(TOO_EARLY)
    assert room.in_line() == []
    for _ in range(3):
        room.go_round(FIRST_DAY)
    (card,) = room.in_line()
    assert "สรุปเดือน พ.ย. 2569" in card
    assert "1 เรื่อง" in card
    assert "/dashboard/evidence" in card
    assert room.by_mail() == []
    room.go_round(datetime(2026, 12, 15, 3, 0, tzinfo=UTC))
    assert len(room.in_line()) == 1, "the rest of the month is quiet"
    room.go_round(NEW_YEARS_DAY)
    assert len(room.in_line()) == 1, "a holiday"
    room.go_round(FIRST_OF_JANUARY)
    assert len(room.in_line()) == 2


def test_it_goes_the_way_that_was_chosen(room: Room, cast: Cast) -> None:
    room.want(cast.dao, Way.MAIL)
    room.go_round(FIRST_DAY)
    assert room.in_line() == []
    ((recipient, subject),) = room.by_mail()
    assert recipient == "dao@example.go.th"
    assert "สรุปเดือน" in subject


def test_it_tells_nobody_who_wants_none(room: Room, cast: Cast) -> None:
    room.want(cast.dao, Way.NONE)
    room.go_round(FIRST_DAY)
    assert (room.in_line(), room.by_mail()) == ([], [])


def test_it_tells_who_wants_it_from_the_next_month_on(room: Room, cast: Cast) -> None:
    room.want(cast.dao, Way.NONE)
    room.go_round(FIRST_DAY)
    room.want(cast.chai, Way.BOTH)
    room.go_round(FIRST_DAY)
    assert room.by_mail() == [], "no month that was over before they asked"
    room.go_round(FIRST_OF_JANUARY)
    assert [recipient for recipient, _ in room.by_mail()] == ["chai@example.go.th"]
