"""The validator against LINE's published limits: what passes, and what must not."""

from typing import Any

import pytest

from simulator.validator.checks import graphemes, utf16
from simulator.validator.messages import check
from simulator.validator.problems import Context
from simulator.validator.richmenu import check_rich_menu
from simulator.validator.urls import is_https, link_problem

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
    "buttons": buttons(text="ก" * 160, actions=[SAY, POST, uri("tel:1555"), picker()]),
    "buttons with title": buttons(title="ก" * 40, text="ก" * 60, thumbnailImageUrl=URL),
    "confirm": template("confirm", text="ก" * 240, actions=[SAY, POST]),
    "carousel": template("carousel", columns=[column(title="ก"), column(title="ข")]),
    "image carousel": template(
        "image_carousel", columns=[{"imageUrl": URL, "action": {"type": "message", "text": "ก"}}]
    ),
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
    "flex": flex(
        bubble(
            {**WORDS, "wrap": True, "size": "lg", "color": "#0b7a5c", "flex": 1, "scaling": True},
            {"type": "text", "contents": [{"type": "span", "text": "ก", "weight": "bold"}]},
            image(aspectRatio="20:13", aspectMode="cover", size="full"),
            {"type": "separator", "margin": "md"},
            {"type": "filler"},
            button(style="primary", height="sm", color="#0B7A5CFF"),
            box({"type": "icon", "url": URL}, WORDS, layout="baseline", spacing="5px"),
            box(WORDS, paddingAll="10%", cornerRadius="md", justifyContent="center"),
            size="kilo",
        )
    ),
    "hero video": flex({"type": "bubble", "hero": video(), "size": "mega"}),
    "12 bubbles": flex({"type": "carousel", "contents": [bubble(WORDS)] * 12}),
    "gradient": in_body(
        box(
            background={
                "type": "linearGradient",
                "angle": "90deg",
                "startColor": "#ffffff",
                "endColor": "#000000",
            }
        )
    ),
    "label of 40 in a button": in_body(button({**POST, "label": "ก" * 40})),
    "altText of 1,500": flex(bubble(WORDS), altText="ก" * 1500),
    "loopback image": {
        "type": "image",
        "originalContentUrl": "http://127.0.0.1:8000/a.jpg",
        "previewImageUrl": "http://localhost:8000/a.jpg",
    },
}


