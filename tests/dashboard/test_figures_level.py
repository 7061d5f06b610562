"""The levels of 3.4 assessed: judged, proved, signed; improvement cases before and after."""

import re
from datetime import timedelta

import pytest
from sqlmodel import select

from agencies.tables import Role
from complaints.assessment.keeping import find_assessment
from complaints.feedback import confirm
from complaints.improvements.tables import ImprovementCase
from complaints.lifecycle import Move
from complaints.tables import Reporter, Ticket
from core.clock import to_bangkok
from store import audit, removals
from store.database import Database
from store.files import FileStore
from tests.cast import Cast
from tests.dashboard.conftest import Act, Browser, Report, Visit, jpeg, words
from tests.fakes import FakeClock
from thai.dates import fiscal_year, format_date, format_moment

PDF = b"%PDF-1.7\n%%EOF\n"


@pytest.fixture
def arun(visit: Visit, database: Database, cast: Cast) -> Browser:
    """The supervisor of agency A."""
    with database.transaction() as session:
        session.merge(cast.arun).role = Role.SUPERVISOR
    return visit("arun")


def judge(browser: Browser, requirement: str, verdict: str, note: str) -> int:
    path = f"/figures/level/{requirement}/judgement"
    return browser.post(path, data={"verdict": verdict, "note": note}).status_code


def attach(browser: Browser, path: str, name: str, data: bytes) -> int:
    return browser.post(path, files={"file": (name, data)}).status_code


def test_it_shows_each_requirement_with_the_figure_that_meets_it(
    arun: Browser, report: Report
) -> None:
    report()
    page = words(arun.get("/figures/level"))
    assert "100.0% (14 จาก 14) เกณฑ์ ตั้งแต่ 100.0% ขึ้นไป" in page
    assert "เกณฑ์: กระบวนการรับข้อร้องเรียนอย่างเป็นระบบและมีมาตรฐาน" in page
    assert "ยังไม่มีใครเริ่มประเมิน" in page


def test_it_takes_a_judgement_with_its_reason_only(arun: Browser) -> None:
    assert judge(arun, "receiving_manual", "met", "") == 422
    assert judge(arun, "receiving_manual", "met", "ประกาศใช้ 1 ต.ค.") == 303
    page = words(arun.get("/figures/level"))
    assert "ประกาศใช้ 1 ต.ค." in page
    assert "อรุณ ขยัน" in page
    assert "พิจารณาต่างจากที่ระบบเสนอ" in page


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("manual.pdf", PDF, 303),
        ("photo.jpg", jpeg(), 303),
        ("manual.pdf", b"<script>", 422),
        ("manual.exe", b"MZ", 422),
        ("manual.docx", b"PK\x03\x04", 422),
        ("empty.pdf", b"", 422),
        ("large.pdf", PDF + b" " * (10 * 1024 * 1024), 422),
    ],
)
def test_it_takes_files_that_are_what_they_say(
    arun: Browser, name: str, data: bytes, status: int
) -> None:
    assert attach(arun, "/figures/level/receiving_manual/files", name, data) == status


def test_it_sends_a_file_back_to_be_saved_and_takes_it_off(
    arun: Browser, visit: Visit, files: FileStore
) -> None:
    attach(arun, "/figures/level/receiving_manual/files", "คู่มือ.pdf", PDF)
    page = arun.get("/figures/level")
    path = re.search(r"/figures/level/files/\d+\?period=\d+", page.text)
    assert path is not None
    sent = arun.get(path[0])
    assert sent.content == PDF
    assert sent.headers["content-disposition"].startswith("attachment")
    assert visit("bua").get(path[0]).status_code == 404
    assert arun.post(path[0].replace("?", "/remove?")).status_code == 303
    assert arun.get(path[0]).status_code == 404


def test_it_freezes_what_was_signed(
    arun: Browser, database: Database, cast: Cast, report: Report, clock: FakeClock
) -> None:
    report()
    judge(arun, "receiving_manual", "met", "มีคู่มือ")
    year = fiscal_year(to_bangkok(clock()).date())
    assert arun.post("/figures/level/sign").status_code == 303
    report()
    page = words(arun.get("/figures/level"))
    assert "อรุณ ขยัน ลงนามเมื่อ" in page
    assert "(1 จาก 1)" in page, "as it was signed"
    assert judge(arun, "receiving_manual", "missing", "เปลี่ยนใจ") == 409
    assert attach(arun, "/figures/level/solved/files", "a.pdf", PDF) == 409
    assert arun.post("/figures/level/sign").status_code == 409
    with database.reading() as session:
        kept = find_assessment(session, f"agency:{cast.agency_a.id}", year)
        assert kept is not None
        actions = [each.action for each in audit.list_about(session, f"assessment:{kept.id}")]
    assert kept.signed_by == cast.arun.id
    assert actions == ["assessment.judged", "assessment.signed"]


