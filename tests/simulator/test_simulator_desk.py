import asyncio
from typing import Any

import pytest
from starlette.requests import Request
from starlette.types import Message

from simulator.feed import Feed
from simulator.server import stopping_of
from tests.simulator.stage import HELLO, JOHN, MALEE, PIYA, SOMCHAI, TEAM, Desk

CAMERA = {"type": "camera", "label": "ถ่ายรูป"}
SAY = {"type": "message", "label": "ใช่", "text": "ใช่"}
PICK = {"type": "datetimepicker", "label": "วัน", "data": "when", "mode": "date"}


def _with_replies(*actions: dict[str, Any]) -> dict[str, Any]:
    items = [{"type": "action", "action": action} for action in actions]
    return {**HELLO, "quickReply": {"items": items}}


def _tap(desk: Desk, action: dict[str, Any], origin: str, **more: Any) -> dict[str, Any]:
    return desk.act(
        f"chats/{MALEE}/tap", **{"from": MALEE, "action": action}, origin=origin, **more
    )


def test_it_shows_the_cast_and_the_places(desk: Desk) -> None:
    state = desk.http.get("/desk/state").json()
    assert {person["language"] for person in state["people"]} == {"th", "en"}
    assert len(state["people"]) == 6
    provinces = " ".join(place["address"] for place in state["places"])
    for name in ("กรุงเทพ", "เชียงใหม่", "ขอนแก่น", "สงขลา", "นครราชสีมา", "ชลบุรี", "ภูเก็ต"):
        assert name in provinces
    assert "Krung Thep Maha Nakhon" in provinces
    assert [group["groupId"] for group in state["groups"]] == [TEAM]


def test_it_counts_unread_until_the_chat_is_opened(desk: Desk) -> None:
    desk.push(MALEE, HELLO)
    unread = {row["chatId"]: row["unread"] for row in desk.http.get("/desk/state").json()["chats"]}
    assert unread[MALEE] == 1
    desk.act(f"chats/{MALEE}/open", **{"from": MALEE})
    assert desk.messages()[0]["read"] is True


def test_it_shows_only_the_last_messages_quick_replies(desk: Desk) -> None:
    desk.push(MALEE, _with_replies(SAY), _with_replies(CAMERA))
    (item,) = desk.view()["quickReplies"]["items"]
    assert item["action"] == CAMERA
    desk.push(MALEE, HELLO)
    assert desk.view()["quickReplies"] is None


def test_it_ends_quick_replies_with_a_tap_or_a_new_message(desk: Desk) -> None:
    for end in (lambda: _tap(desk, SAY, "quickReply"), lambda: desk.say("อื่น")):
        desk.push(MALEE, _with_replies(SAY))
        end()
        assert desk.view()["quickReplies"] is None


@pytest.mark.parametrize("kind", ["camera", "cameraRoll", "location"])
def test_it_keeps_picker_quick_replies_until_data_is_sent(desk: Desk, kind: str) -> None:
    action = {"type": kind, "label": "เลือก"}
    desk.push(MALEE, _with_replies(action))
    assert _tap(desk, action, "quickReply")["picker"] == kind
    assert desk.view()["quickReplies"] is not None
    desk.act(f"chats/{MALEE}/location", **{"from": MALEE, "place": "phuket"})
    assert desk.view()["quickReplies"] is None


def test_it_picks_a_date_in_two_steps(desk: Desk) -> None:
    desk.push(MALEE, _with_replies(PICK))
    first = _tap(desk, {**PICK, "min": "2026-01-01"}, "quickReply")
    assert (first["picker"], first["mode"], first["min"]) == ("datetime", "date", "2026-01-01")
    assert desk.view()["quickReplies"] is not None
    _tap(desk, PICK, "quickReply", params={"date": "2026-02-03"})
    assert desk.bot.last["postback"] == {"data": "when", "params": {"date": "2026-02-03"}}
    assert desk.view()["quickReplies"] is None


def test_it_says_a_message_action_as_the_person(desk: Desk) -> None:
    _tap(desk, SAY, "template")
    assert desk.bot.last["message"]["text"] == "ใช่"
    assert desk.messages()[0]["from"] == MALEE


def test_it_echoes_the_display_text_without_a_message_event(desk: Desk) -> None:
    action = {
        "type": "postback",
        "label": "ส่ง",
        "data": "send=1",
        "displayText": "ส่งเรื่อง",
        "inputOption": "openKeyboard",
        "fillInText": "แก้: ",
    }
    answer = _tap(desk, action, "flex")
    assert (answer["input"], answer["fillInText"]) == ("openKeyboard", "แก้: ")
    assert [event["type"] for event in desk.bot.events] == ["postback"]
    (echo,) = desk.messages()
    assert (echo["echo"], echo["message"]["text"]) == (True, "ส่งเรื่อง")


def test_it_leaves_links_and_copies_to_the_phone(desk: Desk) -> None:
    uri = {"type": "uri", "label": "เปิด", "uri": "https://example.go.th/t/1"}
    copy = {"type": "clipboard", "label": "คัดลอก", "clipboardText": "2026-ABC234"}
    assert _tap(desk, uri, "flex")["open"] == "https://example.go.th/t/1"
    assert _tap(desk, copy, "flex")["copy"] == "2026-ABC234"
    assert desk.bot.bodies == []


