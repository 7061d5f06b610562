"""Events are accepted once, taken in order, given back, given up, and never taken twice."""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, text, update
from sqlmodel import select

from core.errors import Conflict
from store import inbox, inbox_upkeep
from store.database import Database
from store.inbox import LEASE, MAX_ATTEMPTS, Arrival, Claimed
from store.inbox_tables import InboxEvent, InboxState
from tests.fakes import MONDAY_MORNING, FakeClock
from tests.store.work import counting_work


def arrival(event_id: str, conversation: str = "U1", seconds: float = 0) -> Arrival:
    """An event that happened so many seconds after the others."""
    at = MONDAY_MORNING + timedelta(seconds=seconds)
    return Arrival(event_id, conversation, at, MONDAY_MORNING, f'{{"id": "{event_id}"}}')


def bring(database: Database, *arrivals: Arrival) -> None:
    with database.transaction() as session:
        inbox.accept(session, arrivals)


def take(database: Database, now: datetime) -> Claimed | None:
    with database.transaction() as session:
        return inbox.claim(session, now)


def must_take(database: Database, now: datetime) -> Claimed:
    claimed = take(database, now)
    assert claimed is not None
    return claimed


def finish(database: Database, claimed: Claimed, now: datetime) -> None:
    with database.transaction() as session:
        inbox.finish(session, claimed, now)


def fail(database: Database, claimed: Claimed, now: datetime) -> bool:
    with database.transaction() as session:
        return inbox.release(session, claimed, now, "it broke")


def take_all(database: Database, now: datetime) -> list[str]:
    """Take and finish until nothing is left."""
    order = []
    while claimed := take(database, now):
        order.append(claimed.event_id)
        finish(database, claimed, now)
    return order


def test_it_accepts_an_event_once(database: Database, clock: FakeClock) -> None:
    bring(database, arrival("e1"), arrival("e2"), arrival("e1"))
    bring(database, arrival("e2"), arrival("e3"))
    assert take_all(database, clock()) == ["e1", "e2", "e3"]
    bring(database, arrival("e1"))
    assert take(database, clock()) is None, "nor after it was handled"


def test_it_takes_nothing_out_of_an_empty_inbox(database: Database, clock: FakeClock) -> None:
    bring(database)
    assert take(database, clock()) is None


def test_it_orders_a_conversation_by_when_things_happened(
    database: Database, clock: FakeClock
) -> None:
    bring(database, arrival("third", seconds=3), arrival("first", seconds=1))
    bring(database, arrival("second", seconds=2))
    bring(database, arrival("third too", seconds=3))
    assert take_all(database, clock()) == ["first", "second", "third", "third too"]


def test_it_takes_one_conversation_in_turn_and_others_side_by_side(
    database: Database, clock: FakeClock
) -> None:
    bring(database, arrival("a1", "A"), arrival("a2", "A", 1), arrival("b1", "B", 2))
    first, second = must_take(database, clock()), must_take(database, clock())
    assert (first.event_id, second.event_id) == ("a1", "b1")
    assert take(database, clock()) is None, "a2 waits for a1"
    finish(database, first, clock())
    assert must_take(database, clock()).event_id == "a2"


def test_it_starts_no_second_event_while_a_later_one_is_in_hand(
    database: Database, clock: FakeClock
) -> None:
    bring(database, arrival("late", seconds=5))
    in_hand = must_take(database, clock())
    bring(database, arrival("early", seconds=1))
    assert take(database, clock()) is None
    finish(database, in_hand, clock())
    assert must_take(database, clock()).event_id == "early"


def test_it_gives_an_event_back_when_its_lease_ends(database: Database, clock: FakeClock) -> None:
    bring(database, arrival("e1"))
    assert must_take(database, clock()).attempts == 1
    clock.now += LEASE - timedelta(seconds=1)
    assert take(database, clock()) is None
    clock.pass_time(seconds=1)
    assert must_take(database, clock()).attempts == 2


