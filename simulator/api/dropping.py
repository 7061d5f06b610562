"""Closing a connection without an answer, as a broken network does."""

import asyncio
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from simulator.server import aborter_of


class ConnectionDropped(ConnectionError):
    """What a caller in the same process sees where a real client sees the line go dead."""


class _Truncated(Response):
    """Promises more bytes than it sends, so any server must close the connection."""

    async def __call__(self, _scope: Scope, _receive: Receive, send: Send) -> None:
        start: Mapping[str, Any] = {
            "type": "http.response.start",
            "status": 200,
            "headers": [(b"content-length", b"64"), (b"content-type", b"application/json")],
        }
        await send(dict(start))
        await send({"type": "http.response.body", "body": b"{", "more_body": True})
        raise ConnectionDropped("connection dropped by order of the desk")


async def drop(request: Request) -> Response:
    """Abort the transport where the server lets us reach it (uvicorn does)."""
    abort = aborter_of(request)
    if abort is None:
        return _Truncated()
    abort()
    await asyncio.sleep(0)
    return Response()


async def wait_or_gone(request: Request, seconds: float) -> None:
    """Wait, but no longer than the caller does."""
    try:
        async with asyncio.timeout(seconds):
            while (await request.receive())["type"] != "http.disconnect":
                pass
    except TimeoutError:
        return
