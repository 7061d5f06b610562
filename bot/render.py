"""core.messages -> LINE's JSON: texts, cards and carousels as Flex, quick replies on the last."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from bot.flex import bubble_of
from bot.validate import check_messages
from bot.validate.measure import clip_units
from core.errors import MessageRefused
from core.messages import (
    Button,
    Card,
    Carousel,
    Copy,
    Link,
    Outgoing,
    PickPhoto,
    Press,
    QuickReply,
    Say,
    SharePlace,
    TakePhoto,
    Text,
)

Json = dict[str, Any]
ACTION_KEY = "do"  # the key of the action's name in postback data
ALT_UNITS = 1500


def encode(messages: Sequence[Outgoing]) -> list[Json]:
    """Return LINE's JSON of one to five messages.

    Raises:
        MessageRefused: LINE would refuse one of them.
    """
    wire = [_message(message) for message in messages]
    if messages and messages[-1].quick:  # LINE shows only the last message's
        items = [{"type": "action", "action": _quick(reply)} for reply in messages[-1].quick]
        wire[-1]["quickReply"] = {"items": items}
    problems = check_messages(wire)
    if problems:
        raise MessageRefused(problems)
    return wire


def _message(message: Outgoing) -> Json:
    match message:
        case Text(text=text, quote=quote):
            wire: Json = {"type": "text", "text": text}
            return {**wire, "quoteToken": quote} if quote else wire
        case Card():
            return _flex(message.alt, bubble_of(message, action_of))
        case Carousel():
            bubbles = [bubble_of(card, action_of) for card in message.cards]
            return _flex(message.alt, {"type": "carousel", "contents": bubbles})


def _flex(alt: str, contents: Json) -> Json:
    return {"type": "flex", "altText": clip_units(alt, ALT_UNITS), "contents": contents}


def action_of(button: Button) -> Json:
    """Return LINE's action object of a button."""
    match button:
        case Say(label=label, text=text):
            return {"type": "message", "label": label, "text": text}
        case Press(label=label, shown=shown):
            action: Json = {"type": "postback", "label": label, "data": postback_data(button)}
            return {**action, "displayText": shown} if shown else action
        case Link(label=label, url=url):
            return {"type": "uri", "label": label, "uri": url}
        case Copy(label=label, text=text):
            return {"type": "clipboard", "label": label, "clipboardText": text}


def _quick(reply: QuickReply) -> Json:
    match reply:
        case TakePhoto(label=label):
            return {"type": "camera", "label": label}
        case PickPhoto(label=label):
            return {"type": "cameraRoll", "label": label}
        case SharePlace(label=label):
            return {"type": "location", "label": label}
        case _:
            return action_of(reply)


def postback_data(press: Press) -> str:
    """Return the data string that comes back when the button is pressed."""
    if ACTION_KEY in press.values:
        raise ValueError(f"{ACTION_KEY!r} is the action's own name in postback data")
    return urlencode({ACTION_KEY: press.action, **press.values})
