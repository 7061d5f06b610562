"""Placeholders: known or refused with help, filled in or left as a gap."""

import pytest

from complaints.responses import placeholders
from complaints.responses.starter import STARTERS
from complaints.responses.tables import Use
from core.errors import InvalidInput
from tests.fakes import MONDAY_MORNING


@pytest.mark.parametrize("name", placeholders.NAMES)
def test_it_knows_its_own_names(name: str) -> None:
    placeholders.check(f"เรื่อง {{{name}}} เสร็จแล้ว")


def test_it_names_what_was_probably_meant() -> None:
    with pytest.raises(InvalidInput) as refused:
        placeholders.check("แล้วเสร็จ {วันที่คาดว่าเสร็จ}")

    assert refused.value.reason == "placeholder_unknown"
    assert refused.value.values == {"name": "วันที่คาดว่าเสร็จ", "meant": "วันที่คาดว่าแล้วเสร็จ"}


def test_it_guesses_nothing_from_far_away() -> None:
    with pytest.raises(InvalidInput) as refused:
        placeholders.check("{xyz}")

    assert refused.value.values["meant"] == ""


@pytest.mark.parametrize("body", ["เรื่อง {รหัสเรื่อง", "เรื่อง รหัสเรื่อง}", "{{รหัสเรื่อง}}"])
def test_it_refuses_a_brace_that_stands_alone(body: str) -> None:
    with pytest.raises(InvalidInput, match="placeholder_broken"):
        placeholders.check(body)


def test_it_fills_in_what_it_knows_and_leaves_a_gap_for_the_rest() -> None:
    body = "เรื่อง {รหัสเรื่อง} ของ{หน่วยงาน} ภายใน{ วันที่คาดว่าแล้วเสร็จ }"
    filled = placeholders.fill(body, {"code": "2026-ABC234", "agency": "สำนักการโยธา"})

    assert filled == "เรื่อง 2026-ABC234 ของสำนักการโยธา ภายใน[โปรดระบุวันที่คาดว่าแล้วเสร็จ]"
    assert placeholders.find_gap(filled) == "[โปรดระบุวันที่คาดว่าแล้วเสร็จ]"


def test_it_puts_no_braces_of_a_citizen_to_use() -> None:
    assert placeholders.fill("ที่ {สถานที่}", {"place": "{เจ้าหน้าที่}", "officer": "อนันต์"}) == (
        "ที่ {เจ้าหน้าที่}"
    )


def test_it_finds_no_gap_in_plain_words() -> None:
    assert placeholders.find_gap("ซ่อมแล้ว [ภาพแนบ] โปรดระบุ") == ""


def test_it_writes_days_with_their_noun() -> None:
    assert placeholders.day(MONDAY_MORNING) == "วันที่ 23 พฤศจิกายน 2569"


def test_it_ships_words_for_every_category_and_use() -> None:
    shipped = {(each.use, each.category) for each in STARTERS.values()}

    assert {use for use, category in shipped if not category} == set(Use)
    for use in set(Use) - {Use.REJECT}:
        assert len({category for each, category in shipped if each is use and category}) == 14


@pytest.mark.parametrize("key", list(STARTERS))
def test_it_ships_words_that_fit_their_fields(key: str) -> None:
    starter = STARTERS[key]

    assert 0 < len(starter.title) <= 80
    assert 5 <= len(starter.body) <= 1000
    assert "\n" not in starter.body
