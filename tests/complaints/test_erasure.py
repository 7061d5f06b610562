"""What is unsent goes out of the ticket; a forgotten person leaves no trace in it."""

from dataclasses import replace

import pytest
from sqlmodel import Session

from complaints.desk import Desk
from complaints.erasure import WITHHELD, forget_message, forget_person
from complaints.feedback import comment
from complaints.intake import DraftText
from complaints.queries import list_attachments, list_events
from complaints.submit import submit
from complaints.tables import Reporter, Ticket
from store.database import Database
from tests.cast import MALEE, Cast, make_draft, make_reporter
from tests.fakes import FakeClock


@pytest.fixture
def filed(database: Database, desk: Desk, cast: Cast, clock: FakeClock) -> tuple[int, int]:
    """Ids of a ticket of three messages, a photo and a place, and of its reporter."""
    assert cast.central.id is not None
    draft = replace(
        make_draft(),
        texts=(DraftText("หนึ่ง", "t1"), DraftText("สอง", "t2"), DraftText("สาม", "t3")),
    )
    with database.transaction() as session:
        reporter = make_reporter(session, clock())
        ticket = submit(session, desk, reporter, draft, clock())
        assert ticket.id is not None
        assert reporter.id is not None
        return ticket.id, reporter.id


def unsend(database: Database, clock: FakeClock, filed: tuple[int, int], *messages: str) -> int:
    with database.transaction() as session:
        reporter = session.get_one(Reporter, filed[1])
        return sum(forget_message(session, reporter, each, clock()) for each in messages)


def the_ticket(session: Session, filed: tuple[int, int]) -> Ticket:
    return session.get_one(Ticket, filed[0])


def test_it_takes_out_the_words_unsent_and_leaves_the_others(
    database: Database, clock: FakeClock, filed: tuple[int, int]
) -> None:
    assert unsend(database, clock, filed, "t1", "t2") == 2
    with database.reading() as session:
        assert the_ticket(session, filed).description == f"{WITHHELD}\n{WITHHELD}\nสาม"


def test_it_takes_out_the_place_and_leaves_the_district(
    database: Database, clock: FakeClock, filed: tuple[int, int]
) -> None:
    assert unsend(database, clock, filed, "m3", "m3") == 1
    with database.reading() as session:
        ticket = the_ticket(session, filed)
        assert (ticket.latitude, ticket.longitude, ticket.address) == (None, None, WITHHELD)
        assert ticket.province == "กรุงเทพมหานคร"
        assert [event.kind for event in list_events(session, ticket)] == ["submitted", "withheld"]


@pytest.mark.parametrize("message_id", ["", "never-seen"])
def test_it_leaves_everything_where_a_message_is_not_in_the_ticket(
    database: Database, clock: FakeClock, filed: tuple[int, int], message_id: str
) -> None:
    unsend(database, clock, filed, "t1")
    assert unsend(database, clock, filed, message_id) == 0


def test_it_leaves_no_message_id_of_a_forgotten_person(
    database: Database, clock: FakeClock, filed: tuple[int, int]
) -> None:
    with database.transaction() as session:
        reporter = session.get_one(Reporter, filed[1])
        ticket = the_ticket(session, filed)
        comment(session, ticket, reporter, clock(), text="ยังไม่มา", message_id="t9")
    with database.transaction() as session:
        forget_person(session, MALEE, clock())
    with database.reading() as session:
        ticket = the_ticket(session, filed)
        events = list_events(session, ticket)
        assert (ticket.text_messages, ticket.place_message_id) == ([], None)
        assert [photo.message_id for photo in list_attachments(session, ticket)] == [None]
        assert events[-1].note == "ยังไม่มา"
        assert not [event for event in events if "message_id" in event.detail]
        assert events[0].detail["category"] == "road_sidewalk", "the rest of the timeline stays"