@pytest.mark.parametrize("message", GOOD.values(), ids=GOOD.keys())
def test_it_passes_what_line_takes(message: Json) -> None:
    assert check([message], Context()) == []


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
    "5 buttons": (buttons(actions=[SAY] * 5), "/template/actions"),
    "no buttons": (buttons(actions=[]), "/template/actions"),
    "buttons text of 161": (buttons(text="ก" * 161), "/template/text"),
    "buttons text of 61 with title": (buttons(text="ก" * 61, title="ก"), "/template/text"),
    "buttons title of 41": (buttons(title="ก" * 41), "/template/title"),
    "camera in a template": (
        buttons(actions=[{"type": "camera", "label": "ก"}]),
        "/template/actions/0/type",
    ),
    "template label of 21": (
        buttons(actions=[{**SAY, "label": "ก" * 21}]),
        "/template/actions/0/label",
    ),
    "confirm with 3": (
        template("confirm", text="ก", actions=[SAY] * 3),
        "/template/actions",
    ),
    "confirm text of 241": (
        template("confirm", text="ก" * 241, actions=[SAY] * 2),
        "/template/text",
    ),
    "carousel of 11": (template("carousel", columns=[column()] * 11), "/template/columns"),
    "carousel with unequal actions": (
        template("carousel", columns=[column(), column(actions=[SAY, SAY])]),
        "/template/columns",
    ),
    "carousel with some titles": (
        template("carousel", columns=[column(), column(title="ก")]),
        "/template/columns",
    ),
    "carousel text of 121": (
        template("carousel", columns=[column(text="ก" * 121)]),
        "/template/columns/0/text",
    ),
    "image carousel label of 13": (
        template(
            "image_carousel", columns=[{"imageUrl": URL, "action": {**SAY, "label": "ก" * 13}}]
        ),
        "/template/columns/0/action/label",
    ),
    "flex text empty": (in_body({"type": "text", "text": ""}), "/body/contents/0/text"),
    "flex text null": (in_body({"type": "text", "text": None}), "/body/contents/0/text"),
    "flex text without words": (in_body({"type": "text"}), "/body/contents/0/text"),
    "flex colour without #": (
        in_body({**WORDS, "color": "red"}),
        "/body/contents/0/color",
    ),
    "flex size unknown": (in_body({**WORDS, "size": "huge"}), "/body/contents/0/size"),
    "flex wrap as text": (in_body({**WORDS, "wrap": "true"}), "/body/contents/0/wrap"),
    "flex unknown field": (in_body({**WORDS, "font": "x"}), "/body/contents/0/font"),
    "flex null": (in_body({**WORDS, "color": None}), "/body/contents/0/color"),
    "flex button without label": (
        in_body(button({"type": "postback", "data": "d"})),
        "/body/contents/0/action/label",
    ),
    "flex button in a baseline box": (
        in_body(box(button(), layout="baseline")),
        "/body/contents/0/contents/0/type",
    ),
    "flex icon outside a baseline box": (
        in_body({"type": "icon", "url": URL}),
        "/body/contents/0/type",
    ),
    "flex gravity on a baseline": (
        in_body(box({**WORDS, "gravity": "top"}, layout="baseline")),
        "/body/contents/0/contents/0/gravity",
    ),
    "flex span outside text": (
        in_body({"type": "span", "text": "ก"}),
        "/body/contents/0/type",
    ),
    "flex spacer": (in_body({"type": "spacer"}), "/body/contents/0/type"),
    "flex http image": (
        in_body(image(url="http://example.go.th/a.png")),
        "/body/contents/0/url",
    ),
    "flex image 1:4": (in_body(image(aspectRatio="1:4")), "/body/contents/0/aspectRatio"),
    "flex video in the body": (in_body(video()), "/body/contents/0/type"),
    "flex video in a small bubble": (
        flex({"type": "bubble", "hero": video(), "size": "micro"}),
        "/hero",
    ),
    "flex video in a carousel": (
        flex({"type": "carousel", "contents": [{"type": "bubble", "hero": video()}]}),
        "/contents/0/hero",
    ),
    "flex body that is a text": (flex({"type": "bubble", "body": WORDS}), "/body/type"),
    "flex hero that is a text": (flex({"type": "bubble", "hero": WORDS}), "/hero/type"),
    "flex box without layout": (
        flex({"type": "bubble", "body": {"type": "box", "contents": []}}),
        "/body/layout",
    ),
    "flex camera action": (
        in_body(button({"type": "camera", "label": "ก"})),
        "/body/contents/0/action/type",
    ),
    "flex no bubbles": (flex({"type": "carousel", "contents": []}), "/contents"),
    "flex 13 bubbles": (
        flex({"type": "carousel", "contents": [bubble(WORDS)] * 13}),
        "/contents",
    ),
    "flex bubbles of two sizes": (
        flex({"type": "carousel", "contents": [bubble(WORDS), bubble(WORDS, size="micro")]}),
        "/contents",
    ),
    "flex bubble over 30 KB": (flex(bubble(*[{"type": "text", "text": "a" * 2000}] * 16)), ""),
    "flex empty bubble": (flex({"type": "bubble"}), ""),
    "flex bubble size unknown": (flex(bubble(WORDS, size="tera")), "/size"),
    "flex styles type": (
        flex(bubble(WORDS, styles={"type": "x"})),
        "/styles/type",
    ),
}


@pytest.mark.parametrize(("message", "where"), BAD.values(), ids=BAD.keys())
def test_it_refuses_what_line_refuses(message: Json, where: str) -> None:
    assert faults(message) == [where]


