"""What is kept of a message before it is read for its category."""

import pytest

from categories.focus import problem_part


def test_it_keeps_what_stands_between_problem_and_address() -> None:
    text = "เรียนเจ้าหน้าที่ ปัญหา : ฝาท่อแตกเป็นรู จุดเกิดเหตุ : หน้าโรงเรียน ซอย : สุขใจ 5"

    assert problem_part(text).strip() == "ฝาท่อแตกเป็นรู"


def test_it_drops_address_fields_case_numbers_and_set_phrases() -> None:
    kept = problem_part("ไฟทางดับหลายดวง เขต : บางรัก #1555 หมายเลขอ้างอิง : ab12cd")

    assert kept.strip() == "ไฟทางดับหลายดวง"


@pytest.mark.parametrize("text", ["ถนนพัง", "", "จุดเกิดเหตุ : หน้าวัด", "ขอให้ตรวจสอบและแก้ไขด้วย"])
def test_it_leaves_a_message_with_nothing_else_as_it_is(text: str) -> None:
    assert problem_part(text) == text


def test_it_leaves_a_plain_message_alone() -> None:
    text = "หมาจรไล่กัดคนหน้าปากซอยสุขใจ 5 ทุกเช้าเลยครับ"

    assert problem_part(text) == text