def test_it_says_what_is_missing_and_how_it_is_met(arun: Browser) -> None:
    page = words(arun.get("/figures/level"))
    assert "ยังขาด – (ยังไม่มีเรื่องให้นับ) เกณฑ์ ตั้งแต่ 80.0% ขึ้นไป" in page
    assert "ทำอย่างไรให้ครบ แนบคู่มือหรือแผนผังที่ประกาศใช้" in page


def test_it_says_why_a_figure_of_few_proves_nothing_wholly(arun: Browser, report: Report) -> None:
    report()
    page = words(arun.get("/figures/level"))
    assert "บางส่วน 100.0% (1 จาก 1 น้อยกว่า 10 จึงยังนับว่าครบไม่ได้) เกณฑ์" in page


def test_it_counts_stars_as_stars(
    arun: Browser, report: Report, act: Act, database: Database, clock: FakeClock
) -> None:
    ticket = act(act(report(), Move.ACCEPT), Move.FINISH)
    with database.transaction() as session:
        reporter = session.get(Reporter, ticket.reporter_id)
        assert reporter is not None
        clock.pass_time(minutes=5)
        confirm(session, session.merge(ticket), reporter, 4, clock())
    assert "4.00 (4 ดาว จาก 1 คน" in words(arun.get("/figures/level"))


def test_it_says_at_the_top_what_no_number_and_no_paper_proves(
    arun: Browser, report: Report
) -> None:
    report()
    for path in ("/figures/level", "/figures"):
        assert "ทีม PMQA ให้ผลสูงกว่าตัวเลข" not in words(arun.get(path))
    judge(arun, "solved", "met", "ดีแล้ว")
    judge(arun, "receiving_manual", "met", "มีคู่มือ")
    for path in ("/figures/level", "/figures"):
        page = words(arun.get(path))
        assert "ทีม PMQA ให้ผลสูงกว่าตัวเลข 1 ข้อ" in page
        assert "นับว่าครบโดยไม่มีไฟล์แนบ 1 ข้อ" in page
    arun.post("/figures/level/sign")
    page = words(arun.get("/figures/level"))
    assert "ทีม PMQA ให้ผลสูงกว่าตัวเลข 1 ข้อ แก้ไขเสร็จทันการณ์" in page
    assert "นับว่าครบโดยไม่มีไฟล์แนบ 1 ข้อ คู่มือ" in page
    rows = arun.get("/figures/level.csv").text
    assert "ผลที่ระบบเสนอ" in rows


def test_it_takes_a_signature_on_the_figures_of_now_only(
    arun: Browser, report: Report, clock: FakeClock
) -> None:
    clock.pass_time(days=-3)
    report()
    clock.pass_time(days=3)
    past = format_date(to_bangkok(clock() - timedelta(days=1)).date())
    shown = arun.get(f"/figures/level?as_of={past}")
    assert "ตรวจทานแล้ว" not in words(shown)
    assert "ย้อนหลัง" in words(shown)
    refused = arun.post(f"/figures/level/sign?as_of={past}")
    assert refused.status_code == 422
    assert "ลงนามได้เฉพาะตัวเลขของวันนี้" in words(refused)
    year = fiscal_year(to_bangkok(clock()).date())
    refused = arun.post(f"/figures/level/sign?period={year + 1}")
    assert refused.status_code == 422
    assert "ยังไม่เริ่ม" in words(refused)
    assert "ปีงบประมาณนี้ยังไม่สิ้นสุด" in words(arun.get("/figures/level"))
    assert arun.post("/figures/level/sign").status_code == 303
    signed_at = format_moment(to_bangkok(clock()), short=True)
    clock.pass_time(minutes=30)
    page = words(arun.get("/figures/level"))
    assert f"นับ ณ {signed_at}" in page, "the moment that was signed, not the present"
    assert "ลงนามก่อนสิ้นปีงบประมาณ" in page


