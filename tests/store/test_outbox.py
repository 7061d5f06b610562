"""Messages leave in order, come back with pauses, and wait for a free reply where they must."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from bot.render import encode
from core.errors import Conflict, MessageRefused
from core.messages import Outgoing, Text
from store import outbox, outbox_reading, outbox_upkeep
from store.database import Database
from store.outbox import LEASE, RETRY_KEY_LIFE, Outbox, Parcel, ReplyToken
from store.outbox_tables import OutboxMessage, OutboxState, Purpose, ReplyState
from tests.fakes import FakeClock

BOX = Outbox(encode)
MALEE, SOMCHAI = "U" + "a" * 32, "U" + "b" * 32


def put(
    database: Database,
    clock: FakeClock,
    *texts: str,
    to: str = MALEE,
    purpose: Purpose = Purpose.ANSWER,
    reply: str | None = None,
    about: str | None = None,
) -> None:
    token = ReplyToken(reply, clock() + timedelta(seconds=50)) if reply else None
    messages = [Text(text) for text in texts]
    with database.transaction() as session:
        BOX.put(session, to, messages, now=clock(), purpose=purpose, about=about, reply=token)


def take(database: Database, now: datetime) -> Parcel | None:
    with database.transaction() as session:
        return outbox.claim(session, now)


def must_take(database: Database, now: datetime) -> Parcel:
    parcel = take(database, now)
    assert parcel is not None
    return parcel


def sent(database: Database, parcel: Parcel, now: datetime) -> None:
    with database.transaction() as session:
        outbox.sent(session, parcel, now, via="push", status_code=200)


def later(database: Database, parcel: Parcel, now: datetime) -> None:
    with database.transaction() as session:
        outbox.retry_later(
            session, parcel, now, "500", status_code=500, reply_state=parcel.reply_state
        )


def hold(database: Database, parcel: Parcel, now: datetime) -> None:
    with database.transaction() as session:
        outbox.hold(session, parcel, now, "monthly limit", status_code=429)


def rows(database: Database) -> list[OutboxMessage]:
    with database.reading() as session:
        return list(session.exec(select(OutboxMessage).order_by("id")))


def states(database: Database) -> list[tuple[OutboxState, bool]]:
    """State of every message, and whether it still has words."""
    return [(row.state, row.payload != "[]") for row in rows(database)]


def texts(parcel: Parcel) -> list[str]:
    return [message["text"] for message in parcel.messages]


def put_held(database: Database, clock: FakeClock, *parts: str) -> None:
    put(database, clock, *parts, purpose=Purpose.NOTICE)
    hold(database, must_take(database, clock()), clock())


def test_it_sends_one_persons_messages_in_order_and_others_meanwhile(
    database: Database, clock: FakeClock
) -> None:
    put(database, clock, "one")
    put(database, clock, "two")
    put(database, clock, "other", to=SOMCHAI)
    first, other = must_take(database, clock()), must_take(database, clock())
    assert (texts(first), texts(other)) == (["one"], ["other"])
    assert take(database, clock()) is None
    sent(database, first, clock())
    assert texts(must_take(database, clock())) == ["two"]


def test_it_keeps_the_line_while_a_message_waits_for_its_next_try(
    database: Database, clock: FakeClock
) -> None:
    put(database, clock, "one")
    put(database, clock, "two")
    later(database, must_take(database, clock()), clock())
    assert take(database, clock()) is None
    clock.pass_time(seconds=1)
    assert texts(must_take(database, clock())) == ["one"]


def test_it_tries_again_after_growing_pauses_with_the_same_key(
    database: Database, clock: FakeClock
) -> None:
    put(database, clock, "one")
    pauses, keys = [], set()
    for _ in range(12):
        parcel = must_take(database, clock())
        keys.add(parcel.retry_key)
        later(database, parcel, clock())
        (row,) = rows(database)
        pauses.append((row.due_at - clock()).total_seconds())
        clock.now = row.due_at
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]
    assert len(keys) == 1


def test_it_mints_a_key_of_its_own_for_every_message(database: Database, clock: FakeClock) -> None:
    put(database, clock, "one")
    put(database, clock, "one")
    first, second = rows(database)
    assert first.retry_key != second.retry_key


def test_it_gives_up_where_line_would_forget_the_key(database: Database, clock: FakeClock) -> None:
    put(database, clock, "one")
    clock.now += RETRY_KEY_LIFE
    later(database, must_take(database, clock()), clock())
    (row,) = rows(database)
    assert (row.state, row.status_code, row.error) == (OutboxState.FAILED, 500, "500")
    assert take(database, clock()) is None
    with database.reading() as session:
        assert [each.id for each in outbox_reading.list_troubled(session)] == [row.id]


def test_it_gives_a_message_back_when_its_lease_ends(database: Database, clock: FakeClock) -> None:
    put(database, clock, "one")
    late = must_take(database, clock())
    clock.now += LEASE - timedelta(seconds=1)
    assert take(database, clock()) is None
    clock.pass_time(seconds=1)
    new = must_take(database, clock())
    with pytest.raises(Conflict):
        sent(database, late, clock())
    sent(database, new, clock())
    assert [row.state for row in rows(database)] == [OutboxState.SENT]


def test_it_frees_leases_where_a_worker_is_alone(database: Database, clock: FakeClock) -> None:
    put(database, clock, "one")
    must_take(database, clock())
    with database.transaction() as session:
        assert outbox_upkeep.free_leases(session) == 1
    assert must_take(database, clock()).attempts == 2


def test_it_remembers_that_a_reply_may_have_been_tried(
    database: Database, clock: FakeClock
) -> None:
    put(database, clock, "one", reply="token")
    first = must_take(database, clock())
    assert (first.reply_token, first.reply_state) == ("token", ReplyState.FRESH)
    clock.now += LEASE
    assert must_take(database, clock()).reply_state is ReplyState.UNCLEAR, "a crash came between"


def test_it_refuses_what_line_would_refuse(database: Database, clock: FakeClock) -> None:
    for bad in ([], [Text("")], [Text("ก" * 5001)], [Text("x")] * 6):
        with pytest.raises(MessageRefused), database.transaction() as session:
            put_raw(session, bad, clock)
    assert rows(database) == []


def put_raw(session: Session, messages: Sequence[Outgoing], clock: FakeClock) -> None:
    BOX.put(session, MALEE, messages, now=clock(), purpose=Purpose.ANSWER)


def test_it_leaves_nothing_where_the_callers_transaction_fails(
    database: Database, clock: FakeClock
) -> None:
    def put_and_fail() -> None:
        with database.transaction() as session:
            put_raw(session, [Text("one")], clock)
            raise RuntimeError("the turn failed")

    with pytest.raises(RuntimeError):
        put_and_fail()
    assert rows(database) == []


def test_it_carries_held_messages_along_with_the_next_reply(
    database: Database, clock: FakeClock
) -> None:
    put_held(database, clock, "notice 1")
    put_held(database, clock, "notice 2")
    put(database, clock, "answer", reply="token")
    carrier = must_take(database, clock())
    assert texts(carrier) == ["notice 1", "notice 2", "answer"]
    waiting = (OutboxState.WAITING, None)
    assert [(row.state, row.via) for row in rows(database)][:2] == [waiting, waiting]
    assert take(database, clock()) is None, "they go with the reply, not by themselves"
    sent(database, carrier, clock())
    carried = (OutboxState.SENT, "carried")
    assert [(row.state, row.via) for row in rows(database)][:2] == [carried, carried]


def test_it_holds_again_what_a_held_reply_would_have_carried(
    database: Database, clock: FakeClock
) -> None:
    put_held(database, clock, "notice")
    put(database, clock, "answer", reply="token")
    hold(database, must_take(database, clock()), clock())
    assert states(database) == [(OutboxState.HELD, True)] * 2
    put(database, clock, "next", reply="token 2")
    assert texts(must_take(database, clock())) == ["notice", "answer", "next"]


def test_it_holds_again_what_a_refused_reply_carried_and_sends_it_by_itself(
    database: Database, clock: FakeClock
) -> None:
    put_held(database, clock, "notice")
    put(database, clock, "answer", reply="token")
    with database.transaction() as session:
        parcel = outbox.claim(session, clock())
        assert parcel is not None
        outbox.give_up(session, parcel, clock(), "400", status_code=400)
    assert states(database) == [(OutboxState.HELD, True), (OutboxState.FAILED, True)]
    put(database, clock, "next", reply="token 2")
    assert texts(must_take(database, clock())) == ["next"], "it may be what was refused"
    clock.pass_time(days=1)
    with database.transaction() as session:
        outbox_upkeep.reopen_held(session, clock(), 10)
    assert texts(must_take(database, clock())) == ["notice"]


def test_it_carries_held_messages_only_on_a_reply_of_the_same_person(
    database: Database, clock: FakeClock
) -> None:
    put_held(database, clock, "notice")
    put(database, clock, "other", to=SOMCHAI, reply="token")
    put(database, clock, "pushed")
    carried = {tuple(texts(must_take(database, clock()))) for _ in range(2)}
    assert carried == {("other",), ("pushed",)}
    assert rows(database)[0].state is OutboxState.HELD


def test_it_carries_as_many_as_one_request_holds_and_the_rest_next_time(
    database: Database, clock: FakeClock
) -> None:
    for number in range(1, 7):
        put_held(database, clock, f"notice {number}")
    put(database, clock, "a", "b", reply="token")
    first = must_take(database, clock())
    assert texts(first) == ["notice 1", "notice 2", "notice 3", "a", "b"]
    sent(database, first, clock())
    put(database, clock, "c", reply="token 2")
    assert texts(must_take(database, clock())) == ["notice 4", "notice 5", "notice 6", "c"]


def test_it_carries_even_a_full_request_in_the_end(database: Database, clock: FakeClock) -> None:
    """A reply that carried notices may itself end as held: then five messages wait as one."""
    put_held(database, clock, "1", "2", "3", "4", "5")
    put(database, clock, "a", reply="token")
    first = must_take(database, clock())
    assert texts(first) == ["1", "2", "3", "4", "a"]
    sent(database, first, clock())
    put(database, clock, "b", reply="token 2")
    second = must_take(database, clock())
    assert texts(second) == ["5", "b"]
    sent(database, second, clock())
    assert {row.state for row in rows(database)} == {OutboxState.SENT}


def test_it_lists_what_was_said_about_a_subject(database: Database, clock: FakeClock) -> None:
    put(database, clock, "one", about="ticket:1")
    put(database, clock, "two", about="ticket:2")
    put(database, clock, "three", about="ticket:1")
    with database.reading() as session:
        payloads: list[Any] = [
            json.loads(row.payload)[0]["text"]
            for row in outbox_reading.list_about(session, "ticket:1")
        ]
        assert payloads == ["one", "three"]
        assert outbox_reading.oldest_waiting(session) == clock()


def test_it_keeps_held_notices_where_words_are_taken_back(
    database: Database, clock: FakeClock
) -> None:
    put_held(database, clock, "repaired")
    put(database, clock, "you said so")
    hold(database, must_take(database, clock()), clock())
    with database.transaction() as session:
        outbox_upkeep.forget_settled(session, MALEE, clock())
    assert states(database) == [(OutboxState.HELD, True), (OutboxState.FAILED, False)]
    put(database, clock, "answer", reply="token")
    assert texts(must_take(database, clock())) == ["repaired", "answer"]


def test_it_sends_nothing_more_to_a_forgotten_person(database: Database, clock: FakeClock) -> None:
    put_held(database, clock, "held")
    put(database, clock, "sent")
    sent(database, must_take(database, clock()), clock())
    put(database, clock, "waiting")
    put(database, clock, "other", to=SOMCHAI)
    with database.transaction() as session:
        outbox_upkeep.forget_recipient(session, MALEE, clock())
    assert states(database) == [
        (OutboxState.FAILED, False),
        (OutboxState.SENT, False),
        (OutboxState.FAILED, False),
        (OutboxState.WAITING, True),
    ]
    assert texts(must_take(database, clock())) == ["other"]


def test_it_lets_a_message_arrive_that_is_being_sent_to_a_forgotten_person(
    database: Database, clock: FakeClock
) -> None:
    put(database, clock, "on its way")
    parcel = must_take(database, clock())
    with database.transaction() as session:
        outbox_upkeep.forget_recipient(session, MALEE, clock())
    sent(database, parcel, clock())
    assert rows(database)[0].state is OutboxState.SENT


def test_it_forgets_and_purges_settled_messages_only(database: Database, clock: FakeClock) -> None:
    put(database, clock, "sent")
    sent(database, must_take(database, clock()), clock())
    put(database, clock, "waiting")
    with database.transaction() as session:
        assert outbox_upkeep.forget_settled(session, MALEE, clock()) == 1
    assert [json.loads(row.payload) != [] for row in rows(database)] == [False, True]
    with database.transaction() as session:
        assert outbox_upkeep.purge(session, clock() + timedelta(seconds=1)) == 1
    assert len(rows(database)) == 1


def test_it_lets_held_messages_out_when_there_is_quota_again(
    database: Database, clock: FakeClock
) -> None:
    queued = clock()
    put_held(database, clock, "notice")
    with database.transaction() as session:
        assert outbox_upkeep.reopen_held(session, clock(), 10) == 0, (
            "not at once: LINE has just said no"
        )
    clock.pass_time(days=9)
    with database.transaction() as session:
        assert outbox_upkeep.reopen_held(session, clock(), 10) == 1
    parcel = must_take(database, clock())
    assert parcel.attempts == 1
    assert parcel.keyed_at == clock(), "its retry key lives from now on"
    assert rows(database)[0].created_at == queued, "the ticket finds its notice by that"
    with database.reading() as session:
        assert outbox_reading.oldest_waiting(session) == clock()


def test_it_purges_so_many_at_a_time(database: Database, clock: FakeClock) -> None:
    for number in range(3):
        put(database, clock, str(number))
        sent(database, must_take(database, clock()), clock())
        clock.pass_time(minutes=1)
    with database.transaction() as session:
        assert outbox_upkeep.purge(session, clock(), limit=2) == 2
    assert [json.loads(row.payload)[0]["text"] for row in rows(database)] == ["2"]


@pytest.mark.parametrize(("purpose", "kept"), [(Purpose.STAFF, False), (Purpose.NOTICE, True)])
def test_it_keeps_no_copy_of_what_officers_were_told(
    database: Database, clock: FakeClock, purpose: Purpose, kept: bool
) -> None:
    put(database, clock, "ผู้แจ้งเล่าว่า ถนนเป็นหลุม", purpose=purpose)
    sent(database, must_take(database, clock()), clock())
    with database.reading() as session:
        row = session.exec(select(OutboxMessage)).one()
    assert (row.payload != "[]") is kept
    assert row.state is OutboxState.SENT
