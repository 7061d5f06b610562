"""POST /line/webhook: signature on the raw bytes, each event stored once, committed, then 200."""

import hashlib
import json
import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Request, Response
from linebot.v3.webhook import SignatureValidator

from bot.translate import chat_of, moment_of
from core.clock import Clock
from store.batching import BatchWriter
from store.inbox import Arrival

log = logging.getLogger(__name__)

MOST_BYTES = 5 * 1024 * 1024  # a webhook body larger than this is not LINE's


def make_router(
    secret: str, inbox: BatchWriter[Arrival], clock: Clock, wake_worker: Callable[[], None]
) -> APIRouter:
    """Return the webhook's router.

    Answers 400 where the signature header is missing or the body is not what LINE sends, 401
    where the signature is wrong, 200 once every event is committed. Access: LINE's signature.
    """
    validator = SignatureValidator(secret)

    async def receive(request: Request) -> Response:
        signature = request.headers.get("x-line-signature")
        body = await _read_body(request)
        if signature is None or body is None:
            return Response(status_code=400)
        if not is_signed(validator, body, signature):
            log.warning("webhook with a wrong signature")
            return Response(status_code=401)
        events = read_events(body)
        if events is None:
            return Response(status_code=400)
        arrivals = list(make_arrivals(events, clock()))
        if arrivals:
            await inbox.write(arrivals)
            wake_worker()
        return Response(status_code=200)

    # A plain route: dependencies and response models would cost more than the signature.
    router = APIRouter()
    router.add_route("/line/webhook", receive, methods=["POST"])
    return router


async def _read_body(request: Request) -> bytes | None:
    """Return the body; None where it is too large, without reading on: anybody may send one."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return None
    return bytes(body)


def is_signed(validator: SignatureValidator, body: bytes, signature: str) -> bool:
    """Tell whether `signature` is LINE's for these very bytes."""
    try:
        return bool(validator.validate(body.decode("utf-8"), signature))
    except (UnicodeDecodeError, TypeError):  # TypeError: a signature that is not ASCII
        return False


def read_events(body: bytes) -> list[Any] | None:
    """Return the `events` of a webhook body, or None where it is not LINE's JSON."""
    try:
        parsed = json.loads(body)
    except (ValueError, RecursionError):
        return None
    events = parsed.get("events", []) if isinstance(parsed, dict) else None
    return events if isinstance(events, list) else None


def make_arrivals(events: list[Any], now: datetime) -> Iterator[Arrival]:
    """Yield one arrival an event, whatever its shape: a broken one never loses its batch."""
    for event in events:
        payload = json.dumps(event)  # ASCII: no database stumbles over what a phone may send
        shaped = event if isinstance(event, dict) else {}
        yield Arrival(
            event_id=_event_id(shaped, payload),
            conversation=chat_of(shaped).id,
            occurred_at=moment_of(shaped) or now,
            received_at=now,
            payload=payload,
        )


def _event_id(event: dict[str, Any], payload: str) -> str:
    given = event.get("webhookEventId")
    if isinstance(given, str) and 0 < len(given) <= 64 and given.isascii() and given.isprintable():
        return given
    # An event without an id of its own is known by its content.
    return "sha256:" + hashlib.sha256(payload.encode()).hexdigest()
