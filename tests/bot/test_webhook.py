"""The webhook: only LINE's signature opens it, and 200 means that every event is kept."""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import Iterator, MutableMapping, Sequence
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlmodel import Session, select
from starlette.testclient import TestClient

from bot.webhook import MOST_BYTES, make_router
from store import inbox
from store.batching import BatchWriter
from store.database import Database
from store.inbox import Arrival
from store.inbox_tables import InboxEvent
from tests.fakes import FakeClock

SECRET = "8c570fa6dd201bb328f1c1eac23a96d8"
EMPTY = b'{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'
EMPTY_SIGNATURE = "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs="
MALEE = "U" + "a" * 32


class Hook:
    """The webhook as LINE sees it; counts how often the worker was woken."""

    def __init__(self, client: TestClient, wakes: list[bool]) -> None:
        self.client, self.wakes = client, wakes

    def post(self, body: bytes, signature: str | None = "good") -> int:
        headers = {"content-type": "application/json; charset=utf-8"}
        if signature is not None:
            headers["X-Line-Signature"] = sign(body) if signature == "good" else signature
        return self.client.post("/line/webhook", content=body, headers=headers).status_code

    def send(self, *events: Any) -> int:
        return self.post(json.dumps({"destination": "U", "events": events}).encode())


def sign(body: bytes) -> str:
    return base64.b64encode(hmac.new(SECRET.encode(), body, hashlib.sha256).digest()).decode()


def event(event_id: str = "01A", at: int = 1_763_949_600_000, user: Any = MALEE) -> dict[str, Any]:
    return {
        "type": "message",
        "mode": "active",
        "timestamp": at,
        "source": {"type": "user", "userId": user},
        "webhookEventId": event_id,
        "deliveryContext": {"isRedelivery": False},
        "replyToken": "f" * 32,
        "message": {"type": "text", "id": event_id, "text": "น้ำท่วม 😀", "quoteToken": "q"},
    }


def make_client(
    writer: BatchWriter[Arrival], clock: FakeClock, wakes: list[bool], *, strict: bool = True
) -> TestClient:
    app = FastAPI()
    app.include_router(make_router(SECRET, writer, clock, lambda: wakes.append(True)))
    return TestClient(app, raise_server_exceptions=strict)


@pytest.fixture
def hook(database: Database, clock: FakeClock) -> Iterator[Hook]:
    wakes: list[bool] = []
    with make_client(BatchWriter(database, inbox.accept), clock, wakes) as client:
        yield Hook(client, wakes)


def kept(database: Database) -> list[InboxEvent]:
    with database.reading() as session:
        return list(session.exec(select(InboxEvent).order_by("id")))


def test_it_takes_the_published_example(hook: Hook) -> None:
    assert hook.post(EMPTY, EMPTY_SIGNATURE) == 200


def test_it_keeps_an_event_before_it_answers(
    hook: Hook, database: Database, clock: FakeClock
) -> None:
    assert hook.send(event()) == 200
    (row,) = kept(database)
    assert (row.event_id, row.conversation) == ("01A", MALEE)
    assert (row.received_at, row.due_at) == (clock(), clock())
    assert json.loads(row.payload) == event()
    assert hook.wakes == [True]


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "AAAA",
        EMPTY_SIGNATURE[:-1],
        EMPTY_SIGNATURE.lower(),
        "ลายเซ็น".encode().decode("latin-1"),
        "é" * 44,
    ],
)
def test_it_refuses_a_wrong_signature(hook: Hook, database: Database, signature: str) -> None:
    body = json.dumps({"events": [event()]}).encode()
    headers = [(b"x-line-signature", signature.encode("latin-1"))]
    assert hook.client.post("/line/webhook", content=body, headers=headers).status_code == 401
    assert kept(database) == []
    assert hook.wakes == []


def test_it_refuses_a_missing_signature(hook: Hook, database: Database) -> None:
    assert hook.post(json.dumps({"events": [event()]}).encode(), signature=None) == 400
    assert kept(database) == []


def test_it_checks_the_very_bytes(hook: Hook) -> None:
    body = b'{"events": [], "x": "\xe0\xb8\x81"}'
    assert hook.post(body) == 200
    assert hook.post(body, sign(body.replace(b": ", b":"))) == 401
    assert hook.post(b'{"events": [], "x": "\\u0e01"}', sign(body)) == 401


def test_it_refuses_bytes_that_are_no_text(hook: Hook) -> None:
    assert hook.post(b'{"events": ["\xff\xfe"]}') == 401


