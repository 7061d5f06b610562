"""Handing events to the webhook and answering the desk with what came of it."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from simulator.state import SentEvent
from simulator.webhook import Delivery, Sender


async def hand_over(
    request: Request,
    sender: Sender,
    events: list[SentEvent],
    message_ids: list[str],
    *,
    together: bool = True,
    extra: Mapping[str, Any] | None = None,
) -> Response:
    """Send the events in one request (`together`) or one each; wait unless asked not to."""
    requests = [events] if together else [[event] for event in events]
    deliveries: list[Delivery] = []
    for part in requests if events else []:
        if request.query_params.get("wait") == "0":
            sender.in_background(part)
        else:
            deliveries += await sender.send(part)
    return answer(deliveries, message_ids, extra)


def answer(
    deliveries: list[Delivery],
    message_ids: list[str] | None = None,
    extra: Mapping[str, Any] | None = None,
) -> Response:
    return JSONResponse(
        {
            "messageIds": message_ids or [],
            "deliveries": [delivery.as_json() for delivery in deliveries],
            **(extra or {}),
        }
    )
