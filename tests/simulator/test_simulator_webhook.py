import asyncio
import base64
import hashlib
import hmac
import json
import re

import httpx2
import pytest
from starlette.types import Receive, Scope, Send

from simulator.webhook import signature
from tests.simulator.stage import JOHN, MALEE, PIYA, SOMCHAI, TEAM, Desk

SECRET = b"simulator-channel-secret"


def test_it_signs_as_the_published_example_does() -> None:
    body = b'{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'
    expected = "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs="
    assert signature("8c570fa6dd201bb328f1c1eac23a96d8", body) == expected


def test_it_signs_the_exact_bytes_it_sends(desk: Desk) -> None:
    desk.say("น้ำท่วมซอย 5 😀")
    digest = hmac.new(SECRET, desk.bot.bodies[0], hashlib.sha256).digest()
    assert desk.bot.headers[0]["x-line-signature"] == base64.b64encode(digest).decode()
    assert "น้ำท่วม".encode() in desk.bot.bodies[0]


def test_it_can_escape_the_json_it_sends(desk: Desk) -> None:
    desk.settings(escapeJson=True)
    desk.say("น้ำ")
    assert b"\\u0e19" in desk.bot.bodies[0]
    assert desk.bot.last["message"]["text"] == "น้ำ"


def test_it_gives_a_text_event_all_that_line_gives_it(desk: Desk) -> None:
    desk.say("สวัสดี")
    event = desk.bot.last
    assert re.fullmatch("[0-9A-HJKMNP-TV-Z]{26}", event["webhookEventId"])
    assert event["timestamp"] == int(desk.clock.now * 1000)
    assert event["source"] == {"type": "user", "userId": MALEE}
    assert event["mode"] == "active"
    assert event["deliveryContext"] == {"isRedelivery": False}
    assert re.fullmatch("[0-9a-f]{32}", event["replyToken"])
    assert set(event["message"]) == {"id", "type", "text", "quoteToken", "markAsReadToken"}


def test_it_mentions_the_bot_in_utf16_units(desk: Desk) -> None:
    desk.say("😀 @PMQA ใกล้ฉัน ช่วยหน่อย", PIYA, TEAM, mentionBot=True)
    (mentionee,) = desk.bot.last["message"]["mention"]["mentionees"]
    assert (mentionee["index"], mentionee["length"]) == (3, len("@PMQA ใกล้ฉัน"))
    assert mentionee["isSelf"] is True


def test_it_puts_the_mention_in_front_when_the_text_has_none(desk: Desk) -> None:
    desk.say("เกณฑ์ 3.4", PIYA, TEAM, mentionBot=True)
    assert desk.bot.last["message"]["text"] == "@PMQA ใกล้ฉัน เกณฑ์ 3.4"


def test_it_names_the_person_in_a_group_only_while_the_setting_says_so(desk: Desk) -> None:
    desk.say("หนึ่ง", PIYA, TEAM)
    desk.settings(groupUserIds=False)
    desk.say("สอง", PIYA, TEAM)
    first, second = desk.bot.events
    assert first["source"] == {"type": "group", "groupId": TEAM, "userId": PIYA}
    assert second["source"] == {"type": "group", "groupId": TEAM}


def test_it_sends_several_photos_as_one_image_set_in_separate_requests(desk: Desk) -> None:
    desk.act(f"chats/{MALEE}/photo", **{"from": MALEE, "names": ["pothole", "flood", "lamp"]})
    sets = [event["message"]["imageSet"] for event in desk.bot.events]
    assert len(desk.bot.bodies) == 3
    assert [(part["index"], part["total"]) for part in sets] == [(1, 3), (2, 3), (3, 3)]
    assert len({part["id"] for part in sets}) == 1


def test_it_sends_a_single_photo_without_a_set(desk: Desk) -> None:
    desk.act(f"chats/{MALEE}/photo", **{"from": MALEE, "names": ["pothole"]})
    assert "imageSet" not in desk.bot.last["message"]
    assert desk.bot.last["message"]["contentProvider"] == {"type": "line"}