def test_it_says_that_a_part_of_a_year_has_no_level_of_its_own(
    arun: Browser, report: Report, clock: FakeClock
) -> None:
    report()
    year = fiscal_year(to_bangkok(clock()).date())
    part = words(arun.get(f"/figures?period={year}-h1"))
    assert "คิดจากช่วงที่เลือกเท่านั้น" in part
    running = words(arun.get(f"/figures?period={year}"))
    assert "คิดจากช่วงที่เลือกเท่านั้น" not in running
    assert "ปีงบประมาณยังไม่สิ้นสุด ณ วันที่นับ" in running
    assert "ยังไม่สิ้นสุด" not in words(arun.get(f"/figures?period={year - 1}"))


@pytest.mark.parametrize("period", ["2560", "2560-h1", "2560-q3", "2017-03"])
def test_it_keeps_the_period_shown_among_those_to_choose(arun: Browser, period: str) -> None:
    page = arun.get(f"/figures/category?period={period}")
    assert page.text.count(f'<option value="{period}" selected>') == 1
    assert '<option value="2560" selected>' in arun.get(f"/figures/level?period={period}").text


def test_it_lets_nobody_assess_another_agency(
    arun: Browser, visit: Visit, database: Database, cast: Cast
) -> None:
    with database.transaction() as session:
        session.merge(cast.agency_b).parent_id = cast.agency_a.id
    path = f"/figures/level/solved/judgement?agency={cast.agency_b.id}"
    form = {"verdict": "met", "note": "ดีแล้ว"}
    assert arun.post(path, data=form).status_code == 403
    assert visit("chai").post(path, data=form).status_code == 303
    assert visit("dao").post("/figures/level/sign").status_code == 403


def draft(**typed: str) -> dict[str, str]:
    """A case as a form sends it."""
    return {
        "title": "ยกระดับถนนหน้าตลาด",
        "cause": "ท่อระบายน้ำเล็ก",
        "action": "เปลี่ยนท่อ",
        "state": "done",
        "category": "road_sidewalk",
        **typed,
    }


@pytest.fixture
def mended(report: Report, act: Act, clock: FakeClock) -> Ticket:
    """Three problems of a street, the last of them after it was mended 30 days ago."""
    report()
    ticket = act(act(report(), Move.ACCEPT), Move.FINISH)
    clock.pass_time(days=40)
    report()
    clock.pass_time(minutes=5)
    return ticket


