"""Scores as people type them."""

from decimal import Decimal

import pytest

from core.errors import InvalidInput
from knowledge.tools.score_line import (
    has_category_scores,
    read_category_scores,
    read_total,
    read_total_told,
    usable_scores,
)

D = Decimal


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("420 คะแนนได้ระดับไหน", "420"),
        ("ได้ 475 คะแนน", "475"),
        ("ได้ ๔๗๕ คะแนนค่ะ", "475"),
        ("คะแนน 399.5 อยู่ระดับอะไร", "399.5"),
        ("หน่วยงานเราได้ 430 แต้ม ถือว่าระดับไหนคะ", "430"),
        ("สี่ร้อยยี่สิบเอ็ดคะแนนระดับไหน", "421"),
        ("ห้าร้อยคะแนน", "500"),
        ("PMQA 4.0 ได้ 420 คะแนน อยู่ระดับไหน", "420"),
        ("ได้ 420 ระดับไหน", "420"),
        ("ได้ 420 คะแนน ขาดอีกกี่คะแนนถึงระดับถัดไป", "420"),
        ("what level is 420 points", "420"),
        ("we scored 501 points", "501"),
    ],
)
def test_it_reads_a_score_told_unasked(text: str, score: str) -> None:
    assert read_total_told(text) == D(score)


@pytest.mark.parametrize(
    "text",
    [
        "420",
        "ได้ 5 คะแนน",
        "ระดับก้าวหน้า 400 คะแนนใช่ไหม",
        "หมวด 7 ต้องได้ 400 คะแนนขึ้นไปหรือ",
        "ถนนพัง 420 จุด",
        "มิติเปิดกว้างได้ 438 คะแนน",
        "300 หรือ 400 คะแนน",
        "average Gov 4.0 score in 2565",
        "ร้อยละ 85",
        "มีคะแนนเท่าไหร่บ้าง",
    ],
)
def test_it_leaves_questions_and_reports_alone(text: str) -> None:
    assert read_total_told(text) is None


@pytest.mark.parametrize(
    ("text", "score"), [("420", "420"), ("๓๐๐", "300"), ("ได้ 420 ค่ะ", "420"), ("-5", "-5")]
)
def test_it_takes_a_bare_score_when_asked(text: str, score: str) -> None:
    assert read_total(text) == D(score)


@pytest.mark.parametrize("text", ["nan", "inf", "1e5", "๓.๔", "3.4", "4oo", "สี่ร้อยกว่า ๆ", "", "?"])
def test_it_takes_nothing_that_is_no_score(text: str) -> None:
    assert read_total(text) is None


LISTED = [
    "1:420 2:405 3:430 4:410 5:395 6:400 7:415",
    "1=420, 2=405, 3=430, 4=410, 5=395, 6=400, 7=415",
    "๑:๔๒๐ ๒:๔๐๕ ๓:๔๓๐ ๔:๔๑๐ ๕:๓๙๕ ๖:๔๐๐ ๗:๔๑๕",
    "หมวด 1 420 หมวด 2 405 หมวด 3 430 หมวด 4 410 หมวด 5 395 หมวด 6 400 หมวด 7 415",
    "หมวด1:420\nหมวด2:405\nหมวด3:430\nหมวด4:410\nหมวด5:395\nหมวด6:400\nหมวด7:415",
    "7:415 6:400 5:395 4:410 3:430 2:405 1:420",
    "420 405 430 410 395 400 415",
    "420,405,430,410,395,400,415",
]


@pytest.mark.parametrize("text", LISTED)
def test_it_reads_seven_categories_in_many_dresses(text: str) -> None:
    numbers = (420, 405, 430, 410, 395, 400, 415)
    assert read_category_scores(text) == dict(enumerate(map(D, numbers), start=1))


def test_it_knows_a_list_of_categories_when_it_sees_one() -> None:
    assert has_category_scores("1:420 2:405 3:430")
    assert not has_category_scores("ประชุม 13:30 ห้อง 5")
    assert not has_category_scores("420 405 430 410 395 400 415")


def test_it_reads_only_the_categories_still_wanted() -> None:
    assert read_category_scores("400 390", (6, 7)) == {6: D(400), 7: D(390)}
    assert read_category_scores("390", (7,)) == {7: D(390)}


@pytest.mark.parametrize(
    ("text", "reason", "values"),
    [
        ("1:420 8:400", "category_unknown", {"number": 8}),
        ("0:420", "category_unknown", {"number": 0}),
        ("1:420 1:400", "category_twice", {"number": 1}),
        ("1:420 2:สูง", "category_no_number", {"number": 2}),
        ("1:420 2: 3:400", "category_no_number", {"number": 2}),
        ("1:4.2.1", "category_no_number", {"number": 1}),
        ("420 405 430", "categories_count", {"count": 3, "wanted": 7}),
        ("1 2 3 4 5 6 7 8", "categories_count", {"count": 8, "wanted": 7}),
    ],
)
def test_it_says_what_is_wrong_with_a_list(
    text: str, reason: str, values: dict[str, object]
) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_category_scores(text)
    assert (refused.value.reason, refused.value.values) == (reason, values)


def test_it_tells_what_of_a_faulty_line_can_be_used() -> None:
    assert usable_scores("1:420 2:สูง 3:400 3:390 8:400 4:410") == {1: D(420), 4: D(410)}


@pytest.mark.parametrize("text", ["คะแนนหมวด", "420 คะแนน", "ถนน 3 สายพัง 2 จุด", ""])
def test_it_takes_no_other_words_for_a_list(text: str) -> None:
    assert read_category_scores(text) is None
