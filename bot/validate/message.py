"""Whole messages: text, sticker, media, place, template, Flex, image map, and the request."""

import json
import re
from collections.abc import Iterator
from typing import Any

from bot.validate.actions import URI, quick_reply_action
from bot.validate.flex import container
from bot.validate.rules import (
    Field,
    Problem,
    Rule,
    array,
    by_type,
    constant,
    https,
    may,
    need,
    number,
    pattern,
    record,
    text,
)
from bot.validate.template import template

REQUEST_BYTES = 2 * 1024 * 1024
ALT_TEXT = need(text(1500))
USER_ID = pattern(r"U[0-9a-f]{32}", "a user id")
digits = pattern(r"\d+", "a number in digits")


def _name(value: Any, path: str) -> Iterator[Problem]:
    yield from text(20)(value, path)
    if isinstance(value, str) and "line" in value.lower():
        yield path, "must not look like LINE's own name"


quick_item = record(
    {"type": constant("action"), "imageUrl": may(https), "action": need(quick_reply_action)}
)
COMMON: dict[str, Field] = {
    "quickReply": may(record({"items": need(array(quick_item, 1, 13))})),
    "sender": may(record({"name": may(_name), "iconUrl": may(https)})),
}
emoji = record(
    {
        "index": need(number(0, 5000, whole=True)),
        "productId": need(text(64)),
        "emojiId": need(text(64)),
    }
)


def _message(kind: str, fields: dict[str, Field], *extra: Rule) -> Rule:
    return record({"type": constant(kind), **fields, **COMMON}, *extra)


def _emoji_marks(value: Any, path: str) -> Iterator[Problem]:
    words = value["text"].encode("utf-16-le", "surrogatepass")
    for index, each in enumerate(value.get("emojis", ())):
        at = each["index"]
        if words[2 * at : 2 * at + 2] != "$".encode("utf-16-le"):
            yield f"{path}.emojis[{index}].index", "must point at a $"


mentionee = by_type(
    {
        "user": record({"type": constant("user"), "userId": need(USER_ID)}),
        "all": record({"type": constant("all")}),
    }
)
substitute = by_type(
    {
        "mention": record({"type": constant("mention"), "mentionee": need(mentionee)}),
        "emoji": record(
            {"type": constant("emoji"), "productId": need(text(64)), "emojiId": need(text(64))}
        ),
    }
)


def _substitution(value: Any, path: str) -> Iterator[Problem]:
    if not isinstance(value, dict) or len(value) > 100:
        yield path, "must be an object with at most 100 keys"
        return
    for key, each in value.items():
        if not re.fullmatch(r"[0-9A-Za-z_]{1,20}", key):
            yield f"{path}.{key}", "key must be 1 to 20 of [0-9A-Za-z_]"
        yield from substitute(each, f"{path}.{key}")
    for kind in ("mention", "emoji"):
        if sum(isinstance(e, dict) and e.get("type") == kind for e in value.values()) > 20:
            yield path, f"at most 20 of type {kind}"


def _placeholders(value: Any, path: str) -> Iterator[Problem]:
    known = value.get("substitution", {})
    for mark in re.findall(r"\{\{|\}\}|\{[^{}]*\}|[{}]", value["text"]):
        if len(mark) == 1:
            yield f"{path}.text", f"a lone {mark} must be doubled"
        elif mark not in {"{{", "}}"} and mark[1:-1] not in known:
            yield f"{path}.text", f"placeholder {mark} is not defined"


area = record(
    {
        **{side: need(number(0, 10_000, whole=True)) for side in ("x", "y")},
        **{side: need(number(1, 10_000, whole=True)) for side in ("width", "height")},
    }
)
imagemap_action = by_type(
    {
        "uri": record(
            {
                "type": constant("uri"),
                "label": may(text(100)),
                "linkUri": need(URI),
                "area": need(area),
            }
        ),
        "message": record(
            {
                "type": constant("message"),
                "label": may(text(100)),
                "text": need(text(400)),
                "area": need(area),
            }
        ),
    }
)


def _areas(value: Any, path: str) -> Iterator[Problem]:
    size = value["baseSize"]
    for index, each in enumerate(value["actions"]):
        area = each["area"]
        wide = area["x"] + area["width"] > size["width"]
        if wide or area["y"] + area["height"] > size["height"]:
            yield f"{path}.actions[{index}].area", "must lie inside the image"


kinds: dict[str, Rule] = {
    "text": _message(
        "text",
        {
            "text": need(text(5000)),
            "emojis": may(array(emoji, 1, 20)),
            "quoteToken": may(text(1000)),
        },
        _emoji_marks,
    ),
    "textV2": _message(
        "textV2",
        {
            "text": need(text(5000)),
            "substitution": may(_substitution),
            "quoteToken": may(text(1000)),
        },
        _placeholders,
    ),
    "imagemap": _message(
        "imagemap",
        {
            "baseUrl": need(https),
            "altText": ALT_TEXT,
            "baseSize": need(
                record({"width": need(number(1040, 1040)), "height": need(number(1, 10_000))})
            ),
            "actions": need(array(imagemap_action, 1, 50)),
        },
        _areas,
    ),
    "sticker": _message(
        "sticker",
        {"packageId": need(digits), "stickerId": need(digits), "quoteToken": may(text(1000))},
    ),
    "image": _message("image", {"originalContentUrl": need(https), "previewImageUrl": need(https)}),
    "video": _message(
        "video",
        {
            "originalContentUrl": need(https),
            "previewImageUrl": need(https),
            "trackingId": may(pattern(r"[A-Za-z0-9\-.=,+*()%$&;:@{}!?<>\[\]]{1,100}", "an id")),
        },
    ),
    "audio": _message(
        "audio",
        {"originalContentUrl": need(https), "duration": need(number(1, 86_400_000, whole=True))},
    ),
    "location": _message(
        "location",
        {
            "title": need(text(100)),
            "address": need(text(100)),
            "latitude": need(number(-90, 90)),
            "longitude": need(number(-180, 180)),
        },
    ),
    "template": _message("template", {"altText": ALT_TEXT, "template": need(template)}),
    "flex": _message("flex", {"altText": ALT_TEXT, "contents": need(container)}),
}
message = by_type(kinds)


def check_messages(messages: Any) -> list[Problem]:
    """Return what LINE would refuse in the `messages` of one request; empty where nothing.

    Paths read like LINE's own: `messages[0].quickReply.items[3].action.label`.
    """
    problems = list(array(message, 1, 5)(messages, "messages"))
    if not problems and len(json.dumps(messages)) > REQUEST_BYTES:
        problems.append(("messages", "the request may weigh 2 MB"))
    return problems
