"""The webhook sender: signs the exact bytes, waits two seconds, records, sends again."""

import asyncio
import base64
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx2

from simulator.showing import shown_body
from simulator.state import SentEvent, State


@dataclass(frozen=True)
class Delivery:
    """Outcome of one webhook request; `reason` is one of LINE's webhook-test reasons."""

    event_ids: list[str]
    status: int | None
    reason: str
    detail: str
    ms: float

    @property
    def ok(self) -> bool:
        return self.reason == "OK"

    def as_json(self) -> dict[str, Any]:
        return {
            "eventIds": self.event_ids,
            "status": self.status,
            "reason": self.reason,
            "ms": self.ms,
        }


def signature(channel_secret: str, body: bytes) -> str:
    """x-line-signature: base64 of HMAC-SHA256 over the body's bytes."""
    digest = hmac.new(channel_secret.encode(), body, hashlib.sha256).digest()
    return base64.b64encode(digest).decode()


class Sender:
    """Posts events to the webhook URL of the state; remembers them for redelivery."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._client: httpx2.AsyncClient | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    def body_of(self, events: list[dict[str, Any]]) -> bytes:
        payload = {"destination": self._state.world.bot.user_id, "events": events}
        escape = self._state.settings.escape_json
        return json.dumps(payload, ensure_ascii=escape, separators=(",", ":")).encode()

    async def send(self, events: list[SentEvent]) -> list[Delivery]:
        """One request with these events; none at all while no webhook URL is set."""
        self._state.events.extend(events)
        return await self._send(events, self._state.settings.redelivery_count)

    async def send_again(self, sent: SentEvent, redelivery: bool) -> list[Delivery]:
        """The same event once more: as a redelivery, or as an unannounced duplicate."""
        return await self._send([self._redelivered(sent) if redelivery else sent], 0)

    async def send_raw(
        self, body: bytes, headers: Mapping[str, str], url: str | None = None
    ) -> Delivery:
        """Exactly these bytes and headers (the usual ones are added, unless given)."""
        return await self._post(body, headers, [], url)

    def sign(self, body: bytes) -> dict[str, str]:
        secret = self._state.config.channel_secret
        return {self._state.settings.signature_header: signature(secret, body)}

    def in_background(self, events: list[SentEvent]) -> None:
        self._spawn(events, self._state.settings.redelivery_count, 0, first=True)

    async def aclose(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        if self._client:
            await self._client.aclose()

    async def _send(self, events: list[SentEvent], again: int) -> list[Delivery]:
        if not self._state.webhook_url or not self._state.webhook_active:
            return []
        body = self.body_of([sent.event for sent in events])
        names = [str(sent.event.get("webhookEventId")) for sent in events]
        delivery = await self._post(body, self.sign(body), names)
        if not delivery.ok and again and self._state.settings.redelivery:
            self._spawn(events, again - 1, self._state.settings.redelivery_delay)
        return [delivery]

    def _spawn(
        self, events: list[SentEvent], again: int, delay: float, first: bool = False
    ) -> None:
        async def later() -> None:
            await asyncio.sleep(delay)
            chosen = events if first else [self._redelivered(sent) for sent in events]
            await self._send(chosen, again)

        if first:
            self._state.events.extend(events)
        task = asyncio.get_running_loop().create_task(later())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _redelivered(self, sent: SentEvent) -> SentEvent:
        event = {**sent.event, "deliveryContext": {"isRedelivery": True}}
        if "replyToken" in event:
            self._state.reply_tokens.redelivered(event["replyToken"], self._state.now())
        return SentEvent(sent.chat_id, event)

    async def _post(
        self, body: bytes, headers: Mapping[str, str], names: list[str], to: str | None = None
    ) -> Delivery:
        url = to or self._state.webhook_url or ""
        usual = {
            "content-type": "application/json; charset=utf-8",
            "user-agent": "LineBotWebhook/2.0",
        }
        all_headers = usual | dict(headers)
        started = time.perf_counter()
        status, reason, detail = await self._ask(url, body, all_headers)
        ms = round((time.perf_counter() - started) * 1000, 1)
        delivery = Delivery(names, status, reason, detail, ms)
        self._record(url, body, all_headers, delivery)
        return delivery

    async def _ask(
        self, url: str, body: bytes, headers: dict[str, str]
    ) -> tuple[int | None, str, str]:
        limit = self._state.config.webhook_timeout
        try:
            async with asyncio.timeout(limit):
                response = await self._http().post(url, content=body, headers=headers)
        except (TimeoutError, httpx2.TimeoutException):
            return None, "REQUEST_TIMEOUT", f"no response within {limit:g} s"
        except httpx2.ConnectError as error:
            return None, "COULD_NOT_CONNECT", str(error)
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            return None, "UNCLASSIFIED", str(error)
        if 200 <= response.status_code < 300:
            return response.status_code, "OK", str(response.status_code)
        return response.status_code, "ERROR_STATUS_CODE", response.text[:1000]

    def _http(self) -> httpx2.AsyncClient:
        """One client per event loop: an asyncio client cannot change loops."""
        loop = asyncio.get_running_loop()
        if self._client is None or self._loop is not loop:
            self._loop = loop
            self._client = httpx2.AsyncClient(
                transport=self._state.config.webhook_transport,
                timeout=self._state.config.webhook_timeout,
                trust_env=False,
            )
        return self._client

    def _record(self, url: str, body: bytes, headers: dict[str, str], came: Delivery) -> None:
        self._state.log.add(
            {
                "kind": "webhook",
                "at": self._state.now_ms(),
                "method": "POST",
                "url": url,
                "status": came.status,
                "reason": came.reason,
                "ms": came.ms,
                "requestId": None,
                "requestHeaders": headers,
                "request": shown_body(body),
                "response": came.detail,
                "fault": None,
            }
        )
