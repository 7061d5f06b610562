"""Recognising phrases that are misspelt."""

import pytest

from categories.misspellings import Misspellings
from categories.suggest import Suggester
from categories.tokens import Token, located

KNOWN = Misspellings(["ฟุตบาท", "สัญญาณไฟ", "ท่อระบายน้ำ", "น้ำท่วม", "pothole", "หมา"])


def _found(text: str) -> list[str]:
    return [phrase for phrase, _, _ in KNOWN.find(located(text))]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("ฟุตบารทพัง", "ฟุตบาท"),
        ("สัณยานไฟเสีย", "สัญญาณไฟ"),
        ("ทอระบายน้ำ", "ท่อระบายน้ำ"),
        ("big potthole here", "pothole"),
    ],
)
def test_it_recognises_a_phrase_a_letter_or_two_away(text: str, phrase: str) -> None:
    assert _found(text) == [phrase]


@pytest.mark.parametrize("text", ["ขนมปังอร่อย", "whole wheat", "", "มหา"])
def test_it_leaves_other_words_alone(text: str) -> None:
    assert _found(text) == []


def test_it_does_not_join_words_across_a_space() -> None:
    tokens = [Token("ฟุต", 0, 3), Token("บารท", 4, 8)]

    assert list(KNOWN.find(tokens)) == []


def test_it_says_where_the_misspelling_stands() -> None:
    ((_, start, end),) = KNOWN.find(located("ซ่อมฟุตบารทด้วย"))

    assert "ซ่อมฟุตบารทด้วย"[start:end] == "ฟุตบารท"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ฟุตบารทแตกเดินไม่ด้าย", "road_sidewalk"),
        ("รดเก็บขญะไม่มาเลย", "cleanliness"),
        ("ไฟสองสวางไม่ติด", "street_light"),
        ("สุนักจอนจัดไล่กัด", "nuisance"),
    ],
)
def test_it_helps_the_suggester_with_typing_errors(text: str, code: str) -> None:
    assert Suggester.load().rank(text).best.code == code
