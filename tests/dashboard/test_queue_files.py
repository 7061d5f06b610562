"""A view as a file, and on the map."""

import csv
import io

import pytest
from openpyxl import load_workbook
from sqlmodel import select

from store.audit import AuditEntry
from store.database import Database
from tests.cast import KHONKAEN_ADDRESS, Cast
from tests.dashboard.conftest import Browser, Report, Visit

BOX = {"south": 5, "west": 97, "north": 21, "east": 106, "zoom": 6}


def read_csv(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf"), "Excel knows UTF-8 by it"
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def read_xlsx(data: bytes) -> list[dict[str, object]]:
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def test_it_writes_the_view_asked_for(anan: Browser, report: Report) -> None:
    road = report()
    report(category="street_light", text="ไฟดับ")
    query = "?category=road_sidewalk"
    lines = read_csv(anan.get(f"/queue/export.csv{query}").content)
    cells = read_xlsx(anan.get(f"/queue/export.xlsx{query}").content)

    assert [line["เลขเรื่อง"] for line in lines] == [road.code]
    assert [cell["เลขเรื่อง"] for cell in cells] == [road.code]
    assert lines[0]["ประเภท"] == cells[0]["ประเภท"] == "ถนน ทางเท้า"
    assert lines[0]["แจ้งเมื่อ"] == "2026-11-23 10:01"
    assert str(cells[0]["แจ้งเมื่อ"]) == "2026-11-23 10:01:00"


def test_it_writes_every_page_of_it(
    anan: Browser, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.queue.export.AT_ONCE", 2)
    codes = [report().code for _ in range(5)]
    lines = read_csv(anan.get("/queue/export.csv").content)
    assert [line["เลขเรื่อง"] for line in lines] == codes[::-1]


def test_it_writes_a_sheet_whose_head_stays_and_whose_columns_filter(
    anan: Browser, report: Report
) -> None:
    empty = load_workbook(io.BytesIO(anan.get("/queue/export.xlsx").content)).active
    report()
    report(text="ไฟดับ")
    sheet = load_workbook(io.BytesIO(anan.get("/queue/export.xlsx").content)).active
    assert sheet is not None
    assert empty is not None
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert empty.auto_filter.ref == empty.dimensions
    widths = [dimension.width for dimension in sheet.column_dimensions.values()]
    assert min(widths, default=0) >= len("2026-11-23 10:01")


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1+1 ถนนพัง", "-2+3 ถนน", "@SUM(A1) ถนน"])
def test_it_writes_nothing_that_a_spreadsheet_runs(
    anan: Browser, report: Report, text: str
) -> None:
    report(text=text)
    line = read_csv(anan.get("/queue/export.csv").content)[0]
    cell = read_xlsx(anan.get("/queue/export.xlsx").content)[0]
    assert line["รายละเอียด"] == cell["รายละเอียด"] == f"'{text}"


def test_it_writes_what_no_spreadsheet_can_hold_without_it(anan: Browser, report: Report) -> None:
    report(text="ถนน\x0bพัง\x1f 🙂")
    assert read_xlsx(anan.get("/queue/export.xlsx").content)[0]["รายละเอียด"] == "ถนนพัง 🙂"


def test_it_writes_no_reporter_and_nothing_sealed_or_of_others(
    visit: Visit, report: Report, cast: Cast, database: Database
) -> None:
    with database.transaction() as session:
        session.merge(cast.fon).agency_id = cast.agency_a.id or 0
    sealed, other = report(category="corruption"), report(address=KHONKAEN_ADDRESS)
    own = report()
    fon = visit("fon")
    assert f"row-{sealed.code}" in fon.get("/?tab=all").text
    written = fon.get("/queue/export.csv?tab=all").text

    assert own.code in written
    assert sealed.code not in written
    assert other.code not in written
    assert "ผู้แจ้ง-" not in written


def test_it_puts_every_file_on_record(anan: Browser, database: Database, cast: Cast) -> None:
    anan.get("/queue/export.xlsx?tab=overdue")
    with database.reading() as session:
        entry = session.exec(
            select(AuditEntry).where(AuditEntry.action == "tickets.exported")
        ).one()
    assert entry.actor == f"officer:{cast.anan.id}"
    assert entry.detail == {"kind": "xlsx", "query": "tab=overdue"}


def test_it_knows_no_other_kind_of_file(anan: Browser) -> None:
    assert anan.get("/queue/export.exe").status_code == 422


def test_it_gives_the_map_what_lies_in_sight(anan: Browser, report: Report) -> None:
    ticket = report()
    report(address=KHONKAEN_ADDRESS)
    found = anan.get("/queue/cells", params={**BOX, "tab": "open"}).json()

    assert [each["code"] for each in found["tickets"]] == [ticket.code]
    assert found["words"] == "พบ 1 เรื่องในกรอบนี้"
    elsewhere = anan.get("/queue/cells", params={**BOX, "south": 20})
    assert elsewhere.json()["tickets"] == []


def test_it_shows_sealed_tickets_on_no_map_of_those_who_may_not_know(
    visit: Visit, report: Report
) -> None:
    report(category="corruption")
    for who in ("anan", "chai", "ek"):
        assert visit(who).get("/queue/cells", params=BOX).json()["tickets"] == []


@pytest.mark.parametrize("wrong", [{"south": "x"}, {"zoom": 99}, {"north": "nan"}, {"east": 9999}])
def test_it_refuses_what_is_no_part_of_a_map(anan: Browser, wrong: dict[str, object]) -> None:
    assert anan.get("/queue/cells", params=BOX | wrong).status_code == 422


def test_it_draws_the_map_of_the_view(anan: Browser) -> None:
    page = anan.get("/queue/map?tab=overdue&q=ถนน").text
    assert 'data-cells="/dashboard/queue/cells?tab=overdue&amp;q=' in page
