"""Targets have a history; tickets keep to the one in force when their clock was set."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, select

from agencies.queries import get_officer
from complaints.change import By, Change
from complaints.clocks.setting import Setter, set_target
from complaints.clocks.tables import Target
from complaints.clocks.targets import Origin, find_targets, in_force
from complaints.desk import Desk
from complaints.learning.recategorise import recategorise
from complaints.lifecycle import Actor, HoldReason, Move
from complaints.moves import make_move
from complaints.queries import list_events
from complaints.retargeting.orders import ask, carry_out, count_others, list_orders
from complaints.tables import EventKind, Ticket
from core.clock import to_bangkok
from core.errors import InvalidInput
from store import audit
from store.database import Database
from tests.cast import Cast, make_ticket
from tests.complaints.test_moves import AFTER
from tests.fakes import FakeClock

ROAD = "road_sidewalk"  # 8 and 80 working hours by the catalogue


class Room:
    """A session in which targets are set and tickets moved."""

    def __init__(self, session: Session, desk: Desk, cast: Cast, clock: FakeClock) -> None:
        self.session, self.desk, self.cast, self.clock = session, desk, cast, clock
        self.a, self.b = cast.agency_a.id or 0, cast.agency_b.id or 0

    def promise(
        self, hours: tuple[int, int] | None, agency_id: int | None = None, category: str = ROAD
    ) -> None:
        set_target(self.session, agency_id, category, hours, Setter("officer:1", self.clock()))

    def in_force(self, agency_id: int, at: datetime | None = None) -> tuple[int, int, Origin]:
        at = at or self.clock()
        found = find_targets(self.session, self.desk.catalog, agency_id, ROAD, at)
        return found.response_hours, found.resolution_hours, found.origin

    def report(self) -> Ticket:
        return make_ticket(self.session, self.desk, self.clock())

    def move(self, ticket: Ticket, move: Move, side: Actor = Actor.OFFICER) -> None:
        change = Change(
            move,
            ticket.status,
            note="ตรวจสอบหน้างานแล้ว",
            photos=(AFTER,) if move is Move.FINISH else (),
            hold_reason=HoldReason.BUDGET,
            expected_on=to_bangkok(self.clock()).date(),
            agency_id=self.b,
        )
        who = "reporter:1" if side is Actor.REPORTER else f"officer:{self.cast.anan.id}"
        by = By(side, who, ticket.agency_id)
        make_move(self.session, self.desk, ticket, change, by, self.clock())

    def count_others(self, agency_id: int | None) -> dict[str, int]:
        return count_others(self.session, self.desk, agency_id, self.clock())

    def follow(self, agency_id: int | None) -> int:
        """Let open tickets follow the targets, as the chore does; how many did."""
        now, total = self.clock(), sum(self.count_others(agency_id).values())
        ask(self.session, agency_id, total, "officer:9", now)
        while carry_out(self.session, self.desk, now):
            pass
        return list_orders(self.session, agency_id)[0].changed

    def after(self, start: datetime, hours: float) -> datetime:
        return self.desk.office.add(start, timedelta(hours=hours))

    def told(self, ticket: Ticket) -> dict[str, str]:
        """What the last entry of the timeline keeps of the due dates."""
        detail = list_events(self.session, ticket)[-1].detail
        return {name: detail[name] for name in ("response_due_at", "due_at")}


@pytest.fixture
def room(database: Database, desk: Desk, cast: Cast, clock: FakeClock) -> Iterator[Room]:
    with database.transaction() as session:
        yield Room(session, desk, cast, clock)


def test_it_falls_back_from_agency_to_all_to_the_catalogue(room: Room) -> None:
    assert room.in_force(room.a) == (8, 80, Origin.CATALOG)
    room.promise((6, 60))
    assert room.in_force(room.a) == (6, 60, Origin.EVERYWHERE)
    room.promise((4, 40), room.a)
    assert room.in_force(room.a) == (4, 40, Origin.AGENCY)
    assert room.in_force(room.b) == (6, 60, Origin.EVERYWHERE)
    room.promise(None, room.a)
    assert room.in_force(room.a) == (6, 60, Origin.EVERYWHERE)


def test_it_tells_what_was_in_force_at_any_moment(room: Room) -> None:
    before = room.clock()
    room.clock.pass_time(days=1)
    room.promise((4, 40), room.a)
    room.clock.pass_time(days=1)
    room.promise((2, 20), room.a)
    assert room.in_force(room.a, before)[:2] == (8, 80)
    assert room.in_force(room.a, before + timedelta(days=1))[:2] == (4, 40)
    assert room.in_force(room.a)[:2] == (2, 20)
    assert len(room.session.exec(select(Target)).all()) == 2, "no row is ever changed"
    book = in_force(room.session, room.desk.catalog, [room.a, room.b], room.clock())
    assert book.of(room.a, ROAD).resolution_hours == 20
    assert book.of(room.b, ROAD).resolution_hours == 80


@pytest.mark.parametrize(
    ("hours", "reason"), [((0, 5), "hours"), ((5, 9999), "hours"), ((9, 8), "hours_order")]
)
def test_it_refuses_targets_nobody_means(room: Room, hours: tuple[int, int], reason: str) -> None:
    with pytest.raises(InvalidInput, match=f"^{reason}$"):
        room.promise(hours)


def test_it_counts_new_tickets_by_the_agencys_target_and_old_ones_by_theirs(room: Room) -> None:
    old = room.report()
    room.promise((4, 40), room.a)
    new = room.report()
    assert old.due_at == room.after(room.clock(), 80)
    assert (new.response_due_at, new.due_at) == (
        room.after(room.clock(), 4),
        room.after(room.clock(), 40),
    )
    room.move(old, Move.ACCEPT)
    room.move(old, Move.HOLD)
    room.clock.pass_time(days=1)
    room.move(old, Move.RESUME)
    assert old.due_at == room.after(old.created_at, 88), "a hold changes no promise"


def test_it_keeps_the_due_dates_with_every_step(room: Room) -> None:
    ticket = room.report()
    assert room.told(ticket)["due_at"] == room.after(ticket.created_at, 80).isoformat()
    assert room.told(ticket)["response_due_at"] == room.after(ticket.created_at, 8).isoformat()
    room.move(ticket, Move.ACCEPT)
    room.move(ticket, Move.HOLD)
    assert room.told(ticket)["due_at"] == ""
    room.clock.pass_time(days=1)
    room.move(ticket, Move.RESUME)
    assert datetime.fromisoformat(room.told(ticket)["due_at"]) == ticket.due_at


def test_it_gives_the_next_agency_its_own_time_to_respond(room: Room) -> None:
    room.promise((2, 60), room.b)
    ticket = room.report()
    room.clock.pass_time(days=1)
    room.move(ticket, Move.FORWARD)
    assert ticket.response_due_at == room.after(room.clock(), 2)
    assert ticket.due_at == room.after(ticket.created_at, 60), "still from the first report"


def test_it_neither_undoes_nor_makes_a_breach_by_handing_on(room: Room) -> None:
    room.promise((2, 16), room.b)
    ticket = room.report()
    promised = ticket.due_at
    room.clock.pass_time(days=4)  # 16 hours are over by then, 80 are not
    room.move(ticket, Move.FORWARD)
    assert ticket.due_at == promised
    late = room.report()
    room.promise((2, 200), room.b)
    promised = late.due_at
    room.clock.pass_time(days=30)
    room.move(late, Move.FORWARD)
    assert late.due_at == promised


def test_it_reopens_by_the_target_in_force(room: Room) -> None:
    ticket = room.report()
    room.move(ticket, Move.ACCEPT)
    room.clock.pass_time(hours=1)
    room.move(ticket, Move.FINISH)
    room.promise((4, 60), room.a)
    room.clock.pass_time(days=1)
    room.move(ticket, Move.REOPEN, Actor.REPORTER)
    assert ticket.due_at == room.after(ticket.created_at, 60)


def test_it_refiles_by_the_agencys_target_for_the_other_category(room: Room) -> None:
    room.promise((3, 30), room.a, "cleanliness")
    ticket = room.report()
    officer = get_officer(room.session, room.cast.anan.username)
    now = room.clock.pass_time(hours=1)
    recategorise(room.session, room.desk, ticket, "cleanliness", officer, seen=ROAD, now=now)
    assert ticket.due_at == room.after(ticket.created_at, 30)
    assert ticket.response_due_at == room.after(ticket.created_at, 3)
    assert room.told(ticket)["due_at"] == ticket.due_at.isoformat()


def test_it_applies_a_target_to_open_tickets_only_when_asked(room: Room) -> None:
    first, second = room.report(), room.report()
    done = room.report()
    room.move(done, Move.ACCEPT)
    room.clock.pass_time(hours=1)
    room.move(done, Move.FINISH)
    room.promise((4, 40), room.a)
    assert room.count_others(room.a) == {ROAD: 2}
    assert room.follow(room.a) == 2
    assert room.count_others(room.a) == {}, "nothing is left"
    for ticket in (first, second):
        room.session.refresh(ticket)
        assert ticket.due_at == room.after(ticket.created_at, 40)
        event = list_events(room.session, ticket)[-1]
        assert (event.kind, event.actor) == (EventKind.RETARGETED, "officer:9")
        assert event.detail["due_at"] == ticket.due_at.isoformat()
        said = audit.list_about(room.session, f"ticket:{ticket.id}")[-1]
        assert said.detail["after"]["due_at"] == ticket.due_at.isoformat()
        assert said.detail["before"] != said.detail["after"]
    room.session.refresh(done)
    assert done.due_at == room.after(done.created_at, 80)


def test_it_lets_all_follow_but_for_what_an_agency_has_set_itself(room: Room) -> None:
    ours, theirs = room.report(), room.report()
    room.move(theirs, Move.FORWARD)
    room.promise((3, 30), room.b)
    room.promise((4, 40))
    assert room.count_others(None) == {ROAD: 1}
    assert room.follow(None) == 1
    for ticket, hours in ((ours, 40), (theirs, 80)):
        room.session.refresh(ticket)
        assert ticket.due_at == room.after(ticket.created_at, hours)


def test_it_goes_through_many_tickets_step_by_step(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("complaints.retargeting.orders.BATCH", 2)
    monkeypatch.setattr("complaints.retargeting.orders.LOOK", 3)
    tickets = [room.report() for _ in range(5)]
    room.promise((4, 40), room.a)
    ask(room.session, room.a, 5, "officer:9", room.clock())
    told = []
    while carry_out(room.session, room.desk, room.clock()):
        told.append(list_orders(room.session, room.a)[0].changed)
    assert told[-1] == 5
    assert max(after - before for before, after in zip([0, *told], told, strict=False)) <= 2
    for ticket in tickets:
        kinds = [event.kind for event in list_events(room.session, ticket)]
        assert kinds.count(EventKind.RETARGETED) == 1


def test_it_leaves_a_ticket_that_was_handed_on_meanwhile(room: Room) -> None:
    ticket = room.report()
    room.promise((4, 40), room.a)
    ask(room.session, room.a, 1, "officer:9", room.clock())
    room.move(ticket, Move.FORWARD)
    before = ticket.due_at
    while carry_out(room.session, room.desk, room.clock()):
        pass
    assert list_orders(room.session, room.a)[0].changed == 0
    room.session.refresh(ticket)
    assert ticket.due_at == before


@pytest.mark.parametrize("act", ["move", "recategorise"])
def test_it_undoes_no_targets_that_are_applied_at_the_same_moment(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock, act: str
) -> None:
    if database.is_sqlite:
        pytest.skip("one transaction writes at a time")
    with database.transaction() as session:
        reported = make_ticket(session, desk, clock())
    with database.transaction() as session:
        room, ticket = Room(session, desk, cast, clock), session.get_one(Ticket, reported.id)
        with database.transaction() as elsewhere:
            other = Room(elsewhere, desk, cast, clock)
            other.promise((4, 40), room.a)
            other.promise((8, 20), room.a, "equipment")
            assert other.follow(room.a) == 1
        if act == "move":
            room.move(ticket, Move.ACCEPT)
        else:
            officer = session.merge(cast.anan)
            now = clock()
            recategorise(session, desk, ticket, "equipment", officer, seen=ROAD, now=now)
    with database.reading() as session:
        ticket = session.get_one(Ticket, reported.id)
        hours = 40 if act == "move" else 20
        assert ticket.due_at == desk.office.add(ticket.created_at, timedelta(hours=hours))
        assert ticket.resolution_hours == hours
        response = 4 if act == "move" else 8
        assert ticket.response_hours == response


def test_it_orders_nothing_twice_and_nothing_needless(room: Room) -> None:
    now = room.clock()
    assert ask(room.session, room.a, 0, "officer:9", now) is None
    first = ask(room.session, room.a, 3, "officer:9", now)
    assert ask(room.session, room.a, 3, "officer:9", now) is first
    entries = audit.list_about(room.session, f"agency:{room.a}")
    assert [each.action for each in entries] == ["target.applied"]
