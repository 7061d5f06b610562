"""The sheet of levels: a line for each requirement, as its page judges it, with what helps."""

import io
from dataclasses import replace

import openpyxl
import pytest

from complaints.assessment.keeping import By, judge, sign, whose_of
from complaints.assessment.requirements import load_requirements
from complaints.assessment.tables import Verdict
from complaints.desk import Desk
from complaints.evidence.assessed import assess
from complaints.evidence.gathering import Evidence, Subject, gather
from complaints.evidence.workbook.book import write_book
from complaints.figures import periods
from store.database import Database
from tests.cast import Cast
from tests.complaints.figures.conftest import UNTIL, YEAR
from tests.fakes import FakeClock

SHEET = "ระดับ"


@pytest.fixture(scope="module")
def lines(evidence: Evidence) -> list[tuple[object, ...]]:
    """The sheet from its headings on."""
    sheet = openpyxl.load_workbook(io.BytesIO(write_book(evidence)))[SHEET]
    return list(sheet.iter_rows(min_row=4, values_only=True))


def test_it_tells_of_every_requirement_what_meets_it(
    lines: list[tuple[object, ...]], evidence: Evidence
) -> None:
    _, *rows = lines
    assert [row[1] for row in rows] == [each.words for each in load_requirements()]
    numbered = rows[1]
    share = evidence.report["assigned_at_once"]
    assert numbered[4] == f"ร้อยละ {(share.value or 0) * 100:.1f}"
    assert numbered[5:7] == ("ตั้งแต่ 95.0 ขึ้นไป", share.n)


def test_it_says_how_what_is_missing_can_be_met(lines: list[tuple[object, ...]]) -> None:
    heads, *rows = lines
    assert heads[-1] == "ทำอย่างไรให้ครบ"
    assert {bool(row[-1]) for row in rows if row[2] == "ครบ"} <= {False}
    assert {bool(row[-1]) for row in rows if row[2] != "ครบ"} == {True}


def test_it_assesses_whole_fiscal_years_only(
    evidence: Evidence, database: Database, desk: Desk
) -> None:
    half = Subject(None, periods.half(2569, 1), UNTIL)
    with database.reading() as session:
        gathered = gather(session, desk, half)
    assert gathered.assessed is None
    book = openpyxl.load_workbook(io.BytesIO(write_book(replace(evidence, assessed=None))))
    assert SHEET not in book.sheetnames


def test_it_tells_what_people_judged_and_signed(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock, evidence: Evidence
) -> None:
    whose, by = whose_of(cast.agency_a.id), By(cast.dao.id or 0, clock())
    with database.transaction() as session:
        judge(session, whose, 2569, "receiving_manual", Verdict.MET, "ประกาศแล้ว", by)
        sign(session, whose, 2569, [], {}, clock(), by)
    with database.reading() as session:
        report = gather(session, desk, Subject(cast.agency_a.id, YEAR, UNTIL)).report
        assessed = assess(session, desk, cast.agency_a.id, report)
    assert assessed is not None
    assert (assessed.signed_at, assessed.signed_level) == (clock(), "")
    sheet = openpyxl.load_workbook(io.BytesIO(write_book(replace(evidence, assessed=assessed))))[
        SHEET
    ]
    assert "ลงนามแล้วเมื่อ" in str(sheet["A3"].value)
    manual = [cell.value for cell in sheet[5]]
    assert (manual[2], manual[3], manual[7]) == ("ครบ", "ยังขาด", "ประกาศแล้ว")
