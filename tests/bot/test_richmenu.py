"""The rich menu is data that LINE takes; installing it leaves one menu, everybody's."""

from itertools import pairwise

import pytest

from bot.client import LineClient
from bot.errors import LineError
from bot.richmenu import PICTURE_FILE, install, read_menu
from handlers.commands import is_command
from tests.bot.line import Line
from tests.simulator.stage import MALEE


def menus(line: Line) -> list[str]:
    answer = line.api("GET", "/v2/bot/richmenu/list").json()
    return [menu["richMenuId"] for menu in answer["richmenus"]]


def test_it_makes_the_menu_everybodys(line: Line, client: LineClient) -> None:
    menu_id = install(client)
    shown = line.view()["richMenu"]
    assert shown["richMenuId"] == menu_id
    assert [area["action"]["text"] for area in shown["areas"]] == [
        "แจ้งปัญหา",
        "ติดตามเรื่อง",
        "ถามเกณฑ์ PMQA",
        "ช่วยเหลือ",
    ]


def test_it_replaces_the_menu_before(line: Line, client: LineClient) -> None:
    install(client)
    second = install(client)
    assert menus(line) == [second]
    assert line.view(MALEE)["richMenu"]["richMenuId"] == second


def test_it_keeps_the_old_menu_where_the_new_one_fails(line: Line, client: LineClient) -> None:
    first = install(client)
    line.order("richmenu.create", "error500")
    with pytest.raises(LineError):
        install(client)
    assert line.view()["richMenu"]["richMenuId"] == first


def test_it_writes_words_that_the_conversation_knows() -> None:
    texts = [area["action"]["text"] for area in read_menu()["areas"]]
    known = ("report", "track", "ask", "help")
    assert [is_command(text, name) for text, name in zip(texts, known, strict=True)] == [True] * 4


def test_it_leaves_no_gap_between_its_areas() -> None:
    menu = read_menu()
    bounds = [area["bounds"] for area in menu["areas"]]
    assert sum(each["width"] for each in bounds) == menu["size"]["width"]
    for left, right in pairwise(bounds):
        assert left["x"] + left["width"] == right["x"]


def test_it_has_a_picture_that_is_not_too_heavy() -> None:
    assert PICTURE_FILE.stat().st_size <= 1024 * 1024
