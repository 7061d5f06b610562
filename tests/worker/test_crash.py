"""Whatever breaks, and whenever the process ends: one answer, and nobody waits behind it."""

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlmodel import Session

from bot.sender import Sender
from core.errors import Conflict
from core.messages import PhotoFailed, PhotoSent
from store import audit, inbox_upkeep, outbox_upkeep
from store.inbox import LEASE, MAX_ATTEMPTS
from store.inbox_tables import InboxState
from store.outbox_tables import OutboxState
from tests.simulator.stage import MALEE, PIYA, SOMCHAI, TEAM
from tests.worker.stage import Echo, Shop
from worker import Worker


class Killed(BaseException):
    """The process ends here: no `except Exception` sees it."""


def kill(_session: Session) -> None:
    raise Killed


def stumble(_session: Session) -> None:
    raise ZeroDivisionError("a bug")


def restart(shop: Shop) -> Worker:
    """A new worker where the old one was the only one."""
    with shop.database.transaction() as session:
        inbox_upkeep.free_leases(session)
        outbox_upkeep.free_leases(session)
    return shop.worker()


def test_it_tries_again_after_a_failure_and_answers_once(
    shop: Shop, worker: Worker, echo: Echo
) -> None:
    echo.plans = [stumble, stumble]
    shop.line.say("สวัสดี")
    shop.work(worker)
    assert shop.told() == []
    shop.work_through(worker, minutes=1)
    assert shop.told() == ["ได้ยิน สวัสดี"]


def test_it_keeps_nothing_of_a_turn_that_failed(shop: Shop, worker: Worker, echo: Echo) -> None:
    def write_and_stumble(session: Session) -> None:
        audit.record(session, at=shop.clock(), actor="user:1", action="half", subject="ticket:1")
        session.flush()
        raise ZeroDivisionError("a bug")

    echo.plans = [write_and_stumble]
    shop.line.say("สวัสดี")
    shop.work(worker)
    assert shop.messages() == []
    with shop.database.reading() as session:
        assert audit.list_about(session, "ticket:1") == []


@pytest.mark.parametrize("wait", [timedelta(0), LEASE])
def test_it_answers_once_though_it_was_killed_between_webhook_and_answer(
    shop: Shop, worker: Worker, echo: Echo, wait: timedelta
) -> None:
    """Restarted at once where it is alone, or taken over when the lease ends."""
    echo.plans = [kill]
    shop.line.say("สวัสดี")
    with pytest.raises(Killed):
        worker.take_event()
    assert worker.take_event() is False, "it is leased"
    shop.pass_time(seconds=wait.total_seconds())
    shop.work(restart(shop) if not wait else shop.worker())
    assert shop.told() == ["ได้ยิน สวัสดี"]


@pytest.mark.parametrize("seconds", [2, 45])
def test_it_tells_once_though_it_was_killed_after_line_took_the_reply(
    shop: Shop, worker: Worker, echo: Echo, monkeypatch: pytest.MonkeyPatch, seconds: int
) -> None:
    deliver = Sender.deliver

    def deliver_and_die(*arguments: object) -> None:
        deliver(*arguments)  # type: ignore[arg-type]
        raise Killed

    shop.line.say("สวัสดี")
    worker.take_event()
    with monkeypatch.context() as patched:
        patched.setattr(Sender, "deliver", deliver_and_die)
        with pytest.raises(Killed):
            worker.send_message()
    assert shop.told() == ["ได้ยิน สวัสดี"]
    shop.pass_time(seconds=seconds)
    shop.work(restart(shop) if seconds < LEASE.total_seconds() else shop.worker())
    assert shop.told() == ["ได้ยิน สวัสดี"]
    assert [message.state for message in shop.messages()] == [OutboxState.SENT]


