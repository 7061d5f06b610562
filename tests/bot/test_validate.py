"""What LINE would refuse is refused here, by name; what LINE takes is taken.

The bad cases are those which neither the SDK's models nor LINE's published schema catch.
"""

from typing import Any

import pytest

from bot.validate import check_messages
from bot.validate.measure import clip_units, graphemes, utf16_units
from bot.validate.richmenu import check_rich_menu
from tests.simulator.message_kit import (
    EMOJI,
    FAMILY,
    MENTION,
    PICTURE,
    POST,
    SAY,
    URL,
    WORDS,
    box,
    bubble,
    button,
    buttons,
    column,
    flex,
    image,
    in_body,
    location,
    picker,
    quick,
    template,
    text,
    uri,
    v2,
    video,
)

Json = dict[str, Any]
AREA = {"x": 0, "y": 0, "width": 1040, "height": 520}
ICON = {"type": "icon", "url": URL}
SPAN = {"type": "span", "text": "x"}


def say(**changes: Any) -> Json:
    return {**SAY, **changes}


def post(**changes: Any) -> Json:
    return {**POST, **changes}


def imagemap(**changes: Any) -> Json:
    action = {"type": "message", "text": "x", "area": {**AREA, **changes}}
    size = {"width": 1040, "height": 520}
    return {
        "type": "imagemap",
        "baseUrl": URL,
        "altText": "a",
        "baseSize": size,
        "actions": [action],
    }


def carousel(*columns: Json) -> Json:
    return template("carousel", columns=list(columns))


def bubbles(*contents: Json) -> Json:
    return flex({"type": "carousel", "contents": list(contents)})


GOOD: dict[str, Json] = {
    "the longest text": text("ก" * 5000),
    "emoji counted in units": text("😀" * 2500),
    "a quick reply of 20 graphemes": quick(say(label="ที่" * 20)),
    "13 quick replies": quick(*[SAY] * 13),
    "a family of graphemes": quick(say(label=FAMILY * 20)),
    "every quick action": quick(
        *({"type": kind, "label": "x"} for kind in ("camera", "cameraRoll", "location")),
        {"type": "clipboard", "label": "x", "clipboardText": "ก" * 1000},
        picker(mode="datetime", min="2026-01-01T00:00", max="2026-12-31t23:59"),
        picker(mode="time", initial="10:00", min="09:00", max="11:00"),
        uri("tel:1111"),
        uri("line://ti/p/@x"),
        post(inputOption="openKeyboard", fillInText="ก" * 300),
        post(displayText="ก" * 300, data="ก" * 300),
    ),
    "buttons with a full text": buttons(text="ก" * 160, actions=[SAY] * 4),
    "buttons with a title": buttons(title="ก" * 40, text="ก" * 60),
    "confirm": template("confirm", text="ก" * 240, actions=[SAY, POST]),
    "carousel": carousel(*[column(title="ก", thumbnailImageUrl=URL)] * 10),
    "image carousel": template("image_carousel", columns=[{"imageUrl": URL, "action": SAY}] * 10),
    "the longest alternative text": {**buttons(), "altText": "ก" * 1500},
    "a picture": PICTURE,
    "a place": location(title="ก" * 100, address="ก" * 100),
    "an image map": imagemap(),
    "a sender": text(sender={"name": "เจ้าหน้าที่", "iconUrl": URL}),
    "escaped braces": v2("{{a}} {b}", b=MENTION),
    "an emoji": text("😀$", emojis=[{"index": 2, **EMOJI}]),
    "twelve bubbles": bubbles(*[bubble(WORDS)] * 12),
    "a button's long label": in_body(button(post(label="ก" * 40))),
    "spans": in_body({"type": "text", "contents": [SPAN]}),
    "an icon on a baseline": in_body(box(ICON, WORDS, layout="baseline")),
    "a tall image": in_body(image(aspectRatio="1:3")),
    "a video on top": flex({"type": "bubble", "hero": video()}),
    "an empty box as a mark": in_body(box(width="4px", backgroundColor="#11223344")),
}  # fmt: skip

