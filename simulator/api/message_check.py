"""The validator at the API's door: its problems as LINE's 400 bodies."""

import re
from typing import Any

from simulator.api.endpoint import Answer, Call, Endpoint
from simulator.api.errors import ApiError, invalid_body
from simulator.validator.messages import check
from simulator.validator.problems import Context, Problem

_UNIT = re.compile(r"[A-Za-z0-9_]{1,30}")
_KINDS = ("reply", "push", "multicast", "narrowcast", "broadcast")


def check_messages(call: Call, chat_id: str | None, mentions: bool) -> None:
    """Raise ApiError unless body.messages is what LINE accepts for that chat."""
    in_group = chat_id is not None and not chat_id.startswith("U")
    context = Context(
        allow_loopback_http=call.state.config.allow_loopback_http,
        mentions=mentions and in_group,
        group=in_group,
    )
    problems = check(call.body.get("messages"), context)
    if problems:
        raise _refusal(problems)
    _check_quotes(call, chat_id)


def check_send_fields(body: dict[str, Any], known: set[str]) -> None:
    """Unknown fields and a wrong notificationDisabled."""
    problems = [("unknown field", name) for name in body if name not in known]
    if not isinstance(body.get("notificationDisabled", False), bool):
        problems.append(("must be a boolean", "notificationDisabled"))
    if problems:
        raise invalid_body(*problems)


def check_aggregation(body: dict[str, Any]) -> None:
    units = body.get("customAggregationUnits")
    if units is None:
        return
    if not isinstance(units, list) or len(units) > 1:
        raise invalid_body(("Size must be between 0 and 1", "customAggregationUnits"))
    if not all(isinstance(unit, str) and _UNIT.fullmatch(unit) for unit in units):
        raise invalid_body(("must match [A-Za-z0-9_]{1,30}", "customAggregationUnits[0]"))


async def validate(call: Call) -> Answer:
    """Message objects only: neither tokens nor targets are looked at."""
    if call.params["kind"] not in _KINDS:
        raise ApiError(404, "Not found")
    check_send_fields(call.body, {"messages"})
    kind = call.params["kind"]
    context = Context(
        allow_loopback_http=call.state.config.allow_loopback_http,
        mentions=kind in ("reply", "push"),
        group=False,
    )
    problems = check(call.body.get("messages"), context)
    if problems:
        raise _refusal(problems)
    return Answer({})


def _check_quotes(call: Call, chat_id: str | None) -> None:
    """A quoteToken quotes a message of the same chat."""
    state = call.state
    for index, message in enumerate(call.body["messages"]):
        token = message.get("quoteToken")
        if token is None:
            continue
        quoted = state.quote_tokens.message_of(token)
        if quoted is None or not _in_chat(call, quoted, chat_id):
            raise invalid_body(("invalid quote token", f"messages[{index}].quoteToken"))


def _in_chat(call: Call, message_id: str, chat_id: str | None) -> bool:
    try:
        return chat_id is None or call.state.world.message(message_id).chat_id == chat_id
    except KeyError:
        return True  # an old message that the chat has forgotten


def _refusal(problems: list[Problem]) -> ApiError:
    """Inside Flex and templates LINE points at the message, elsewhere it counts the errors."""
    inside = [problem for problem in problems if problem.container is not None]
    details = [{"message": p.message, "property": p.property} for p in problems]
    if len(inside) == len(problems):
        first = inside[0].container
        return ApiError(400, f"A message ({first}) in the request body is invalid", details)
    return ApiError(400, f"The request body has {len(details)} error(s)", details)


ENDPOINTS = [
    Endpoint("validate", "POST", "/v2/bot/message/validate/{kind}", validate, "json"),
]
