"""Webhook event objects: common fields, sources, tokens, mentions."""

from typing import Any

from simulator import ids
from simulator.state import SentEvent, State
from simulator.world import Message

# Event types that carry a reply token.
_ANSWERABLE = {
    "message",
    "messageEdited",
    "follow",
    "join",
    "memberJoined",
    "postback",
    "videoPlayComplete",
    "beacon",
    "accountLink",
    "membership",
}
# In groups LINE names the person only in events about messages.
_NAMES_PERSON = {"message", "messageEdited", "unsend"}


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def new_event(
    state: State, kind: str, chat_id: str, user_id: str | None, payload: dict[str, Any]
) -> SentEvent:
    """An event of that kind out of a chat, with its own id, time and (if answerable) token."""
    at = state.now_ms()
    event: dict[str, Any] = {
        "type": kind,
        **payload,
        "webhookEventId": ids.ulid(at),
        "deliveryContext": {"isRedelivery": False},
        "timestamp": at,
        "source": source(state, kind, chat_id, user_id),
        "mode": state.settings.mode,
    }
    if kind in _ANSWERABLE and state.settings.mode == "active":
        seconds = state.settings.reply_token_seconds
        event["replyToken"] = state.reply_tokens.issue(chat_id, state.now(), seconds)
    if state.settings.extra_fields:
        event["extraField"] = {"added": "without notice"}
    return SentEvent(chat_id, event)


def source(state: State, kind: str, chat_id: str, user_id: str | None) -> dict[str, Any]:
    if chat_id.startswith("U"):
        return {"type": "user", "userId": chat_id}
    where: dict[str, Any] = {"type": "group", "groupId": chat_id}
    if user_id and kind in _NAMES_PERSON and state.settings.group_user_ids:
        where["userId"] = user_id
    return where


def message_event(state: State, message: Message, kind: str = "message") -> SentEvent:
    """The event for a person's message; its tokens are issued here and stay with the message."""
    body = {"id": message.id, **message.body}
    if body["type"] in ("text", "image", "video", "sticker") and "quoteToken" not in body:
        body["quoteToken"] = state.quote_tokens.issue(message.id)
    if state.settings.chat_on:
        body["markAsReadToken"] = state.read_tokens.issue(message.id)
    if message.quoted:
        body["quotedMessageId"] = message.quoted
    if state.settings.extra_fields:
        body["extraField"] = "new"
    return new_event(state, kind, message.chat_id, message.author, {"message": body})


def with_mentions(state: State, text: str, mention_bot: bool, mention_all: bool) -> dict[str, Any]:
    """A text message whose @names are mention objects; positions in UTF-16 units."""
    bot = state.world.bot
    wanted: list[tuple[str, dict[str, Any]]] = []
    if mention_all:
        wanted.append(("@All", {"type": "all"}))
    if mention_bot:
        wanted.append((f"@{bot.name}", {"type": "user", "userId": bot.user_id, "isSelf": True}))
    for name, _ in wanted:
        if name not in text:
            text = f"{name} {text}"
    mentionees = [
        {"index": utf16_length(text[: text.index(name)]), "length": utf16_length(name), **who}
        for name, who in wanted
    ]
    mentionees.sort(key=lambda mentionee: mentionee["index"])
    body: dict[str, Any] = {"type": "text", "text": text}
    if mentionees:
        body["mention"] = {"mentionees": mentionees}
    return body
