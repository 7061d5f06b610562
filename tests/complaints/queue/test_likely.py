"""The view of likely duplicates holds what the ticket page would show, and no more."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import Session, select

from agencies.tables import Officer
from complaints.change import By
from complaints.desk import Desk
from complaints.duplicates.judged import distinguish, forget_distinction
from complaints.duplicates.keeping import compare_waiting, keep_compared
from complaints.duplicates.search import find_for_officer
from complaints.duplicates.tables import LikelyPair, ToCompare
from complaints.feedback import comment
from complaints.groups.changes import group, ungroup
from complaints.learning.recategorise import recategorise
from complaints.lifecycle import Actor, Status
from complaints.queue.counting import count_views
from complaints.queue.filters import View
from complaints.queue.listing import Wanted, list_page
from complaints.queue.order import Sort
from complaints.tables import Ticket
from store.database import Database
from tests.cast import MALEE, SOMCHAI, Cast, make_reporter, make_ticket
from tests.complaints.queue.stage import moments
from tests.fakes import FakeClock

HOLE = "ถนนเป็นหลุมลึกหน้าตลาด รถล้มบ่อย"
SAME = "หลุมใหญ่มากบนถนน มอเตอร์ไซค์ล้มแล้วสองคัน"
OTHER = "สายสื่อสารห้อยต่ำระดับศีรษะ"
Act = Callable[[Session, Ticket, Ticket], object]


class Room:
    """Two tickets of one hole and one of something else, and who looks at them."""

    def __init__(self, database: Database, desk: Desk, cast: Cast, clock: FakeClock) -> None:
        self.database, self.desk, self.cast, self.clock = database, desk, cast, clock
        with database.transaction() as session:
            self.one = make_ticket(session, desk, clock(), text=HOLE, photo=None)
            self.two = make_ticket(session, desk, clock(), SOMCHAI, text=SAME, photo=None)
            make_ticket(session, desk, clock(), text=OTHER, category="utilities", photo=None)
        self.by = By(Actor.OFFICER, f"officer:{cast.anan.id}", cast.anan.agency_id)

    def compare(self) -> None:
        with self.database.reading() as session:
            compared = compare_waiting(session, self.desk.catalog)
        with self.database.transaction() as session:
            keep_compared(session, compared)

    def listed(self, officer: Officer | None = None) -> set[str]:
        wanted = Wanted(officer or self.cast.anan, moments(self.clock), View.DUPLICATES)
        with self.database.reading() as session:
            page = list_page(session, wanted, Sort.NEWEST, None)
            return {ticket.code for ticket in page.tickets}

    def found(self) -> set[str]:
        """Of which open tickets the page shows others."""
        with self.database.reading() as session:
            return {
                ticket.code
                for ticket in session.exec(select(Ticket)).all()
                if find_for_officer(session, self.desk.catalog, self.cast.anan, ticket)
            }

    def do(self, act: Act) -> None:
        with self.database.transaction() as session:
            one, two = (session.get_one(Ticket, each.id) for each in (self.one, self.two))
            act(session, one, two)

    def both(self) -> set[str]:
        return {self.one.code, self.two.code}


@pytest.fixture
def room(database: Database, desk: Desk, cast: Cast, clock: FakeClock) -> Room:
    return Room(database, desk, cast, clock)


def test_it_lists_what_the_page_shows_once_compared(room: Room) -> None:
    assert room.listed() == set()
    room.compare()
    assert room.listed() == room.found() == room.both()
    assert room.listed(room.cast.chai) == room.both()
    assert room.listed(room.cast.bua) == set(), "another agency's"
    with room.database.reading() as session:
        assert session.exec(select(ToCompare)).all() == [], "nothing is compared for ever"


def test_it_finds_those_that_came_close_together_however_long_they_wait(room: Room) -> None:
    room.clock.pass_time(days=900)
    room.compare()
    assert room.listed() == room.found() == room.both()


def test_it_lists_no_ticket_whose_only_likeness_is_with_another_agency(room: Room) -> None:
    room.compare()
    room.do(lambda _, __, two: setattr(two, "agency_id", room.cast.agency_b.id))
    assert room.listed() == room.listed(room.cast.bua) == set()
    assert room.listed(room.cast.chai) == room.both(), "the central desk sees both"


def test_it_drops_what_an_officer_says_differs_until_taken_back(room: Room) -> None:
    room.compare()
    room.do(lambda session, one, two: distinguish(session, one, two, room.by.id, room.clock()))
    assert room.listed() == set()
    room.do(
        lambda session, one, two: forget_distinction(session, one, two, room.by.id, room.clock())
    )
    assert room.listed() == room.both()


def test_it_keeps_what_a_reporter_says_differs(room: Room) -> None:
    room.compare()
    room.do(lambda session, one, two: distinguish(session, one, two, "reporter:2", room.clock()))
    assert room.listed() == room.both(), "an officer looks for themselves"


def test_it_shows_a_group_by_its_main_ticket_and_both_again_when_taken_apart(room: Room) -> None:
    room.compare()
    room.do(lambda session, one, two: group(session, room.desk, two, one, room.by, room.clock()))
    assert room.listed() == {room.one.code}
    room.do(lambda session, _, two: ungroup(session, room.desk, two, room.by, room.clock()))
    assert room.listed() == room.both()


def test_it_compares_anew_what_is_filed_elsewhere(room: Room) -> None:
    room.compare()

    def file(session: Session, _: Ticket, two: Ticket) -> None:
        seen, now = two.category, room.clock()
        officer = room.cast.anan
        recategorise(session, room.desk, two, "registration_pr", officer, seen=seen, now=now)

    room.do(file)
    room.compare()
    assert room.listed() == room.found() == set(), "place says nothing of that category"


def test_it_compares_anew_what_its_reporter_tells_more_of(room: Room) -> None:
    with room.database.transaction() as session:
        vague = make_ticket(session, room.desk, room.clock(), text="ช่วยมาดูหน่อยค่ะ", photo=None)
    room.compare()
    assert vague.code not in room.listed()
    room.clock.pass_time(minutes=5)
    say(room, vague.code, MALEE, "หลุมใหญ่บนถนน มอเตอร์ไซค์ล้มบ่อย")
    room.compare()
    assert room.listed() == room.found() == {*room.both(), vague.code}


def test_it_takes_no_words_of_others_for_those_of_the_reporter(room: Room) -> None:
    with room.database.transaction() as session:
        vague = make_ticket(session, room.desk, room.clock(), text="ช่วยมาดูหน่อยค่ะ", photo=None)
    say(room, vague.code, SOMCHAI, "หลุมใหญ่บนถนน มอเตอร์ไซค์ล้มบ่อย")
    room.compare()
    assert room.listed() == room.both()


def test_it_keeps_what_it_found_while_people_only_give_thanks(room: Room) -> None:
    room.compare()
    say(room, room.two.code, SOMCHAI, "ขอบคุณค่ะ รีบมาซ่อมด้วยนะคะ")
    room.compare()
    assert room.listed() == room.both()
    room.do(lambda _, __, two: setattr(two, "status", Status.FINISHED))
    say(room, room.two.code, SOMCHAI, "เรียบร้อยดีค่ะ")
    room.compare()
    assert room.listed() == {room.one.code}, "it is still found by the one that is open"


def say(room: Room, code: str, who: str, text: str) -> None:
    """Let a citizen write to a ticket."""
    with room.database.transaction() as session:
        ticket = session.exec(select(Ticket).where(Ticket.code == code)).one()
        comment(session, ticket, make_reporter(session, room.clock(), who), room.clock(), text=text)


def test_it_counts_them_to_the_end_only_when_turned_to(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    with room.database.transaction() as session:
        make_ticket(session, room.desk, room.clock(), text=HOLE, photo=None)
    room.compare()
    asked = Wanted(room.cast.anan, moments(room.clock))
    turned = replace(asked, view=View.DUPLICATES)
    with room.database.reading() as session:
        assert count_views(session, asked)[View.DUPLICATES] == 3
        assert count_views(session, turned)[View.DUPLICATES] == 3
        other = replace(asked, officer=room.cast.bua)
        assert count_views(session, other)[View.DUPLICATES] == 0
        monkeypatch.setattr("complaints.queue.counting.MOST_LIKELY", 2)
        assert count_views(session, asked)[View.DUPLICATES] == 2
        assert count_views(session, turned)[View.DUPLICATES] == 3


def test_it_compares_again_what_changed_while_it_was_compared(room: Room) -> None:
    with room.database.reading() as session:
        compared = compare_waiting(session, room.desk.catalog)
    room.clock.pass_time(minutes=1)

    def file(session: Session, _: Ticket, two: Ticket) -> None:
        seen, now = two.category, room.clock()
        recategorise(session, room.desk, two, "building", room.cast.anan, seen=seen, now=now)

    room.do(file)
    with room.database.transaction() as session:
        keep_compared(session, compared)
        assert [each.ticket_id for each in session.exec(select(ToCompare))] == [room.two.id]


def test_it_keeps_a_pair_that_another_worker_has_kept_meanwhile(
    room: Room, database: Database, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    if database.is_sqlite:
        pytest.skip("SQLite has one writer: there is no such moment")
    with database.reading() as session:
        compared = compare_waiting(session, desk.catalog)
    assert any(found.likely for found in compared.values())
    with database.transaction() as session:
        execute = session.execute

        def let_the_other_go_first(*asked: Any) -> Any:
            monkeypatch.undo()
            done = execute(*asked)
            with database.transaction() as other:
                keep_compared(other, compared)
            return done

        monkeypatch.setattr(session, "execute", let_the_other_go_first)
        keep_compared(session, compared)
    with database.reading() as session:
        (pair,) = session.exec(select(LikelyPair)).all()
    assert (pair.first_id, pair.second_id) == (room.one.id, room.two.id)
