import pytest

from tests.simulator.stage import HELLO, JOHN, MALEE, NOBODY, PIYA, SOMCHAI, TEAM, Desk

PROFILE = "/v2/bot/profile/"
GROUP = f"/v2/bot/group/{TEAM}"


def test_it_tells_who_the_bot_is(desk: Desk) -> None:
    info = desk.api("GET", "/v2/bot/info").json()
    assert info["userId"] == desk.http.get("/desk/state").json()["bot"]["userId"]
    assert (info["chatMode"], info["markAsReadMode"]) == ("chat", "manual")


def test_it_gives_the_profile_of_a_friend(desk: Desk) -> None:
    profile = desk.api("GET", PROFILE + MALEE).json()
    assert (profile["userId"], profile["displayName"], profile["language"]) == (MALEE, "มาลี", "th")
    desk.act(f"people/{JOHN}/follow")
    assert desk.api("GET", PROFILE + JOHN).json()["language"] == "en"


def test_it_gives_no_profile_of_strangers_and_those_who_blocked(desk: Desk) -> None:
    desk.act(f"people/{MALEE}/unfollow")
    for user_id in (MALEE, JOHN, NOBODY):
        answer = desk.api("GET", PROFILE + user_id)
        assert (answer.status_code, answer.json()) == (404, {"message": "Not found"})


@pytest.mark.parametrize("user_id", ["malee", TEAM, "U123"])
def test_it_refuses_malformed_user_ids(desk: Desk, user_id: str) -> None:
    assert desk.api("GET", PROFILE + user_id).status_code == 400


def test_it_tells_about_a_group_and_its_members(desk: Desk) -> None:
    assert desk.api("GET", f"{GROUP}/summary").json() == {"groupId": TEAM, "groupName": "ทีม PMQA"}
    assert desk.api("GET", f"{GROUP}/members/count").json() == {"count": 3}
    assert desk.api("GET", f"{GROUP}/member/{PIYA}").json()["displayName"] == "คุณปิยะ"
    assert desk.api("GET", f"{GROUP}/member/{SOMCHAI}").status_code == 404


def test_it_gives_member_lists_to_verified_accounts_only(desk: Desk) -> None:
    assert desk.api("GET", f"{GROUP}/members/ids").status_code == 403
    assert desk.api("GET", "/v2/bot/followers/ids").status_code == 403


def test_it_leaves_a_group_for_good(desk: Desk) -> None:
    assert desk.api("POST", f"{GROUP}/leave").status_code == 200
    assert desk.api("GET", f"{GROUP}/summary").status_code == 404
    assert desk.push(TEAM, HELLO).status_code == 400
    desk.say("ใครอยู่", PIYA, TEAM)
    assert desk.bot.bodies == []


def test_it_shows_and_ends_the_loading_animation(desk: Desk) -> None:
    path = "/v2/bot/chat/loading/start"
    answer = desk.api("POST", path, {"chatId": MALEE, "loadingSeconds": 10})
    assert (answer.status_code, answer.json()) == (202, {})
    assert desk.view()["loading"] == 10
    desk.clock.now += 7
    assert desk.view()["loading"] == 3
    desk.push(MALEE, HELLO)
    assert desk.view()["loading"] == 0


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"chatId": MALEE, "loadingSeconds": 65}, "Must be between 5 and 60"),
        ({"chatId": MALEE, "loadingSeconds": 7}, "must be a multiple of five"),
        ({"chatId": TEAM}, "Only user id is acceptable"),
        ({}, "May not be empty"),
    ],
)
def test_it_refuses_loading_for_other_times_and_chats(
    desk: Desk, body: dict[str, object], message: str
) -> None:
    answer = desk.api("POST", "/v2/bot/chat/loading/start", body)
    assert answer.status_code == 400
    assert answer.json()["details"][0]["message"].startswith(message)


def test_it_marks_all_up_to_the_message_as_read(desk: Desk) -> None:
    desk.say("หนึ่ง")
    desk.say("สอง")
    token = desk.bot.last["message"]["markAsReadToken"]
    desk.say("สาม")
    answer = desk.api("POST", "/v2/bot/chat/markAsRead", {"markAsReadToken": token})
    assert (answer.status_code, answer.json()) == (200, {})
    assert [row["read"] for row in desk.messages()] == [True, True, False]


def test_it_refuses_foreign_read_tokens(desk: Desk) -> None:
    answer = desk.api("POST", "/v2/bot/chat/markAsRead", {"markAsReadToken": "foreign"})
    assert answer.status_code == 400
    assert answer.json()["message"].startswith("Invalid markAsReadToken.")


def test_it_reads_by_itself_where_chat_is_off(desk: Desk) -> None:
    desk.settings(chatOn=False)
    desk.say("หนึ่ง")
    assert "markAsReadToken" not in desk.bot.last["message"]
    assert desk.messages()[0]["read"] is True


ENDPOINT = "/v2/bot/channel/webhook/endpoint"
TEST = "/v2/bot/channel/webhook/test"


def test_it_sets_gets_and_tests_the_webhook(desk: Desk) -> None:
    desk.api("PUT", ENDPOINT, {"endpoint": "https://bot.example.go.th/hook"})
    assert desk.api("GET", ENDPOINT).json() == {
        "endpoint": "https://bot.example.go.th/hook",
        "active": True,
    }
    result = desk.api("POST", TEST, {"endpoint": "http://127.0.0.1:1/hook"}).json()
    assert (result["success"], result["statusCode"], result["reason"]) == (True, 200, "OK")
    assert b'"events":[]' in desk.bot.bodies[0]
    assert "x-line-signature" in desk.bot.headers[0]


def test_it_tests_a_webhook_that_fails(desk: Desk) -> None:
    desk.bot.statuses = [500]
    result = desk.api("POST", TEST).json()
    assert (result["success"], result["reason"]) == (False, "ERROR_STATUS_CODE")


@pytest.mark.parametrize(
    "url", ["http://bot.example.go.th/hook", "ftp://x", "hook", "https://" + "a" * 500]
)
def test_it_refuses_other_webhook_urls(desk: Desk, url: str) -> None:
    answer = desk.api("PUT", ENDPOINT, {"endpoint": url})
    assert (answer.status_code, answer.json()) == (400, {"message": "Invalid webhook endpoint URL"})


def test_it_knows_when_no_webhook_is_set() -> None:
    desk = Desk(webhook_url=None)
    assert desk.api("GET", ENDPOINT).status_code == 404
    assert desk.api("POST", TEST).status_code == 404
    assert desk.act(f"chats/{MALEE}/text", **{"from": MALEE, "text": "ก"})["deliveries"] == []
