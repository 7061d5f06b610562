"""The messages of a request: their number, kinds, common fields, and each kind's own."""

from typing import Any

from simulator.cast import sticker_ranges
from simulator.validator import texts
from simulator.validator.actions import QUICK_REPLY, action_at
from simulator.validator.checks import (
    Check,
    anything,
    by_type,
    https_url,
    integer,
    items,
    number,
    pattern,
    record,
    shape,
    text,
)
from simulator.validator.flex import container
from simulator.validator.imagemap import imagemap
from simulator.validator.problems import Context, Problem, Spot
from simulator.validator.templates import template

_MOST_MESSAGES = 5
_LINE_LIKE = "line"
_ALT_TEXT = text(1500)


def check(messages: Any, context: Context) -> list[Problem]:
    """Every problem of a request's `messages`; none means LINE would take them."""
    spot = Spot(context).key("messages")
    if messages is None:
        spot.fail("May not be empty")
    else:
        _MESSAGES(messages, spot)
    return spot.problems


def _sender_name(value: Any, spot: Spot) -> None:
    text(20)(value, spot)
    if isinstance(value, str) and value.strip().casefold() == _LINE_LIKE:
        spot.fail("the name is not allowed")


_COMMON: dict[str, Check] = {
    "type": anything,
    "sender": record({"name": _sender_name, "iconUrl": https_url}),
    "quickReply": record(
        {
            "items": items(
                1,
                13,
                by_type(
                    {
                        "action": record(
                            {
                                "type": anything,
                                "imageUrl": https_url,
                                "action": action_at(QUICK_REPLY),
                            },
                            "action",
                        )
                    }
                ),
            )
        },
        "items",
    ),
}


def _fields(own: dict[str, Check], *required: str) -> Check:
    return record({**_COMMON, **own}, *required)


def _sticker(value: Any, spot: Spot) -> None:
    own = {"packageId": text(20), "stickerId": text(20), "quoteToken": text(1000)}
    if not shape(value, spot, {**_COMMON, **own}, ("packageId", "stickerId")):
        return
    package, sticker = value.get("packageId"), value.get("stickerId")
    if isinstance(package, str) and isinstance(sticker, str) and sticker.isdigit():
        ranges = sticker_ranges().get(package, [])
        if any(first <= int(sticker) <= last for first, last in ranges):
            return
    spot.key("stickerId").fail("the sticker is not available to bots")


def _video(value: Any, spot: Spot) -> None:
    own = {
        "originalContentUrl": https_url,
        "previewImageUrl": https_url,
        "trackingId": pattern(r"[A-Za-z0-9\-.=,+*()%$&;:@{}!?<>\[\]]{1,100}", "invalid trackingId"),
    }
    fields = {**_COMMON, **own}
    if not shape(value, spot, fields, ("originalContentUrl", "previewImageUrl")):
        return
    if spot.context.group and "trackingId" in value:
        spot.key("trackingId").fail("cannot be used in group chats and multi-person chats")


def _template(value: Any, spot: Spot) -> None:
    fields = {**_COMMON, "altText": _ALT_TEXT, "template": anything}
    if shape(value, spot, fields, ("altText", "template")) and value.get("template") is not None:
        template(value["template"], spot.inside("/template"))


def _flex(value: Any, spot: Spot) -> None:
    fields = {**_COMMON, "altText": _ALT_TEXT, "contents": anything}
    if shape(value, spot, fields, ("altText", "contents")) and value.get("contents") is not None:
        container(value["contents"], spot.inside())


_KINDS: dict[str, Check] = {
    "text": lambda value, spot: texts.plain(value, spot, _COMMON),
    "textV2": lambda value, spot: texts.with_substitution(value, spot, _COMMON),
    "sticker": _sticker,
    "image": _fields(
        {"originalContentUrl": https_url, "previewImageUrl": https_url},
        "originalContentUrl",
        "previewImageUrl",
    ),
    "video": _video,
    "audio": _fields(
        {"originalContentUrl": https_url, "duration": integer(1)}, "originalContentUrl", "duration"
    ),
    "location": _fields(
        {
            "title": text(100),
            "address": text(100),
            "latitude": number(-90, 90),
            "longitude": number(-180, 180),
        },
        "title",
        "address",
        "latitude",
        "longitude",
    ),
    "imagemap": lambda value, spot: imagemap(value, spot, _COMMON),
    "template": _template,
    "flex": _flex,
}
_MESSAGES = items(1, _MOST_MESSAGES, by_type(_KINDS))
