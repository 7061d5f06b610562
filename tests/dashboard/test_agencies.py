"""The pages of agencies: who owns what, changed, tried and imported."""

import io
import json

import openpyxl
import pytest
from sqlmodel import select

from agencies.queries import find_agency
from agencies.tables import Agency, Boundary, Coverage, Part
from store import audit
from store.database import Database
from tests.cast import Cast
from tests.dashboard.conftest import Browser, Report, Visit, words

PIN = (13.7796, 100.6065)
SQUARE = "13.75, 100.58\n13.75, 100.63\n13.80, 100.63\n13.80, 100.58"


@pytest.fixture
def chai(visit: Visit) -> Browser:
    return visit("chai")


def lines_of(database: Database, agency: Agency) -> list[Coverage]:
    with database.reading() as session:
        query = select(Coverage).where(Coverage.agency_id == agency.id)
        return list(session.exec(query))


def agency_coded(database: Database, code: str) -> Agency:
    with database.reading() as session:
        found = find_agency(session, code)
        assert found is not None
        return found


def test_it_lists_agencies_with_what_they_cover(chai: Browser) -> None:
    page = words(chai.get("/agencies"))
    assert "สำนักการโยธา" in page
    assert "หลัก 1" in page


def test_it_adds_an_agency_and_leads_to_its_page(chai: Browser, database: Database) -> None:
    form = {"code": "PWA", "name": "การประปา  ส่วนภูมิภาค", "short_name": "กปภ."}
    added = chai.post("/agencies/new", data=form)
    agency = agency_coded(database, "pwa")
    assert added.status_code == 303
    assert added.headers["location"].startswith(f"/dashboard/agencies/{agency.id}")
    assert agency.name == "การประปา ส่วนภูมิภาค"
    with database.reading() as session:
        (entry,) = audit.list_about(session, f"agency:{agency.id}")
        assert (entry.action, entry.actor) == ("agency.added", "officer:6")


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"code": "a", "name": "ชื่อ"}, "2-40 ตัว"),
        ({"code": "central", "name": "ชื่อ"}, "รหัส central แล้ว"),
        ({"code": "new", "name": "  "}, "กรอกชื่อ"),
    ],
)
def test_it_says_what_is_wrong_with_a_new_agency(
    chai: Browser, form: dict[str, str], told: str
) -> None:
    page = chai.post("/agencies/new", data=form)
    assert page.status_code == 422
    assert told in words(page)
    assert f'value="{form["code"]}"' in page.text, "what was typed is kept"


def test_it_adds_and_removes_coverage(chai: Browser, database: Database, cast: Cast) -> None:
    address = f"/agencies/{cast.agency_b.id}"
    line = {"category": "street_light", "area": "เขตสาธร กทม", "part": "joint"}
    assert chai.post(f"{address}/lines/add", data=line).status_code == 303
    (_, added) = lines_of(database, cast.agency_b)
    assert (added.district, added.part, added.category) == ("สาทร", Part.JOINT, "street_light")
    assert "เขตสาทร กรุงเทพฯ" in words(chai.get(address))
    again = chai.post(f"{address}/lines/add", data=line)
    assert again.status_code == 422
    assert "ดูแลเรื่องและพื้นที่นี้อยู่แล้ว" in words(again)
    assert chai.post(f"{address}/lines/{added.id}/remove").status_code == 303
    history = words(chai.get(address)).partition("ประวัติการแก้ไข")[2]
    assert "ยกเลิกความรับผิดชอบ: เขตสาทร กรุงเทพฯ · ไฟถนนเสีย ชัย กลางทาง" in history
    assert len(lines_of(database, cast.agency_b)) == 1
    elsewhere = f"/agencies/{cast.agency_a.id}/lines/{lines_of(database, cast.agency_b)[0].id}"
    assert chai.post(f"{elsewhere}/remove").status_code == 404


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ({"area": "เมืองแกลบ"}, "ไม่รู้จักพื้นที่ “เมืองแกลบ”"),
        ({"area": "เขตจตุจักร จ.นนทบุรี"}, "ไม่สอดคล้องกัน"),
        ({"category": "magic"}, "ไม่มีประเภทเรื่อง “magic”"),
    ],
)
def test_it_says_what_is_wrong_with_a_line(
    chai: Browser, cast: Cast, line: dict[str, str], told: str
) -> None:
    page = chai.post(f"/agencies/{cast.agency_b.id}/lines/add", data=line)
    assert page.status_code == 422
    assert told in words(page)


