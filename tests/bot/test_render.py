"""Everything we can say becomes messages that LINE takes and that the SDK passes on whole."""

from dataclasses import replace
from typing import Any

import pytest
from linebot.v3.messaging import ApiClient, Configuration, PushMessageRequest, ReplyMessageRequest

from bot.render import encode
from core.errors import MessageRefused
from core.messages import (
    Block,
    Button,
    Card,
    Carousel,
    Copy,
    Divider,
    Fact,
    Heading,
    Link,
    Outgoing,
    Paragraph,
    PickPhoto,
    Press,
    QuickReply,
    Say,
    SharePlace,
    Step,
    TakePhoto,
    Text,
    Tone,
)
from simulator.validator.messages import check
from simulator.validator.problems import Context

TONES: tuple[Tone, ...] = ("plain", "info", "good", "warn", "bad")
SAY = Say("ติดตามเรื่อง", "ติดตามเรื่อง")
PRESS = Press("ส่งเรื่อง", "send", {"v": "3", "note": "ก&ข=ค"}, shown="ส่งเรื่อง")
QUICK: tuple[QuickReply, ...] = (
    SAY,
    PRESS,
    Press("เงียบ", "quiet"),
    TakePhoto("ถ่ายรูป"),
    PickPhoto("เลือกรูป"),
    SharePlace("ส่งตำแหน่ง"),
)
BUTTONS: tuple[Button, ...] = (
    PRESS,
    SAY,
    Link("เปิด", "https://a.example.go.th/t/1"),
    Copy("คัดลอก", "2026-ABC234"),
)
BLOCKS: tuple[Block, ...] = (
    Heading("หัวข้อ"),
    Paragraph("ย่อหน้า\nสองบรรทัด"),
    Paragraph("ตัวเล็ก", small=True),
    Fact("หมายเลข", "2026-ABC234"),
    Divider(),
    *(Step(tone, "ระดับพื้นฐาน", tone) for tone in TONES),
)
FULL = Card(
    alt="เรื่อง 2026-ABC234 เสร็จสิ้นแล้ว",
    title="แก้แล้วจริงไหม",
    kicker="เสร็จสิ้น",
    tone="good",
    blocks=BLOCKS,
    buttons=BUTTONS,
    picture="https://a.example.go.th/p/1.jpg",
    stars=Press("ดาว", "rate", {"code": "2026-ABC234"}),
    quick=QUICK,
)
EVERYTHING: dict[str, tuple[Outgoing, ...]] = {
    "text": (Text("สวัสดี"),),
    "longest text": (Text("ก" * 5000),),
    "quote": (Text("ตอบ", quote="q" * 60, quick=QUICK),),
    "full card": (FULL,),
    "smallest card": (Card(alt="a", title="t"),),
    "quiet card": (replace(FULL, quiet=True),),
    "carousel": (Carousel("หลายเรื่อง", tuple(Card(alt="a", title=f"{n}", tone=tone, buttons=BUTTONS)
                 for n, tone in enumerate(TONES)), quick=QUICK),),
    "twelve cards": (Carousel("a", (Card(alt="a", title="t", blocks=BLOCKS[:4]),) * 12),),
    "five messages": (Text("1"), FULL, Text("3", quick=QUICK), Card(alt="a", title="t"), Text("5")),
}  # fmt: skip