BAD: dict[str, tuple[Json, str]] = {
    "empty text": (text(""), ".text"),
    "blank text": (text(" \n"), ".text"),
    "5,001 units": (text("ก" * 5001), ".text"),
    "emoji count twice": (text("😀" * 2501), ".text"),
    "unknown field": (text(quickreply={}), ".quickreply"),
    "null": (text(quoteToken=None), ".quoteToken"),
    "quick label of 21": (quick(say(label="ที่" * 21)), ".quickReply.items[0].action.label"),
    "quick label empty": (quick(say(label="")), ".quickReply.items[0].action.label"),
    "quick label missing": (
        quick({"type": "camera"}),
        ".quickReply.items[0].action.label",
    ),
    "no quick replies": (quick(), ".quickReply.items"),
    "14 quick replies": (quick(*[SAY] * 14), ".quickReply.items"),
    "http icon": (quick(SAY, imageUrl="http://a.example/x.png"), ".quickReply.items[0].imageUrl"),
    "said text of 301": (quick(say(text="ก" * 301)), ".quickReply.items[0].action.text"),
    "said text missing": (
        quick({"type": "message", "label": "x"}),
        ".quickReply.items[0].action.text",
    ),
    "postback without data": (
        quick({"type": "postback", "label": "x"}),
        ".quickReply.items[0].action.data",
    ),
    "data of 301": (quick(post(data="x" * 301)), ".quickReply.items[0].action.data"),
    "echo of 301": (quick(post(displayText="x" * 301)), ".quickReply.items[0].action.displayText"),
    "echo beside text": (
        quick(post(displayText="x", text="x")),
        ".quickReply.items[0].action.displayText",
    ),
    "fill-in without a keyboard": (
        quick(post(fillInText="x")),
        ".quickReply.items[0].action.fillInText",
    ),
    "script uri": (quick(uri("javascript:alert(1)")), ".quickReply.items[0].action.uri"),
    "no uri": (quick(uri("somewhere")), ".quickReply.items[0].action.uri"),
    "uri of 1,001": (
        quick(uri("https://a.example/" + "x" * 983)),
        ".quickReply.items[0].action.uri",
    ),
    "uri with a blank": (quick(uri("https://a.example/x y")), ".quickReply.items[0].action.uri"),
    "uri in Thai": (quick(uri("https://a.example/ก")), ".quickReply.items[0].action.uri"),
    "min after max": (
        quick(picker(min="2026-02-02", max="2026-02-01")),
        ".quickReply.items[0].action.max",
    ),
    "min is max": (
        quick(picker(min="2026-02-02", max="2026-02-02")),
        ".quickReply.items[0].action.max",
    ),
    "start before min": (
        quick(picker(initial="2026-02-01", min="2026-02-02")),
        ".quickReply.items[0].action.initial",
    ),
    "the 30th of February": (
        quick(picker(initial="2026-02-30")),
        ".quickReply.items[0].action.initial",
    ),
    "a time for a date": (quick(picker(min="10:00")), ".quickReply.items[0].action.min"),
    "the 25th hour": (
        quick(picker(mode="time", max="25:00")),
        ".quickReply.items[0].action.max",
    ),
    "before 1900": (quick(picker(min="1899-12-31")), ".quickReply.items[0].action.min"),
    "camera in a template": (
        buttons(actions=[{"type": "camera", "label": "x"}]),
        ".template.actions[0].type",
    ),
    "menu switch in a template": (
        buttons(actions=[{"type": "richmenuswitch", "data": "x", "richMenuAliasId": "a"}]),
        ".template.actions[0].type",
    ),
    "http image": ({**PICTURE, "originalContentUrl": "http://a.example/x"}, ".originalContentUrl"),
    "no image address": ({**PICTURE, "previewImageUrl": "x"}, ".previewImageUrl"),
    "image address of 2,001": (
        {**PICTURE, "originalContentUrl": "https://a.example/" + "x" * 1983},
        ".originalContentUrl",
    ),
    "place title of 101": (location(title="ก" * 101), ".title"),
    "empty place": (location(address=""), ".address"),
    "latitude 999": (location(latitude=999), ".latitude"),
    "longitude as text": (location(longitude="100"), ".longitude"),
    "sender named as LINE": (text(sender={"name": "LINE"}), ".sender.name"),
    "five buttons": (buttons(actions=[SAY] * 5), ".template.actions"),
    "button text of 161": (buttons(text="ก" * 161), ".template.text"),
    "text of 61 beside a title": (buttons(title="x", text="ก" * 61), ".template.text"),
    "text of 61 beside an image": (
        buttons(thumbnailImageUrl=URL, text="ก" * 61),
        ".template.text",
    ),
    "title of 41": (buttons(title="ก" * 41), ".template.title"),
    "three answers to confirm": (
        template("confirm", text="x", actions=[SAY] * 3),
        ".template.actions",
    ),
    "confirm text of 241": (
        template("confirm", text="ก" * 241, actions=[SAY] * 2),
        ".template.text",
    ),
    "eleven columns": (carousel(*[column()] * 11), ".template.columns"),
    "unequal actions": (carousel(column(), column(actions=[SAY] * 2)), ".template.columns"),
    "unequal titles": (carousel(column(), column(title="x")), ".template.columns"),
    "column text of 121": (carousel(column(text="ก" * 121)), ".template.columns[0].text"),
    "image label of 13": (
        template("image_carousel", columns=[{"imageUrl": URL, "action": say(label="ก" * 13)}]),
        ".template.columns[0].action.label",
    ),
    "alternative text of 1,501": ({**buttons(), "altText": "ก" * 1501}, ".altText"),
    "no alternative text": ({**flex(bubble(WORDS)), "altText": ""}, ".altText"),
    "flex: empty text": (in_body(text("")), ".contents.body.contents[0].text"),
    "flex: neither text nor spans": (
        in_body({"type": "text"}),
        ".contents.body.contents[0].text",
    ),
    "flex: colour by name": (
        in_body(text(color="red")),
        ".contents.body.contents[0].color",
    ),
    "flex: size": (in_body(text(size="huge")), ".contents.body.contents[0].size"),
    "flex: snake case": (
        in_body(box(background_color="#000000")),
        ".contents.body.contents[0].background_color",
    ),
    "flex: button on a baseline": (
        in_body(box(button(), layout="baseline")),
        ".contents.body.contents[0].contents[0].type",
    ),
    "flex: icon in a box": (in_body(ICON), ".contents.body.contents[0].type"),
    "flex: span in a box": (in_body(SPAN), ".contents.body.contents[0].type"),
    "flex: gravity on a baseline": (
        in_body(box({**WORDS, "gravity": "top"}, layout="baseline")),
        ".contents.body.contents[0].contents[0].gravity",
    ),
    "flex: http image": (
        in_body(image(url="http://a.example/x.png")),
        ".contents.body.contents[0].url",
    ),
    "flex: too tall": (
        in_body(image(aspectRatio="1:4")),
        ".contents.body.contents[0].aspectRatio",
    ),
    "flex: video in the body": (in_body(video()), ".contents.body.contents[0].type"),
    "flex: video in a small bubble": (
        flex({"type": "bubble", "size": "nano", "hero": video()}),
        ".contents.hero",
    ),
    "flex: video in a carousel": (
        bubbles({"type": "bubble", "hero": video()}),
        ".contents.contents[0].hero",
    ),
    "flex: no bubbles": (bubbles(), ".contents.contents"),
    "flex: 13 bubbles": (bubbles(*[bubble(WORDS)] * 13), ".contents.contents"),
    "flex: unequal bubbles": (
        bubbles(bubble(WORDS), bubble(WORDS, size="kilo")),
        ".contents.contents",
    ),
    "flex: over 30 KB": (in_body(text("ก" * 5200)), ".contents"),
    "flex: over 50 KB": (bubbles(*[bubble(text("ก" * 3000))] * 3), ".contents"),
    "flex: empty bubble": (flex({"type": "bubble"}), ".contents"),
    "flex: label of 41": (
        in_body(button(post(label="ก" * 41))),
        ".contents.body.contents[0].action.label",
    ),
    "flex: button without a label": (
        in_body(button({"type": "message", "text": "x"})),
        ".contents.body.contents[0].action.label",
    ),
    "undefined placeholder": (v2("{a}"), ".text"),
    "a lone brace": (v2("a { b"), ".text"),
    "21 mentions": (v2("x", **{f"m{i}": MENTION for i in range(21)}), ".substitution"),
    "emoji without its mark": (text("ab", emojis=[{"index": 0, **EMOJI}]), ".emojis[0].index"),
    "area right of the image": (imagemap(x=1), ".actions[0].area"),
    "area below the image": (imagemap(y=1), ".actions[0].area"),
    "unknown kind": ({"type": "hologram"}, ".type"),
    "no kind": ({"text": "x"}, ".type"),
}  # fmt: skip


