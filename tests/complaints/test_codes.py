"""Ticket numbers: made unambiguous, found in what people write, and only there."""

import pytest

from complaints.codes import ALPHABET, find_code, new_code


def test_it_makes_numbers_that_it_finds_again() -> None:
    codes = {new_code(2026) for _ in range(200)}
    assert len(codes) == 200
    assert all(find_code(f"ขอดู {code.lower()} หน่อยค่ะ") == code for code in codes)
    assert not set("01OIL") & set(ALPHABET)


@pytest.mark.parametrize(
    "text", ["2026-ABC234", "เรื่อง 2026–abc234 ถึงไหน", " 2026 ABC234 ", "2026abc234", "2026_ABC234"]
)
def test_it_reads_a_number_however_it_is_typed(text: str) -> None:
    assert find_code(text) == "2026-ABC234"


@pytest.mark.parametrize(
    "text",
    [
        "Who won the 2024 awards?",
        "since 2024 street lights here are broken",
        "2023456789 โทรกลับด้วย",
        "2026-ABC10L",
        "12026-ABC234",
        "ปี 2026",
    ],
)
def test_it_takes_no_other_words_for_a_number(text: str) -> None:
    assert find_code(text) is None
