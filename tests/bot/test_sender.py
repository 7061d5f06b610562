"""One message reaches its person once: as a free reply where possible, else as a push."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from bot.client import LineClient
from bot.quota import QuotaWatch
from bot.render import encode
from bot.sender import MOST_STUMBLES, Sender
from core.messages import Text
from store import outbox, outbox_reading, outbox_upkeep
from store.database import Database
from store.outbox import LEASE, RETRY_KEY_LIFE, Outbox, ReplyToken
from store.outbox_tables import OutboxMessage, OutboxState, Purpose
from tests.bot.line import TOO_LATE, Line
from tests.fakes import FakeClock
from tests.simulator.stage import MALEE, NOBODY

Outcome = tuple[OutboxState, str | None, int | None]


class Post:
    """An outbox with its sender, stepped by hand."""

    def __init__(
        self, database: Database, clock: FakeClock, line: Line, client: LineClient
    ) -> None:
        self.database, self.clock, self.line = database, clock, line
        self.quota = QuotaWatch(client, reserve=50)
        self.sender = Sender(client, self.quota)
        self.box = Outbox(encode)

    def put(
        self,
        text: str,
        *,
        reply: bool = False,
        purpose: Purpose = Purpose.ANSWER,
        to: str = MALEE,
    ) -> None:
        """Queue a message, as the answer to something that was just said where `reply`."""
        token = None
        if reply:
            self.line.say("สวัสดี", to)
            wire = str(self.line.bot.last["replyToken"])
            token = ReplyToken(wire, self.clock() + timedelta(seconds=50))
        with self.database.transaction() as session:
            self.box.put(session, to, [Text(text)], now=self.clock(), purpose=purpose, reply=token)

    def step(self, *, crash: bool = False) -> Outcome:
        """Claim the next message and deliver it; a crash forgets the outcome."""
        with self.database.transaction() as session:
            parcel = outbox.claim(session, self.clock())
        assert parcel is not None, "nothing is due"
        record = self.sender.deliver(parcel, self.clock())
        if not crash:
            with self.database.transaction() as session:
                record(session, self.clock())
        return self.last()

    def again(self) -> Outcome:
        """Wait for the next try and take it."""
        with self.database.reading() as session:
            due = session.exec(select(OutboxMessage).order_by("id")).all()[-1].due_at
        self.clock.now = max(due, self.clock())
        return self.step()

    def last(self) -> Outcome:
        with self.database.reading() as session:
            row = session.exec(select(OutboxMessage).order_by("id")).all()[-1]
        return row.state, row.via, row.status_code

    def restart(self) -> None:
        """What a lone worker does at its start."""
        with self.database.transaction() as session:
            outbox_upkeep.free_leases(session)


SENT_AS_REPLY = (OutboxState.SENT, "reply", 200)
SENT_AS_PUSH = (OutboxState.SENT, "push", 200)


@pytest.fixture
def post(database: Database, clock: FakeClock, line: Line, client: LineClient) -> Post:
    return Post(database, clock, line, client)


def test_it_replies_while_the_token_is_fresh(post: Post) -> None:
    post.put("คำตอบ", reply=True)
    assert post.step() == SENT_AS_REPLY
    assert post.line.told() == ["คำตอบ"]
    assert post.line.calls("/push") == []


def test_it_pushes_what_answers_nothing(post: Post) -> None:
    post.put("แจ้งผล", purpose=Purpose.NOTICE)
    assert post.step() == SENT_AS_PUSH
    assert post.line.calls("/reply") == []


def test_it_pushes_once_the_token_is_old(post: Post) -> None:
    post.put("คำตอบ", reply=True)
    post.clock.pass_time(seconds=50)
    assert post.step() == SENT_AS_PUSH
    assert post.line.calls("/reply") == []


def test_it_pushes_where_line_does_not_know_the_token(post: Post) -> None:
    post.put("คำตอบ", reply=True)
    post.line.clock.now += 61
    assert post.step() == SENT_AS_PUSH
    assert post.line.told() == ["คำตอบ"]


@pytest.mark.parametrize("fault", ["acceptedTimeout", "acceptedDisconnect"])
def test_it_sends_no_second_message_after_an_unclear_reply(post: Post, fault: str) -> None:
    post.put("คำตอบ", reply=True)
    post.line.order("reply", fault, latencyMs=TOO_LATE)
    assert post.step() == (OutboxState.WAITING, None, None)
    assert post.again() == (OutboxState.SENT, "reply", None)
    assert post.line.told() == ["คำตอบ"]
    assert post.line.calls("/push") == []


@pytest.mark.parametrize("fault", ["refuse", "error500", "html500", "rate429"])
def test_it_replies_again_where_nothing_was_done(post: Post, fault: str) -> None:
    post.put("คำตอบ", reply=True)
    post.line.order("reply", fault)
    assert post.step()[0] is OutboxState.WAITING
    assert post.again() == SENT_AS_REPLY
    assert post.line.told() == ["คำตอบ"]
    assert post.line.calls("/push") == []


def test_it_pushes_where_replies_keep_failing_until_the_token_is_old(post: Post) -> None:
    post.put("คำตอบ", reply=True)
    post.line.order("reply", "error500", count=100)
    outcome = post.step()
    while outcome[0] is OutboxState.WAITING:
        outcome = post.again()
    assert outcome == SENT_AS_PUSH
    assert post.line.told() == ["คำตอบ"]


@pytest.mark.parametrize("fault", ["extraFields", "noSentMessages"])
@pytest.mark.parametrize("reply", [True, False])
def test_it_takes_strange_answers_for_sent(post: Post, fault: str, reply: bool) -> None:
    post.put("คำตอบ", reply=reply)
    post.line.order("reply" if reply else "push", fault)
    assert post.step() == (SENT_AS_REPLY if reply else SENT_AS_PUSH)
    assert post.line.told() == ["คำตอบ"]


@pytest.mark.parametrize(
    "fault", ["acceptedTimeout", "acceptedDisconnect", "refuse", "error500", "rate429"]
)
def test_it_pushes_again_with_the_same_key(post: Post, fault: str) -> None:
    post.put("แจ้งผล", purpose=Purpose.NOTICE)
    post.line.order("push", fault, latencyMs=TOO_LATE)
    assert post.step()[0] is OutboxState.WAITING
    outcome = post.again()
    done = fault.startswith("accepted")
    assert outcome == (OutboxState.SENT, "push", 409 if done else 200)
    assert post.line.told() == ["แจ้งผล"]
    calls = post.line.calls("/push")
    assert len({entry["requestHeaders"]["x-line-retry-key"] for entry in calls}) == 1
    assert len({str(entry["request"]) for entry in calls}) == 1, "the identical body"


@pytest.mark.parametrize("reply", [True, False])
def test_it_tells_a_person_once_though_it_was_killed_before_it_wrote_that_down(
    post: Post, reply: bool
) -> None:
    post.put("คำตอบ", reply=reply)
    assert post.step(crash=True)[0] is OutboxState.WAITING
    post.restart()
    post.clock.pass_time(seconds=5)
    assert post.step()[0] is OutboxState.SENT
    assert post.line.told() == ["คำตอบ"]


def test_it_tells_a_person_once_though_another_worker_takes_over(post: Post) -> None:
    post.put("คำตอบ", reply=True)
    post.step(crash=True)
    post.clock.now += LEASE
    assert post.step() == (OutboxState.SENT, "reply", None)
    assert post.line.told() == ["คำตอบ"]


def test_it_shows_the_operator_what_line_refuses(post: Post) -> None:
    post.put("ไม่มีใคร", to=NOBODY)
    assert post.step() == (OutboxState.FAILED, None, 400)
    with post.database.reading() as session:
        (row,) = outbox_reading.list_troubled(session)
    assert "Failed to send messages" in (row.error or "")


def test_it_gives_up_in_the_end(post: Post) -> None:
    post.put("แจ้งผล", purpose=Purpose.NOTICE)
    post.line.order("push", "error500", count=1000)
    post.clock.now += RETRY_KEY_LIFE
    assert post.step() == (OutboxState.FAILED, None, 500)


def spend(post: Post) -> None:
    post.line.act("quota", limit=300, used=300)


def test_it_holds_what_the_quota_does_not_allow_and_carries_it_along_later(post: Post) -> None:
    spend(post)
    post.put("แจ้งผล", purpose=Purpose.NOTICE)
    assert post.step() == (OutboxState.HELD, None, 429)
    post.put("คำตอบ", reply=True)
    assert post.step() == SENT_AS_REPLY
    assert post.line.told() == ["แจ้งผล", "คำตอบ"]


def test_it_keeps_the_reserve_for_notices(post: Post) -> None:
    post.line.act("quota", limit=300, used=260)
    post.quota.look(post.clock())
    post.put("คำตอบ")
    assert post.step() == (OutboxState.HELD, None, None)
    post.put("แจ้งผล", purpose=Purpose.NOTICE)
    assert post.step() == SENT_AS_PUSH
    assert post.line.told() == ["แจ้งผล"]


def test_it_replies_although_the_quota_is_spent(post: Post) -> None:
    spend(post)
    post.quota.look(post.clock())
    post.put("คำตอบ", reply=True)
    assert post.step() == SENT_AS_REPLY


def test_it_is_not_held_up_for_ever_by_a_mistake_of_ours(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    push = LineClient.push

    def stumble(client: LineClient, to: str, messages: list[dict[str, Any]], key: str) -> int:
        if messages[0]["text"] == "หนึ่ง":
            raise KeyError("a mistake of ours")
        return push(client, to, messages, key)

    monkeypatch.setattr(LineClient, "push", stumble)
    post.put("หนึ่ง")
    post.put("สอง")
    for _ in range(MOST_STUMBLES):
        assert post.step()[0] is OutboxState.WAITING
        post.clock.pass_time(minutes=1)
    assert post.step() == SENT_AS_PUSH
    with post.database.reading() as session:
        assert [row.state for row in outbox_reading.list_troubled(session)] == [OutboxState.FAILED]