@pytest.mark.parametrize("late_act", [finish, fail])
def test_it_refuses_whoever_finishes_after_the_lease_went_to_another(
    database: Database, clock: FakeClock, late_act: Callable[[Database, Claimed, datetime], object]
) -> None:
    bring(database, arrival("e1"))
    late = must_take(database, clock())
    clock.now += LEASE
    new = must_take(database, clock())
    with pytest.raises(Conflict):
        late_act(database, late, clock())
    finish(database, new, clock())
    with pytest.raises(Conflict):
        finish(database, new, clock())


def test_it_tries_again_after_growing_pauses(database: Database, clock: FakeClock) -> None:
    bring(database, arrival("e1"))
    pauses = []
    for _ in range(MAX_ATTEMPTS - 1):
        fail(database, must_take(database, clock()), clock())
        before = clock()
        while take_nothing_yet(database, clock()):
            clock.pass_time(seconds=1)
        pauses.append((clock() - before).total_seconds())
    assert pauses == [1, 2, 4, 8, 16]


def take_nothing_yet(database: Database, now: datetime) -> bool:
    """Look whether something is due, without taking it."""
    with database.reading() as session:
        return inbox.claim(session, now) is None


def test_it_gives_up_after_so_many_tries_and_goes_on_with_the_next(
    database: Database, clock: FakeClock
) -> None:
    bring(database, arrival("poison"), arrival("next", seconds=1))
    given_up = []
    for _ in range(MAX_ATTEMPTS):
        claimed = must_take(database, clock())
        assert claimed.event_id == "poison", "the next one waits in line"
        given_up.append(fail(database, claimed, clock()))
        clock.pass_time(minutes=1)
    assert given_up == [False] * (MAX_ATTEMPTS - 1) + [True]
    assert take_all(database, clock()) == ["next"]
    with database.reading() as session:
        assert inbox_upkeep.count_failed(session) == 1
        assert inbox.oldest_waiting(session) is None
        failed = session.exec(select(InboxEvent).where(InboxEvent.event_id == "poison")).one()
    assert (failed.state, failed.error) == (InboxState.FAILED, "it broke")


def test_it_opens_failed_events_again_on_the_operators_word(
    database: Database, clock: FakeClock
) -> None:
    bring(database, arrival("e1"))
    while not fail(database, must_take(database, clock()), clock()):
        clock.pass_time(minutes=1)
    with database.transaction() as session:
        assert inbox_upkeep.retry_failed(session, clock()) == 1
    assert must_take(database, clock()).attempts == 1


def test_it_frees_leases_where_a_worker_is_alone(database: Database, clock: FakeClock) -> None:
    bring(database, arrival("e1"))
    must_take(database, clock())
    with database.transaction() as session:
        assert inbox_upkeep.free_leases(session) == 1
    assert must_take(database, clock()).attempts == 2


def test_it_tells_how_long_the_oldest_has_waited(database: Database, clock: FakeClock) -> None:
    with database.reading() as session:
        assert inbox.oldest_waiting(session) is None
    bring(database, arrival("e1"))
    with database.reading() as session:
        assert inbox.oldest_waiting(session) == MONDAY_MORNING


def test_it_forgets_an_unsent_message_and_a_person(database: Database, clock: FakeClock) -> None:
    bring(database, arrival("m_1", "A"), arrival("mx1", "A", 1), arrival("b", "B", 2))
    take_all(database, clock())
    bring(database, arrival("waiting", "A", 3))
    with database.transaction() as session:
        assert inbox_upkeep.forget_message(session, "A", "m_1") == 1, "no other underscore"
        assert inbox_upkeep.forget_conversation(session, "A") == 2
    with database.reading() as session:
        left = {each.event_id for each in session.exec(select(InboxEvent)) if each.payload != "{}"}
    assert left == {"b", "waiting"}, "what is still to be handled stays whole"


