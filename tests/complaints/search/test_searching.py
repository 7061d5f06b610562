"""Tickets are found by their words from the commit on that writes them."""

import pytest
from sqlmodel import Session, col, select

from complaints.desk import Desk
from complaints.erasure import forget_message
from complaints.search.keeping import keep_unread, leave_unread
from complaints.search.matching import speaks_of
from complaints.search.tables import TicketText
from complaints.tables import EventKind, Ticket, TicketEvent
from store.database import Database
from tests.cast import Cast, make_reporter, make_ticket
from tests.fakes import FakeClock


def found(session: Session, typed: str) -> list[int]:
    query = select(Ticket.id).where(speaks_of(col(Ticket.id), typed)).order_by(col(Ticket.id))
    return [number for number in session.exec(query) if number is not None]


@pytest.fixture
def ticket(database: Database, desk: Desk, clock: FakeClock, cast: Cast) -> Ticket:
    """น้ำท่วมขัง in front of a market; another ticket tells of a lamp."""
    with database.transaction() as session:
        make_ticket(session, desk, clock(), text="โคมไฟดับทั้งซอย", category="street_light")
        return make_ticket(session, desk, clock(), text="น้ำท่วมขังหน้าตลาดสด\nรอระบายนานมาก")


@pytest.mark.parametrize(
    "typed",
    [
        "น้ำท่วม",
        "ท่วม",
        "น้ำ",
        "น้ำท่วมขัง ตลาด",
        "ตลาด น้ำ",
        "ตลาดสดที่น้ำท่วม",
        "ระบาย",
        "{code}",
        "{half}",
    ],
)
def test_it_finds_words_beginnings_ends_and_numbers(
    database: Database, ticket: Ticket, typed: str
) -> None:
    with database.reading() as session:
        assert found(session, typed.format(code=ticket.code, half=ticket.code[:9])) == [ticket.id]


@pytest.mark.parametrize("typed", ["ถนนลูกรัง", "น้ำท่วม โคม", "", "'\"*():&|!", "a' OR 1=1 --"])
def test_it_finds_nothing_else(database: Database, ticket: Ticket, typed: str) -> None:
    with database.reading() as session:
        assert found(session, typed) == []


def test_it_finds_what_officers_and_citizens_wrote_later(
    database: Database, clock: FakeClock, ticket: Ticket
) -> None:
    event = TicketEvent(ticket_id=ticket.id or 0, at=clock(), kind=EventKind.COMMENTED, actor="x")
    with database.transaction() as session:
        event.note = "ช่างประปามาแล้ว"
        session.add(event)
    with database.reading() as session:
        assert found(session, "ประปา") == [ticket.id]


def test_it_forgets_what_was_taken_back(
    database: Database, clock: FakeClock, ticket: Ticket
) -> None:
    with database.transaction() as session:
        assert forget_message(session, make_reporter(session, clock()), "m1", clock())
    with database.reading() as session:
        assert found(session, "น้ำท่วม") == []
        assert found(session, "วังทองหลาง") != []
        assert "ท่วม" not in " ".join(filter(None, session.exec(select(TicketText.words))))


def test_it_keeps_nothing_of_a_transaction_that_failed(
    database: Database, clock: FakeClock, ticket: Ticket
) -> None:
    def fail() -> None:
        with database.transaction() as session:
            session.merge(ticket).description = "สะพานพัง"
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.reading() as session:
        assert found(session, "สะพาน") == []


def test_it_reads_later_what_was_written_in_bulk(database: Database, ticket: Ticket) -> None:
    with database.transaction() as session:
        leave_unread(session, [ticket.id or 0])
    with database.reading() as session:
        assert found(session, "น้ำท่วม") == []
    with database.transaction() as session:
        assert keep_unread(session) == 1
        assert keep_unread(session) == 0
    with database.reading() as session:
        assert found(session, "น้ำท่วม") == [ticket.id]