def test_it_compares_before_and_after(
    mended: Ticket, visit: Visit, database: Database, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        session.merge(cast.arun).role = Role.SUPERVISOR
    arun = visit("arun")
    day = format_date(to_bangkok(clock() - timedelta(days=30)).date())
    pin = {"latitude": "13.7796", "longitude": "100.6065"}
    added = arun.post("/figures/improvements/new", data=draft(acted_on=day, **pin))
    assert added.status_code == 303
    page = words(arun.get(added.headers["location"].removeprefix("/dashboard")))
    assert "ปัญหาที่อยู่ในอำนาจหน้าที่ 2 1 ดีขึ้น" in page
    page = words(arun.get("/figures/level"))
    assert "บางส่วน ทั้งหมด 1 งาน ทำแล้ว 1 งาน เห็นผลดีขึ้น 1 งาน" in page
    assert "ในนั้นลดลงเกินกว่าที่ขึ้นลงตามปกติ 0 งาน" in page, "2 to 1 is no proof"
    elsewhere = arun.post(
        "/figures/improvements/new",
        data=draft(acted_on=day, latitude="14.5", longitude="101"),
    )
    page = words(arun.get(elsewhere.headers["location"].removeprefix("/dashboard")))
    assert "ปัญหาที่อยู่ในอำนาจหน้าที่ 0 0 ทรงตัว" in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"title": " "}, "ตั้งชื่อเรื่อง"),
        ({"cause": ""}, "บอกสาเหตุ"),
        ({"action": ""}, "บอกว่าทำอะไร"),
        ({"acted_on": ""}, "บอกวันที่ทำเสร็จ"),
        ({"acted_on": "เร็ว ๆ นี้"}, "อ่านวันที่ไม่ได้"),
        ({"acted_on": "1/10/99"}, "ยังมาไม่ถึง"),
        ({"category": ""}, "เลือกประเภทหรือพื้นที่"),
        ({"latitude": "x", "longitude": "1"}, "อ่านพิกัดไม่ได้"),
        ({"category": "", "province": "ดาวอังคาร"}, "ไม่รู้จักพื้นที่นี้"),
        ({"province": "ขอนแก่น", "district": "คลองเตย"}, "ชื่อไม่สอดคล้องกัน"),
        ({"province": "ขอนแก่น", "subdistrict": "ไม่มีตำบลนี้"}, "ไม่รู้จักพื้นที่นี้"),
        ({"owner": "4711"}, "ต้องเป็นเจ้าหน้าที่ของหน่วยงานนี้"),
    ],
)
def test_it_says_what_a_case_lacks(arun: Browser, typed: dict[str, str], told: str) -> None:
    page = arun.post("/figures/improvements/new", data=draft(**{"acted_on": "1/10/68", **typed}))
    assert page.status_code == 422
    assert told in words(page)


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        (("กทม", "คลองเตย", "คลองตัน"), ("กรุงเทพมหานคร", "คลองเตย", "คลองตัน")),
        (("กรุงเทพฯ", "เขตวังทองหลาง", ""), ("กรุงเทพมหานคร", "วังทองหลาง", "")),
        (("จ.ขอนแก่น", "อ.เมือง", "ในเมือง"), ("ขอนแก่น", "เมืองขอนแก่น", "ในเมือง")),
        (("", "บางรัก", ""), ("กรุงเทพมหานคร", "บางรัก", "")),
    ],
)
def test_it_keeps_the_official_names_of_an_area(
    arun: Browser,
    database: Database,
    typed: tuple[str, str, str],
    area: tuple[str, str, str],
) -> None:
    names = dict(zip(("province", "district", "subdistrict"), typed, strict=True))
    added = arun.post("/figures/improvements/new", data=draft(acted_on="1/10/68", **names))
    assert added.status_code == 303, words(added)
    with database.reading() as session:
        case = session.exec(select(ImprovementCase)).one()
    assert (case.province, case.district, case.subdistrict) == area


def test_it_shows_a_case_to_its_agency_and_above_only(
    arun: Browser, visit: Visit, database: Database, cast: Cast
) -> None:
    added = arun.post("/figures/improvements/new", data=draft(acted_on="1/10/68"))
    path = added.headers["location"].removeprefix("/dashboard")
    assert visit("dao").get(path).status_code == 200
    assert visit("chai").get(path).status_code == 200
    assert visit("bua").get(path).status_code == 404
    case_path = path.partition("?")[0]
    assert attach(arun, f"{case_path}/files", "before.jpg", jpeg()) == 303
    with database.reading() as session:
        case = session.get(ImprovementCase, int(case_path.rpartition("/")[2]))
        assert case is not None
        assert case.agency_id == cast.agency_a.id
    changed = arun.post(f"{case_path}/change", data=draft(title="ชื่อใหม่", state="doing"))
    assert changed.status_code == 303
    assert "ชื่อใหม่" in words(arun.get("/figures/improvements"))


def test_it_takes_a_file_of_a_case_off_and_deletes_it(
    arun: Browser, visit: Visit, database: Database
) -> None:
    added = arun.post("/figures/improvements/new", data=draft(acted_on="1/10/68"))
    case = added.headers["location"].removeprefix("/dashboard").partition("?")[0]
    attach(arun, f"{case}/files", "ก่อน.jpg", jpeg())
    found = re.search(rf"{case}/files/\d+", arun.get(case).text)
    assert found is not None
    assert visit("dao").post(f"{found[0]}/remove").status_code == 403
    assert visit("bua").post(f"{found[0]}/remove").status_code in {403, 404}
    assert arun.get(found[0]).status_code == 200, "nobody else took it off"

    assert arun.post(f"{found[0]}/remove").status_code == 303
    assert arun.get(found[0]).status_code == 404
    assert arun.post(f"{found[0]}/remove").status_code == 404
    number = int(case.rpartition("/")[2])
    with database.reading() as session:
        entries = audit.list_about(session, f"improvement:{number}")
        assert [each.action for each in entries][-2:] == [
            "improvement.attached", "improvement.detached",
        ]  # fmt: skip
        assert entries[-1].detail["name"] == "ก่อน.jpg"
        assert [each.key[:6] for each in removals.list_noted(session)] == ["proof/"]