def test_it_sends_reports_to_a_boundary_drawn_on_the_map(
    chai: Browser, database: Database, cast: Cast, report: Report
) -> None:
    address = f"/agencies/{cast.agency_b.id}"
    drawn = {"name": "ย่านลาดพร้าว", "corners": SQUARE}
    assert chai.post(f"{address}/boundaries/add", data=drawn).status_code == 303
    ticket = report()
    assert ticket.agency_id == cast.agency_b.id
    assert ticket.routing_reason == "coverage:;boundary=ย่านลาดพร้าว"
    assert "พื้นที่ “ย่านลาดพร้าว” บนแผนที่" in words(chai.get(f"/tickets/{ticket.code}"))
    shapes = chai.get("/agencies/boundaries.json").json()
    assert [each["properties"]["name"] for each in shapes["features"]] == ["ย่านลาดพร้าว"]
    assert "ย่านลาดพร้าว" in words(chai.get("/agencies/map"))
    line = lines_of(database, cast.agency_b)[-1]
    chai.post(f"{address}/lines/{line.id}/remove")
    assert report().agency_id == cast.agency_a.id
    with database.reading() as session:
        assert session.exec(select(Boundary)).all() == [], "no shape stays without a line"


def test_it_takes_a_boundary_out_of_a_file_with_its_numbers_swapped(
    chai: Browser, cast: Cast, report: Report
) -> None:
    ring = [[13.75, 100.58], [13.75, 100.63], [13.80, 100.63], [13.80, 100.58], [13.75, 100.58]]
    data = json.dumps({"type": "Polygon", "coordinates": [ring]}).encode()
    added = chai.post(
        f"/agencies/{cast.agency_b.id}/boundaries/add",
        data={"name": "ย่าน"},
        files={"file": ("b.geojson", data, "application/geo+json")},
    )
    assert "boundary_mended" in added.headers["location"]
    assert report().agency_id == cast.agency_b.id


def test_it_says_what_is_wrong_with_a_boundary(chai: Browser, cast: Cast) -> None:
    address = f"/agencies/{cast.agency_b.id}/boundaries/add"
    typed = chai.post(address, data={"name": "ย่าน", "corners": "13.7, 100.5\nx"})
    assert "อ่านจุด “x” ไม่ได้" in words(typed)
    assert "13.7, 100.5" in typed.text
    broken = chai.post(address, data={"name": "ย่าน"}, files={"file": ("b.json", b"{", "text/json")})
    assert broken.status_code == 422
    assert "GeoJSON ไม่ได้" in words(broken)


def test_it_escapes_names_everywhere(chai: Browser, cast: Cast) -> None:
    address = f"/agencies/{cast.agency_b.id}"
    chai.post(f"{address}/boundaries/add", data={"name": "<b>x</b>", "corners": SQUARE})
    for page in (address, "/agencies/map", "/agencies/owners"):
        assert "<b>x</b>" not in chai.get(page).text


def test_it_switches_an_agency_off_and_on(chai: Browser, cast: Cast, report: Report) -> None:
    address = f"/agencies/{cast.agency_a.id}"
    assert chai.post(f"{address}/off").status_code == 303
    assert report().agency_id == cast.central.id
    assert chai.post(f"{address}/on").status_code == 303
    assert report().agency_id == cast.agency_a.id


def test_it_keeps_the_last_central_desk(chai: Browser, cast: Cast) -> None:
    page = chai.post(f"/agencies/{cast.central.id}/off")
    assert page.status_code == 422
    assert "ศูนย์กลางรับเรื่องอย่างน้อยหนึ่งแห่ง" in words(page)


def test_it_renames_an_agency(chai: Browser, database: Database, cast: Cast) -> None:
    names = {"name": "สำนักการช่าง", "short_name": ""}
    assert chai.post(f"/agencies/{cast.agency_a.id}/names", data=names).status_code == 303
    assert agency_coded(database, "a").short_name == "สำนักการช่าง"


def test_it_shows_who_owns_what_with_gaps_and_clashes(
    chai: Browser, database: Database, cast: Cast
) -> None:
    clear = words(chai.get("/agencies/owners"))
    assert "ดูแลซ้ำกัน" not in clear
    assert "กรุงเทพฯ" in clear
    assert "จังหวัดที่ยังไม่มีหน่วยงานดูแล (75)" in clear
    line = {"area": "กรุงเทพมหานคร"}
    chai.post(f"/agencies/{cast.agency_b.id}/lines/add", data=line)
    page = words(chai.get("/agencies/owners?province=กรุงเทพมหานคร"))
    assert "ดูแลซ้ำกัน" in page
    assert "สำนักการโยธา · เทศบาลนครขอนแก่น" in page


