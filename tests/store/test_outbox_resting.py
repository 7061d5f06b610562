"""A notice that rests goes along with the first message to the same person; none is sent twice."""

from datetime import datetime, timedelta

from sqlmodel import select

from bot.render import encode
from core.messages import Text
from store import outbox
from store.database import Database
from store.outbox import Outbox, Parcel, ReplyToken
from store.outbox_reading import list_resting
from store.outbox_tables import OutboxMessage, OutboxState, Purpose
from tests.fakes import FakeClock

BOX = Outbox(encode)
MALEE, SOMCHAI = "U" + "a" * 32, "U" + "b" * 32
REST = timedelta(seconds=60)


def notice(
    database: Database,
    clock: FakeClock,
    text: str,
    *,
    to: str = MALEE,
    rest: timedelta = REST,
    about: str = "ticket:1",
    fold: bool = False,
) -> None:
    with database.transaction() as session:
        folds = list_resting(session, to, about) if fold else []
        BOX.put(
            session,
            to,
            [Text(text)],
            now=clock(),
            purpose=Purpose.NOTICE,
            about=about,
            rest=rest,
            folds=folds,
        )


def answer(database: Database, clock: FakeClock, text: str) -> None:
    with database.transaction() as session:
        token = ReplyToken("token", clock() + timedelta(seconds=50))
        BOX.put(session, MALEE, [Text(text)], now=clock(), purpose=Purpose.ANSWER, reply=token)


def take(database: Database, now: datetime) -> Parcel | None:
    with database.transaction() as session:
        return outbox.claim(session, now)


def take_texts(database: Database, now: datetime) -> list[str]:
    parcel = take(database, now)
    return [message["text"] for message in parcel.messages] if parcel else []


def states(database: Database) -> list[OutboxState]:
    with database.reading() as session:
        return [row.state for row in session.exec(select(OutboxMessage).order_by("id"))]


def test_it_waits_a_little_and_then_goes_by_itself(database: Database, clock: FakeClock) -> None:
    notice(database, clock, "accepted")
    assert take(database, clock()) is None
    clock.pass_time(seconds=60)
    assert take_texts(database, clock()) == ["accepted"]


def test_it_sends_two_moves_within_a_minute_as_one_push(
    database: Database, clock: FakeClock
) -> None:
    notice(database, clock, "accepted")
    clock.pass_time(seconds=40)
    notice(database, clock, "accepted, and on hold", fold=True)
    clock.pass_time(seconds=19)
    assert take(database, clock()) is None
    clock.pass_time(seconds=1)
    assert take_texts(database, clock()) == ["accepted, and on hold"], "a minute after the first"
    assert take(database, clock()) is None
    assert states(database) == [OutboxState.FOLDED, OutboxState.WAITING]


def test_it_goes_at_once_with_what_asks_something(database: Database, clock: FakeClock) -> None:
    notice(database, clock, "accepted")
    notice(database, clock, "finished", rest=timedelta(0), fold=True)
    assert take_texts(database, clock()) == ["finished"]


def test_it_bundles_notices_of_several_tickets(database: Database, clock: FakeClock) -> None:
    for number in range(1, 4):
        notice(database, clock, f"ticket {number}", about=f"ticket:{number}")
    clock.pass_time(seconds=60)
    parcel = take(database, clock())
    assert parcel is not None
    assert [each["text"] for each in parcel.messages] == ["ticket 1", "ticket 2", "ticket 3"]
    assert take(database, clock()) is None
    with database.transaction() as session:
        outbox.sent(session, parcel, clock(), via="push", status_code=200)
    assert states(database) == [OutboxState.SENT] * 3


def test_it_folds_one_of_a_bundle_and_leaves_the_others(
    database: Database, clock: FakeClock
) -> None:
    notice(database, clock, "one", about="ticket:1")
    notice(database, clock, "two", about="ticket:2")
    notice(database, clock, "one again", about="ticket:1", fold=True)
    clock.pass_time(seconds=60)
    assert take_texts(database, clock()) == ["two", "one again"]


def test_it_rides_for_nothing_with_an_answer(database: Database, clock: FakeClock) -> None:
    notice(database, clock, "accepted")
    answer(database, clock, "hello")
    assert take_texts(database, clock()) == ["accepted", "hello"]


def test_it_keeps_nobody_from_being_answered(database: Database, clock: FakeClock) -> None:
    for number in range(6):  # more than one request holds
        notice(database, clock, f"{number}", about=f"ticket:{number}")
    answer(database, clock, "hello")
    assert "hello" in take_texts(database, clock())


def test_it_takes_no_notice_along_that_is_on_its_way(database: Database, clock: FakeClock) -> None:
    notice(database, clock, "one", about="ticket:1")
    notice(database, clock, "two", about="ticket:2", rest=timedelta(0))
    assert take_texts(database, clock()) == ["one", "two"]
    notice(database, clock, "three", about="ticket:1", fold=True)
    clock.pass_time(seconds=30)
    answer(database, clock, "hello")
    with database.reading() as session:
        last = session.exec(select(OutboxMessage).order_by("id")).all()[-1]
    assert "one" not in last.payload
    assert "three" in last.payload


def test_it_rests_for_each_person_alone(database: Database, clock: FakeClock) -> None:
    notice(database, clock, "malee")
    notice(database, clock, "somchai", to=SOMCHAI, rest=timedelta(0))
    assert take_texts(database, clock()) == ["somchai"]


def test_it_holds_each_by_itself_again_where_there_is_no_quota(
    database: Database, clock: FakeClock
) -> None:
    notice(database, clock, "one", about="ticket:1")
    notice(database, clock, "two", about="ticket:2", rest=timedelta(0))
    parcel = take(database, clock())
    assert parcel is not None
    with database.transaction() as session:
        outbox.hold(session, parcel, clock(), "monthly limit", status_code=429)
    answer(database, clock, "hello")
    assert take_texts(database, clock()) == ["one", "two", "hello"]