def test_it_redelivers_the_same_event_with_the_same_id_and_token(desk: Desk) -> None:
    desk.say("หนึ่ง")
    desk.act("webhook/redeliver")
    first, again = desk.bot.events
    assert again["deliveryContext"] == {"isRedelivery": True}
    assert {**again, "deliveryContext": None} == {**first, "deliveryContext": None}


def test_it_sends_duplicates_unannounced(desk: Desk) -> None:
    desk.say("หนึ่ง")
    desk.act("webhook/duplicate", times=2)
    first, second, third = desk.bot.events
    assert first == second == third


def test_it_batches_events_of_different_people_in_the_order_asked(desk: Desk) -> None:
    rows = [{"from": MALEE, "text": "หนึ่ง"}, {"from": SOMCHAI, "text": "สอง"}]
    desk.act("webhook/batch", events=rows, order="reversed")
    assert len(desk.bot.bodies) == 1
    assert [event["source"]["userId"] for event in desk.bot.events] == [SOMCHAI, MALEE]


def test_it_sends_a_batch_as_separate_requests_when_asked(desk: Desk) -> None:
    rows = [{"from": MALEE, "text": "หนึ่ง"}, {"from": MALEE, "text": "สอง"}]
    desk.act("webhook/batch", events=rows, separate=True)
    assert len(desk.bot.bodies) == 2


def test_it_sends_events_of_unknown_kinds(desk: Desk) -> None:
    desk.act("webhook/event", event={"type": "hologram", "hologram": {"depth": 3}})
    assert desk.bot.last["type"] == "hologram"
    assert desk.bot.last["source"]["type"] == "user"
    assert "replyToken" not in desk.bot.last


def test_it_adds_unknown_fields_when_asked(desk: Desk) -> None:
    desk.settings(extraFields=True)
    desk.say("หนึ่ง")
    assert desk.bot.last["extraField"]
    assert desk.bot.last["message"]["extraField"]


def test_it_gives_no_reply_token_in_standby(desk: Desk) -> None:
    desk.settings(mode="standby")
    desk.say("หนึ่ง")
    assert desk.bot.last["mode"] == "standby"
    assert "replyToken" not in desk.bot.last


@pytest.mark.parametrize(
    ("wish", "header"),
    [("missing", None), ("something", "something")],
)
def test_it_sends_raw_bodies_with_the_signature_asked_for(
    desk: Desk, wish: str, header: str | None
) -> None:
    desk.act("webhook/raw", body="not json", signature=wish)
    assert desk.bot.bodies == [b"not json"]
    assert desk.bot.headers[0].get("x-line-signature") == header


def test_it_signs_badly_when_asked(desk: Desk) -> None:
    desk.act("webhook/raw", signature="bad")
    body = desk.bot.bodies[0]
    assert json.loads(body)["events"] == []
    assert desk.bot.headers[0]["x-line-signature"] != signature(SECRET.decode(), body)


def test_it_sends_failed_webhooks_again_only_where_redelivery_is_on(desk: Desk) -> None:
    desk.bot.statuses = [500]
    desk.say("หนึ่ง")
    assert len(desk.bot.bodies) == 1
    again = Desk()
    again.settings(redelivery=True, redeliveryDelay=0.0)
    again.bot.statuses = [500, 500]
    with again.http:
        again.say("หนึ่ง")
        while len(again.bot.bodies) < 3:
            again.http.get("/desk/state")
    assert [event["deliveryContext"]["isRedelivery"] for event in again.bot.events] == [
        False,
        True,
        True,
    ]


def test_it_tells_what_came_of_a_webhook(desk: Desk) -> None:
    desk.bot.statuses = [503]
    answer = desk.act(f"chats/{MALEE}/text", **{"from": MALEE, "text": "หนึ่ง"})
    (delivery,) = answer["deliveries"]
    assert (delivery["status"], delivery["reason"]) == (503, "ERROR_STATUS_CODE")
    entry = desk.http.get("/desk/log?kind=webhook").json()[-1]
    assert entry["reason"] == "ERROR_STATUS_CODE"
    assert entry["request"]["events"][0]["message"]["text"] == "หนึ่ง"