def test_it_forgets_the_message_in_hand_but_none_that_waits(
    database: Database, clock: FakeClock
) -> None:
    bring(database, arrival("m1"), arrival("m2", seconds=1))
    must_take(database, clock())
    with database.transaction() as session:
        assert inbox_upkeep.forget_message(session, "U1", "m1") == 1
        assert inbox_upkeep.forget_message(session, "U1", "m2") == 0


def test_it_purges_settled_events_only(database: Database, clock: FakeClock) -> None:
    bring(database, arrival("done"))
    take_all(database, clock())
    bring(database, arrival("open"))
    with database.transaction() as session:
        assert inbox_upkeep.purge(session, MONDAY_MORNING) == 0
        assert inbox_upkeep.purge(session, MONDAY_MORNING + timedelta(seconds=1)) == 1
    assert take_all(database, clock()) == ["open"]


def test_it_purges_so_many_at_a_time(database: Database, clock: FakeClock) -> None:
    bring(database, arrival("one"), arrival("two"), arrival("three"))
    take_all(database, clock())
    with database.transaction() as session:
        assert inbox_upkeep.purge(session, MONDAY_MORNING + timedelta(days=1), limit=2) == 2
        assert inbox_upkeep.purge(session, MONDAY_MORNING + timedelta(days=1), limit=2) == 1


def test_it_never_gives_two_workers_the_same_event_or_conversation(
    database: Database, clock: FakeClock
) -> None:
    conversations, length = 6, 5
    bring(
        database,
        *(
            arrival(f"{name}-{at}", f"conversation {name}", seconds=at)
            for name in range(conversations)
            for at in range(length)
        ),
    )
    in_hand: set[str] = set()
    handled: list[str] = []
    clashes: list[str] = []
    guard = threading.Lock()

    def work() -> None:
        idle = 0
        while idle < 20 and len(handled) < conversations * length:
            claimed = take(database, clock())
            if claimed is None:
                idle += 1
                continue
            name = claimed.event_id.split("-")[0]
            with guard:
                if name in in_hand:
                    clashes.append(claimed.event_id)
                in_hand.add(name)
                handled.append(claimed.event_id)
            threading.Event().wait(0.002)  # the others must have time to get it wrong
            with guard:
                in_hand.discard(name)
            finish(database, claimed, clock())

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert clashes == []
    assert sorted(handled) == sorted(set(handled)), "nothing was taken twice"
    for name in range(conversations):
        mine = [each for each in handled if each.startswith(f"{name}-")]
        assert mine == [f"{name}-{at}" for at in range(length)]


def test_it_sees_a_conversation_that_another_is_taking_this_very_moment(
    database: Database, clock: FakeClock
) -> None:
    """An earlier event comes in between another worker's claim and its commit."""
    if database.is_sqlite:
        pytest.skip("SQLite has one writer: there is no such moment")
    bring(database, arrival("late", seconds=5))
    with database.transaction() as session:
        assert inbox.claim(session, clock()) is not None
        bring(database, arrival("early", seconds=1))
        assert take(database, clock()) is None


def test_it_stays_quick_however_long_the_queue(database: Database, clock: FakeClock) -> None:
    """At flood time thousands wait: a claim must not look at each of them beside each other."""
    mislead(database, clock)
    bring(database, *(arrival(f"e{n}", f"U{n % 300}", seconds=n) for n in range(600)))
    with counting_work(database) as work:
        assert must_take(database, clock.now + timedelta(days=1)).event_id == "e0"
    assert work.steps < 20 * 600


def mislead(database: Database, clock: FakeClock) -> None:
    """Let the database see an hour in which one person wrote and all was being handled."""
    bring(database, *(arrival(f"q{n}", seconds=n) for n in range(60)))
    leased = update(InboxEvent).values(lease_until=clock.now + timedelta(days=999))
    with database.transaction() as session:
        session.connection().execute(leased)
        session.connection().execute(text(f"ANALYZE {InboxEvent.__tablename__}"))
    with database.transaction() as session:
        session.connection().execute(delete(InboxEvent))
