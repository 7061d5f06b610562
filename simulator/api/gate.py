"""The one way in for every API request: faults, auth, rate, media type, JSON, log, request id."""

import json
import time
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from simulator import ids
from simulator.api import dropping, reading
from simulator.api.endpoint import Answer, Call, Endpoint
from simulator.api.errors import MONTHLY_LIMIT, RATE_LIMITED, ApiError, unauthorised
from simulator.api.record import entry_of
from simulator.faults import Fault
from simulator.state import State
from simulator.webhook import Sender

_HTML_500 = b"<html><head><title>500</title></head><body>Internal Server Error</body></html>"
_INSTEAD = {
    "error500": Answer({"message": "Internal server error"}, 500),
    "html500": Answer(_HTML_500, 500, "text/html"),
    "rate429": Answer({"message": RATE_LIMITED}, 429),
    "monthly429": Answer({"message": MONTHLY_LIMIT}, 429),
}


class Gate:
    def __init__(self, state: State, sender: Sender) -> None:
        self._state = state
        self._sender = sender

    def route(self, endpoint: Endpoint) -> Route:
        return Route(endpoint.path, self._serve(endpoint), methods=[endpoint.method])

    def _serve(self, endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
        async def serve(request: Request) -> Response:
            started = time.perf_counter()
            request_id = ids.request_id()
            fault = self._state.faults.take(endpoint.key)
            raw, answer = await self._answer(endpoint, request, request_id, fault)
            self._log(request, raw, answer, request_id, fault, started)
            return await self._hand_over(request, answer, request_id, fault)

        return serve

    async def _answer(
        self, endpoint: Endpoint, request: Request, request_id: str, fault: Fault | None
    ) -> tuple[bytes, Answer]:
        raw = b""
        try:
            raw = await reading.read_bytes(request)
            if fault and fault.kind == "latency":
                await dropping.wait_or_gone(request, fault.latency_ms / 1000)
            if fault and fault.kind in _INSTEAD:
                return raw, _INSTEAD[fault.kind]
            if fault and fault.kind == "refuse":
                return raw, Answer(None, 0)
            answer = await endpoint.handler(self._call(endpoint, request, request_id, raw))
        except ApiError as error:
            answer = Answer(error.body, error.status, headers=error.headers)
        return raw, _spoiled(answer, fault)

    def _call(self, endpoint: Endpoint, request: Request, request_id: str, raw: bytes) -> Call:
        headers = {name.lower(): value for name, value in request.headers.items()}
        if not endpoint.open:
            self._authenticate(headers.get("authorization", ""))
        self._limit_rate(endpoint)
        reading.check_media_type(endpoint.body, headers)
        return Call(
            state=self._state,
            sender=self._sender,
            request_id=request_id,
            params=request.path_params,
            query=request.query_params,
            headers=headers,
            body=reading.parse_json(raw) if endpoint.body == "json" else {},
            raw=raw,
            form=reading.parse_form(raw) if endpoint.body == "form" else {},
        )

    def _authenticate(self, header: str) -> None:
        scheme, _, token = header.partition(" ")
        if not header:
            raise unauthorised("The Authorization header is missing")
        if scheme.lower() != "bearer" or not token.strip():
            raise unauthorised("The Authorization header is malformed")
        if not self._state.access.accepts(token.strip(), self._state.now()):
            raise unauthorised("The access token is unknown or expired")

    def _limit_rate(self, endpoint: Endpoint) -> None:
        settings = self._state.settings
        taken = not settings.rate_limits or self._state.rates.take(
            endpoint.key, endpoint.rate, settings.rate_factor, self._state.now()
        )
        if not taken:
            raise ApiError(429, RATE_LIMITED)

    def _log(
        self,
        request: Request,
        raw: bytes,
        answer: Answer,
        request_id: str,
        fault: Fault | None,
        started: float,
    ) -> None:
        entry = entry_of(request, raw, answer, request_id)
        entry["at"] = self._state.now_ms()
        entry["ms"] = round((time.perf_counter() - started) * 1000, 1)
        entry["fault"] = fault.kind if fault else None
        self._state.log.add(entry)

    async def _hand_over(
        self, request: Request, answer: Answer, request_id: str, fault: Fault | None
    ) -> Response:
        if fault and fault.kind == "acceptedTimeout":
            await dropping.wait_or_gone(request, fault.latency_ms / 1000)
        if fault and fault.kind in ("refuse", "acceptedTimeout", "acceptedDisconnect"):
            return await dropping.drop(request)
        return _response(answer, request_id)


def _spoiled(answer: Answer, fault: Fault | None) -> Answer:
    """A 200 with fields added or sentMessages missing, where that was ordered."""
    if fault is None or answer.status != 200 or not isinstance(answer.content, dict):
        return answer
    content: dict[str, Any] = dict(answer.content)
    if fault.kind == "extraFields":
        content |= {"addedLater": {"by": "LINE"}, "sentMessagesNote": None}
    if fault.kind == "noSentMessages":
        content.pop("sentMessages", None)
    return Answer(content, answer.status, answer.media_type, answer.headers)


def _response(answer: Answer, request_id: str) -> Response:
    headers = {"x-line-request-id": request_id, **answer.headers}
    if answer.media_type:
        return Response(answer.content, answer.status, headers, answer.media_type)
    content = json.dumps(answer.content, ensure_ascii=False, separators=(",", ":"))
    return Response(content, answer.status, headers, "application/json")
