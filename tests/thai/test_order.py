"""Words in the order of Thai dictionaries."""

import random

import pytest

from thai.order import dictionary_order


@pytest.mark.parametrize(
    "ordered",
    [
        ["กาซ", "ก๊าซ", "เกาะ", "แก้ว", "ขอนแก่น", "เชียงใหม่", "เทศบาล", "สิงห์บุรี", "องค์การ"],
        ["กา", "ก่า", "ก้า", "ก๊า", "ก๋า", "กาก"],
        ["เก", "เก็", "เก่", "เก้า", "แก", "แก่", "แก้", "โก", "ใกล้", "ไก่"],
        ["ปาน", "ป่าน", "ป้าน", "ปาย", "ป่าย", "ป้าย"],
        ["เขต 2", "เขต ๙", "เขต 10", "เขตวัฒนา"],
        ["apple", "Banana", "cherry", "กอง"],
    ],
)
def test_it_sorts_as_dictionaries_do(ordered: list[str]) -> None:
    shuffled = random.Random(3).sample(ordered, len(ordered))
    assert sorted(shuffled, key=dictionary_order) == ordered


def test_it_tells_apart_what_is_written_differently() -> None:
    words = ["กา", "ก่า", "กาก่า", "ก่ากา", "", " "]
    assert len({dictionary_order(word) for word in words}) == len(words)
