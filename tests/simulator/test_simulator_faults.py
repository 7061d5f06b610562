import time
from uuid import uuid4

import pytest

from simulator.api.dropping import ConnectionDropped
from tests.simulator.stage import HELLO, MALEE, Desk


def _order(desk: Desk, fault: str, endpoint: str = "push", **more: int) -> None:
    desk.act("faults", endpoint=endpoint, fault=fault, **more)


@pytest.mark.parametrize(
    ("fault", "status", "text"),
    [
        ("error500", 500, '{"message":"Internal server error"}'),
        ("html500", 500, "<html>"),
        ("rate429", 429, "The API rate limit has been exceeded"),
        ("monthly429", 429, "You have reached your monthly limit."),
    ],
)
def test_it_answers_as_ordered_without_carrying_out(
    desk: Desk, fault: str, status: int, text: str
) -> None:
    _order(desk, fault)
    answer = desk.push(MALEE, HELLO)
    assert answer.status_code == status
    assert text in answer.text
    assert "x-line-request-id" in answer.headers
    assert desk.messages() == []
    assert desk.push(MALEE, HELLO).status_code == 200


def test_it_fails_as_often_as_ordered(desk: Desk) -> None:
    _order(desk, "error500", count=2)
    assert [desk.push(MALEE, HELLO).status_code for _ in range(3)] == [500, 500, 200]
    assert desk.http.get("/desk/faults").json()["faults"] == []


def test_it_carries_out_and_drops_the_line(desk: Desk) -> None:
    key = str(uuid4())
    _order(desk, "acceptedDisconnect")
    with pytest.raises(ConnectionDropped):
        desk.push(MALEE, HELLO, x_line_retry_key=key)
    assert desk.push(MALEE, HELLO, x_line_retry_key=key).status_code == 409
    assert len(desk.messages()) == 1


def test_it_carries_out_and_never_answers(desk: Desk) -> None:
    _order(desk, "acceptedTimeout", latencyMs=10)
    with pytest.raises(ConnectionDropped):
        desk.push(MALEE, HELLO)
    assert len(desk.messages()) == 1


def test_it_refuses_without_carrying_out(desk: Desk) -> None:
    _order(desk, "refuse")
    with pytest.raises(ConnectionDropped):
        desk.push(MALEE, HELLO)
    assert desk.messages() == []
    assert desk.http.get("/desk/log").json()[-1]["fault"] == "refuse"


def test_it_answers_late(desk: Desk) -> None:
    _order(desk, "latency", latencyMs=40)
    started = time.perf_counter()
    assert desk.push(MALEE, HELLO).status_code == 200
    assert time.perf_counter() - started >= 0.04


def test_it_adds_fields_or_leaves_sent_messages_out(desk: Desk) -> None:
    _order(desk, "extraFields")
    assert "addedLater" in desk.push(MALEE, HELLO).json()
    _order(desk, "noSentMessages")
    assert desk.push(MALEE, HELLO).json() == {}
    assert len(desk.messages()) == 2


def test_it_keeps_a_fault_for_the_endpoint_it_is_ordered_for(desk: Desk) -> None:
    _order(desk, "error500", endpoint="content")
    assert desk.push(MALEE, HELLO).status_code == 200
    desk.http.delete("/desk/faults")
    _order(desk, "error500", endpoint="*")
    assert desk.api("GET", "/v2/bot/info").status_code == 500


@pytest.mark.parametrize(
    "body",
    [
        {"endpoint": "push", "fault": "nonsense"},
        {"endpoint": "nowhere", "fault": "error500"},
        {"endpoint": "push", "fault": "error500", "count": 0},
    ],
)
def test_it_refuses_orders_it_cannot_keep(desk: Desk, body: dict[str, object]) -> None:
    assert desk.http.post("/desk/faults", json=body).status_code == 400
