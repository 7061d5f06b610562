"""Areas drawn on the map, and the tickets in sight."""

import pytest

from complaints.desk import Desk
from complaints.queue.filters import Filters, View
from complaints.queue.listing import Wanted, list_page
from complaints.queue.order import Sort
from complaints.queue.outline import Outline, read_outline
from complaints.queue.places import MOST_SINGLE, Box, place
from core.errors import InvalidInput
from store.database import Database
from tests.cast import Cast
from tests.complaints.queue.stage import CENTRE, all_tickets, fill, moments
from tests.fakes import FakeClock

LATITUDE, LONGITUDE = CENTRE
WHOLE = Box(LATITUDE - 1, LONGITUDE - 1, LATITUDE + 1, LONGITUDE + 1)


def in_triangle(
    latitude: float, longitude: float, corners: tuple[tuple[float, float], ...]
) -> bool:
    """By the side of each edge on which the point lies."""
    sides = []
    for (y1, x1), (y2, x2) in zip(corners, (*corners[1:], corners[0]), strict=True):
        sides.append((x2 - x1) * (latitude - y1) - (y2 - y1) * (longitude - x1) > 0)
    return len(set(sides)) == 1


def test_it_finds_what_lies_in_an_area_and_nothing_beside(
    database: Database, desk: Desk, clock: FakeClock, cast: Cast
) -> None:
    fill(database, desk, clock, cast, 60)
    corners = (
        (LATITUDE - 0.008, LONGITUDE - 0.009),
        (LATITUDE + 0.009, LONGITUDE - 0.001),
        (LATITUDE - 0.002, LONGITUDE + 0.008),
    )
    filters = Filters(outline=Outline(corners))
    wanted = Wanted(cast.anan, moments(clock), View.ALL, filters)
    with database.reading() as session:
        found = {t.id for t in list_page(session, wanted, Sort.NEWEST, None, 60).tickets}
        by_hand = {
            ticket.id
            for ticket in all_tickets(session)
            if in_triangle(ticket.latitude or 0, ticket.longitude or 0, corners)
        }
    assert found == by_hand
    assert 0 < len(found) < 60


def test_it_finds_what_lies_in_both_arms_of_a_bent_area_but_not_between(
    database: Database, desk: Desk, clock: FakeClock, cast: Cast
) -> None:
    fill(database, desk, clock, cast, 3)
    pins = ((0.0, 1.0), (0.0, 3.0), (0.0, 5.0))  # left arm, between, right arm
    with database.transaction() as session:
        for ticket, (up, right) in zip(all_tickets(session), pins, strict=True):
            ticket.latitude, ticket.longitude = 10 + up, 100 + right
    bent = "9,100;11,100;11,102;9.5,102;9.5,104;11,104;11,106;9,106"
    filters = Filters(outline=read_outline(bent))
    wanted = Wanted(cast.anan, moments(clock), View.ALL, filters)
    with database.reading() as session:
        found = [t.id for t in list_page(session, wanted, Sort.OLDEST, None).tickets]
    assert found == [1, 3]


def test_it_writes_an_area_as_it_reads_it() -> None:
    text = "13.70000,100.50000;13.80000,100.50000;13.80000,100.60000"
    assert str(read_outline(text)) == text
    assert read_outline("") is None


@pytest.mark.parametrize(
    "text", ["x", "1,2;3,4", "1,2;3,4;nan,5", "91,0;0,0;1,1", "0,0;1,1;2,181", "1,2;" * 40]
)
def test_it_refuses_what_is_no_area(text: str) -> None:
    with pytest.raises(InvalidInput):
        read_outline(text)


def test_it_shows_few_tickets_singly_and_many_by_cells(
    database: Database, desk: Desk, clock: FakeClock, cast: Cast
) -> None:
    fill(database, desk, clock, cast, MOST_SINGLE + 1)
    wanted = Wanted(cast.anan, moments(clock), View.ALL)
    with database.reading() as session:
        wide = place(session, wanted, WHOLE, 8)
        near = place(session, wanted, WHOLE, 16)
        south = Box(LATITUDE - 1, LONGITUDE - 1, LATITUDE, LONGITUDE + 1)
        few = place(session, wanted, south, 16)
        below = {t.id for t in all_tickets(session) if (t.latitude or 0) <= LATITUDE}
    assert not wide.tickets
    assert sum(cell.count for cell in wide.cells) == wide.total == MOST_SINGLE + 1
    assert len(near.cells) > len(wide.cells)
    assert {ticket.id for ticket in few.tickets} == below


def test_it_shows_other_agencies_nothing(
    database: Database, desk: Desk, clock: FakeClock, cast: Cast
) -> None:
    fill(database, desk, clock, cast, 3)
    with database.reading() as session:
        assert place(session, Wanted(cast.bua, moments(clock), View.ALL), WHOLE, 8).total == 0