def test_it_lets_only_one_of_two_workers_answer_where_the_first_was_too_slow(
    shop: Shop, worker: Worker, echo: Echo, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, fetch = shop.worker(), shop.tools.fetcher.fetch
    slow = [True]

    def fetch_slowly(wanted: object) -> PhotoSent | PhotoFailed:
        if slow:
            slow.clear()
            shop.pass_time(seconds=LEASE.total_seconds())
            assert other.take_event()
        return fetch(wanted)  # type: ignore[arg-type]

    monkeypatch.setattr(shop.tools.fetcher, "fetch", fetch_slowly)
    shop.line.act(f"chats/{MALEE}/photo", **{"from": MALEE, "names": ["pothole"]})
    shop.work(worker)
    assert shop.told() == ["ได้ยิน PhotoSent"]
    assert [event.state for event in shop.events()] == [InboxState.DONE]


def test_it_gives_poison_up_with_an_apology_and_goes_on(
    shop: Shop, worker: Worker, echo: Echo
) -> None:
    shop.line.say("ยาพิษ")
    shop.line.say("ข้อความถัดไป")
    shop.line.say("คนอื่น", SOMCHAI)
    echo.plans = [stumble]
    shop.work(worker)
    assert shop.told(SOMCHAI) == ["ได้ยิน คนอื่น"], "others do not wait"
    echo.plans = [stumble] * (MAX_ATTEMPTS - 1)
    shop.work_through(worker)
    assert shop.told() == [shop.phrase("trouble"), "ได้ยิน ข้อความถัดไป"]
    assert [event.state for event in shop.events()] == [
        InboxState.FAILED,
        InboxState.DONE,
        InboxState.DONE,
    ]
    with shop.database.reading() as session:
        assert inbox_upkeep.count_failed(session) == 1


def test_it_does_not_apologise_to_a_group(shop: Shop, worker: Worker, echo: Echo) -> None:
    echo.plans = [stumble] * MAX_ATTEMPTS
    shop.line.say("ยาพิษ", PIYA, TEAM)
    shop.work_through(worker)
    assert shop.told(TEAM) == []
    assert [event.state for event in shop.events()] == [InboxState.FAILED]


def test_it_gives_up_an_event_that_kills_the_process_every_time(
    shop: Shop, worker: Worker, echo: Echo
) -> None:
    echo.plans = [kill] * 100
    shop.line.say("ระเบิด")
    for _ in range(MAX_ATTEMPTS):
        with pytest.raises(Killed):
            restart(shop).take_event()
    shop.work(restart(shop))
    assert shop.told() == [shop.phrase("trouble")]
    assert [event.state for event in shop.events()] == [InboxState.FAILED]


def test_it_tries_a_turn_again_soon_where_somebody_moved_the_record_first(
    shop: Shop, worker: Worker, echo: Echo
) -> None:
    def lose(_session: Session) -> None:
        raise Conflict("an officer was quicker")

    echo.plans = [lose]
    shop.line.say("สวัสดี")
    shop.work(worker)
    shop.pass_time(seconds=1)
    shop.work(worker)
    assert shop.told() == ["ได้ยิน สวัสดี"]


BROKEN = [
    {"type": "message", "message": {"type": "text", "id": "1", "text": 5}},
    {"type": "message", "message": {"type": "text", "id": None, "text": "x"}},
    {"type": "message", "replyToken": "x" * 500, "message": {"type": "hologram", "id": "1"}},
    {"type": "postback", "postback": {"data": 5}},
    {"type": ["message"]},
]


@pytest.mark.parametrize("event", BROKEN, ids=lambda event: str(event)[:60])
def test_it_is_not_held_up_by_a_broken_event(
    shop: Shop, worker: Worker, echo: Echo, event: dict[str, object]
) -> None:
    shop.line.act("webhook/event", event=event, chatId=MALEE, **{"from": MALEE})
    shop.line.say("สวัสดี")
    shop.work_through(worker, minutes=1)
    assert shop.told()[-1] == "ได้ยิน สวัสดี"


def test_it_sends_when_line_is_back(shop: Shop, worker: Worker, echo: Echo) -> None:
    shop.line.order("reply", "error500", count=100)
    shop.line.order("push", "error500", count=2)
    shop.line.say("สวัสดี")
    shop.work_through(worker, minutes=10)
    assert shop.told() == ["ได้ยิน สวัสดี"]


@pytest.fixture
def running(shop: Shop) -> Iterator[list[Worker]]:
    """Workers that a test has started; stopped at the end."""
    started: list[Worker] = []
    yield started
    for worker in started:
        worker.stop()


def wait_until(condition: object, seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < deadline, "it never came to pass"
        time.sleep(0.01)


def test_it_takes_up_at_its_start_what_a_killed_run_left(
    shop: Shop, worker: Worker, echo: Echo, running: list[Worker]
) -> None:
    echo.plans = [kill]
    shop.line.say("สวัสดี")
    with pytest.raises(Killed):
        worker.take_event()
    successor = shop.worker(alone=True)
    running.append(successor)
    successor.start()
    wait_until(shop.told)
    assert shop.told() == ["ได้ยิน สวัสดี"]


def test_it_answers_everybody_once_and_in_order_with_two_workers(
    shop: Shop, echo: Echo, running: list[Worker]
) -> None:
    people = [MALEE, SOMCHAI, PIYA]
    rows = [{"from": user, "text": f"{n}"} for n in range(5) for user in people]
    shop.line.act("webhook/batch", events=rows)
    running += [shop.worker(threads=2), shop.worker(threads=2)]
    for worker in running:
        worker.start()
    wait_until(lambda: sum(len(shop.told(user)) for user in people) >= len(rows))
    for user in people:
        assert shop.told(user) == [f"ได้ยิน {n}" for n in range(5)]
    assert shop.line.calls("/push") == []


def test_it_ends_when_told_to(shop: Shop, echo: Echo, running: list[Worker]) -> None:
    worker = shop.worker(threads=2)
    worker.start()
    shop.line.say("สวัสดี")
    worker.wake()
    wait_until(shop.told)
    worker.stop()
    assert not any(thread.is_alive() for thread in worker._threads)


def test_it_keeps_a_persons_words_out_of_the_error(
    shop: Shop, worker: Worker, echo: Echo, caplog: pytest.LogCaptureFixture
) -> None:
    def stumble(_session: Session) -> None:
        raise ValueError("สมชาย 0812345678")

    echo.plans = [stumble]
    shop.line.say("สมชาย 0812345678")
    worker.take_event()
    (event,) = shop.events()
    assert event.error == "ValueError"
    (record,) = [each for each in caplog.records if each.message == "event not handled"]
    assert "stumble" in record.__dict__["stack"]
    assert not any("0812345678" in str(value) for value in record.__dict__.values())
