"""One's own notifications in a browser: choices kept, a code shown, fit for everybody."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from starlette.applications import Starlette
from starlette.routing import Mount

from agencies.contacts import addresses
from agencies.contacts.tables import LineAccount, LineGroup
from agencies.tables import Officer, Role
from complaints.desk import Desk
from dashboard import site
from store.database import Database
from store.files import FileStore
from tests.browser.axe import violations
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.serving import address_of, free_socket, serve
from tests.browser.signing_in import sign_in
from tests.browser.wiring import make_wiring
from tests.cast import MALEE, Cast
from tests.fakes import FakeClock

TITLE = "การแจ้งเตือนของฉัน"


@pytest.fixture
def address(
    browser: object,
    database: Database,
    files: FileStore,
    desk: Desk,
    clock: FakeClock,
    cast: Cast,
) -> Iterator[str]:
    """The dashboard; Arun leads, is bound, and has a group and an address to confirm."""
    with database.transaction() as session:
        arun = session.get_one(Officer, cast.arun.id)
        arun.role = Role.SUPERVISOR
        number, agency_id = arun.id or 0, arun.agency_id
        session.add(LineAccount(officer_id=number, user_id=MALEE, bound_at=clock()))
        session.add(LineGroup(chat_id="C1", agency_id=agency_id, bound_by=number, bound_at=clock()))
        addresses.set_address(session, arun, "arun@example.go.th", clock())
    sock = free_socket()
    base = address_of(sock)
    app = site.build(make_wiring(base, database, files, desk, clock))
    with serve(Starlette(routes=[Mount("/dashboard", app)]), sock):
        yield f"{base}/dashboard/account/notifications"


def test_it_keeps_what_was_chosen(address: str, page: Page) -> None:
    sign_in(page, address, "anan", heading=TITLE)
    page.get_by_label("เรื่องใหม่ที่มาถึงหน่วยงาน").select_option("อีเมล")
    page.get_by_label("รวมวันละครั้ง").check()
    page.get_by_role("button", name="บันทึก").click()
    expect(page.get_by_role("status")).to_contain_text("บันทึกแล้ว")
    expect(page.get_by_label("เรื่องใหม่ที่มาถึงหน่วยงาน")).to_have_value("new:mail")
    expect(page.get_by_label("รวมวันละครั้ง")).to_be_checked()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_it_is_fit_for_everybody(
    address: str, open_page: OpenPage, size: tuple[int, int], scheme: str
) -> None:
    page = open_page(size)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    sign_in(page, address, "arun", heading=TITLE)
    assert violations(page, "wcag22aa") == []
    page.get_by_role("button", name="ขอรหัสผูกกลุ่ม").click()
    expect(page.locator(".code-words")).to_contain_text("ผูก ")
    assert violations(page, "wcag22aa") == []
    page.get_by_label("เปลี่ยนอีเมล").fill("arun@example")
    page.get_by_role("button", name="ส่งลิงก์ยืนยัน").click()
    expect(page.get_by_text("อีเมลนี้ไม่ถูกต้อง")).to_be_visible()
    assert violations(page, "wcag22aa") == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
