"""The desk's switches: settings, quota, faults, reset."""

from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from simulator.desk import views
from simulator.desk.request import BadRequest, plain_errors, read_json, text_of, whole_of
from simulator.faults import EVERY_ENDPOINT, KINDS
from simulator.state import State


class Switching:
    def __init__(self, state: State, endpoints: Iterable[str]) -> None:
        self._state = state
        self._endpoints = sorted({*endpoints, EVERY_ENDPOINT})

    def routes(self) -> list[Route]:
        table = [
            ("/desk/settings", "PATCH", self.change_settings),
            ("/desk/quota", "POST", self.change_quota),
            ("/desk/faults", "GET", self.show_faults),
            ("/desk/faults", "POST", self.order_fault),
            ("/desk/faults", "DELETE", self.clear_faults),
            ("/desk/reset", "POST", self.reset),
        ]
        return [Route(path, plain_errors(handler), methods=[how]) for path, how, handler in table]

    async def change_settings(self, request: Request) -> Response:
        self._state.settings = self._state.settings.changed(await read_json(request))
        self._state.feed.publish("state")
        return JSONResponse(self._state.settings.as_json())

    async def change_quota(self, request: Request) -> Response:
        body = await read_json(request)
        if any(value is not None and not isinstance(value, int) for value in body.values()):
            raise BadRequest("limit and used are whole numbers")
        if "limit" in body:
            self._state.quota.limit = body["limit"]
        if "used" in body:
            self._state.quota.used = body["used"] or 0
        self._state.feed.publish("state")
        return JSONResponse(views.whole(self._state)["quota"])

    async def show_faults(self, _request: Request) -> Response:
        return JSONResponse(
            {
                "faults": [fault.as_json() for fault in self._state.faults.open()],
                "endpoints": self._endpoints,
                "kinds": list(KINDS),
            }
        )

    async def order_fault(self, request: Request) -> Response:
        body = await read_json(request)
        endpoint = text_of(body, "endpoint")
        if endpoint not in self._endpoints:
            raise BadRequest(f"unknown endpoint: {endpoint}")
        fault = self._state.faults.order(
            endpoint, text_of(body, "fault"), whole_of(body, "count", 1), _latency(body)
        )
        self._state.feed.publish("state")
        return JSONResponse(fault.as_json())

    async def clear_faults(self, _request: Request) -> Response:
        self._state.faults.clear()
        self._state.feed.publish("state")
        return JSONResponse({"faults": []})

    async def reset(self, _request: Request) -> Response:
        self._state.reset()
        return JSONResponse({"reset": True})


def _latency(body: dict[str, Any]) -> int | None:
    """In ms; None is the fault's own default."""
    return None if body.get("latencyMs") is None else whole_of(body, "latencyMs", 0)