@pytest.mark.parametrize("message", GOOD.values(), ids=GOOD.keys())
def test_it_takes_what_line_takes(message: Json) -> None:
    assert check_messages([message]) == []


@pytest.mark.parametrize(("message", "path"), BAD.values(), ids=BAD.keys())
def test_it_refuses_what_line_refuses_and_says_where(message: Json, path: str) -> None:
    assert [problem[0] for problem in check_messages([message])] == [f"messages[0]{path}"]


@pytest.mark.parametrize("count", [0, 6])
def test_it_takes_one_to_five_messages(count: int) -> None:
    assert check_messages([WORDS] * count)[0][0] == "messages"


@pytest.mark.parametrize("garbage", [None, 5, "text", {}, [None], [[]], ["x"], [{"type": []}]])
def test_it_stands_garbage(garbage: Any) -> None:
    assert check_messages(garbage)


@pytest.mark.parametrize(
    ("words", "units", "seen"),
    [
        ("ติดตามเรื่องร้องเรียน", 21, 16),
        ("แจ้งปัญหาถนน/ทางเท้า", 20, 17),
        ("ส่งตำแหน่งที่เกิดเหตุ", 21, 14),
        (FAMILY, 11, 1),
        ("PMQA 4.0", 8, 8),
        ("", 0, 0),
    ],
)
def test_it_counts_as_line_counts(words: str, units: int, seen: int) -> None:
    assert (utf16_units(words), graphemes(words)) == (units, seen)