def test_it_refuses_flex_nested_beyond_reason() -> None:
    nested = box()
    for _ in range(400):
        nested = box(nested)
    assert faults(flex({"type": "bubble", "body": nested}))


@pytest.mark.parametrize("messages", [None, [], [text()] * 6, {}, "text"])
def test_it_wants_one_to_five_messages(messages: Any) -> None:
    assert check(messages, Context())[0].property == "messages"


def test_it_names_the_message_a_flex_problem_is_in() -> None:
    (problem,) = check([text(), in_body({"type": "text", "text": ""})], Context())
    assert (problem.container, problem.property) == ("messages[1]", "/body/contents/0/text")


def test_it_takes_mentions_and_refuses_tracking_in_groups() -> None:
    tracked = {**PICTURE, "type": "video", "trackingId": "a"}
    assert faults(v2("{a}", a=MENTION), mentions=True, group=True) == []
    crowd = v2("ก", **{f"m{n}": MENTION for n in range(21)})
    assert faults(crowd, mentions=True, group=True) == ["messages[0].substitution"]
    assert faults(tracked, group=True) == ["messages[0].trackingId"]


def test_it_counts_as_line_counts() -> None:
    assert (utf16("ส่งตำแหน่งที่เกิดเหตุ"), graphemes("ส่งตำแหน่งที่เกิดเหตุ")) == (21, 14)
    assert (utf16(FAMILY), graphemes(FAMILY)) == (11, 1)


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("http://127.0.0.1:8000/a", True),
        ("http://localhost/a", True),
        ("http://[::1]:8000/a", True),
        ("http://127.0.0.1.example.com/a", False),
        ("http://localhost.example.com/a", False),
        ("https:///a", False),
        ("https://example.go.th/%E0%B8", True),
        ("https://example.go.th/%", False),
        ("https://example.go.th/a b", False),
        ("https://example.go.th:port/", False),
    ],
)
def test_it_takes_http_on_loopback_hosts_only(url: str, allowed: bool) -> None:
    assert is_https(url, allow_loopback_http=True) is allowed
    if url.startswith("http:"):
        assert is_https(url, allow_loopback_http=False) is False


@pytest.mark.parametrize(
    "uri", ["https://example.go.th/", "http://example.go.th", "tel:1555", "line://ti/p/@pmqa"]
)
def test_it_takes_the_four_link_schemes(uri: str) -> None:
    assert link_problem(uri) is None


def menu(**changes: Any) -> Json:
    area = {
        "bounds": {"x": 0, "y": 0, "width": 800, "height": 540},
        "action": {"type": "richmenuswitch", "label": "ถาม", "data": "d", "richMenuAliasId": "ask"},
    }
    return {
        "size": {"width": 800, "height": 540},
        "selected": False,
        "name": "เมนู",
        "chatBarText": "เมนู",
        "areas": [area],
    } | changes


def _area(**bounds: int) -> Json:
    whole = {"x": 0, "y": 0, "width": 100, "height": 100} | bounds
    return {"bounds": whole, "action": {"type": "message", "text": "ก"}}


def test_it_passes_a_rich_menu_line_takes() -> None:
    assert check_rich_menu(menu(), Context()) == []
    assert check_rich_menu(menu(chatBarText="ที่" * 14, areas=[_area()] * 20), Context()) == []


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"size": {"width": 100, "height": 10}}, "size.width"),
        ({"size": {"width": 800, "height": 700}}, "size"),
        ({"size": None}, "size"),
        ({"chatBarText": "ก" * 15}, "chatBarText"),
        ({"name": ""}, "name"),
        ({"selected": "yes"}, "selected"),
        ({"areas": [_area()] * 21}, "areas"),
        ({"areas": [_area(x=750)]}, "areas[0].bounds"),
        ({"areas": [_area(x=-1)]}, "areas[0].bounds.x"),
        ({"areas": [{"bounds": _area()["bounds"]}]}, "areas[0].action"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_it_refuses_rich_menus_line_refuses(changes: Json, where: str) -> None:
    assert where in [problem.property for problem in check_rich_menu(menu(**changes), Context())]
