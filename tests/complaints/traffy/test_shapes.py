"""Which file is which, and what its bytes say."""

from pathlib import Path

import pytest

from complaints.traffy.findings import Problem
from complaints.traffy.source import CutShort, RawRow, Source, UnknownShape
from tests.complaints.traffy import export


def read(path: Path) -> tuple[str, list[RawRow]]:
    with Source(path) as source:
        return source.shape.name, list(source.rows())


@pytest.mark.parametrize(
    ("row", "shape"),
    [(export.api_row(), "api"), (export.open_data_row(), "open_data"), (export.full_row(), "full")],
)
def test_it_knows_the_shapes_by_their_header(
    tmp_path: Path, row: dict[str, str], shape: str
) -> None:
    backwards = dict(reversed(row.items()))
    assert read(export.write(tmp_path, row))[0] == shape
    assert read(export.write(tmp_path, backwards))[0] == shape


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
def test_it_reads_every_encoding_thai_files_come_in(tmp_path: Path, encoding: str) -> None:
    _, (row,) = read(export.write(tmp_path, export.open_data_row(), encoding=encoding))
    assert row.values["comment"] == "สายสื่อสารห้อยลงทางเท้า\nเดินผ่านลำบาก"


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_it_reads_what_a_spreadsheet_has_saved(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "export.csv"
    path.write_text("\n" + export.text(export.full_row(), delimiter=delimiter), encoding="utf-8")
    _, (row,) = read(path)
    assert row.values["id"] == "2026-TESTC2"
    assert row.line == 3


def test_it_reads_packed_files_and_notices_a_cut_one(tmp_path: Path) -> None:
    rows = [export.api_row(f"2026-T{number:05}") for number in range(3_000)]
    path = export.write(tmp_path, *rows, packed=True)
    assert len(read(path)[1]) == 3_000
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(CutShort):
        read(path)


def test_it_says_what_each_shape_lacks(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("name,coords,type\nx,y,z\n", encoding="utf-8")
    with pytest.raises(UnknownShape) as caught:
        Source(path)
    assert caught.value.found == "name, coords, type"
    assert "comment" in caught.value.missing["open_data"]


def test_it_tells_in_which_line_a_row_begins(tmp_path: Path) -> None:
    rows = [export.open_data_row("2026-TESTB2"), export.open_data_row("2026-TESTB3")]
    assert [row.line for row in read(export.write(tmp_path, *rows))[1]] == [2, 4]


def test_it_marks_rows_that_are_no_rows_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    good = export.text(export.api_row("2026-TESTA3")).splitlines()[1]
    header = ",".join(export.API)
    endless = '"' + "x" * 140_000 + '"'
    lines = [header, "too,short", "", endless, good.replace("ถนน", "ถ\0นน")]
    path.write_text("\n".join(lines), encoding="utf-8")
    short, broken, row = read(path)[1]
    assert short.fault is Problem.WRONG_WIDTH
    assert broken.fault is Problem.BROKEN
    assert (row.fault, row.values["types"]) == (None, "ถนน")