@pytest.mark.parametrize("body", [b'{"events": []}', b"{}", EMPTY])
def test_it_takes_a_call_without_events(hook: Hook, body: bytes) -> None:
    assert hook.post(body) == 200
    assert hook.wakes == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"[]",
        b'"x"',
        b"5",
        b"null",
        b'{"events": 5}',
        b'{"events": {}}',
        b"[" * 9000,
    ],
)
def test_it_refuses_what_line_never_sends(hook: Hook, body: bytes) -> None:
    assert hook.post(body) == 400


def test_it_refuses_a_body_over_five_megabytes(hook: Hook, database: Database) -> None:
    events = [event(f"big{n}") | {"surplus": "x" * 1024 * 1024} for n in range(5)]
    body = json.dumps({"events": events}).encode()
    assert len(body) > MOST_BYTES
    assert hook.post(body) == 400
    assert kept(database) == []


def test_it_reads_no_further_than_it_must(database: Database, clock: FakeClock) -> None:
    """A body without end, from somebody who knows no secret."""
    app = FastAPI()
    writer = BatchWriter(database, inbox.accept)
    app.include_router(make_router(SECRET, writer, clock, lambda: None))
    sent, statuses = [0], []

    async def receive() -> dict[str, Any]:
        sent[0] += 1
        return {"type": "http.request", "body": b"x" * 1024 * 1024, "more_body": sent[0] < 1000}

    async def send(message: MutableMapping[str, Any]) -> None:
        statuses.append(message.get("status"))

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/line/webhook",
        "headers": [(b"x-line-signature", b"AAAA")],
        "query_string": b"",
    }
    asyncio.run(app(scope, receive, send))
    assert statuses[0] == 400
    assert sent[0] <= MOST_BYTES // 1024**2 + 1


def test_it_keeps_an_event_once(hook: Hook, database: Database) -> None:
    again = event() | {"deliveryContext": {"isRedelivery": True}}
    assert [hook.send(event(), event()), hook.send(event()), hook.send(again)] == [200] * 3
    assert len(kept(database)) == 1


def test_it_keeps_events_of_several_people(hook: Hook, database: Database) -> None:
    assert hook.send(event("1"), event("2", user="U" + "b" * 32), event("3")) == 200
    assert [row.conversation[:2] for row in kept(database)] == ["Ua", "Ub", "Ua"]


BROKEN: list[Any] = [
    None,
    5,
    "text",
    [],
    {},
    {"webhookEventId": 5},
    {"webhookEventId": "x" * 500},
    {"webhookEventId": "\x00"},
    {"webhookEventId": "\ud800"},
    event("b", user=None),
    event("b", user=["U"]),
    event("b", user="U\x00"),
    event("b", user="U\ud800"),
    event("b", user="U" * 500),
    event("b") | {"timestamp": "yesterday"},
    event("b") | {"timestamp": 10**30},
    event("b") | {"timestamp": -5},
    event("b") | {"message": {"text": "\x00\ud800"}},
    event("b") | {"message": float("nan")},
    event("b") | {"source": "planet"},
]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: json.dumps(broken)[:60])
def test_it_keeps_the_batch_of_a_broken_event(hook: Hook, database: Database, broken: Any) -> None:
    assert hook.send(event("before"), broken, event("after")) == 200
    ids = [row.event_id for row in kept(database)]
    assert len(ids) == 3
    assert (ids[0], ids[2]) == ("before", "after")


def test_it_knows_an_event_without_an_id_by_its_content(hook: Hook, database: Database) -> None:
    nameless = {"type": "message", "message": {"id": "1"}}
    hook.send(nameless, nameless)
    hook.send(nameless)
    assert len(kept(database)) == 1


def test_it_takes_the_time_of_arrival_where_the_event_has_none(
    hook: Hook, database: Database, clock: FakeClock
) -> None:
    hook.send(event("1") | {"timestamp": None}, event("2"))
    first, second = kept(database)
    assert first.occurred_at == clock()
    assert second.occurred_at < clock() - timedelta(days=300)


def test_it_answers_no_200_where_the_commit_fails(database: Database, clock: FakeClock) -> None:
    def fail(session: Session, arrivals: Sequence[Arrival]) -> None:
        inbox.accept(session, arrivals)
        raise OSError("the disk is full")

    wakes: list[bool] = []
    with make_client(BatchWriter(database, fail), clock, wakes, strict=False) as client:
        assert Hook(client, wakes).send(event()) == 500
    assert kept(database) == []
    assert wakes == []


def test_it_takes_posts_alone(hook: Hook) -> None:
    assert hook.client.get("/line/webhook").status_code == 405
