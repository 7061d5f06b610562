"""LINE's events in our words; whatever LINE invents or breaks stays harmless."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.render import postback_data
from bot.translate import MOST_TEXT, PhotoToFetch, to_incoming
from core.messages import (
    Album,
    Chat,
    Content,
    Followed,
    Incoming,
    JoinedChat,
    LeftChat,
    MediaSent,
    MembersJoined,
    MessageEdited,
    MessageUnsent,
    PlaceSent,
    Press,
    Pressed,
    SomethingElse,
    StickerSent,
    TextSent,
    Unfollowed,
)

Json = dict[str, Any]
MALEE, TEAM, ROOM = "U" + "a" * 32, "C" + "b" * 32, "R" + "c" * 32
ONE_TO_ONE = {"type": "user", "userId": MALEE}
GROUP = {"type": "group", "groupId": TEAM, "userId": MALEE}
BOT = "U" + "0" * 32


def event(kind: str = "message", **parts: Any) -> Json:
    """An event as LINE sends it."""
    return {
        "type": kind,
        "mode": "active",
        "timestamp": 1_763_949_600_123,
        "source": ONE_TO_ONE,
        "webhookEventId": "01HZX",
        "deliveryContext": {"isRedelivery": False},
        "replyToken": "f" * 32,
        **parts,
    }


def message(kind: str, source: Json = ONE_TO_ONE, **parts: Any) -> Json:
    return event(
        message={"type": kind, "id": "1001", "markAsReadToken": "r1", **parts}, source=source
    )


def text(words: Any, source: Json = ONE_TO_ONE, **parts: Any) -> Json:
    return message("text", source, text=words, quoteToken="q1", **parts)


def read(wire: Any) -> tuple[Incoming, PhotoToFetch | None]:
    return to_incoming("e1", json.dumps(wire))


def content(wire: Any) -> Content:
    return read(wire)[0].content


def pressed(data: str, **params: str) -> Json:
    return event("postback", postback={"data": data, "params": params})


def mention(*spans: tuple[int, int], of_bot: bool = True) -> Json:
    mentionees = [
        {"index": at, "length": length, "type": "user", "userId": BOT, "isSelf": of_bot}
        for at, length in spans
    ]
    return {"mentionees": mentionees}


CASES: list[tuple[Json, Content]] = [
    (text("ถนนพัง"), TextSent("1001", "ถนนพัง", to_us=True, quote_token="q1")),
    (message("text", text="x"), TextSent("1001", "x")),
    (
        message("location", title="วัด", address="ถนนสุขุมวิท", latitude=13.7, longitude=100.5),
        PlaceSent("1001", 13.7, 100.5, "วัด", "ถนนสุขุมวิท"),
    ),
    (message("location", latitude=-33, longitude=18), PlaceSent("1001", -33.0, 18.0)),
    (
        message("sticker", packageId="1", stickerId="2", keywords=["ขอบคุณ", "OK"]),
        StickerSent("1001", ("ขอบคุณ", "OK")),
    ),
    (message("sticker", packageId="1", stickerId="2"), StickerSent("1001")),
    (message("video", duration=1, contentProvider={"type": "line"}), MediaSent("1001", "video")),
    (message("audio", duration=1), MediaSent("1001", "audio")),
    (message("file", fileName="a.pdf", fileSize=1), MediaSent("1001", "file")),
    (
        pressed("do=send&v=3&note=%E0%B8%81%26", date="2026-01-31"),
        Pressed("send", {"v": "3", "note": "ก&", "date": "2026-01-31"}),
    ),
    (pressed("somebody else's"), Pressed("", {"somebody else's": ""})),
    (
        pressed("do=tab", newRichMenuAliasId="a", status="SUCCESS"),
        Pressed("tab", {"newRichMenuAliasId": "a", "status": "SUCCESS"}),
    ),
    (event("unsend", unsend={"messageId": "1001"}), MessageUnsent("1001")),
    (event("follow", follow={"isUnblocked": False}), Followed()),
    (event("follow", follow={"isUnblocked": True}), Followed()),
    (event("follow"), Followed()),
    (event("unfollow"), Unfollowed()),
    (event("join", source=GROUP), JoinedChat()),
    (event("leave", source=GROUP), LeftChat()),
    (event("memberJoined", joined={"members": [ONE_TO_ONE]}, source=GROUP), MembersJoined()),
    (
        {**text("แก้แล้ว", GROUP), "type": "messageEdited"},
        MessageEdited("1001", "แก้แล้ว", to_us=False),
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("wire", "expected"),
    CASES,
    ids=lambda case: case.get("type") if isinstance(case, dict) else None,
)
def test_it_says_each_event_in_our_words(wire: Json, expected: Content) -> None:
    assert content(wire) == expected
    added = {**wire, "addedLater": {"by": ["LINE"]}}
    assert content(added) == expected, "new fields change nothing"


UNKNOWN = {
    "memberLeft": event("memberLeft", left={"members": []}),
    "videoPlayComplete": event("videoPlayComplete", videoPlayComplete={"trackingId": "t"}),
    "beacon": event("beacon", beacon={"hwid": "x", "type": "enter"}),
    "accountLink": event("accountLink", link={"result": "ok", "nonce": "n"}),
    "membership": event("membership", membership={"type": "joined"}),
    "delivery": event("delivery", delivery={"data": "x"}),
    "module": event("module", module={}),
    "botSuspended": event("botSuspended"),
    "hologram": event("hologram"),
}


@pytest.mark.parametrize(("kind", "wire"), UNKNOWN.items(), ids=UNKNOWN.keys())
def test_it_keeps_other_events_apart(kind: str, wire: Json) -> None:
    assert content(wire) == SomethingElse(kind)


BROKEN: list[Any] = [
    None, 5, "text", [], {}, {"type": None}, {"type": ["message"]}, {"type": "x" * 500},
    event(message=None), event(message=[]), event(message="x"), event(message={}),
    event(message={"type": "hologram", "id": "1"}), event(message={"type": ["text"], "id": "1"}),
    text(None), text(5), text(["x"]), text({"a": 1}), message("text"),
    message("text", text="x", id=None), message("text", text="x", id=""),
    message("text", text="x", id="1" * 65), message("text", text="x", id="\x00"),
    message("location"), message("location", latitude="x", longitude=1),
    message("location", latitude=999, longitude=1), message("location", latitude=None, longitude=1),
    message("location", latitude=10**400, longitude=1),
    message("location", latitude="nan", longitude=1),
    message("sticker", keywords=5), message("image", id={}),
    event("postback"), event("postback", postback=None), event("postback", postback={"data": 5}),
    event("postback", postback={"data": ["do=send"]}), event("unsend"), event("unsend", unsend={}),
    event("unsend", unsend={"messageId": True}), event("messageEdited"),
    event("messageEdited", message={"id": "1", "text": 5}),
    message("image", contentProvider={"type": "external", "originalContentUrl": "https://a"}),
]  # fmt: skip


@pytest.mark.parametrize("wire", BROKEN, ids=lambda wire: json.dumps(wire)[:70])
def test_it_never_stumbles_over_a_broken_event(wire: Any) -> None:
    incoming, photo = read(wire)
    assert isinstance(incoming.content, SomethingElse)
    assert len(incoming.content.type) <= 40
    assert photo is None


@pytest.mark.parametrize(
    ("source", "chat", "user_id"),
    [
        (ONE_TO_ONE, Chat("user", MALEE), MALEE),
        (GROUP, Chat("group", TEAM), MALEE),
        ({"type": "group", "groupId": TEAM}, Chat("group", TEAM), None),
        ({"type": "room", "roomId": ROOM, "userId": MALEE}, Chat("room", ROOM), MALEE),
        ({"type": "planet", "planetId": "P"}, Chat("room", ""), None),
        ({"type": "user"}, Chat("room", ""), None),
        ({"type": "user", "userId": 5}, Chat("room", ""), None),
        ({"type": "user", "userId": "U\x00"}, Chat("room", ""), None),
        ({"type": "user", "userId": "U\ud800"}, Chat("room", ""), None),
        ({"type": "user", "userId": "U" * 65}, Chat("room", ""), None),
        (None, Chat("room", ""), None),
        ("user", Chat("room", ""), None),
    ],
)
def test_it_knows_where_something_was_said(source: Any, chat: Chat, user_id: str | None) -> None:
    incoming, _ = read(event("hologram", source=source))
    assert (incoming.chat, incoming.user_id) == (chat, user_id)


def test_it_takes_the_tokens_over() -> None:
    incoming, _ = read(text("x"))
    assert (incoming.event_id, incoming.reply_token, incoming.read_token) == ("e1", "f" * 32, "r1")


@pytest.mark.parametrize("token", [None, 5, "", "x" * 129, "ก", "a\x00b"])
def test_it_takes_no_reply_token_that_cannot_be_one(token: Any) -> None:
    assert read(event("follow", replyToken=token))[0].reply_token is None


def test_it_knows_when_something_happened() -> None:
    expected = datetime(2025, 11, 24, 2, 0, 0, 123000, tzinfo=UTC)
    assert read(text("x"))[0].occurred_at == expected


@pytest.mark.parametrize("stamp", [None, "1763949600123", 1.5, True, -1, 0, 10**18])
def test_it_takes_now_where_the_time_makes_no_sense(stamp: Any) -> None:
    before = datetime.now(UTC)
    incoming, _ = read(event("follow", timestamp=stamp))
    assert before <= incoming.occurred_at <= datetime.now(UTC)


@pytest.mark.parametrize(("mode", "answerable"), [("active", True), ("standby", False)])
def test_it_stays_silent_while_another_bot_has_the_floor(mode: str, answerable: bool) -> None:
    assert read({**text("x"), "mode": mode})[0].answerable is answerable


def test_it_hands_photos_over_to_be_fetched() -> None:
    wire = message(
        "image",
        contentProvider={"type": "line"},
        imageSet={"id": "set", "index": 2, "total": 3},
    )
    _, photo = read(wire)
    assert photo is not None
    assert (photo.message_id, photo.album) == ("1001", Album("set", 2, 3))


@pytest.mark.parametrize(
    ("parts", "album"),
    [
        ({}, None),
        ({"imageSet": None}, None),
        ({"imageSet": {"id": "set"}}, Album("set")),
        ({"imageSet": {"id": "set", "index": "1", "total": True}}, Album("set")),
    ],
)
def test_it_knows_albums_of_older_phones(parts: Json, album: Album | None) -> None:
    _, photo = read(message("image", **parts))
    assert photo is not None
    assert photo.album == album


@pytest.mark.parametrize(
    ("words", "spans", "left"),
    [
        ("@PMQA เกณฑ์ 3.4", [(0, 5)], "เกณฑ์ 3.4"),
        ("😀 @PMQA เกณฑ์", [(3, 5)], "😀  เกณฑ์"),
        ("@PMQA ถาม @PMQA", [(0, 5), (10, 5)], "ถาม"),
        ("@PMQA", [(0, 5)], ""),
        ("@PMQA", [(0, 500)], ""),
    ],
)
def test_it_takes_our_name_out_of_the_words_in_utf16_units(
    words: str, spans: list[tuple[int, int]], left: str
) -> None:
    sent = content(text(words, GROUP, mention=mention(*spans)))
    assert isinstance(sent, TextSent)
    assert (sent.text, sent.to_us) == (left, True)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"mention": mention((0, 5), of_bot=False)},
        {"mention": {"mentionees": [{"index": 0, "length": 4, "type": "all"}]}},
        {"mention": None},
        {"mention": {"mentionees": None}},
        {"mention": {"mentionees": [None, {"isSelf": True}]}},
    ],
)
def test_it_is_not_meant_in_a_group_unless_mentioned(said: Json) -> None:
    assert content(text("@all สวัสดี", GROUP, **said)) == TextSent(
        "1001", "@all สวัสดี", to_us=False, quote_token="q1"
    )


def test_it_drops_what_no_database_keeps() -> None:
    sent = content(text("ก\x00ข\ud800ค"))
    assert isinstance(sent, TextSent)
    assert sent.text == "กข?ค"
    long = content(text("ก" * 9000))
    assert isinstance(long, TextSent)
    assert len(long.text) == MOST_TEXT


@pytest.mark.parametrize("values", [{}, {"v": "3"}, {"note": "ก&ข=ค +%", "empty": ""}])
def test_it_reads_back_what_our_buttons_carry(values: Mapping[str, str]) -> None:
    data = postback_data(Press("x", "send", values))
    assert content(event("postback", postback={"data": data})) == Pressed("send", values)
