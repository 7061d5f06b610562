"""reply, push, multicast, broadcast: tokens, targets, retry keys, quota."""

import uuid
from typing import Any

from simulator.api.endpoint import Answer, Call, Endpoint
from simulator.api.errors import MONTHLY_LIMIT, ApiError, invalid_body, invalid_property
from simulator.api.message_check import check_aggregation, check_messages, check_send_fields
from simulator.ids import CHAT_ID, USER_ID
from simulator.limits import MULTICAST, SIXTY_AN_HOUR
from simulator.retry import Accepted

_RETRY_KEY = "x-line-retry-key"
_MOST_RECIPIENTS = 500


async def reply(call: Call) -> Answer:
    """Not counted, one use of the token, no retry key."""
    if _RETRY_KEY in call.headers:
        raise ApiError(400, "The retry key is not supported for this API")
    token = call.text("replyToken")
    state = call.state
    chat_id = state.reply_tokens.chat_of(token, state.now())
    try:
        check_send_fields(call.body, {"replyToken", "messages", "notificationDisabled"})
        check_messages(call, chat_id, mentions=True)
    except ApiError:
        if state.settings.consume_token_on_invalid_body:
            state.reply_tokens.use(token)
        raise
    if chat_id is None:
        raise ApiError(400, "Invalid reply token")
    state.reply_tokens.use(token)
    sent = state.deliver(chat_id, call.body["messages"], "reply")
    state.quota.count("reply", 1, state.now())
    return Answer({"sentMessages": sent})


async def push(call: Call) -> Answer:
    state = call.state
    to = call.text("to")
    if not CHAT_ID.fullmatch(to):
        raise invalid_property("'to'")
    check_send_fields(
        call.body, {"to", "messages", "notificationDisabled", "customAggregationUnits"}
    )
    check_aggregation(call.body)
    check_messages(call, to, mentions=True)
    _refuse_repeat(call, "push")
    if not state.world.knows(to):
        raise ApiError(400, "Failed to send messages")
    _count(call, "push", [to])
    sent = state.deliver(to, call.body["messages"], "push")
    return _accepted(call, "push", Answer({"sentMessages": sent}), sent)


async def multicast(call: Call) -> Answer:
    """To persons only; unknown ones are passed over, as blocked ones are."""
    to = call.body.get("to")
    if not isinstance(to, list) or not 1 <= len(to) <= _MOST_RECIPIENTS:
        raise invalid_body(("Size must be between 1 and 500", "to"))
    for index, user_id in enumerate(to):
        if not isinstance(user_id, str) or not USER_ID.fullmatch(user_id):
            raise invalid_property(f"to[{index}]")
    check_send_fields(
        call.body, {"to", "messages", "notificationDisabled", "customAggregationUnits"}
    )
    check_aggregation(call.body)
    check_messages(call, None, mentions=False)
    _refuse_repeat(call, "multicast")
    known = [user_id for user_id in dict.fromkeys(to) if user_id in call.state.world.people]
    return _to_many(call, "multicast", known)


async def broadcast(call: Call) -> Answer:
    check_send_fields(call.body, {"messages", "notificationDisabled"})
    check_messages(call, None, mentions=False)
    _refuse_repeat(call, "broadcast")
    friends = [person.user_id for person in call.state.world.people.values() if person.friend]
    return _to_many(call, "broadcast", friends)


def _to_many(call: Call, kind: str, user_ids: list[str]) -> Answer:
    _count(call, kind, user_ids)
    for user_id in user_ids:
        call.state.deliver(user_id, call.body["messages"], kind)
    return _accepted(call, kind, Answer({}), None)


def _refuse_repeat(call: Call, endpoint: str) -> None:
    """409 for a key whose request was accepted in the last 24 hours."""
    key = call.headers.get(_RETRY_KEY)
    if key is None:
        return
    try:
        uuid.UUID(key)
    except ValueError:
        raise ApiError(400, "Invalid retry key") from None
    accepted = call.state.retry_keys.find(endpoint, key, call.state.now())
    if accepted is None:
        return
    extra: dict[str, Any] = {}
    if accepted.sent_messages is not None:
        extra["sentMessages"] = accepted.sent_messages
    raise ApiError(
        409,
        "The retry key is already accepted",
        extra=extra,
        headers={"x-line-accepted-request-id": accepted.request_id},
    )


def _count(call: Call, kind: str, targets: list[str]) -> None:
    """Count those reached; refuse when the month's limit would be passed."""
    state = call.state
    now = state.now_ms()
    reached = [chat_id for chat_id in targets if state.world.reaches(chat_id, now)]
    amount = sum(state.world.recipients(chat_id) for chat_id in reached)
    if not state.quota.allows(amount, state.now()):
        raise ApiError(429, MONTHLY_LIMIT)
    state.quota.count(kind, amount, state.now())
    state.feed.publish("state")


def _accepted(
    call: Call, endpoint: str, answer: Answer, sent: list[dict[str, Any]] | None
) -> Answer:
    key = call.headers.get(_RETRY_KEY)
    if key:
        accepted = Accepted(call.request_id, sent, call.state.now())
        call.state.retry_keys.keep(endpoint, key, accepted)
    return answer


ENDPOINTS = [
    Endpoint("reply", "POST", "/v2/bot/message/reply", reply, "json"),
    Endpoint("push", "POST", "/v2/bot/message/push", push, "json"),
    Endpoint("multicast", "POST", "/v2/bot/message/multicast", multicast, "json", MULTICAST),
    Endpoint("broadcast", "POST", "/v2/bot/message/broadcast", broadcast, "json", SIXTY_AN_HOUR),
]
