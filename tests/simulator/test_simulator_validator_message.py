"""Texts, media, quick replies and actions against LINE's published limits."""

import pytest

from tests.simulator.message_kit import (
    EMOJI,
    FAMILY,
    MENTION,
    PICTURE,
    POST,
    SAY,
    URL,
    WORDS,
    Json,
    bubble,
    faults,
    flex,
    location,
    picker,
    quick,
    text,
    uri,
    v2,
)

GOOD: dict[str, Json] = {
    "5,000 units": text("ก" * 5000),
    "2,500 emoji": text("😀" * 2500),
    "emoji at its dollar": text("😀$", emojis=[{"index": 2, **EMOJI}]),
    "quick replies, all kinds": quick(
        SAY,
        POST,
        uri("https://example.go.th/"),
        picker(initial="2026-01-02", min="2026-01-01", max="2026-12-31"),
        {"type": "clipboard", "label": "คัดลอก", "clipboardText": "2026-ABC234"},
        {"type": "camera", "label": "ถ่าย"},
        {"type": "cameraRoll", "label": "เลือก"},
        {"type": "location", "label": "ที่ตั้ง"},
    ),
    "13 quick replies": quick(*[SAY] * 13),
    "20 graphemes of Thai": quick({**SAY, "label": "ที่" * 20}),
    "label of family emoji": quick({**SAY, "label": FAMILY * 20}),
    "sender": text(sender={"name": "เจ้าหน้าที่", "iconUrl": URL}),
    "sticker": {"type": "sticker", "packageId": "446", "stickerId": "1988"},
    "image": PICTURE,
    "video": {**PICTURE, "type": "video", "trackingId": "track-1"},
    "audio": {"type": "audio", "originalContentUrl": URL, "duration": 1000},
    "location": location(),
    "textV2": v2("สวัสดี {name} {{ก}}", name={"type": "emoji", **EMOJI}),
    "imagemap": {
        "type": "imagemap",
        "baseUrl": "https://example.go.th/map",
        "altText": "แผนที่",
        "baseSize": {"width": 1040, "height": 500},
        "actions": [
            {
                "type": "message",
                "text": "ก",
                "area": {"x": 0, "y": 0, "width": 1040, "height": 500},
            }
        ],
    },
    "altText of 1,500": flex(bubble(WORDS), altText="ก" * 1500),
    "loopback image": {
        "type": "image",
        "originalContentUrl": "http://127.0.0.1:8000/a.jpg",
        "previewImageUrl": "http://localhost:8000/a.jpg",
    },
}


@pytest.mark.parametrize("message", GOOD.values(), ids=GOOD.keys())
def test_it_passes_messages_line_takes(message: Json) -> None:
    assert faults(message) == []


