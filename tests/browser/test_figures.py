"""The figures of 3.4 as a supervisor uses them: read, followed, printed, assessed, handed in."""

import io
import zipfile
from datetime import timedelta

import pytest
from playwright.sync_api import FilePayload, Page, expect
from pypdf import PdfReader

from agencies import logins
from agencies.tables import Role
from complaints.evidence.making import Maker, make_next
from complaints.lifecycle import Move
from core.clock import to_bangkok
from dashboard.auth import COOKIE
from store.database import Database
from store.files import FileStore
from tests.browser.axe import violations
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.test_dashboard import BEYOND, Town, town
from thai.dates import fiscal_year, format_date

__all__ = ["town"]  # a fixture of theirs

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SIZES = {"wide": WIDE, "phone": NARROW}


@pytest.fixture(params=SIZES)
def desk_page(request: pytest.FixtureRequest, played: Town, open_page: OpenPage) -> Page:
    """The supervisor's page, wide and on a phone."""
    return signed_in(played, open_page(SIZES[request.param]))


@pytest.fixture
def wide_page(played: Town, open_page: OpenPage) -> Page:
    """The supervisor's page."""
    return signed_in(played, open_page(WIDE))


@pytest.fixture
def played(town: Town) -> Town:
    """A spot with four problems: one solved in time, one handed on, two that wait."""
    for name in ("solved", "given", "waits", "waits too"):
        town.report(name)
    for name in ("solved", "waits"):
        town.move(name, Move.ACCEPT)
    town.clock.pass_time(hours=2)
    town.move("solved", Move.FINISH, note="กลบหลุมแล้ว", no_photo_reason="กล้องเสีย")
    town.move("given", Move.FORWARD, note="ถนนของเทศบาล", agency_id=town.cast.agency_b.id)
    town.clock.pass_time(days=40)
    with town.database.transaction() as session:
        session.merge(town.cast.arun).role = Role.SUPERVISOR
    return town


def signed_in(town: Town, page: Page) -> Page:
    page.set_default_timeout(30_000)  # whoever else is at work takes the processor, too
    with town.database.transaction() as session:
        token = logins.open_session(session, town.cast.arun, town.clock())
    page.context.add_cookies([{"name": COOKIE, "value": token, "url": town.address}])
    return page


def test_it_leads_from_the_level_to_a_figure_to_its_tickets(played: Town, desk_page: Page) -> None:
    desk_page.goto(f"{played.address}/figures")
    expect(desk_page.get_by_role("heading", name="ยังไม่ครบระดับ Basic")).to_be_visible()
    expect(desk_page.locator(".ladder .rung")).to_have_count(3)
    received = desk_page.locator(".key-figure").filter(has_text="เรื่องที่รับ").locator(".key-value")
    expect(received).to_have_text("3")
    assert desk_page.evaluate(WIDER) <= 0

    received.get_by_role("link").click()
    expect(desk_page.get_by_role("heading", level=1)).to_have_text("เรื่องที่นับใน “เรื่องที่รับ”")
    codes = desk_page.locator(".behind .code").all_text_contents()
    kept = ("solved", "waits", "waits too")
    assert set(codes) == {played.tickets[name].code for name in kept}
    desk_page.get_by_role("link", name=played.tickets["solved"].code).click()
    expect(desk_page.locator(".ticket-line")).to_contain_text("เสร็จสิ้น")


def test_it_shows_the_table_behind_the_bars(played: Town, desk_page: Page) -> None:
    desk_page.goto(f"{played.address}/figures")
    summary = desk_page.locator("summary").filter(has_text="ตัวชี้วัดทั้งหมด")
    summary.click()
    every = desk_page.get_by_role("table", name="ตัวชี้วัดทั้งหมด")
    expect(every.get_by_role("row").filter(has_text="ปิดแล้ว").first).to_contain_text("1")

    desk_page.locator(".figure-tabs").get_by_role("link", name="ตามประเภท").click()
    bar = desk_page.locator(".bars li").filter(has_text="ถนน ทางเท้า")
    expect(bar.locator(".bar-words")).to_have_text("3")
    row = desk_page.locator("table.figures tbody tr").filter(has_text="ถนน ทางเท้า")
    expect(row.locator("td").first).to_have_text("3")
    assert desk_page.evaluate(WIDER) <= 0


