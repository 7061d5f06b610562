"""Spotting concepts in texts."""

from collections.abc import Mapping

import pytest

from categories import catalog, concepts
from categories.concepts import Concepts


@pytest.fixture(scope="module")
def known() -> Concepts:
    return concepts.load()


def _spotted(known: Concepts, text: str) -> list[str]:
    return [mention.concept for mention in known.spot(text)]


def _of(**phrases: tuple[str, ...]) -> Concepts:
    said: Mapping[str, tuple[str, ...]] = {p: (c,) for c, each in phrases.items() for p in each}
    return Concepts(said)


def test_it_takes_the_longest_phrase_where_two_overlap() -> None:
    known = _of(lamp=("ไฟ",), signal=("ไฟจราจร",))

    assert _spotted(known, "ไฟจราจรเสีย") == ["signal"]


def test_it_says_where_a_concept_stands() -> None:
    (mention,) = _of(hole=("เป็นหลุม",)).spot("ถนนเป็นหลุมลึก")

    assert (mention.start, mention.end) == (3, 11)


@pytest.mark.parametrize("text", ["หมายเลขบ้าน", "กฎหมายใหม่"])
def test_it_does_not_find_a_short_word_inside_another(known: Concepts, text: str) -> None:
    assert "dog" not in _spotted(known, text)


def test_it_does_not_find_a_latin_word_inside_another(known: Concepts) -> None:
    assert "cat" not in _spotted(known, "the location and education")
    assert "cat" in _spotted(known, "a cat on the roof")


def test_it_gives_every_concept_of_a_phrase_that_has_two() -> None:
    known = Concepts({"แผงกั้น": ("roadworks", "guard")})

    assert _spotted(known, "แผงกั้นล้ม") == ["roadworks", "guard"]


def test_it_files_every_concept_under_a_category_or_none() -> None:
    assert {code for _, code in concepts.home_phrases()} == set(catalog.load().codes)
