"""Tables of agencies as people bring them."""

import io
import random
import zipfile

import pytest

from agencies import sheet
from agencies.sheet import read_rows, template_csv, template_excel
from core.errors import InvalidInput


def test_it_reads_the_same_out_of_excel_and_csv() -> None:
    assert [row.cells for row in read_rows(template_excel())] == [
        row.cells for row in read_rows(template_csv())
    ]


def test_it_counts_rows_as_the_person_sees_them() -> None:
    table = b"code,name\n\na1,A\n\n\nb2,B\n"
    assert [row.number for row in read_rows(table)] == [3, 6]


def test_it_says_of_every_damaged_excel_file_that_it_cannot_read_it() -> None:
    whole, chance = template_excel(), random.Random(7)
    for _ in range(60):
        damaged = bytearray(whole)
        for _ in range(4):
            damaged[chance.randrange(2, len(damaged))] = chance.randrange(256)
        try:
            read_rows(bytes(damaged))
        except InvalidInput as refused:
            assert refused.reason.startswith("sheet_")  # noqa: PT017 - some damage does no harm


@pytest.mark.parametrize("junk", [b"", b"<a", b"<a>&nothing;</a>"])
def test_it_refuses_excel_files_with_broken_insides(junk: bytes) -> None:
    whole, broken = zipfile.ZipFile(io.BytesIO(template_excel())), io.BytesIO()
    with zipfile.ZipFile(broken, "w") as packed:
        for name in whole.namelist():
            packed.writestr(name, junk if name == "xl/workbook.xml" else whole.read(name))
    with pytest.raises(InvalidInput, match="sheet_unreadable"):
        read_rows(broken.getvalue())


@pytest.mark.parametrize("limit", ["LARGEST", "LARGEST_UNPACKED"])
def test_it_refuses_files_that_are_or_become_too_large(
    monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(sheet, limit, 100)
    with pytest.raises(InvalidInput, match="sheet_large"):
        read_rows(template_excel())


def test_it_refuses_a_table_of_too_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MOST_ROWS", 2)
    with pytest.raises(InvalidInput, match="sheet_rows"):
        read_rows(template_csv())
