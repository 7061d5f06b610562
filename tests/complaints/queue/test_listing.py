"""The queue's orders, pages and counters, against the same done by hand."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from complaints.desk import Desk
from complaints.lifecycle import OPEN
from complaints.queue.counting import count, count_views
from complaints.queue.filters import Filters, View
from complaints.queue.listing import Wanted, list_page, usable_sort
from complaints.queue.order import Place, Sort, parts_of, read_place
from complaints.tables import Assignment, AssignmentRole, Priority, Ticket
from core.errors import InvalidInput
from store.database import Database
from tests.cast import KHONKAEN_ADDRESS, Cast, make_ticket
from tests.complaints.queue.stage import all_tickets, fill, moments
from tests.fakes import FakeClock

BY_HAND: dict[Sort, Callable[[Ticket], Any]] = {
    Sort.NEWEST: lambda t: (-t.created_at.timestamp(), -(t.id or 0)),
    Sort.OLDEST: lambda t: (t.created_at, t.id),
    Sort.DUE: lambda t: (t.due_at is None, t.due_at.timestamp() if t.due_at else 0, t.id),
    Sort.UNCHANGED: lambda t: (t.updated_at, t.id),
    Sort.PRIORITY: lambda t: (t.priority is not Priority.URGENT, t.created_at, t.id),
}


@pytest.fixture
def wanted(database: Database, desk: Desk, clock: FakeClock, cast: Cast) -> Wanted:
    fill(database, desk, clock, cast, 60)
    return Wanted(cast.anan, moments(clock))


def walk(session: Session, wanted: Wanted, sort: Sort, limit: int) -> list[str]:
    """Every page after another, each place taken through its text."""
    codes: list[str] = []
    after: Place | None = None
    while True:
        page = list_page(session, wanted, sort, after, limit)
        codes += [ticket.code for ticket in page.tickets]
        if page.further is None:
            return codes
        after = read_place(usable_sort(wanted, sort), str(page.further))


@pytest.mark.parametrize("sort", list(Sort))
def test_it_pages_through_every_order_without_gaps_or_repeats(
    database: Database, wanted: Wanted, sort: Sort
) -> None:
    with database.reading() as session:
        by_hand = [t for t in all_tickets(session) if t.status in OPEN]
        by_hand.sort(key=BY_HAND[sort])
        assert walk(session, wanted, sort, 7) == [ticket.code for ticket in by_hand]


def test_it_keeps_its_place_when_tickets_come_and_go(
    database: Database, wanted: Wanted, desk: Desk, clock: FakeClock, cast: Cast
) -> None:
    with database.reading() as session:
        first = list_page(session, wanted, Sort.NEWEST, None, 5)
        second = list_page(session, wanted, Sort.NEWEST, first.further, 5)
    fill(database, desk, clock, cast, 6)
    with database.reading() as session:
        again = list_page(session, wanted, Sort.NEWEST, first.further, 5)
    assert [each.code for each in again.tickets] == [each.code for each in second.tickets]


def test_it_counts_what_it_lists(database: Database, wanted: Wanted) -> None:
    with database.reading() as session:
        counts = dict(count_views(session, wanted))
        assert set(View) - counts.keys() == {View.CLOSED, View.ALL}
        assert counts.pop(View.DUPLICATES) == 0, "nothing was compared"
        for view, number in counts.items():
            turned = Wanted(wanted.officer, wanted.at, view)
            assert number == len(walk(session, turned, Sort.NEWEST, 30)) == count(session, turned)
            assert number, f"nothing in {view}: the test shows nothing"


def test_it_counts_no_further_than_asked(database: Database, wanted: Wanted) -> None:
    with database.reading() as session:
        assert count(session, wanted, 4) == 4


def test_it_shows_closed_tickets_newest_first_whatever_was_asked(
    database: Database, wanted: Wanted
) -> None:
    closed = Wanted(wanted.officer, wanted.at, View.CLOSED)
    with database.reading() as session:
        assert walk(session, closed, Sort.DUE, 9) == walk(session, closed, Sort.NEWEST, 9)


@pytest.mark.parametrize(
    "text", ["x", "0~~", "9~1~1", "-1~1~1", "0~~1", "0~1~0", "0~nan~1", "0~1~1e9"]
)
def test_it_knows_no_other_place(text: str) -> None:
    with pytest.raises(InvalidInput):
        read_place(Sort.NEWEST, text)


def plans(session: Session, wanted: Wanted, sort: Sort) -> list[str]:
    """How SQLite would find the first page, by the parts of each lane."""
    said = []
    for lane in wanted.lanes(session):
        for part in parts_of(sort):
            query = select(Ticket).where(lane, part.condition).order_by(*part.order()).limit(30)
            sql = query.compile(session.connection(), compile_kwargs={"literal_binds": True})
            plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}").all()
            said.append(" ".join(row[-1] for row in plan))
    return said


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("who", ["anan", "chai"])
def test_it_reads_each_order_from_an_index(
    database: Database, wanted: Wanted, cast: Cast, sort: Sort, who: str
) -> None:
    if not database.is_sqlite:
        pytest.skip("PostgreSQL reads so few tickets without an index")
    with database.reading() as session:
        for said in plans(session, Wanted(getattr(cast, who), wanted.at), sort):
            assert re.search(r"SEARCH ticket USING INDEX ix_ticket_\w+", said), said
            assert "TEMP B-TREE" not in said, said


def test_it_asks_of_each_ticket_whether_it_is_likely_another(
    database: Database, wanted: Wanted
) -> None:
    if not database.is_sqlite:
        pytest.skip("PostgreSQL counts what it has before it chooses")
    likely = Wanted(wanted.officer, wanted.at, View.DUPLICATES)
    with database.reading() as session:
        for said in plans(session, likely, Sort.NEWEST):
            pairs = r"likely_pair USING (COVERING )?INDEX \S+ \(\w+=\?\)"
            assert len(re.findall(pairs, said)) == 2, said
            assert len(re.findall(r"ticket_[23] USING INTEGER PRIMARY KEY", said)) == 2, said
            assert len(re.findall(r"SEARCH ticket\b", said)) == 1, said
            assert "TEMP B-TREE" not in said, said


@pytest.mark.parametrize("view", sorted(set(View) - {View.DUPLICATES, View.SOON}))
def test_it_sorts_no_view_of_all_agencies(
    database: Database, wanted: Wanted, cast: Cast, view: View
) -> None:
    if not database.is_sqlite:
        pytest.skip("PostgreSQL reads so few tickets without an index")
    with database.reading() as session:
        for said in plans(session, Wanted(cast.chai, wanted.at, view), Sort.NEWEST):
            assert "USING INDEX ix_ticket_" in said, said
            assert "TEMP B-TREE" not in said, said


def test_it_puts_what_was_reported_before_behind_though_it_came_in_later(
    database: Database, wanted: Wanted, desk: Desk, clock: FakeClock
) -> None:
    with database.transaction() as session:
        late = make_ticket(session, desk, clock(), photo=None)
        late.created_at -= timedelta(days=900)
    with database.reading() as session:
        assert walk(session, wanted, Sort.NEWEST, 9)[-1] == late.code
        assert walk(session, wanted, Sort.OLDEST, 9)[0] == late.code


@pytest.mark.parametrize("most", [0, 1_000])
def test_it_finds_what_the_agency_joins_in(
    database: Database,
    wanted: Wanted,
    desk: Desk,
    clock: FakeClock,
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    most: int,
) -> None:
    monkeypatch.setattr("complaints.queue.shares.MOST_NAMED", most)
    with database.transaction() as session:
        joined = make_ticket(session, desk, clock(), address=KHONKAEN_ADDRESS, photo=None)
        part = Assignment(ticket_id=joined.id or 0, agency_id=cast.agency_a.id or 0)
        part.role, part.started_at = AssignmentRole.JOINT, clock()
        session.add(part)
    with database.reading() as session:
        found = walk(session, wanted, Sort.NEWEST, 9)
        assert found[0] == joined.code
        assert count(session, wanted) == len(found) == len(set(found))


def test_it_narrows_to_the_tickets_of_one_officer_or_nobody(
    database: Database, wanted: Wanted, cast: Cast
) -> None:
    with database.reading() as session:
        for officer_id in (cast.arun.id or 0, 0):
            narrow = Wanted(wanted.officer, wanted.at, View.OPEN, Filters(officer_id=officer_id))
            found = list_page(session, narrow, Sort.NEWEST, None, 60).tickets
            assert found
            assert {ticket.officer_id for ticket in found} == {officer_id or None}
        whole = select(Ticket).where(col(Ticket.officer_id).is_(None))
        assert session.exec(whole).first()
