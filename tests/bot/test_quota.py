"""The month's push messages are watched, and a reserve is kept."""

import pytest

from bot.client import LineClient, Quota
from bot.quota import LOOK_EVERY, QuotaWatch
from tests.bot.line import Line
from tests.fakes import FakeClock

RESERVE = 50


@pytest.fixture
def watch(client: LineClient) -> QuotaWatch:
    return QuotaWatch(client, RESERVE)


def test_it_allows_everything_before_it_knows(watch: QuotaWatch) -> None:
    assert watch.allows_everything()


@pytest.mark.parametrize(
    ("limit", "used", "allowed"),
    [(300, 0, True), (300, 249, True), (300, 250, False), (300, 400, False), (None, 9999, True)],
)
def test_it_keeps_a_reserve(
    line: Line, watch: QuotaWatch, clock: FakeClock, limit: int | None, used: int, allowed: bool
) -> None:
    line.act("quota", limit=limit, used=used)
    assert watch.look(clock()) == Quota(limit, used)
    assert watch.allows_everything() is allowed


def test_it_asks_line_now_and_then(line: Line, watch: QuotaWatch, clock: FakeClock) -> None:
    watch.look(clock())
    line.act("quota", limit=300, used=7)
    clock.pass_time(minutes=9)
    assert watch.look(clock()) == Quota(300, 0)
    clock.now += LOOK_EVERY
    assert watch.look(clock()) == Quota(300, 7)


def test_it_asks_at_once_where_the_figures_are_doubtful(
    line: Line, watch: QuotaWatch, clock: FakeClock
) -> None:
    watch.look(clock())
    line.act("quota", limit=300, used=300)
    watch.is_stale()
    assert watch.look(clock()) == Quota(300, 300)
    assert not watch.allows_everything()


@pytest.mark.parametrize("fault", ["error500", "refuse", "rate429"])
def test_it_holds_to_the_last_figures_where_line_fails(
    line: Line, watch: QuotaWatch, clock: FakeClock, fault: str
) -> None:
    line.act("quota", limit=300, used=260)
    watch.look(clock())
    clock.now += LOOK_EVERY
    line.order("quota", fault)
    assert watch.look(clock()) == Quota(300, 260)
    assert not watch.allows_everything()
    line.act("quota", limit=300, used=261)
    assert watch.look(clock()) == Quota(300, 261), "and asks again without waiting"
