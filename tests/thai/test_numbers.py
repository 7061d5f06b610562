import pytest

from thai.numbers import buddhist_years, digits_for_words, read_number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("สามสิบเอ็ด", 31),
        ("ยี่สิบ", 20),
        ("สิบสี่", 14),
        ("สองพันห้าร้อยหกสิบหก", 2566),
        ("สองห้าหกหก", 2566),
        ("สองล้านห้าแสน", 2_500_000),
        ("ศูนย์", 0),
    ],
)
def test_it_reads_number_words(words: str, value: int) -> None:
    assert read_number(words) == value


def test_it_does_not_read_other_words() -> None:
    assert read_number("สามัคคี") is None


def test_it_writes_digits_only_where_something_is_numbered() -> None:
    assert digits_for_words("มิติสามจุดสี่ หมวดห้า") == "มิติ3.4 หมวด5"
    assert digits_for_words("ข้อห้ามของคนสามัญ") == "ข้อห้ามของคนสามัญ"
    assert digits_for_words("ปีหกสิบหก") == "ปี66"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("ปี 2566", (2566,)),
        ("ค.ศ. 2023", (2566,)),
        ("ปี66กับ67", (2566, 2567)),
        ("ปีงบ 68", (2568,)),
        ("ตั้งแต่ปี 62 ถึง 66", (2562, 2566)),
        ("2561-65", (2561, 2565)),
        ("คะแนน 66", ()),
        ("ร้อยละ 20.25", ()),
        ("เพิ่มขึ้น 66%", ()),
    ],
)
def test_it_finds_years_in_any_dress(text: str, years: tuple[int, ...]) -> None:
    assert buddhist_years(text) == years
