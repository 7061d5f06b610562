"""How the validator counts, which URLs it takes, how many messages, and rich menus."""

from typing import Any

import pytest

from simulator.validator.checks import graphemes, utf16
from simulator.validator.messages import check
from simulator.validator.problems import Context
from simulator.validator.richmenu import check_rich_menu
from simulator.validator.urls import is_https, link_problem
from tests.simulator.message_kit import FAMILY, MENTION, PICTURE, Json, faults, text, v2


@pytest.mark.parametrize("messages", [None, [], [text()] * 6, {}, "text"])
def test_it_wants_one_to_five_messages(messages: Any) -> None:
    assert check(messages, Context())[0].property == "messages"


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
