"""What is kept of a text, and what is looked for."""

import pytest

from complaints.search.words import MOST_LOOKED_FOR, kept_words, looked_for, parted


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("น้ำท่วมขังหน้าตลาด", "น้ำท่วม"),
        ("น้ำท่วมขังหน้าตลาด", "ท่วม"),
        ("ซอยลาดพร้าว ๖๔", "64"),
        ("เลขเดิม 2022-ABCDEF", "abcdef"),
        ("อ.เมือง", "เมือง"),
    ],
)
def test_it_keeps_each_telling_word_and_its_end(text: str, word: str) -> None:
    assert word in kept_words([text]).split(" ")


def test_it_keeps_a_word_once_and_leaves_out_what_tells_nothing() -> None:
    kept = kept_words(["ถนนที่พัง", "ถนนนี้ที่พัง"]).split(" ")
    assert kept.count("ถนน") == 1
    assert "ที่" not in kept


@pytest.mark.parametrize("text", ["", " ", "—", "%_'\"", "🙂"])
def test_it_keeps_nothing_of_what_has_no_words(text: str) -> None:
    assert kept_words([text]) == ""
    assert looked_for(text) == ()


def test_it_looks_for_telling_words_where_there_are_any() -> None:
    assert looked_for("ถนนที่พัง") == ("ถนน", "พัง")
    assert looked_for("ที่") == ("ที่",)
    assert len(looked_for(" ".join(str(number) for number in range(100)))) == MOST_LOOKED_FOR


def test_it_takes_a_word_apart_that_two_make() -> None:
    assert parted("น้ำท่วม") == ("น้ำ", "ท่วม")
    assert parted("ถนน") is None