def test_it_tries_out_where_a_problem_would_go(chai: Browser, report: Report) -> None:
    asked = {"address": "ต.ในเมือง อ.เมือง ขอนแก่น", "category": "disaster"}
    page = words(chai.get("/agencies/trial", params=asked))
    assert "ไปที่ เทศบาลนครขอนแก่น" in page
    assert "หน่วยงานนี้ดูแลพื้นที่ จ.ขอนแก่น" in page
    pin = {"latitude": str(PIN[0]), "longitude": str(PIN[1])}
    page = words(chai.get("/agencies/trial", params=pin))
    assert "ไปที่ สำนักการโยธา" in page
    assert "สถานที่ที่ใกล้หมุดที่สุด" in page
    wrong = words(chai.get("/agencies/trial", params={"latitude": "x", "longitude": "1"}))
    assert "อ่าน “x” เป็นพิกัดไม่ได้" in wrong


def test_it_imports_its_own_template_once(chai: Browser, database: Database) -> None:
    data = chai.get("/agencies/import/template.xlsx").content
    assert openpyxl.load_workbook(io.BytesIO(data)).active is not None
    preview = chai.post("/agencies/import", files={"file": ("a.xlsx", data, "x")})
    assert "จะเพิ่ม 2 หน่วยงาน และความรับผิดชอบ 3 รายการ" in words(preview)
    with database.reading() as session:
        assert find_agency(session, "muang-kk") is None, "a preview changes nothing"
    text = preview.text.partition("readonly>")[2].partition("</textarea>")[0]
    applied = chai.post("/agencies/import", data={"act": "apply", "text": text})
    assert applied.headers["location"] == "/dashboard/agencies?done=agencies_imported"
    lines = lines_of(database, agency_coded(database, "muang-kk"))
    assert [(line.subdistrict, line.category) for line in lines] == [
        ("ในเมือง", ""),
        ("", "street_light"),
    ]
    (joint,) = lines_of(database, agency_coded(database, "pea-kk"))
    assert joint.part is Part.JOINT
    again = chai.post("/agencies/import", files={"file": ("a.xlsx", data, "x")})
    assert "ทุกรายการมีอยู่แล้ว" in words(again)


def test_it_says_which_rows_of_a_table_are_wrong(chai: Browser, database: Database) -> None:
    table = (
        "รหัสหน่วยงาน,ชื่อหน่วยงาน,ประเภทเรื่อง,พื้นที่,บทบาท\n"
        "good,ดี,ทั้งหมด,ขอนแก่น,หลัก\n"
        "BAD CODE,ชื่อ,,,\n"
        "nameless,,,ขอนแก่น,\n"
        "good,,เรื่องผี,,\n"
        "good,,,ดาวอังคาร,\n"
        "good,,,,นาย\n"
    )
    page = words(chai.post("/agencies/import", files={"file": ("a.csv", table.encode(), "x")}))
    assert "ต้องแก้ 5 แถวก่อน" in page
    for told in ("แถว 3 ใช้ตัวอักษร", "แถว 4 กรอกชื่อ", "แถว 5 ไม่มีประเภท", "แถว 6 ไม่รู้จัก", "แถว 7 บทบาท"):
        assert told in page
    refused = chai.post("/agencies/import", data={"act": "apply", "text": table})
    assert refused.status_code == 422
    with database.reading() as session:
        assert find_agency(session, "good") is None, "all or nothing"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "เลือกไฟล์ก่อน"),
        (b"a,b\n1,2\n", "ไม่พบหัวตาราง “รหัสหน่วยงาน”"),
        ("รหัสหน่วยงาน\n".encode(), "ไม่พบข้อมูลใต้หัวตาราง"),
        (b"PK\x03\x04 no zip", "เปิดไฟล์นี้เป็นตารางไม่ได้"),
        (b"\x81\xff\xfe", "เปิดไฟล์นี้เป็นตารางไม่ได้"),
    ],
)
def test_it_says_why_it_cannot_read_a_table(chai: Browser, data: bytes, told: str) -> None:
    files = {"file": ("a.csv", data, "text/csv")} if data else None
    page = chai.post("/agencies/import", data={"act": "preview"}, files=files)
    assert page.status_code == 422
    assert told in words(page)


def test_it_reads_tables_in_the_old_thai_encoding(chai: Browser) -> None:
    table = "รหัสหน่วยงาน,ชื่อหน่วยงาน,พื้นที่\nnew,เทศบาล,ขอนแก่น\n".encode("cp874")
    assert "จะเพิ่ม 1 หน่วยงาน" in words(
        chai.post("/agencies/import", files={"file": ("a.csv", table, "x")})
    )