def test_it_sends_places_and_stickers(desk: Desk) -> None:
    desk.act(f"chats/{MALEE}/location", **{"from": MALEE, "latitude": 18.1, "longitude": 99})
    assert desk.bot.last["message"]["latitude"] == 18.1
    assert "title" not in desk.bot.last["message"]
    desk.act(f"chats/{MALEE}/sticker", **{"from": MALEE, "stickerId": "1989"})
    assert desk.bot.last["message"]["keywords"] == ["ok", "sure", "ตกลง"]


def test_it_shows_where_each_message_came_from(desk: Desk) -> None:
    desk.say("สวัสดี")
    desk.reply({**HELLO, "sender": {"name": "เจ้าหน้าที่"}})
    desk.push(MALEE, HELLO)
    person, reply, push = desk.messages()
    assert (person["via"], reply["via"], push["via"]) == (None, "reply", "push")
    assert (person["name"], reply["sender"]) == ("มาลี", {"name": "เจ้าหน้าที่"})


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        (f"chats/{MALEE}/text", {"from": MALEE}, 400),
        (f"chats/{MALEE}/text", {"from": SOMCHAI, "text": "ก"}, 400),
        (f"chats/{TEAM}/text", {"from": MALEE, "text": "ก"}, 400),
        ("chats/U0/text", {"from": MALEE, "text": "ก"}, 404),
        (f"chats/{MALEE}/photo", {"from": MALEE, "names": ["nothing"]}, 404),
        (f"chats/{MALEE}/location", {"from": MALEE, "latitude": "x", "longitude": 1}, 400),
        (f"chats/{MALEE}/tap", {"from": MALEE, "action": {"type": "x"}}, 400),
        ("people/U0/follow", {}, 404),
        ("messages/1/unsend", {}, 404),
        ("webhook/redeliver", {}, 400),
    ],
)
def test_it_refuses_what_a_person_cannot_do(
    desk: Desk, path: str, body: dict[str, Any], status: int
) -> None:
    answer = desk.http.post(f"/desk/{path}", json=body)
    assert answer.status_code == status
    assert answer.json()["error"]


def test_it_lets_a_person_change_only_their_own_messages(desk: Desk) -> None:
    desk.push(TEAM, HELLO)
    (row,) = desk.messages(TEAM)
    assert desk.http.post(f"/desk/messages/{row['id']}/unsend").status_code == 400


def test_it_refuses_settings_that_do_not_exist_or_fit(desk: Desk) -> None:
    for body in ({"nonsense": 1}, {"redelivery": "yes"}, {"mode": "asleep"}):
        assert desk.http.patch("/desk/settings", json=body).status_code == 400
    changed = desk.http.patch("/desk/settings", json={"replyTokenSeconds": 5}).json()
    assert changed["replyTokenSeconds"] == 5.0


def test_it_resets_to_the_start(desk: Desk) -> None:
    desk.say("สวัสดี")
    desk.act(f"people/{JOHN}/follow")
    desk.settings(mode="standby")
    desk.act("reset")
    state = desk.http.get("/desk/state").json()
    assert desk.messages() == []
    assert state["settings"]["mode"] == "active"
    assert {p["userId"]: p["friend"] for p in state["people"]}[JOHN] is False
    assert desk.http.get("/desk/log").json() == []
    desk.say("อีกครั้ง", PIYA, TEAM)
    assert desk.bot.last["message"]["text"] == "อีกครั้ง"


def test_it_answers_at_once_when_told_not_to_wait(desk: Desk) -> None:
    with desk.http:
        body = {"from": MALEE, "text": "เร็ว"}
        answer = desk.http.post(f"/desk/chats/{MALEE}/text?wait=0", json=body).json()
        assert answer["deliveries"] == []
        while not desk.bot.bodies:
            desk.http.get("/desk/state")
    assert desk.bot.last["message"]["text"] == "เร็ว"


def test_it_feeds_every_change_in_order_and_resumes() -> None:
    async def listen() -> list[list[Any]]:
        feed = Feed(size=10)
        feed.publish("message", chatId="a")
        feed.publish("view", chatId="a")
        first = [change["kind"] async for change in feed.follow(0, 0.01)]
        asyncio.get_running_loop().call_later(0.01, feed.publish, "read")
        second = [change["seq"] async for change in feed.follow(2, 0.05)]
        return [first, second]

    assert asyncio.run(listen()) == [["message", "view"], [3]]


def test_it_streams_changes_to_the_page(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.desk.reading._STREAM_SLICES", 1)
    monkeypatch.setattr("simulator.desk.reading._SLICE_SECONDS", 0.01)
    desk.push(MALEE, HELLO)
    answer = desk.http.get("/desk/events", headers={"last-event-id": "0"})
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert '"kind": "message"' in answer.text
    assert "id: 1\n" in answer.text


def test_it_ends_the_stream_when_the_server_stops() -> None:
    cycle = _Cycle()
    stopping = stopping_of(Request({"type": "http"}, cycle.receive))
    assert stopping() is False
    cycle.keep_alive = False
    assert stopping() is True


class _Cycle:
    """A connection as uvicorn keeps it."""

    keep_alive = True

    async def receive(self) -> Message:
        return {"type": "http.disconnect"}


def test_it_serves_the_page(desk: Desk) -> None:
    assert desk.http.get("/").headers["content-type"].startswith("text/html")
