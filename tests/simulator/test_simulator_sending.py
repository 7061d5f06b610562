from typing import Any
from uuid import uuid4

import pytest

from tests.simulator.stage import HELLO, JOHN, MALEE, NOBODY, PIYA, SOMCHAI, TEAM, Desk

MULTICAST = "/v2/bot/message/multicast"


def test_it_takes_a_reply_once(desk: Desk) -> None:
    desk.say("สวัสดี")
    first = desk.reply(HELLO)
    assert first.status_code == 200
    assert set(first.json()["sentMessages"][0]) == {"id", "quoteToken"}
    again = desk.reply(HELLO)
    assert (again.status_code, again.json()) == (400, {"message": "Invalid reply token"})
    assert [row["from"] for row in desk.messages()] == [MALEE, "bot"]


@pytest.mark.parametrize(("seconds", "status"), [(59, 200), (61, 400)])
def test_it_lets_a_reply_token_live_for_a_minute(desk: Desk, seconds: int, status: int) -> None:
    desk.say("สวัสดี")
    desk.clock.now += seconds
    assert desk.reply(HELLO).status_code == status


def test_it_opens_a_new_minute_on_redelivery(desk: Desk) -> None:
    desk.say("สวัสดี")
    desk.clock.now += 300
    desk.act("webhook/redeliver")
    desk.clock.now += 50
    assert desk.reply(HELLO).status_code == 200


def test_it_opens_no_new_minute_twenty_minutes_after_the_event(desk: Desk) -> None:
    desk.say("สวัสดี")
    desk.clock.now += 20 * 60 + 1
    desk.act("webhook/redeliver")
    assert desk.reply(HELLO).status_code == 400


def test_it_does_not_revive_a_used_token_by_redelivery(desk: Desk) -> None:
    desk.say("สวัสดี")
    desk.reply(HELLO)
    desk.act("webhook/redeliver")
    assert desk.reply(HELLO).status_code == 400


def test_it_refuses_a_retry_key_on_reply(desk: Desk) -> None:
    desk.say("สวัสดี")
    assert desk.reply(HELLO, x_line_retry_key=str(uuid4())).status_code == 400
    assert desk.reply(HELLO).status_code == 200


@pytest.mark.parametrize(("consume", "status"), [(False, 200), (True, 400)])
def test_it_keeps_or_burns_the_token_of_a_bad_body_as_set(
    desk: Desk, consume: bool, status: int
) -> None:
    desk.settings(consumeTokenOnInvalidBody=consume)
    desk.say("สวัสดี")
    assert desk.reply({"type": "text", "text": ""}).status_code == 400
    assert desk.reply(HELLO).status_code == status


def test_it_does_not_count_replies(desk: Desk) -> None:
    desk.say("สวัสดี")
    desk.reply(HELLO)
    usage = desk.api("GET", "/v2/bot/message/quota/consumption").json()
    assert usage == {"totalUsage": 0}


def test_it_answers_a_repeated_push_with_409_and_the_first_result(desk: Desk) -> None:
    key = str(uuid4())
    first = desk.push(MALEE, HELLO, x_line_retry_key=key)
    again = desk.push(MALEE, HELLO, x_line_retry_key=key)
    assert again.status_code == 409
    assert again.json()["message"] == "The retry key is already accepted"
    assert again.json()["sentMessages"] == first.json()["sentMessages"]
    assert again.headers["x-line-accepted-request-id"] == first.headers["x-line-request-id"]
    assert len(desk.messages()) == 1


def test_it_forgets_a_retry_key_after_a_day(desk: Desk) -> None:
    key = str(uuid4())
    desk.push(MALEE, HELLO, x_line_retry_key=key)
    desk.clock.now += 24 * 3600 + 1
    assert desk.push(MALEE, HELLO, x_line_retry_key=key).status_code == 200


def test_it_keeps_no_retry_key_of_a_refused_push(desk: Desk) -> None:
    key = str(uuid4())
    assert desk.push(MALEE, {"type": "text"}, x_line_retry_key=key).status_code == 400
    assert desk.push(MALEE, HELLO, x_line_retry_key=key).status_code == 200


def test_it_refuses_a_retry_key_that_is_no_uuid(desk: Desk) -> None:
    assert desk.push(MALEE, HELLO, x_line_retry_key="once").status_code == 400


def test_it_refuses_a_push_to_nobody(desk: Desk) -> None:
    answer = desk.push(NOBODY, HELLO)
    assert (answer.status_code, answer.json()) == (400, {"message": "Failed to send messages"})


def test_it_refuses_a_malformed_target(desk: Desk) -> None:
    answer = desk.push("malee", HELLO)
    assert answer.status_code == 400
    assert answer.json()["message"].startswith("The property, 'to', in the request body is invalid")


def test_it_swallows_a_push_to_one_who_blocked_the_bot(desk: Desk) -> None:
    desk.act(f"people/{MALEE}/unfollow")
    assert desk.push(MALEE, HELLO).status_code == 200
    assert desk.messages() == []
    assert desk.api("GET", "/v2/bot/message/quota/consumption").json()["totalUsage"] == 0


def test_it_reaches_a_stranger_only_after_they_wrote(desk: Desk) -> None:
    desk.push(JOHN, HELLO)
    desk.say("hello", JOHN)
    desk.push(JOHN, HELLO)
    assert [row["from"] for row in desk.messages(JOHN)] == [JOHN, "bot"]
    desk.clock.now += 8 * 24 * 3600
    desk.push(JOHN, HELLO)
    assert len(desk.messages(JOHN)) == 2


