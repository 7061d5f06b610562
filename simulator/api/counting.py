"""Quota, consumption, and how many messages were delivered on a day."""

import re

from simulator.api.endpoint import Answer, Call, Endpoint
from simulator.api.errors import ApiError, invalid_body

_DAY = re.compile(r"[0-9]{8}")
_KINDS = ("reply", "push", "multicast", "broadcast")


async def quota(call: Call) -> Answer:
    limit = call.state.quota.limit
    return Answer({"type": "none"} if limit is None else {"type": "limited", "value": limit})


async def consumption(call: Call) -> Answer:
    return Answer({"totalUsage": call.state.quota.usage(call.state.now())})


async def delivered(call: Call) -> Answer:
    """`date` is yyyyMMdd in UTC+9."""
    kind, day = call.params["kind"], call.query.get("date", "")
    if kind not in _KINDS:
        raise ApiError(404, "Not found")
    if not _DAY.fullmatch(day):
        raise invalid_body(("must be in the format yyyyMMdd", "date"))
    return Answer({"status": "ready", "success": call.state.quota.delivered_on(kind, day)})


ENDPOINTS = [
    Endpoint("quota", "GET", "/v2/bot/message/quota", quota),
    Endpoint("consumption", "GET", "/v2/bot/message/quota/consumption", consumption),
    Endpoint("delivery", "GET", "/v2/bot/message/delivery/{kind}", delivered),
]