def test_it_counts_another_period_and_as_of_another_day(played: Town, desk_page: Page) -> None:
    desk_page.goto(f"{played.address}/figures/category")
    year = fiscal_year(to_bangkok(played.clock()).date())
    desk_page.get_by_label("ช่วงเวลา").select_option(str(year - 1))
    desk_page.get_by_role("button", name="แสดงตัวเลข").click()
    expect(desk_page.locator(".figures-head")).to_contain_text(f"ปีงบประมาณ {year - 1}")
    expect(desk_page.locator("table.figures tbody tr").first).to_contain_text("ถนน ทางเท้า")
    expect(desk_page.locator("table.figures tbody tr td").first).to_have_text("0")

    desk_page.get_by_label("ช่วงเวลา").select_option(str(year))
    desk_page.locator("summary").filter(has_text="กำหนดวันเอง").click()
    first = to_bangkok(played.tickets["solved"].created_at).date()
    desk_page.get_by_label("นับ ณ สิ้นวันที่").fill("99/99/99")
    desk_page.get_by_role("button", name="แสดงตัวเลข").click()
    expect(desk_page.get_by_role("alert")).to_contain_text("99/99/99")
    desk_page.get_by_label("นับ ณ สิ้นวันที่").fill(format_date(first))
    desk_page.get_by_role("button", name="แสดงตัวเลข").click()
    expect(desk_page.locator(".figures-head")).to_contain_text(format_date(first, short=True))
    expect(desk_page.locator("table.figures tbody tr td").first).to_have_text("3")


def test_it_draws_who_handed_on_to_whom(played: Town, desk_page: Page) -> None:
    desk_page.goto(f"{played.address}/figures/flow")
    names = played.cast.agency_a.name, played.cast.agency_b.name
    words = " → ".join(names)
    assert violations(desk_page, *BEYOND) == []
    assert desk_page.evaluate(WIDER) <= 0
    if desk_page.viewport_size == {"width": WIDE[0], "height": WIDE[1]}:
        band = desk_page.get_by_role("link", name=f"{words}: 1 ครั้ง")
        expect(desk_page.locator(".sankey")).to_be_visible()
        for name in names:
            expect(desk_page.locator(".sankey-name").filter(has_text=name)).to_be_visible()
        band.locator("path").click()
    else:
        expect(desk_page.locator(".sankey")).to_be_hidden()
        desk_page.locator(".flow-list li").filter(has_text=words).get_by_role("link").click()
    expect(desk_page.get_by_role("heading", level=2)).to_contain_text("1 เรื่อง")


def test_it_prints_figures_without_what_only_a_screen_needs(played: Town, wide_page: Page) -> None:
    wide_page.goto(f"{played.address}/figures/flow")
    wide_page.emulate_media(media="print")
    expect(wide_page.get_by_role("button", name="แสดงตัวเลข")).to_be_hidden()
    expect(wide_page.locator(".sankey")).to_be_visible()
    printed = PdfReader(io.BytesIO(wide_page.pdf(format="A4"))).pages
    assert len(printed) <= 2
    wide_page.goto(f"{played.address}/figures/category")
    pages = PdfReader(io.BytesIO(wide_page.pdf(format="A4", landscape=True))).pages
    assert "ถนน" in "".join(page.extract_text() for page in pages)


def test_it_follows_a_hot_spot_until_figures_before_and_after(
    played: Town, desk_page: Page
) -> None:
    desk_page.goto(f"{played.address}/hotspots")
    desk_page.get_by_role("link", name="เปิดงานปรับปรุงจุดนี้").first.click()
    desk_page.get_by_label("ชื่องาน").fill("ยกระดับถนนหน้าตลาด")
    desk_page.get_by_label("สาเหตุที่ปัญหากลับมา").fill("น้ำขังใต้ผิวทาง")
    desk_page.get_by_label("สิ่งที่ทำเพื่อแก้ที่สาเหตุ").fill("ทำท่อระบายน้ำ")
    desk_page.get_by_label("สถานะ").select_option("done")
    desk_page.get_by_role("button", name="เพิ่มงานปรับปรุง").click()
    expect(desk_page.get_by_role("alert")).to_contain_text("วันที่ทำเสร็จ")

    acted = to_bangkok(played.tickets["solved"].created_at + timedelta(days=5)).date()
    desk_page.get_by_label("วันที่ทำเสร็จ").fill(format_date(acted))
    desk_page.get_by_role("button", name="เพิ่มงานปรับปรุง").click()
    expect(desk_page.get_by_role("heading", level=1)).to_have_text("ยกระดับถนนหน้าตลาด")
    row = desk_page.locator("table.figures tbody tr").first
    expect(row.locator("td").nth(0)).to_contain_text("3")
    expect(row.locator("td").nth(1)).to_contain_text("0")
    expect(row).to_contain_text("ดีขึ้น")
    assert violations(desk_page, *BEYOND) == []