def test_it_shortens_between_what_a_person_sees_as_characters() -> None:
    assert clip_units(FAMILY * 3, 23) == FAMILY * 2 + "…"
    assert clip_units(FAMILY * 3, 22) == FAMILY + "…"
    assert clip_units("พอดี", 4) == "พอดี"


WHOLE = {"bounds": {"x": 0, "y": 0, "width": 2500, "height": 843}, "action": SAY}
MENU = {
    "size": {"width": 2500, "height": 843},
    "selected": True,
    "name": "n",
    "chatBarText": "เมนู",
    "areas": [WHOLE],
}


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({}, None),
        ({"chatBarText": "ก" * 15}, ".chatBarText"),
        ({"size": {"width": 100, "height": 10}}, ".size.width"),
        ({"size": {"width": 800, "height": 800}}, ".size"),
        ({"areas": [WHOLE] * 21}, ".areas"),
        ({"areas": [{"action": SAY}]}, ".areas[0].bounds"),
        ({"selected": "yes"}, ".selected"),
        ({"name": ""}, ".name"),
    ],
)
def test_it_checks_a_rich_menu(changes: Json, path: str | None) -> None:
    problems = [problem[0] for problem in check_rich_menu({**MENU, **changes})]
    assert problems[:1] == ([f"richMenu{path}"] if path else [])
