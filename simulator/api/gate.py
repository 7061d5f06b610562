"""The one way in for every API request: faults, auth, rate, media type, JSON, log, request id."""

import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
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
    "refuse": Answer(None, 0),
    "monthly429": Answer({"message": MONTHLY_LIMIT}, 429),
}


@dataclass
class _Visit:
    """One request on its way through the gate, with the fault it meets."""

    endpoint: Endpoint
    request: Request
    fault: Fault | None
    request_id: str = field(default_factory=ids.request_id)
    started: float = field(default_factory=time.perf_counter)
    raw: bytes = b""


class Gate:
    def __init__(self, state: State, sender: Sender) -> None:
        self._state = state
        self._sender = sender

    def route(self, endpoint: Endpoint) -> Route:
        return Route(endpoint.path, self._serve(endpoint), methods=[endpoint.method])

    def _serve(self, endpoint: Endpoint) -> Callable[[Request], Awaitable[Response]]:
        async def serve(request: Request) -> Response:
            visit = _Visit(endpoint, request, self._state.faults.take(endpoint.key))
            answer = _spoiled(await self._answer(visit), visit.fault)
            self._log(visit, answer)
            return await _hand_over(visit, answer)

        return serve

    async def _answer(self, visit: _Visit) -> Answer:
        try:
            visit.raw = await reading.read_bytes(visit.request)
            fault = visit.fault
            if fault and fault.kind == "latency":
                await dropping.wait_or_gone(visit.request, fault.latency_ms / 1000)
            if fault and fault.kind in _INSTEAD:
                return _INSTEAD[fault.kind]
            return await visit.endpoint.handler(self._call(visit))
        except ApiError as error:
            return Answer(error.body, error.status, headers=error.headers)

    def _call(self, visit: _Visit) -> Call:
        endpoint, request = visit.endpoint, visit.request
        headers = {name.lower(): value for name, value in request.headers.items()}
        if not endpoint.open:
            self._authenticate(headers.get("authorization", ""))
        self._limit_rate(endpoint)
        reading.check_media_type(endpoint.body, headers)
        return Call(
            state=self._state,
            sender=self._sender,
            request_id=visit.request_id,
            params=request.path_params,
            query=request.query_params,
            headers=headers,
            body=reading.parse_body(endpoint.body, visit.raw),
            raw=visit.raw,
            form=reading.parse_form(visit.raw) if endpoint.body == "form" else {},
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

    def _log(self, visit: _Visit, answer: Answer) -> None:
        entry = entry_of(visit.request, visit.raw, answer, visit.request_id)
        entry["at"] = self._state.now_ms()
        entry["ms"] = round((time.perf_counter() - visit.started) * 1000, 1)
        entry["fault"] = visit.fault.kind if visit.fault else None
        self._state.log.add(entry)


async def _hand_over(visit: _Visit, answer: Answer) -> Response:
    fault = visit.fault
    if fault and fault.kind == "acceptedTimeout":
        await dropping.wait_or_gone(visit.request, fault.latency_ms / 1000)
    if fault and fault.kind in ("refuse", "acceptedTimeout", "acceptedDisconnect"):
        return await dropping.drop(visit.request)
    return _response(answer, visit.request_id)


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
