"""What was reported at a ticket's place before."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from agencies.tables import Officer
from complaints.change import By, Change
from complaints.desk import Desk
from complaints.lifecycle import Actor, Move
from complaints.moves import make_move
from complaints.place_history import MOST_SHOWN, PlaceHistory, history_of_place
from complaints.tables import Ticket
from store.database import Database
from tests.cast import KHONKAEN_ADDRESS, Cast, make_ticket
from tests.fakes import FakeClock

FIFTY_METRES = 0.00045  # degrees of latitude, about
METRE = FIFTY_METRES / 50


class Place:
    """A spot where one ticket after the other is reported."""

    def __init__(self, session: Session, desk: Desk, clock: FakeClock, cast: Cast) -> None:
        self.session, self.desk, self.clock, self.cast = session, desk, clock, cast

    def report(self, metres: float = 0.0, **draft: str | None) -> Ticket:
        self.clock.pass_time(days=1)
        ticket = make_ticket(self.session, self.desk, self.clock(), **draft)  # type: ignore[arg-type]
        assert ticket.latitude is not None
        ticket.latitude += metres * METRE
        self.session.flush()
        return ticket

    def finish(self, ticket: Ticket) -> None:
        self.move(ticket, Move.ACCEPT)
        self.move(ticket, Move.FINISH, note="ซ่อมแล้ว", no_photo_reason="กล้องเสีย")

    def move(self, ticket: Ticket, move: Move, **change: Any) -> None:
        self.clock.pass_time(hours=1)
        by = By(Actor.OFFICER, f"officer:{self.cast.anan.id}", self.cast.anan.agency_id)
        if move is Move.WITHDRAW:
            by = By(Actor.REPORTER, f"reporter:{ticket.reporter_id}")
        asked = Change(move, ticket.status, **change)
        make_move(self.session, self.desk, ticket, asked, by, self.clock())

    def history(self, ticket: Ticket, officer: Officer | None = None) -> PlaceHistory | None:
        category = self.desk.catalog.get(ticket.category)
        return history_of_place(self.session, officer or self.cast.anan, ticket, category)

    def codes(self, ticket: Ticket, officer: Officer | None = None) -> list[str]:
        history = self.history(ticket, officer)
        assert history is not None
        return [each.ticket.code for each in history.shown]


@pytest.fixture
def place(database: Database, desk: Desk, clock: FakeClock, cast: Cast) -> Iterator[Place]:
    with database.transaction() as session:
        yield Place(session, desk, clock, cast)


def test_it_tells_what_was_there_before_newest_first(place: Place) -> None:
    lamp = place.report(10, category="street_light")
    road = place.report()
    ticket = place.report()

    assert place.codes(ticket) == [road.code, lamp.code]


def test_it_tells_the_last_repair_and_what_is_open(place: Place) -> None:
    repaired, _open_one = place.report(), place.report()
    place.finish(repaired)
    history = place.history(place.report())

    assert history is not None
    assert (history.count, history.open_now) == (2, 1)
    assert history.last_repair is not None
    assert history.last_repair.ticket.code == repaired.code
    assert history.last_repair.repair is not None
    assert history.last_repair.repair.note == "ซ่อมแล้ว"


def test_it_leaves_out_what_is_farther_away(place: Place) -> None:
    place.report(60)
    near = place.report(40)

    assert place.codes(place.report()) == [near.code]


def test_it_leaves_out_what_came_later_and_what_is_long_past(place: Place) -> None:
    place.report()
    place.clock.now += timedelta(days=731)
    ticket = place.report()
    place.report()

    assert place.codes(ticket) == []


def test_it_leaves_out_what_was_no_problem_and_what_belongs_to_the_ticket(place: Place) -> None:
    withdrawn, main, child, ticket = (place.report() for _ in range(4))
    place.move(withdrawn, Move.WITHDRAW)
    child.main_id = ticket.main_id = main.id
    place.session.flush()

    assert place.codes(ticket) == []


def test_it_never_tells_of_sealed_tickets(place: Place) -> None:
    place.report(category="corruption")
    ticket = place.report()

    assert place.codes(ticket) == []
    assert place.codes(ticket, place.cast.fon) == []


def test_it_tells_nobody_of_another_agencys_tickets(place: Place) -> None:
    place.report(address=KHONKAEN_ADDRESS)
    ticket = place.report()

    assert place.codes(ticket) == []
    assert len(place.codes(ticket, place.cast.chai)) == 1


def test_it_shows_the_newest_of_a_crowded_place_and_counts_all(place: Place) -> None:
    for _ in range(MOST_SHOWN + 2):
        place.report()
    history = place.history(place.report())

    assert history is not None
    assert (history.count, len(history.shown)) == (MOST_SHOWN + 2, MOST_SHOWN)


@pytest.mark.parametrize("category", ["corruption", "registration_pr"])
def test_it_says_nothing_where_the_place_says_nothing(place: Place, category: str) -> None:
    assert place.history(place.report(category=category)) is None


def test_it_says_nothing_without_a_pin(place: Place) -> None:
    ticket = place.report()
    ticket.latitude = ticket.longitude = None

    assert place.history(ticket) is None
