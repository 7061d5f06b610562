"""What a spreadsheet would run is written as text."""

import pytest

from core.spreadsheets import harmless, writable


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("x")', "+66 81", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1"]
)
def test_it_keeps_a_formula_from_running(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "ถนนเป็นหลุม", "1=1", "'อ้าง'"])
def test_it_leaves_other_texts_alone(text: str) -> None:
    assert harmless(text) == text


def test_it_drops_what_no_xlsx_can_hold() -> None:
    assert writable("ไฟ\x00ดับ\x1f\n2 จุด\t") == "ไฟดับ\n2 จุด\t"