def _fails(error: Exception) -> httpx2.MockTransport:
    def answer(_: httpx2.Request) -> httpx2.Response:
        raise error

    return httpx2.MockTransport(answer)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (httpx2.ReadTimeout("slow"), "REQUEST_TIMEOUT"),
        (httpx2.ConnectError("refused"), "COULD_NOT_CONNECT"),
        (httpx2.RemoteProtocolError("odd"), "UNCLASSIFIED"),
    ],
)
def test_it_names_each_way_a_webhook_fails(error: Exception, reason: str) -> None:
    desk = Desk(webhook_transport=_fails(error))
    answer = desk.act(f"chats/{MALEE}/text", **{"from": MALEE, "text": "หนึ่ง"})
    assert answer["deliveries"][0]["reason"] == reason
    assert answer["deliveries"][0]["status"] is None


async def _silent(_scope: Scope, _receive: Receive, _send: Send) -> None:
    await asyncio.Event().wait()


def test_it_waits_no_longer_than_its_timeout() -> None:
    desk = Desk(webhook_timeout=0.01, webhook_transport=httpx2.ASGITransport(_silent))
    answer = desk.act(f"chats/{MALEE}/text", **{"from": MALEE, "text": "หนึ่ง"})
    assert answer["deliveries"][0]["reason"] == "REQUEST_TIMEOUT"


def test_it_tells_of_follow_block_and_return(desk: Desk) -> None:
    desk.act(f"people/{JOHN}/follow")
    desk.act(f"people/{JOHN}/unfollow")
    desk.act(f"people/{JOHN}/follow")
    assert [event["type"] for event in desk.bot.events] == ["follow", "unfollow", "follow"]
    assert [event.get("follow") for event in desk.bot.events] == [
        {"isUnblocked": False},
        None,
        {"isUnblocked": True},
    ]
    assert ["replyToken" in event for event in desk.bot.events] == [True, False, True]


def test_it_tells_of_groups_joined_left_and_their_members(desk: Desk) -> None:
    desk.act(f"groups/{TEAM}/memberJoined", userIds=[MALEE])
    desk.act(f"groups/{TEAM}/memberLeft", userIds=[MALEE])
    desk.act(f"groups/{TEAM}/leave")
    desk.act(f"groups/{TEAM}/join")
    kinds = [event["type"] for event in desk.bot.events]
    assert kinds == ["memberJoined", "memberLeft", "leave", "join"]
    assert desk.bot.events[0]["joined"] == {"members": [{"type": "user", "userId": MALEE}]}
    assert desk.bot.events[2]["source"] == {"type": "group", "groupId": TEAM}


def test_it_hears_nothing_from_a_group_the_bot_has_left(desk: Desk) -> None:
    desk.act(f"groups/{TEAM}/leave")
    desk.say("ยังอยู่ไหม", PIYA, TEAM)
    assert [event["type"] for event in desk.bot.events] == ["leave"]


def test_it_tells_of_unsent_and_edited_messages(desk: Desk) -> None:
    first = desk.say("ผิด", PIYA, TEAM)
    desk.act(f"messages/{first}/edit", text="ถูก")
    desk.act(f"messages/{first}/unsend")
    _, edited, unsent = desk.bot.events
    assert edited["type"] == "messageEdited"
    assert (edited["message"]["id"], edited["message"]["text"]) == (first, "ถูก")
    assert unsent["unsend"] == {"messageId": first}
    assert "replyToken" not in unsent


def test_it_quotes_an_earlier_message(desk: Desk) -> None:
    first = desk.say("เรื่องนี้")
    desk.say("ว่าอย่างไร", quote=first)
    assert desk.bot.last["message"]["quotedMessageId"] == first
