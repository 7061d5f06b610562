"""Builders of message objects for the validator's tests."""

from typing import Any

from simulator.validator.messages import check
from simulator.validator.problems import Context

URL = "https://example.go.th/a.png"
FAMILY = "👨‍👩‍👧‍👦"
SAY = {"type": "message", "label": "ใช่", "text": "ใช่"}
POST = {"type": "postback", "label": "ส่ง", "data": "send"}
WORDS = {"type": "text", "text": "ข้อความ"}
Json = dict[str, Any]


def faults(*messages: Any, **context: bool) -> list[str]:
    """Properties at fault."""
    return [problem.property for problem in check(list(messages), Context(**context))]


def text(words: Any = "สวัสดี", **more: Any) -> Json:
    return {"type": "text", "text": words, **more}


def quick(*actions: Json, **more: Any) -> Json:
    items = [{"type": "action", "action": action, **more} for action in actions]
    return text(quickReply={"items": items})


def template(kind: str, **more: Any) -> Json:
    return {"type": "template", "altText": "แบบ", "template": {"type": kind, **more}}


def buttons(**more: Any) -> Json:
    return template("buttons", **({"text": "เลือก", "actions": [SAY]} | more))


def column(**more: Any) -> Json:
    return {"text": "เลือก", "actions": [SAY]} | more


def box(*contents: Any, **more: Any) -> Json:
    return {"type": "box", "layout": "vertical", "contents": list(contents), **more}


def bubble(*contents: Any, **more: Any) -> Json:
    return {"type": "bubble", "body": box(*contents), **more}


def flex(contents: Any, **more: Any) -> Json:
    return {"type": "flex", "altText": "บัตร", "contents": contents, **more}


def in_body(component: Any) -> Json:
    return flex(bubble(component))


def button(action: Json = POST, **more: Any) -> Json:
    return {"type": "button", "action": action, **more}


def image(**more: Any) -> Json:
    return {"type": "image", "url": URL, **more}


def video(**more: Any) -> Json:
    alt = image()
    return {"type": "video", "url": URL, "previewUrl": URL, "altContent": alt, **more}


def location(**more: Any) -> Json:
    whole = {"title": "บ้าน", "address": "กรุงเทพฯ", "latitude": 13.7, "longitude": 100.5}
    return {"type": "location", **whole, **more}


def picker(**more: Any) -> Json:
    return {"type": "datetimepicker", "label": "วัน", "data": "d", "mode": "date", **more}


def uri(address: str) -> Json:
    return {"type": "uri", "label": "เปิด", "uri": address}


def v2(words: str, **substitution: Any) -> Json:
    return {"type": "textV2", "text": words, "substitution": substitution}


MENTION = {"type": "mention", "mentionee": {"type": "all"}}
EMOJI = {"productId": "5ac1bfd5040ab15980c9b435", "emojiId": "001"}
PICTURE = {"type": "image", "originalContentUrl": URL, "previewImageUrl": URL}
