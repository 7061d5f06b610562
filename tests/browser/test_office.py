"""Targets, calendar and announcements in a browser: readable at both widths, and they do count."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect
from starlette.applications import Starlette
from starlette.routing import Mount

from complaints.announcements.live import Announcements
from complaints.clocks.calendar import Calendar
from complaints.desk import Desk
from dashboard import site
from store.database import Database
from store.files import FileStore
from tests.browser.axe import violations
from tests.browser.conftest import OpenPage
from tests.browser.serving import address_of, free_socket, serve
from tests.browser.signing_in import sign_in
from tests.browser.wiring import make_wiring
from tests.cast import Cast
from tests.fakes import FakeClock

LOOKS = [((1280, 800), "light"), ((390, 844), "dark")]


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """The desk with a calendar and announcements that no other test has seen."""
    return replace(desk, calendar=Calendar(), announcements=Announcements())


@pytest.fixture
def address(
    browser: object,
    database: Database,
    files: FileStore,
    desk: Desk,
    clock: FakeClock,
    cast: Cast,
) -> Iterator[str]:
    sock = free_socket()
    base = address_of(sock)
    wiring = make_wiring(base, database, files, desk, clock)
    with serve(Starlette(routes=[Mount("/dashboard", site.build(wiring))]), sock):
        yield f"{base}/dashboard"


def check(page: Page) -> None:
    """Nothing runs over the edge, and nobody is shut out."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page, "wcag22aa") == []


@pytest.mark.browser
@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_it_sets_what_the_office_promises_and_announces(
    address: str, open_page: OpenPage, size: tuple[int, int], scheme: str
) -> None:
    page = open_page(size)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    sign_in(page, f"{address}/login", "chai")
    page.goto(f"{address}/targets")
    page.get_by_label("รับเรื่องภายใน (ชม.) ถนน ทางเท้า").fill("6")
    page.get_by_role("button", name="บันทึกกำหนดเวลา").click()
    expect(page.get_by_text("ใส่ตัวเลขทั้งสองช่อง")).to_be_visible()
    words = page.evaluate("getComputedStyle(document.body).color")
    expect(page.locator(".problem")).not_to_have_css("color", words)
    check(page)
    page.get_by_label("แก้ไขภายใน (ชม.) ถนน ทางเท้า").fill("60")
    page.get_by_role("button", name="บันทึกกำหนดเวลา").click()
    expect(page.get_by_text("มีผลกับเรื่องใหม่ตั้งแต่นี้")).to_be_visible()
    check(page)
    page.goto(f"{address}/calendar")
    page.get_by_label("วันที่").fill("2026-11-30")
    page.get_by_label("ชื่อหรือเหตุผล").fill("วันหยุดพิเศษตามมติคณะรัฐมนตรี")
    page.get_by_role("button", name="เพิ่มวัน").click()
    expect(page.get_by_text("วันจันทร์ที่ 30 พฤศจิกายน 2569", exact=True)).to_be_visible()
    check(page)
    page.goto(f"{address}/announcements")
    banner = page.get_by_role("region", name="แถบประกาศในระบบเจ้าหน้าที่")
    banner.get_by_label("ข้อความ", exact=True).fill("ปิดระบบคืนนี้ 22.00 น.")
    banner.get_by_label("แสดงข้อความนี้").check()
    banner.get_by_role("button", name="บันทึก").click()
    expect(page.get_by_label("ประกาศ", exact=True)).to_contain_text("ปิดระบบคืนนี้ 22.00 น.")
    check(page)