def lost(ours: Any, theirs: Any, path: str = "") -> list[str]:
    """The places where `theirs` lacks something of `ours`."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return [
            place for key in ours for place in lost(ours[key], theirs.get(key), f"{path}.{key}")
        ]
    if isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        pairs = enumerate(zip(ours, theirs, strict=True))
        return [place for at, (a, b) in pairs for place in lost(a, b, f"{path}[{at}]")]
    return [] if ours == theirs else [path]


@pytest.mark.parametrize("messages", EVERYTHING.values(), ids=EVERYTHING.keys())
def test_it_makes_what_line_takes(messages: tuple[Outgoing, ...]) -> None:
    wire = encode(messages)
    assert len(wire) == len(messages)
    assert check(wire, Context(allow_loopback_http=False)) == []


@pytest.mark.parametrize("messages", EVERYTHING.values(), ids=EVERYTHING.keys())
def test_it_loses_nothing_in_the_sdk(messages: tuple[Outgoing, ...]) -> None:
    wire = encode(messages)
    client = ApiClient(Configuration(access_token="x"))
    for request in (
        ReplyMessageRequest.from_dict({"replyToken": "t", "messages": wire}),
        PushMessageRequest.from_dict({"to": "U1", "messages": wire}),
    ):
        sent = client.sanitize_for_serialization(request)["messages"]
        assert lost(wire, sent) == []
        assert check(sent, Context(allow_loopback_http=False)) == [], "with what the SDK adds"


def test_it_puts_quick_replies_on_the_last_message_alone() -> None:
    first, last = encode([Text("1", quick=QUICK), Text("2", quick=(SAY,))])
    assert "quickReply" not in first
    assert [item["action"]["label"] for item in last["quickReply"]["items"]] == ["ติดตามเรื่อง"]


def test_it_writes_each_quick_reply_as_the_action_it_is() -> None:
    (wire,) = encode([Text("x", quick=QUICK)])
    kinds = [item["action"]["type"] for item in wire["quickReply"]["items"]]
    assert kinds == ["message", "postback", "postback", "camera", "cameraRoll", "location"]


def test_it_writes_each_button_as_the_action_it_is() -> None:
    (wire,) = encode([FULL])
    actions = [button["action"] for button in wire["contents"]["footer"]["contents"]]
    assert [action["type"] for action in actions] == ["postback", "message", "uri", "clipboard"]
    assert actions[0]["displayText"] == "ส่งเรื่อง"
    assert actions[3]["clipboardText"] == "2026-ABC234"


def test_it_lets_the_first_button_stand_out_unless_they_are_quiet() -> None:
    loud, quiet = encode([FULL, replace(FULL, quiet=True)])
    styles = [
        [button["style"] for button in wire["contents"]["footer"]["contents"]]
        for wire in (loud, quiet)
    ]
    assert styles == [["primary", *["secondary"] * 3], ["secondary"] * 4]


def test_it_gives_five_stars_that_each_say_how_many() -> None:
    (wire,) = encode([FULL])
    row = wire["contents"]["body"]["contents"][-1]["contents"]
    assert [star["action"]["displayText"] for star in row] == [f"ดาว {n}" for n in range(1, 6)]
    assert len({star["action"]["data"] for star in row}) == 5


def test_it_shortens_what_a_screen_reader_says_rather_than_fail() -> None:
    (wire,) = encode([Card(alt="ก" * 2000, title="t")])
    assert len(wire["altText"]) == 1500


def test_it_lets_text_grow_with_the_readers_font() -> None:
    (wire,) = encode([FULL])
    header = wire["contents"]["header"]["contents"]
    assert all(line["scaling"] and line["wrap"] for line in header)


@pytest.mark.parametrize(
    "bad",
    [
        (),
        (Text("x"),) * 6,
        (Text(""),),
        (Text("x", quick=(Say("ก" * 21, "x"),)),),
        (Text("x", quick=(SAY,) * 14),),
        (Text("x", quick=(Press("x", "do", {"note": "ก" * 40}),)),),
        (Card(alt="", title="t"),),
        (Card(alt="a", title=""),),
        (Card(alt="a", title="t", picture="http://a.example.go.th/x.jpg"),),
        (Card(alt="a", title="t", buttons=(Link("x", "javascript:x"),)),),
        (Card(alt="a", title="t", blocks=(Fact("label", ""),)),),
        (Carousel("a", ()),),
        (Carousel("a", (Card(alt="a", title="t"),) * 13),),
        (Card(alt="a", title="t", blocks=(Paragraph("ก" * 6000),)),),
    ],
)
def test_it_refuses_what_line_would_refuse(bad: tuple[Outgoing, ...]) -> None:
    with pytest.raises(MessageRefused) as refused:
        encode(bad)
    assert refused.value.problems