BAD: dict[str, tuple[Json, str]] = {
    "empty text": (text(""), "messages[0].text"),
    "5,001 units": (text("ก" * 5001), "messages[0].text"),
    "2,501 emoji": (text("😀" * 2501), "messages[0].text"),
    "no text": ({"type": "text"}, "messages[0].text"),
    "null text": (text(None), "messages[0].text"),
    "number as text": (text(5), "messages[0].text"),
    "no type": ({"text": "ก"}, "messages[0].type"),
    "unknown type": ({"type": "hologram"}, "messages[0].type"),
    "type not a string": ({"type": ["text"]}, "messages[0].type"),
    "no object": ("ก", "messages[0]"),  # type: ignore[dict-item]
    "unknown field": (text(quickreply={}), "messages[0].quickreply"),
    "snake_case field": (text(quick_reply={}), "messages[0].quick_reply"),
    "emoji not at a dollar": (
        text("ก$", emojis=[{"index": 0, **EMOJI}]),
        "messages[0].emojis[0].index",
    ),
    "21 emojis": (
        text("$" * 21, emojis=[{"index": n, **EMOJI} for n in range(21)]),
        "messages[0].emojis",
    ),
    "no quick replies": (text(quickReply={"items": []}), "messages[0].quickReply.items"),
    "14 quick replies": (quick(*[SAY] * 14), "messages[0].quickReply.items"),
    "quick reply label of 21": (
        quick({**SAY, "label": "ก" * 21}),
        "messages[0].quickReply.items[0].action.label",
    ),
    "quick reply label empty": (
        quick({**SAY, "label": ""}),
        "messages[0].quickReply.items[0].action.label",
    ),
    "quick reply without label": (
        quick({"type": "message", "text": "ก"}),
        "messages[0].quickReply.items[0].action.label",
    ),
    "http icon": (
        quick(SAY, imageUrl="http://example.go.th/i.png"),
        "messages[0].quickReply.items[0].imageUrl",
    ),
    "menu switch in a quick reply": (
        quick({"type": "richmenuswitch", "label": "ก", "data": "d", "richMenuAliasId": "a"}),
        "messages[0].quickReply.items[0].action.type",
    ),
    "message action of 301": (
        quick({**SAY, "text": "ก" * 301}),
        "messages[0].quickReply.items[0].action.text",
    ),
    "message action without text": (
        quick({"type": "message", "label": "ก"}),
        "messages[0].quickReply.items[0].action.text",
    ),
    "postback without data": (
        quick({"type": "postback", "label": "ก"}),
        "messages[0].quickReply.items[0].action.data",
    ),
    "postback data of 301": (
        quick({**POST, "data": "d" * 301}),
        "messages[0].quickReply.items[0].action.data",
    ),
    "displayText of 301": (
        quick({**POST, "displayText": "ก" * 301}),
        "messages[0].quickReply.items[0].action.displayText",
    ),
    "displayText with text": (
        quick({**POST, "displayText": "ก", "text": "ก"}),
        "messages[0].quickReply.items[0].action.displayText",
    ),
    "fillInText without keyboard": (
        quick({**POST, "fillInText": "ก"}),
        "messages[0].quickReply.items[0].action.fillInText",
    ),
    "javascript link": (
        quick(uri("javascript:alert(1)")),
        "messages[0].quickReply.items[0].action.uri",
    ),
    "link that is none": (quick(uri("hello")), "messages[0].quickReply.items[0].action.uri"),
    "link in Thai letters": (
        quick(uri("https://example.go.th/เรื่อง")),
        "messages[0].quickReply.items[0].action.uri",
    ),
    "link of 1,001": (
        quick(uri("https://example.go.th/" + "a" * 1000)),
        "messages[0].quickReply.items[0].action.uri",
    ),
    "date picker backwards": (
        quick(picker(min="2026-02-01", max="2026-01-01")),
        "messages[0].quickReply.items[0].action.max",
    ),
    "date picker in another format": (
        quick(picker(initial="1/2/2026")),
        "messages[0].quickReply.items[0].action.initial",
    ),
    "date picker of no mode": (
        quick(picker(mode="week")),
        "messages[0].quickReply.items[0].action.mode",
    ),
    "date that does not exist": (
        quick(picker(initial="2026-02-30")),
        "messages[0].quickReply.items[0].action.initial",
    ),
    "clipboard of 1,001": (
        quick({"type": "clipboard", "label": "ก", "clipboardText": "a" * 1001}),
        "messages[0].quickReply.items[0].action.clipboardText",
    ),
    "sender LINE": (text(sender={"name": "LINE"}), "messages[0].sender.name"),
    "sender of 21": (text(sender={"name": "ก" * 21}), "messages[0].sender.name"),
    "sticker that does not exist": (
        {"type": "sticker", "packageId": "446", "stickerId": "1"},
        "messages[0].stickerId",
    ),
    "image by http": (
        {**PICTURE, "originalContentUrl": "http://example.go.th/a.jpg"},
        "messages[0].originalContentUrl",
    ),
    "image without preview": (
        {"type": "image", "originalContentUrl": URL},
        "messages[0].previewImageUrl",
    ),
    "image url of 2,001": (
        {**PICTURE, "previewImageUrl": "https://example.go.th/" + "a" * 2000},
        "messages[0].previewImageUrl",
    ),
    "audio without duration": (
        {"type": "audio", "originalContentUrl": URL},
        "messages[0].duration",
    ),
    "location title of 101": (location(title="ก" * 101), "messages[0].title"),
    "location without address": (location(address=""), "messages[0].address"),
    "latitude of 999": (location(latitude=999), "messages[0].latitude"),
    "latitude as text": (location(latitude="13"), "messages[0].latitude"),
    "undefined placeholder": (v2("สวัสดี {name}"), "messages[0].text"),
    "open brace": (v2("สวัสดี {"), "messages[0].text"),
    "mention in a one-to-one chat": (v2("{a}", a=MENTION), "messages[0].substitution"),
    "altText empty": (flex(bubble(WORDS), altText=""), "messages[0].altText"),
    "altText of 1,501": (flex(bubble(WORDS), altText="ก" * 1501), "messages[0].altText"),
    "altText missing": ({"type": "flex", "contents": bubble(WORDS)}, "messages[0].altText"),
}


@pytest.mark.parametrize(("message", "where"), BAD.values(), ids=BAD.keys())
def test_it_refuses_messages_line_refuses(message: Json, where: str) -> None:
    assert faults(message) == [where]
