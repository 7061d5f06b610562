"""A citizen who may not report for a while."""

import pytest
from sqlmodel import select

from complaints.abuse.suspending import find_suspension, forget_ended, lift, suspend
from complaints.abuse.tables import Suspension
from complaints.desk import Desk
from complaints.erasure import forget_person
from complaints.tables import Ticket
from core.messages import TextSent
from store.database import Database
from store.removals import list_noted
from tests.cast import KHONKAEN_ADDRESS, MALEE, Cast, make_ticket
from tests.fakes import FakeClock
from tests.handlers.talking import Talk, words

REASON = "ส่งเรื่องเท็จซ้ำหลายครั้ง"
SORRY = "ยังแจ้งเรื่องใหม่ทางนี้ไม่ได้"


@pytest.fixture
def suspended(database: Database, desk: Desk, clock: FakeClock, cast: Cast) -> Suspension:
    """Malee may not report for a week; she has one ticket."""
    with database.transaction() as session:
        ticket = make_ticket(session, desk, clock())
        return suspend(session, cast.chai, ticket, REASON, 7, clock())


def tickets(database: Database) -> int:
    with database.reading() as session:
        return len(session.exec(select(Ticket)).all())


@pytest.mark.usefixtures("suspended")
def test_it_turns_away_every_beginning_of_a_report(talk: Talk, database: Database) -> None:
    for answer in (talk.say("แจ้งปัญหา"), talk.say("ถนนเป็นหลุมลึกหน้าตลาด"), talk.photo(), talk.place()):
        assert SORRY in answer
        assert REASON in answer
    assert tickets(database) == 1
    with database.reading() as session:
        assert list_noted(session), "the photo that came is deleted"


def test_it_turns_away_a_report_that_was_ready_to_be_sent(
    talk: Talk, database: Database, desk: Desk, clock: FakeClock, cast: Cast
) -> None:
    with database.transaction() as session:
        ticket = make_ticket(session, desk, clock(), address=KHONKAEN_ADDRESS)
    talk.photo()
    talk.place()
    assert "ส่งเรื่อง" in talk.say("ถนนเป็นหลุมลึกหน้าตลาด รถล้มบ่อย")
    with database.transaction() as session:
        suspend(session, cast.chai, ticket, REASON, 7, clock())
    assert SORRY in talk.say("ส่งเรื่อง")
    assert tickets(database) == 1


@pytest.mark.usefixtures("suspended")
def test_it_still_answers_everything_else(talk: Talk) -> None:
    assert "ซอยลาดพร้าว 64" in talk.say("เรื่องของฉัน")
    assert SORRY not in talk.say("เกณฑ์ 1.1 มีอะไรบ้าง")
    emergency = words(talk.send(TextSent("m9", "ไฟไหม้บ้าน มีคนติดอยู่")))
    assert "199" in emergency


def test_it_lasts_until_its_day(
    talk: Talk, suspended: Suspension, clock: FakeClock, database: Database
) -> None:
    clock.now = suspended.until
    assert SORRY not in talk.say("แจ้งปัญหา")
    with database.transaction() as session:
        forget_ended(session, clock())
    with database.reading() as session:
        kept = session.get(Suspension, suspended.id)
        assert kept is not None
        assert kept.person == "", "nothing ties it to the person any more"


def test_it_is_lifted(
    talk: Talk, suspended: Suspension, clock: FakeClock, database: Database, cast: Cast
) -> None:
    with database.transaction() as session:
        lift(session, cast.chai, suspended.id or 0, clock())
    assert SORRY not in talk.say("แจ้งปัญหา")


@pytest.mark.usefixtures("suspended")
def test_it_outlasts_having_ones_data_deleted(
    talk: Talk, clock: FakeClock, database: Database
) -> None:
    with database.transaction() as session:
        forget_person(session, MALEE, clock())
    assert SORRY in talk.say("แจ้งปัญหา")
    with database.reading() as session:
        found = find_suspension(session, MALEE, clock())
        assert found is not None
        assert MALEE not in str(found.model_dump())
