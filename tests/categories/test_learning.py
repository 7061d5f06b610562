"""Learning from an agency's own complaints: what is held back, and when a model is better."""

import itertools

import pytest

from categories import learning
from categories.fitting import Example
from categories.labelled import Row
from categories.learning import Own, TooFew
from categories.suggest import NO_HINTS, Guess, Hints, Ranking

# A town whose people have a word of their own for the lamps of the streets.
PLACES = ["ตลาด", "วัด", "โรงเรียน", "สะพาน", "สถานี", "หอพัก", "สวน", "ค่ายทหาร", "คลินิก", "ท่ารถ"]
LAMPS = [f"กระบองแสงหน้า{place}{n}ไม่ยอมตื่น" for place in PLACES for n in range(1, 9)]
BINS = [f"กล่องเขียวหน้า{place}{n}เต็มจนล้น" for place in PLACES for n in range(1, 9)]
TOWN = [
    Row(str(n), text, code, frozenset({code}))
    for n, (text, code) in enumerate(
        [*((text, "street_light") for text in LAMPS), *((text, "cleanliness") for text in BINS)]
    )
]
OWN = Own(
    sentences=[
        Example(f"{what}{where}", code)
        for (what, code), where in itertools.product(
            [
                ("ไฟทางดับ", "street_light"),
                ("ขยะล้นถัง", "cleanliness"),
                ("น้ำท่วมขัง", "disaster"),
                ("หมาจรดุ", "nuisance"),
            ],
            ["หน้าบ้าน", "ในซอย", "ที่ตลาด", "แถวนี้", "ทุกคืน", "มานานแล้ว", "ข้างวัด", "ท้ายหมู่บ้าน"],
        )
    ],
    words=[Example("ขยะ", "cleanliness")],
)


class Stubborn:
    """Takes everything for one category."""

    def __init__(self, code: str) -> None:
        self._code = code

    def rank(self, text: str, hints: Hints = NO_HINTS) -> Ranking:
        rest = ("other", "health", "disaster")
        return Ranking((Guess(self._code, 0.9), *(Guess(code, 0.03) for code in rest)))


def test_it_always_holds_the_same_texts_back() -> None:
    held = [text for text in LAMPS if learning.is_held_back(text)]

    assert 0 < len(held) < len(LAMPS) / 2
    assert [text for text in reversed(LAMPS) if learning.is_held_back(text)] == held[::-1]
    assert all(learning.is_held_back(f" {text} ") for text in held)  # however it was typed


def test_it_learns_what_only_this_town_says() -> None:
    trial = learning.try_out(TOWN, Stubborn("nuisance"), OWN)

    assert trial.before.overall.at_1 == 0
    assert trial.after.overall.at_1 > 0.9
    assert trial.own_after >= trial.own_before - learning.TOLERANCE
    assert trial.better
    assert trial.learned + trial.held_back == len(TOWN)


def test_it_is_not_better_than_what_is_right_already() -> None:
    lamps_only = [
        Row(str(n), f"{text} {n}", "street_light", frozenset({"street_light"}))
        for n, text in enumerate(LAMPS * 2)
    ]

    assert not learning.try_out(lamps_only, Stubborn("street_light"), OWN).better


def test_it_is_not_better_where_it_forgets_what_it_knew() -> None:
    # An agency that files everything under "other" would teach that nothing is anything.
    spoilt = [
        Row(str(n), f"{example.text} {n}", "other", frozenset({"other"}))
        for n, example in enumerate([*OWN.sentences] * 8)
    ]

    trial = learning.try_out(spoilt, Stubborn("nuisance"), OWN)

    assert trial.after.overall.at_1 > trial.before.overall.at_1
    assert trial.own_after < trial.own_before - learning.TOLERANCE
    assert not trial.better


def test_it_learns_nothing_from_a_handful() -> None:
    with pytest.raises(TooFew) as few:
        learning.try_out(TOWN[:50], Stubborn("other"), OWN)
    assert few.value.learned + few.value.held_back == 50
