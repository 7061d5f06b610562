"""Tables in a bubble: their three shapes, and rows that may be tapped."""

from typing import Any

import pytest

from bot.render import encode
from core.messages import Card, Press, Row, Table

OPEN = Press("เปิด", "entry", {"id": "criteria.3.4"}, shown="3.4 แก้ไขข้อร้องเรียน")


def lines(*rows: Row, shape: Any = "listed") -> list[dict[str, Any]]:
    """The boxes of the rows, without the lines between them."""
    (message,) = encode([Card(alt="a", title="t", blocks=(Table(rows, shape),))])
    (table,) = message["contents"]["body"]["contents"]
    return [part for part in table["contents"] if part["type"] == "box"]


def texts(box: dict[str, Any]) -> list[str]:
    if box["type"] == "text":
        return [box["text"]]
    return [text for part in box["contents"] for text in texts(part)]


@pytest.mark.parametrize("shape", ["listed", "named", "valued"])
def test_it_shows_label_and_text_of_every_row(shape: str) -> None:
    found = lines(Row("1", "หนึ่ง"), Row("2", "สอง"), shape=shape)
    assert [texts(line) for line in found] == [["1", "หนึ่ง"], ["2", "สอง"]]


def test_it_gives_a_row_without_a_mark_a_bullet() -> None:
    assert texts(lines(Row("", "หนึ่ง"))[0]) == ["•", "หนึ่ง"]


def test_it_shows_what_was_before() -> None:
    assert texts(lines(Row("7.1", "ใหม่", before="เก่า"))[0]) == ["7.1", "เก่า", "→ ใหม่"]


def test_it_makes_a_row_tappable_and_shows_that() -> None:
    plain, tapped = lines(Row("1", "หนึ่ง"), Row("2", "สอง", press=OPEN))
    assert "action" not in plain
    assert tapped["action"]["type"] == "postback"
    assert tapped["action"]["data"] == "do=entry&id=criteria.3.4"
    assert tapped["action"]["displayText"] == OPEN.shown
    assert texts(tapped)[-1] == "›"


@pytest.mark.parametrize("mark", ["", "1", "10", "7.1", "ข้อ 12", "มิติที่ 2 และ 3"])
def test_it_leaves_most_of_the_width_to_the_words(mark: str) -> None:
    (line,) = lines(Row(mark, "คำ"))
    label, words = line["contents"]
    assert words["flex"] >= 3 * label["flex"]
