"""The workbook: opened and recomputed by LibreOffice, its formulas come to the figures."""

import io
import os
import re
import shutil
import subprocess
import tracemalloc
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from openpyxl.workbook import Workbook

from complaints.evidence.gathering import Evidence
from complaints.evidence.words import month_name
from complaints.evidence.workbook.book import write_book
from complaints.evidence.workbook.sheets import SHOWN, for_cell
from complaints.figures.results import Result

FIRST = 5  # the first line below the heads


def recomputed(path: Path, kind: str) -> Path:
    """What LibreOffice makes of a file. A failure in CI where it is missing."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        missing = "LibreOffice is not installed: nobody opens the files"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    out = path.parent / "opened"
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    asked = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(out), str(path)]
    done = subprocess.run(asked, capture_output=True, text=True, timeout=180, check=False)
    made = out / f"{path.stem}.{kind}"
    assert made.is_file(), done.stderr
    return made


@pytest.fixture(scope="module")
def book(evidence: Evidence) -> bytes:
    return write_book(evidence)


def without_values(book: bytes) -> bytes:
    """The workbook with its formulas alone: what they come to is to be found out anew."""
    emptied = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as given, zipfile.ZipFile(emptied, "w") as kept:
        for name in given.namelist():
            data = given.read(name)
            if name.startswith("xl/worksheets/"):
                data, emptied_cells = re.subn(rb"</f><v>[^<]*</v>", b"</f>", data)
                assert emptied_cells == data.count(b"</f>")
            kept.writestr(name, data)
    return emptied.getvalue()


@pytest.fixture(scope="module")
def opened(book: bytes, tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    path = tmp_path_factory.mktemp("book") / "book.xlsx"
    path.write_bytes(without_values(book))
    return openpyxl.load_workbook(recomputed(path, "xlsx"), data_only=True)


@pytest.fixture(scope="module")
def kept(book: bytes) -> Workbook:
    """The workbook as a viewer sees it that computes nothing."""
    return openpyxl.load_workbook(io.BytesIO(book), data_only=True)


def rows_of(book: Workbook, sheet: str) -> dict[Any, tuple[Any, ...]]:
    found = book[sheet].iter_rows(min_row=FIRST, values_only=True)
    return {row[1] if sheet == "สรุป" else row[0]: row for row in found if row[0]}


def same(cell: object, value: float | None) -> bool:
    if value is None:
        return cell in {None, ""}
    return cell == pytest.approx(value, rel=1e-12)


def differing(cells: dict[str, Any], results: dict[str, Result]) -> dict[str, object]:
    wanted = {name: for_cell(result, result.value) for name, result in results.items()}
    return {
        name: (cells[name], value) for name, value in wanted.items() if not same(cells[name], value)
    }


def test_it_comes_to_every_figure(opened: Workbook, evidence: Evidence) -> None:
    rows = rows_of(opened, "สรุป")
    for result in evidence.report.results.values():
        row = rows[result.definition.say("name")]
        assert same(row[2], for_cell(result, result.value)), row
        assert row[5] == result.denominator, row
        if result.spread is not None:
            assert same(row[6], result.spread.p90 / 3600), row
            assert same(row[7], result.spread.mean / 3600), row
    assert len(rows) == len(evidence.report.results)


def test_it_comes_to_every_figure_of_every_category(opened: Workbook, evidence: Evidence) -> None:
    rows = rows_of(opened, "ตามประเภท")
    for code, results in evidence.by_category.items():
        cells = dict(zip(SHOWN, rows[evidence.categories[code]][1:], strict=True))
        shown = {figure: results[figure] for figure in SHOWN}
        assert differing(cells, shown) == {}, code
    assert len(rows) == len(evidence.by_category)


def test_it_comes_to_every_figure_of_every_agency_and_month(
    opened: Workbook, evidence: Evidence
) -> None:
    agencies, months = rows_of(opened, "ตามหน่วยงาน"), rows_of(opened, "ตามเดือน")
    for key, results in evidence.by_agency.items():
        cells = dict(zip(SHOWN, agencies[evidence.agencies[int(key)]][1:], strict=True))
        assert differing(cells, {figure: results[figure] for figure in SHOWN}) == {}, key
    for key, results in evidence.by_month.items():
        assert same(months[month_name(key)][1], results["received"].value)
    ages = [row[1] for row in rows_of(opened, "อายุเรื่องค้าง").values()]
    assert ages == [age.tickets for age in evidence.ages]


def test_it_computes_the_estimate(opened: Workbook, evidence: Evidence) -> None:
    totals = [row[5] for row in rows_of(opened, "ประมาณการประโยชน์").values()]
    assert totals == [pytest.approx(line.total) for line in evidence.estimate]


def formulas_of(book: bytes) -> list[tuple[str, str]]:
    """The sheets and places of all formulas."""
    return [
        (sheet.title, cell.coordinate)
        for sheet in openpyxl.load_workbook(io.BytesIO(book))
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


def test_it_keeps_in_every_formula_what_the_formula_comes_to(
    book: bytes, kept: Workbook, opened: Workbook
) -> None:
    places = formulas_of(book)
    assert len(places) > 300
    wrong = {
        place: (shown, computed)
        for place in places
        if not same(
            computed := opened[place[0]][place[1]].value,
            shown := kept[place[0]][place[1]].value,
        )
    }
    assert wrong == {}
    assert any(kept[sheet][cell].value for sheet, cell in places)


def test_it_shows_every_figure_to_who_computes_nothing(kept: Workbook, evidence: Evidence) -> None:
    rows = rows_of(kept, "สรุป")
    for result in evidence.report.results.values():
        row = rows[result.definition.say("name")]
        assert same(row[2], for_cell(result, result.value)), row


def test_it_needs_no_more_memory_for_more_tickets(
    evidence: Evidence, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("complaints.evidence.workbook.book.AT_ONCE", 300)

    def peak(times: int) -> int:
        lives = evidence.reported
        longer = {name: np.tile(column, times) for name, column in lives.columns.items()}
        larger = replace(evidence, reported=replace(lives, columns=longer))
        tracemalloc.start()
        data = write_book(larger)
        memory = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return memory - len(data)

    few, many = peak(10), peak(30)
    assert many < few * 1.3


def test_it_has_no_broken_formula(opened: Workbook) -> None:
    broken = [
        (sheet.title, cell.coordinate, cell.value)
        for sheet in opened
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith(("#", "Err:"))
    ]
    assert broken == []


def test_it_holds_formulas_and_is_ready_to_print(book: bytes) -> None:
    sheets = openpyxl.load_workbook(io.BytesIO(book))
    for sheet in sheets:
        assert sheet.freeze_panes
        assert sheet.page_setup.orientation == "landscape"
        set_up = sheet.sheet_properties.pageSetUpPr
        assert set_up is not None
        assert set_up.fitToPage
        assert sheet.print_title_rows
    summary = sheets["สรุป"]
    assert str(summary.cell(FIRST, 3).value).startswith("=SUM('ข้อมูลเรื่อง'!")
    assert summary["C11"].number_format == "0.0%"


def test_it_holds_nothing_personal(book: bytes, evidence: Evidence) -> None:
    tickets = openpyxl.load_workbook(io.BytesIO(book))["ข้อมูลเรื่อง"]
    heads = [cell.value for cell in tickets[FIRST]]
    assert heads[:9] == [
        "เลขที่เรื่อง", "ประเภท", "หน่วยงาน", "จังหวัด", "อำเภอ/เขต", "ตำบล/แขวง",
        "ช่องทาง", "สถานะ", "เดือน",
    ]  # fmt: skip
    assert tickets.max_row == FIRST + len(evidence.reported)