def test_it_takes_files_of_a_case_on_and_off(played: Town, wide_page: Page) -> None:
    wide_page.goto(f"{played.address}/figures/improvements/new?category=road_sidewalk")
    wide_page.get_by_label("ชื่องาน").fill("ซ่อมถนนทั้งสาย")
    wide_page.get_by_label("สาเหตุที่ปัญหากลับมา").fill("รถหนัก")
    wide_page.get_by_role("button", name="เพิ่มงานปรับปรุง").click()
    proof: FilePayload = {
        "name": "แผน.pdf",
        "mimeType": "application/pdf",
        "buffer": b"%PDF-1.7\n%%EOF\n",
    }
    wide_page.get_by_label("ภาพก่อน–หลัง หรือเอกสาร").set_input_files([proof])
    wide_page.get_by_role("button", name="แนบไฟล์").click()
    expect(wide_page.get_by_role("link", name="แผน.pdf")).to_be_visible()
    wide_page.get_by_role("button", name="เอาออก แผน.pdf").click()
    expect(wide_page.get_by_role("status")).to_contain_text("เอาไฟล์ออกแล้ว")
    expect(wide_page.get_by_role("link", name="แผน.pdf")).to_have_count(0)


def test_it_signs_a_level_for_good(played: Town, desk_page: Page) -> None:
    desk_page.goto(f"{played.address}/figures/level")
    manual = desk_page.locator("article.evidence#receiving_manual")
    manual.locator("summary").click()
    manual.get_by_label("ผลการพิจารณา").select_option("met")
    manual.get_by_role("button", name="บันทึกผลการพิจารณา").click()
    expect(desk_page.get_by_role("alert")).to_contain_text("เหตุผล")
    manual.get_by_label("เหตุผลหรือหมายเหตุ").fill("คู่มือประกาศใช้แล้ว")
    manual.get_by_label("ผลการพิจารณา").select_option("met")
    manual.get_by_role("button", name="บันทึกผลการพิจารณา").click()
    expect(manual.locator("blockquote")).to_contain_text("คู่มือประกาศใช้แล้ว")

    desk_page.get_by_label("ตรวจทานแล้ว").check()
    desk_page.get_by_role("button", name="ลงนาม").click()
    expect(desk_page.locator("main")).to_contain_text("อรุณ ขยัน ลงนามเมื่อ")
    expect(desk_page.get_by_role("button", name="ลงนาม")).to_have_count(0)
    expect(desk_page.locator("article.evidence summary")).to_have_count(0)
    assert desk_page.evaluate(WIDER) <= 0


def test_it_makes_a_pack_and_hands_it_out(
    played: Town, desk_page: Page, database: Database, files: FileStore
) -> None:
    desk_page.goto(f"{played.address}/evidence")
    desk_page.get_by_role("button", name="ทำชุดหลักฐาน").click()
    expect(desk_page.locator(".evidence-progress")).to_be_visible()
    definitions = f"{played.address}/figures/definitions"
    assert make_next(Maker(database, files, played.desk, played.clock, definitions))
    download = desk_page.get_by_role("link", name="ดาวน์โหลด")
    expect(download).to_be_visible()  # the page looks by itself
    with desk_page.expect_download() as sent:
        download.click()
    with zipfile.ZipFile(sent.value.path()) as archive:
        assert archive.testzip() is None
        index = archive.read("สารบัญ.txt").decode()
        kinds = sorted(name.rpartition(".")[2] for name in archive.namelist())
    assert kinds == ["docx", "docx", "html", "txt", "xlsx"]
    assert "เรื่องที่รับ: 3 เรื่อง" in index
