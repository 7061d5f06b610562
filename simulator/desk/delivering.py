"""POST desk/webhook/...: redeliveries, duplicates, batches, foreign events, raw bodies."""

import random
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from simulator.acting import Acting
from simulator.desk.request import BadRequest, plain_errors, read_json, text_of, whole_of
from simulator.desk.sending import answer
from simulator.events import new_event
from simulator.state import SentEvent, State
from simulator.webhook import Delivery, Sender, signature

_MOST_TIMES = 50


class Delivering:
    def __init__(self, state: State, sender: Sender) -> None:
        self._state = state
        self._sender = sender
        self._acting = Acting(state)

    def routes(self) -> list[Route]:
        table = {
            "redeliver": self.redeliver,
            "duplicate": self.duplicate,
            "batch": self.batch,
            "event": self.event,
            "raw": self.raw,
        }
        return [
            Route(f"/desk/webhook/{name}", plain_errors(handler), methods=["POST"])
            for name, handler in table.items()
        ]

    async def redeliver(self, request: Request) -> Response:
        sent = self._sent(await read_json(request))
        return answer(await self._sender.send_again(sent, redelivery=True))

    async def duplicate(self, request: Request) -> Response:
        body = await read_json(request)
        sent = self._sent(body)
        deliveries: list[Delivery] = []
        for _ in range(min(whole_of(body, "times", 1), _MOST_TIMES)):
            deliveries += await self._sender.send_again(sent, redelivery=False)
        return answer(deliveries)

    async def batch(self, request: Request) -> Response:
        """Events of several persons in one request, or one each (`separate`), in any order."""
        body = await read_json(request)
        events: list[SentEvent] = []
        for row in _rows(body):
            events += self._made(row)
        _arrange(events, str(body.get("order", "given")))
        parts = [[event] for event in events] if body.get("separate") else [events]
        deliveries: list[Delivery] = []
        for part in parts:
            deliveries += await self._sender.send(part)
        return answer(deliveries)

    async def event(self, request: Request) -> Response:
        return answer(await self._sender.send(self._made(await read_json(request))))

    async def raw(self, request: Request) -> Response:
        """That very body, signed well, badly, not at all, or with the text given."""
        body = await read_json(request)
        text = body.get("body")
        raw = self._sender.body_of([]) if text is None else str(text).encode()
        headers = self._signed(raw, str(body.get("signature", "good")))
        more = body.get("headers", {})
        if not isinstance(more, dict):
            raise BadRequest("headers must be an object")
        headers |= {str(name): str(value) for name, value in more.items()}
        return answer([await self._sender.send_raw(raw, headers)])

    def _signed(self, raw: bytes, how: str) -> dict[str, str]:
        name = self._state.settings.signature_header
        if how == "good":
            return self._sender.sign(raw)
        if how == "missing":
            return {}
        return {name: signature("another secret", raw) if how == "bad" else how}

    def _sent(self, body: dict[str, Any]) -> SentEvent:
        wanted = body.get("eventId")
        for sent in reversed(self._state.events):
            if wanted in (None, sent.event.get("webhookEventId")):
                return sent
        raise BadRequest("no such event was sent")

    def _made(self, row: dict[str, Any]) -> list[SentEvent]:
        """A person's text, or any event object with its missing common fields filled in."""
        given = row.get("event")
        if given is None:
            user_id = text_of(row, "from")
            chat_id = str(row.get("chatId") or user_id)
            return self._acting.say(chat_id, user_id, text_of(row, "text"))[1]
        if not isinstance(given, dict):
            raise BadRequest("event must be an object")
        user_id = str(row.get("from") or next(iter(self._state.world.people)))
        chat_id = str(row.get("chatId") or user_id)
        made = new_event(self._state, str(given.get("type", "message")), chat_id, user_id, {})
        return [SentEvent(chat_id, made.event | given)]


def _rows(body: dict[str, Any]) -> list[dict[str, Any]]:
    rows = body.get("events")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadRequest("events must be a list of objects")
    return rows


def _arrange(events: list[SentEvent], order: str) -> None:
    if order == "shuffled":
        random.shuffle(events)
    elif order == "reversed":
        events.reverse()
    elif order != "given":
        raise BadRequest("order is given, shuffled or reversed")