def test_it_counts_a_push_to_a_group_by_its_members(desk: Desk) -> None:
    desk.push(TEAM, HELLO, HELLO)
    assert desk.api("GET", "/v2/bot/message/quota/consumption").json()["totalUsage"] == 3


def test_it_stops_at_the_monthly_limit(desk: Desk) -> None:
    desk.act("quota", limit=2, used=1)
    assert desk.push(MALEE, HELLO).status_code == 200
    refused = desk.push(MALEE, HELLO)
    assert refused.status_code == 429
    assert refused.json() == {"message": "You have reached your monthly limit."}
    desk.say("ยังตอบได้ไหม")
    assert desk.reply(HELLO).status_code == 200


def test_it_starts_the_quota_anew_each_month(desk: Desk) -> None:
    desk.act("quota", limit=1)
    assert [desk.push(MALEE, HELLO).status_code for _ in range(2)] == [200, 429]
    desk.clock.now += 31 * 24 * 3600
    assert desk.push(SOMCHAI, HELLO).status_code == 200
    assert desk.api("GET", "/v2/bot/message/quota/consumption").json() == {"totalUsage": 1}


def test_it_tells_quota_and_deliveries(desk: Desk) -> None:
    desk.push(MALEE, HELLO)
    quota = desk.api("GET", "/v2/bot/message/quota").json()
    assert quota == {"type": "limited", "value": 300}
    day = desk.api("GET", "/v2/bot/message/delivery/push?date=20270115").json()
    assert day == {"status": "ready", "success": 1}
    assert desk.api("GET", "/v2/bot/message/delivery/push?date=today").status_code == 400


def test_it_tells_a_plan_without_limit() -> None:
    desk = Desk(monthly_quota=None)
    assert desk.api("GET", "/v2/bot/message/quota").json() == {"type": "none"}
    assert desk.push(MALEE, HELLO).status_code == 200


def test_it_multicasts_to_people(desk: Desk) -> None:
    body = {"to": [MALEE, SOMCHAI, NOBODY], "messages": [HELLO]}
    answer = desk.api("POST", MULTICAST, body)
    assert (answer.status_code, answer.json()) == (200, {})
    assert len(desk.messages(MALEE)) == len(desk.messages(SOMCHAI)) == 1
    assert desk.api("GET", "/v2/bot/message/quota/consumption").json()["totalUsage"] == 2


@pytest.mark.parametrize("targets", [[MALEE, "x"], [MALEE, TEAM], [], [MALEE] * 501, None])
def test_it_refuses_a_multicast_to_other_than_1_to_500_people(desk: Desk, targets: Any) -> None:
    answer = desk.api("POST", MULTICAST, {"to": targets, "messages": [HELLO]})
    assert answer.status_code == 400
    if targets == [MALEE, "x"]:
        text = "The property, to[1], in the request body is invalid (line: -, column: -)"
        assert answer.json()["message"] == text


def test_it_keeps_retry_keys_of_multicasts_too(desk: Desk) -> None:
    key = str(uuid4())
    body = {"to": [MALEE], "messages": [HELLO]}
    desk.api("POST", MULTICAST, body, x_line_retry_key=key)
    again = desk.api("POST", MULTICAST, body, x_line_retry_key=key)
    assert again.status_code == 409
    assert "sentMessages" not in again.json()


def test_it_broadcasts_to_friends(desk: Desk) -> None:
    assert desk.api("POST", "/v2/bot/message/broadcast", {"messages": [HELLO]}).status_code == 200
    assert len(desk.messages(SOMCHAI)) == 1
    assert desk.messages(JOHN) == []


def test_it_validates_messages_without_sending(desk: Desk) -> None:
    path = "/v2/bot/message/validate/reply"
    assert desk.api("POST", path, {"messages": [HELLO]}).json() == {}
    refused = desk.api("POST", path, {"messages": [{"type": "text", "text": "ก" * 5001}]})
    assert refused.status_code == 400
    assert refused.json() == {
        "message": "The request body has 1 error(s)",
        "details": [
            {"message": "Length must be between 0 and 5000", "property": "messages[0].text"}
        ],
    }


def test_it_points_into_flex_with_a_json_pointer(desk: Desk) -> None:
    box = {"type": "box", "layout": "vertical", "contents": [{"type": "text", "text": ""}]}
    flex = {"type": "flex", "altText": "บัตร", "contents": {"type": "bubble", "body": box}}
    refused = desk.push(MALEE, flex).json()
    assert refused["message"] == "A message (messages[0]) in the request body is invalid"
    assert refused["details"] == [
        {"message": "May not be empty", "property": "/body/contents/0/text"}
    ]


def test_it_refuses_unknown_fields_of_the_request(desk: Desk) -> None:
    answer = desk.api(
        "POST", "/v2/bot/message/push", {"to": MALEE, "messages": [HELLO], "quickreply": {}}
    )
    assert answer.status_code == 400
    assert answer.json()["details"][0]["property"] == "quickreply"


def test_it_quotes_only_within_the_same_chat(desk: Desk) -> None:
    desk.say("เรื่องเดิม")
    quote = desk.bot.last["message"]["quoteToken"]
    assert desk.push(SOMCHAI, {**HELLO, "quoteToken": quote}).status_code == 400
    assert desk.push(MALEE, {**HELLO, "quoteToken": quote}).status_code == 200
    assert desk.messages()[-1]["quoted"] == desk.messages()[0]["id"]


def test_it_mentions_people_only_in_groups(desk: Desk) -> None:
    mention = {"type": "mention", "mentionee": {"type": "user", "userId": PIYA}}
    message = {"type": "textV2", "text": "คุณ {who}", "substitution": {"who": mention}}
    assert desk.push(TEAM, message).status_code == 200
    assert desk.push(PIYA, message).status_code == 400
