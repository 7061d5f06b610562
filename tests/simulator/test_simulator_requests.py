import re

import pytest

from tests.simulator.stage import HELLO, MALEE, TOKEN, Desk

PUSH = "/v2/bot/message/push"
AUTH = {"authorization": f"Bearer {TOKEN}"}
JSON = {"content-type": "application/json"}


@pytest.mark.parametrize("header", [None, "Bearer wrong", "Basic abc", "Bearer "])
def test_it_asks_for_a_valid_token(desk: Desk, header: str | None) -> None:
    headers = {"authorization": header} if header else {}
    answer = desk.http.get("/v2/bot/info", headers=headers)
    assert answer.status_code == 401
    assert answer.json()["message"].startswith("Authentication failed due to the following reason")


def test_it_gives_every_answer_a_request_id(desk: Desk) -> None:
    ids = [
        desk.http.get("/v2/bot/info", headers=headers).headers["x-line-request-id"]
        for headers in (AUTH, {})
    ]
    assert len(set(ids)) == 2
    assert all(re.fullmatch("[0-9a-f-]{36}", name) for name in ids)


def test_it_refuses_another_media_type(desk: Desk) -> None:
    answer = desk.http.post(PUSH, content=b"{}", headers=AUTH | {"content-type": "text/plain"})
    assert answer.status_code == 415
    assert answer.json() == {"message": "The content type, text/plain, is not supported"}


def test_it_refuses_more_than_two_megabytes(desk: Desk) -> None:
    body = b'{"x":"' + b"a" * (2 * 1024 * 1024) + b'"}'
    assert desk.http.post(PUSH, content=body, headers=AUTH | JSON).status_code == 413


@pytest.mark.parametrize(
    "body", [b"{", b"", b"[]", b"\xff", b'{"to": NaN}', b"[" * 5000, b'{"to": "\\ud800"}']
)
def test_it_refuses_broken_json(desk: Desk, body: bytes) -> None:
    answer = desk.http.post(PUSH, content=body, headers=AUTH | JSON)
    assert answer.status_code == 400
    assert "could not be parsed as JSON (line: " in answer.json()["message"]


def test_it_still_shows_its_log_after_broken_bodies(desk: Desk) -> None:
    desk.act("webhook/raw", body='{"text": "\\ud800"}')
    desk.act("webhook/raw", body="{" * 900)
    shown = [entry["request"] for entry in desk.http.get("/desk/log").json()]
    assert shown == ['{"text": "\\ud800"}', "{" * 900]


def test_it_limits_the_rate_of_each_endpoint(desk: Desk) -> None:
    desk.settings(rateFactor=0.001)
    assert [desk.push(MALEE, HELLO).status_code for _ in range(3)] == [200, 200, 429]
    refused = desk.push(MALEE, HELLO)
    assert refused.json() == {"message": "The API rate limit has been exceeded. Try again later."}
    assert desk.api("GET", "/v2/bot/info").status_code == 200
    desk.clock.now += 1
    assert desk.push(MALEE, HELLO).status_code == 200


def test_it_limits_no_rate_when_told_so(desk: Desk) -> None:
    desk.settings(rateFactor=0.001, rateLimits=False)
    assert {desk.push(MALEE, HELLO).status_code for _ in range(4)} == {200}


def test_it_answers_unknown_paths_with_404(desk: Desk) -> None:
    assert desk.api("GET", "/v2/bot/unknown").status_code == 404


def test_it_logs_calls_with_their_bodies_but_not_their_tokens(desk: Desk) -> None:
    desk.push(MALEE, HELLO)
    entry = desk.http.get("/desk/log?kind=call").json()[-1]
    assert (entry["method"], entry["url"], entry["status"]) == ("POST", PUSH, 200)
    assert entry["request"]["messages"] == [HELLO]
    assert entry["response"]["sentMessages"]
    assert TOKEN not in str(entry)
