"""Every call to LINE has a typed outcome, whatever LINE or the network does."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from linebot.v3.messaging.exceptions import ApiException
from pydantic.v1 import ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from urllib3 import HTTPConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError, ReadTimeoutError

from bot.calls import call
from bot.client import LineClient, Profile, Quota
from bot.errors import (
    LineError,
    QuotaSpent,
    Refused,
    ReplyTokenSpent,
    Retryable,
    Throttled,
    Unauthorised,
    Unclear,
)
from bot.tokens import TokenSource
from tests.bot.line import TOO_LATE, Line, given
from tests.browser.serving import address_of, free_socket, serve
from tests.simulator.stage import JOHN, MALEE, NOBODY, TEAM, TOKEN

HELLO = [{"type": "text", "text": "สวัสดี"}]


def ask(line: Line) -> str:
    """Malee writes; returns the reply token."""
    line.say("สวัสดี")
    return str(line.bot.last["replyToken"])


def test_it_replies_once_a_token(line: Line, client: LineClient) -> None:
    token = ask(line)
    client.reply(token, HELLO)
    with pytest.raises(ReplyTokenSpent):
        client.reply(token, HELLO)
    assert line.told() == ["สวัสดี"]


def test_it_knows_a_reply_token_that_is_too_old(line: Line, client: LineClient) -> None:
    token = ask(line)
    line.clock.now += 61
    with pytest.raises(ReplyTokenSpent):
        client.reply(token, HELLO)


def test_it_pushes_once_a_key(line: Line, client: LineClient) -> None:
    key = str(uuid4())
    assert [client.push(MALEE, HELLO, key), client.push(MALEE, HELLO, key)] == [200, 409]
    assert line.told() == ["สวัสดี"]


@pytest.mark.parametrize(
    ("fault", "error", "arrived"),
    [
        ("error500", Unclear, 0),
        ("html500", Unclear, 0),
        ("acceptedTimeout", Unclear, 1),
        ("acceptedDisconnect", Unclear, 1),
        ("refuse", Unclear, 0),
        ("rate429", Throttled, 0),
        ("monthly429", QuotaSpent, 0),
        ("extraFields", None, 1),
        ("noSentMessages", None, 1),
    ],
)
@pytest.mark.parametrize("endpoint", ["reply", "push"])
def test_it_tells_what_came_of_a_message(
    line: Line,
    client: LineClient,
    endpoint: str,
    fault: str,
    error: type[LineError] | None,
    arrived: int,
) -> None:
    token = ask(line)
    line.order(endpoint, fault, latencyMs=TOO_LATE)
    outcome: type[LineError] | None = None
    try:
        if endpoint == "reply":
            client.reply(token, HELLO)
        else:
            assert client.push(MALEE, HELLO, str(uuid4())) == 200
    except LineError as raised:
        outcome = type(raised)
    assert outcome is error
    assert len(line.told()) == arrived


@pytest.mark.parametrize("to", ["", "nobody", NOBODY])
def test_it_is_refused_where_nobody_is(line: Line, client: LineClient, to: str) -> None:
    with pytest.raises(Refused) as refused:
        client.push(to, HELLO, str(uuid4()))
    assert refused.value.status == 400


def test_it_is_clear_that_nothing_was_sent_without_a_connection(impatient: None) -> None:
    closed = free_socket()
    address = address_of(closed)
    closed.close()
    client = LineClient(address, address, given(TOKEN), connections=1)
    with pytest.raises(Retryable) as failed:
        client.push(MALEE, HELLO, str(uuid4()))
    assert not isinstance(failed.value, Unclear)
    client.close()


POOL = HTTPConnectionPool("127.0.0.1")


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (NewConnectionError(POOL, "refused"), Retryable),  # type: ignore[arg-type]
        (ConnectTimeoutError(POOL, "no answer to our greeting"), Retryable),
        (ReadTimeoutError(POOL, "/", "no answer"), Unclear),
        (OSError("reset"), Unclear),
        (ApiException(status=0, reason="?"), Retryable),
        (ApiException(status=408), Unclear),
        (ApiException(status=503), Unclear),
        (ApiException(status=413), Refused),
        (ApiException(status=403), Refused),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_it_gives_each_fault_its_meaning(fault: Exception, error: type[LineError]) -> None:
    def run() -> None:
        raise fault

    with pytest.raises(LineError) as raised:
        call("push", run)
    assert type(raised.value) is error


def test_it_does_not_hide_a_mistake_of_ours() -> None:
    def run() -> None:
        raise KeyError("ours")

    with pytest.raises(KeyError):
        call("push", run)


def test_it_renews_a_token_that_ran_out_once(line: Line, impatient: None) -> None:
    client = LineClient(line.url, line.url, given("too-old", TOKEN), connections=1)
    assert client.push(MALEE, HELLO, str(uuid4())) == 200
    client.close()
    assert [entry["status"] for entry in line.calls("/push")] == [401, 200]


def test_it_tries_again_later_where_no_token_is_any_good(line: Line, impatient: None) -> None:
    client = LineClient(line.url, line.url, given("bad"), connections=1)
    with pytest.raises(Unauthorised):
        client.push(MALEE, HELLO, str(uuid4()))
    client.close()
    assert len(line.calls("/push")) == 2


@pytest.mark.parametrize("trouble", [Unclear("no answer"), Refused("invalid_client", 400)])
def test_it_knows_that_nothing_was_sent_without_a_token(line: Line, trouble: LineError) -> None:
    def issue() -> tuple[str, float]:
        raise trouble

    client = LineClient(line.url, line.url, TokenSource(issue), connections=1)
    with pytest.raises(Retryable) as failed:
        client.push(MALEE, HELLO, str(uuid4()))
    client.close()
    assert type(failed.value) is Retryable


def test_it_shows_dots_and_marks_as_read(line: Line, client: LineClient) -> None:
    line.say("สวัสดี")
    client.show_loading(MALEE)
    assert line.view()["loading"] > 0
    client.mark_read(line.bot.last["message"]["markAsReadToken"])
    assert line.messages()[0]["read"]


@pytest.mark.parametrize(("chat", "seconds"), [(TEAM, 20), (MALEE, 7)])
def test_it_is_refused_dots_that_line_does_not_show(
    line: Line, client: LineClient, chat: str, seconds: int
) -> None:
    with pytest.raises(Refused):
        client.show_loading(chat, seconds)


def test_it_reads_the_quota(line: Line, client: LineClient) -> None:
    client.push(MALEE, HELLO, str(uuid4()))
    quota = client.quota()
    assert (quota, quota.left) == (Quota(300, 1), 299)
    line.act("quota", limit=None)
    assert client.quota().left is None


def test_it_reads_a_profile_where_line_tells_it(line: Line, client: LineClient) -> None:
    assert client.profile(MALEE) == Profile("มาลี", "th")
    for unknown in (JOHN, NOBODY):
        with pytest.raises(Refused):
            client.profile(unknown)


def test_it_sets_and_tests_the_webhook(line: Line, client: LineClient) -> None:
    client.set_webhook("https://assistant.example.go.th/line/webhook")
    client.set_webhook("http://127.0.0.1:1/line/webhook")
    assert client.test_webhook()[0] is False
    with pytest.raises(Refused):
        client.set_webhook("ftp://example.go.th/")


class Stub:
    """A server that says whatever it is told to."""

    def __init__(self) -> None:
        self.content: tuple[int, bytes, str] = (200, b"{}", "application/json")
        path = "/v2/bot/{rest:path}"
        self.app = Starlette(routes=[Route(path, self._answer, methods=["GET", "POST"])])

    async def _answer(self, _request: Request) -> Response:
        status, body, kind = self.content
        return Response(body, status, media_type=kind)


@pytest.fixture(scope="module")
def stub() -> Iterator[tuple[Stub, str]]:
    stub = Stub()
    with serve(stub.app) as url:
        yield stub, url


STRANGE: list[Any] = [
    {},
    [],
    5,
    None,
    {"sentMessages": None},
    {"sentMessages": [{}]},
]


@pytest.mark.parametrize(
    "content",
    [
        *((200, json.dumps(each).encode(), "application/json") for each in STRANGE),
        (200, b"<html>OK</html>", "text/html"),
        (200, b"", "application/json"),
        (202, b"{}", "application/json"),
    ],
    ids=str,
)
def test_it_takes_any_2xx_for_done(
    stub: tuple[Stub, str], impatient: None, content: tuple[int, bytes, str]
) -> None:
    """To send again what LINE has taken would be worse than to know less of it."""
    server, url = stub
    server.content = content
    client = LineClient(url, url, given(TOKEN), connections=1)
    client.reply("token", HELLO)
    assert client.push(MALEE, HELLO, str(uuid4())) == 200
    client.close()


@pytest.mark.parametrize("body", [b"{}", b"[]", b"<html>", b'{"type": "limited"}'])
def test_it_tells_that_an_answer_says_nothing(
    stub: tuple[Stub, str], impatient: None, body: bytes
) -> None:
    server, url = stub
    server.content = (200, body, "application/json")
    client = LineClient(url, url, given(TOKEN), connections=1)
    with pytest.raises(LineError):
        client.quota()
    client.close()


def test_it_takes_an_unknown_shape_for_done() -> None:
    def run() -> int:
        raise ValidationError([], LineClient)  # type: ignore[arg-type]

    assert call("push", run) is None
