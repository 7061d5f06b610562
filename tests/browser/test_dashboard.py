"""The officers' pages in a real browser: an officer's work, keyboard, phone, dark, axe."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect
from sqlmodel import select
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from complaints.change import By, Change
from complaints.desk import Desk
from complaints.lifecycle import Actor, HoldReason, Move
from complaints.moves import make_move
from complaints.tables import Ticket
from dashboard import site
from store import gauges
from store.database import Database
from store.files import FileStore
from store.outbox_tables import OutboxMessage, OutboxState
from tests.browser.axe import violations
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.serving import address_of, free_socket, serve
from tests.browser.signing_in import sign_in
from tests.browser.wiring import make_wiring
from tests.cast import Cast, make_ticket
from tests.fakes import FakeClock

BEYOND = ("wcag22aa", "best-practice")


def jpeg(colour: str = "teal", size: tuple[int, int] = (800, 600)) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", size, colour).save(data, "JPEG")
    return data.getvalue()


def after_photo(name: str = "after.jpg") -> FilePayload:
    return {"name": name, "mimeType": "image/jpeg", "buffer": jpeg("green")}


@dataclass
class Town:
    """Where the dashboard is served, what lies in it, and a map server that can be shut."""

    address: str
    database: Database
    desk: Desk
    clock: FakeClock
    cast: Cast
    tickets: dict[str, Ticket]
    map_works: bool = True

    def tile(self, _request: Request) -> Response:
        if not self.map_works:
            return Response(status_code=503)
        return Response(jpeg("beige", (256, 256)), media_type="image/jpeg")

    def report(self, name: str, **draft: str | None) -> Ticket:
        self.clock.pass_time(minutes=1)
        with self.database.transaction() as session:
            draft = {"photo": "photos/before.jpg", **draft}
            ticket = make_ticket(session, self.desk, self.clock(), **draft)  # type: ignore[arg-type]
        self.tickets[name] = ticket
        return ticket

    def move(self, name: str, move: Move, **change: object) -> None:
        self.clock.pass_time(minutes=1)
        anan = self.cast.anan
        by = By(Actor.OFFICER, f"officer:{anan.id}", anan.agency_id)
        with self.database.transaction() as session:
            ticket = session.merge(self.tickets[name])
            asked = Change(move, ticket.status, **change)  # type: ignore[arg-type]
            make_move(session, self.desk, ticket, asked, by, self.clock())
        self.tickets[name] = ticket

    def page_of(self, name: str) -> str:
        return f"{self.address}/tickets/{self.tickets[name].code}"

    def visit(self, page: Page, username: str = "anan") -> None:
        sign_in(page, f"{self.address}/login", username, heading="คิวงาน")


@pytest.fixture
def town(
    browser: object,
    database: Database,
    files: FileStore,
    desk: Desk,
    clock: FakeClock,
    cast: Cast,
) -> Iterator[Town]:
    sock = free_socket()
    base = address_of(sock)
    town = Town(f"{base}/dashboard", database, desk, clock, cast, {})
    files.put("photos/before.jpg", jpeg())
    wiring = make_wiring(base, database, files, desk, clock)
    tiles = Route("/tiles/{z}/{x}/{y}.jpg", town.tile)
    with serve(Starlette(routes=[Mount("/dashboard", site.build(wiring)), tiles]), sock):
        yield town


def test_it_takes_a_report_from_the_queue_to_the_repair(town: Town, page: Page) -> None:
    town.report("hole")
    town.visit(page)
    page.get_by_role("link", name="ถนน ทางเท้า").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ถนน ทางเท้า")

    page.get_by_role("button", name="รับเรื่อง").click()
    expect(page.get_by_role("status")).to_contain_text("รับเรื่องแล้ว")
    expect(page.locator("#told")).to_contain_text("รอส่ง")

    page.locator("summary").filter(has_text="เสร็จสิ้น").click()
    page.get_by_label("แก้ไขอย่างไร").fill("กลบหลุมและปูผิวใหม่แล้ว")
    page.get_by_label("ภาพหลังแก้ไข").set_input_files([after_photo(), after_photo("b.jpg")])
    expect(page.locator(".kept img")).to_have_count(2)
    expect(page.get_by_role("status").filter(has_text="ข้อสังเกต")).to_contain_text("นาที")
    page.get_by_label("เหตุที่ปิดเรื่องได้").fill("ซ่อมก่อนกดรับเรื่อง")
    page.get_by_role("button", name="บันทึกว่าเสร็จสิ้น").click()

    expect(page.get_by_role("status")).to_contain_text("บันทึกว่าเสร็จสิ้นแล้ว")
    expect(page.get_by_role("heading", name="หลังแก้ไข")).to_be_visible()
    expect(page.locator(".timeline")).to_contain_text("กลบหลุมและปูผิวใหม่แล้ว")
    page.reload()
    expect(page.get_by_role("status")).to_have_count(0)


def test_it_gives_a_refused_form_back_with_the_cursor_in_the_wrong_field(
    town: Town, page: Page
) -> None:
    town.report("hole")
    town.move("hole", Move.ACCEPT)
    town.visit(page)
    page.goto(town.page_of("hole"))
    page.locator("summary").filter(has_text="พักเรื่อง").click()
    page.get_by_label("รายละเอียด").fill("รอยางมะตอยจากจังหวัด")
    page.get_by_label("คาดว่าจะดำเนินการต่อได้เมื่อ").fill("2026-12-24")
    page.get_by_role("button", name="พักเรื่อง").click()

    reason = page.get_by_label("เหตุที่ต้องพัก")
    expect(reason).to_be_focused()
    expect(reason).to_have_accessible_description("เลือกเหตุที่ต้องพักเรื่อง")
    expect(page.get_by_label("รายละเอียด")).to_have_value("รอยางมะตอยจากจังหวัด")
    reason.select_option("procurement")
    page.get_by_role("button", name="พักเรื่อง").click()
    expect(page.locator(".ticket-line")).to_contain_text("พักเรื่อง")


def test_it_tells_the_slower_of_two_officers(town: Town, open_page: OpenPage) -> None:
    town.report("hole")
    first, second = open_page(WIDE), open_page(WIDE)
    for page, name in ((first, "anan"), (second, "arun")):
        town.visit(page, name)
        page.goto(town.page_of("hole"))
    first.get_by_role("button", name="รับเรื่อง").click()
    expect(first.get_by_role("status")).to_be_visible()
    second.get_by_role("button", name="รับเรื่อง").click()

    expect(second.locator("#clash-title")).to_contain_text("มีคนดำเนินการก่อนแล้ว")
    expect(second.locator(".ticket-line")).to_contain_text("กำลังดำเนินการ")


def test_it_shows_a_new_report_without_reload_and_without_losing_ones_place(
    town: Town, page: Page
) -> None:
    for number in range(12):
        town.report(str(number))
    town.visit(page)
    page.mouse.wheel(0, 400)
    tenth = page.locator(f"#row-{town.tickets['2'].code}")
    tenth.focus()
    new = town.report("new", text="ฝาท่อหาย")
    page.evaluate("htmx.ajax('GET', document.querySelector('#queue-news').getAttribute('hx-get'), "
                  "{target: '#queue-news', swap: 'outerHTML'})")  # fmt: skip
    expect(page.get_by_text("มีเรื่องใหม่ 1 เรื่อง")).to_be_attached()
    expect(page.locator(f"#row-{new.code}")).not_to_be_attached()
    tenth.focus()
    page.locator(".news button").evaluate("button => button.click()")

    expect(page.locator(f"#row-{new.code}")).to_be_attached()
    expect(tenth).to_be_focused()
    assert page.evaluate("scrollY") > 0


def test_it_asks_for_news_every_twenty_seconds(town: Town, page: Page) -> None:
    page.clock.install()
    town.visit(page)
    expect(page.locator(".empty")).to_be_visible()
    new = town.report("new")
    page.clock.run_for(21_000)
    page.get_by_role("button", name="แสดง", exact=True).click()

    expect(page.locator(f"#row-{new.code}")).to_be_visible()


def test_it_follows_a_notice_until_it_was_sent(town: Town, page: Page) -> None:
    page.clock.install()
    town.report("hole")
    town.move("hole", Move.ACCEPT)
    town.visit(page)
    page.goto(town.page_of("hole"))
    expect(page.locator("#told")).to_contain_text("รอส่ง")
    with town.database.transaction() as session:
        notice = session.exec(select(OutboxMessage)).one()
        notice.state, notice.via = OutboxState.SENT, "push"
    page.clock.run_for(4_000)

    expect(page.locator("#told")).to_contain_text("ส่งแล้ว")
    assert page.locator("#told").get_attribute("hx-get") is None


def test_it_opens_photos_large_by_keyboard(town: Town, page: Page) -> None:
    town.report("hole")
    town.visit(page)
    page.goto(town.page_of("hole"))
    photo = page.get_by_role("link", name="ภาพจากผู้แจ้ง 1").first
    photo.press("Enter")
    dialog = page.get_by_role("dialog", name="ภาพขยาย")

    expect(dialog.get_by_role("img")).to_be_visible()
    expect(dialog).to_contain_text("ภาพจากผู้แจ้ง · ")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(photo).to_be_focused()


def test_it_shows_the_place_on_a_map(town: Town, page: Page) -> None:
    town.report("hole")
    town.visit(page)
    page.goto(town.page_of("hole"))

    expect(page.locator(".leaflet-tile-loaded").first).to_be_visible()
    expect(page.locator(".map-pin")).to_be_attached()


def test_it_does_without_the_map(town: Town, page: Page) -> None:
    town.map_works = False
    town.report("hole")
    town.visit(page)
    page.goto(town.page_of("hole"))

    expect(page.get_by_text("แผนที่พื้นหลังโหลดไม่ได้")).to_be_visible()
    expect(page.locator("#map")).to_be_hidden()
    expect(page.get_by_text("13.77960, 100.60650")).to_be_visible()


def test_it_leads_back_to_the_queue_as_it_was_left(town: Town, page: Page) -> None:
    town.report("hole")
    town.visit(page)
    everything = page.get_by_role("link", name="ทั้งหมด")
    everything.click()
    expect(everything).to_have_attribute("aria-current", "page")
    page.get_by_role("link", name="ถนน ทางเท้า").click()
    page.get_by_role("main").get_by_role("link", name="คิวงาน").click()

    expect(everything).to_have_attribute("aria-current", "page")


def test_it_can_be_used_by_keyboard_alone(town: Town, page: Page) -> None:
    town.report("hole")
    town.visit(page)
    page.locator("body").press("Tab")
    skip = page.get_by_role("link", name="ข้ามไปเนื้อหา")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="รายการ")).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_label("ค้นหาเลขเรื่อง คำ หรือสถานที่")).to_be_focused()
    page.keyboard.type("หลุมลึก")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="“หลุมลึก” เอาออก")).to_be_visible()
    menu = page.locator(".account summary")
    menu.press("Enter")
    expect(page.get_by_role("button", name="ออกจากระบบ")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(page.get_by_role("button", name="ออกจากระบบ")).to_be_hidden()


def test_it_leads_to_the_actions_on_a_phone(town: Town, narrow_page: Page) -> None:
    town.report("hole")
    town.visit(narrow_page)
    narrow_page.goto(town.page_of("hole"))
    narrow_page.get_by_role("link", name="ดำเนินการ", exact=True).click()
    sheet = narrow_page.get_by_role("dialog", name="ดำเนินการกับเรื่องนี้")
    expect(sheet.get_by_role("button", name="รับเรื่อง")).to_be_in_viewport()
    narrow_page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    narrow_page.locator("#actions").scroll_into_view_if_needed()
    expect(narrow_page.get_by_role("button", name="รับเรื่อง")).to_be_in_viewport()
    expect(narrow_page.get_by_role("link", name="ดำเนินการ", exact=True)).to_be_hidden()


def furnish(town: Town) -> None:
    """One ticket in each state, so that every part of every page is there."""
    for name in ("new", "held", "finished", "rejected", "failed"):
        town.report(name)
    for name in ("held", "finished", "failed"):
        town.move(name, Move.ACCEPT)
    expected = town.clock().date()
    reason = HoldReason.BUDGET
    town.move("held", Move.HOLD, note="รองบประมาณ", hold_reason=reason, expected_on=expected)
    town.clock.pass_time(hours=1)
    town.move("finished", Move.FINISH, note="ซ่อมเรียบร้อยแล้ว", no_photo_reason="กล้องเสีย")
    town.move("rejected", Move.REJECT, note="เป็นที่ดินเอกชน")
    with town.database.transaction() as session:
        notices = session.exec(select(OutboxMessage)).all()
        states = [OutboxState.SENT, OutboxState.HELD, OutboxState.FAILED]
        for notice, state in zip(notices, states, strict=False):
            notice.state, notice.error, notice.status_code = state, "no reason", 400
        value = {"limit": 300, "used": 260}
        gauges.set_gauge(session, gauges.LINE_QUOTA, value, town.clock())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "phone"])
def test_it_breaks_no_accessibility_rule(
    town: Town, open_page: OpenPage, size: tuple[int, int], scheme: str
) -> None:
    furnish(town)
    page = open_page(size)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]

    def check(where: str) -> None:
        expect(page.locator("html")).to_have_attribute("data-bs-theme", scheme)
        assert violations(page, *BEYOND) == [], where
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(overflow) == 0, f"{where} is wider than the screen"

    page.goto(f"{town.address}/login")
    check("login")
    page.get_by_label("ชื่อผู้ใช้").fill("anan")
    page.get_by_label("รหัสผ่าน").fill("wrong password")
    page.get_by_role("button", name="เข้าสู่ระบบ").click()
    check("login refused")
    town.visit(page, "ek")
    for path in ("/?tab=all", "/?q=nothing", "/?tab=withdrawn", "/system", "/nowhere"):
        page.goto(f"{town.address}{path}")
        check(path)
    page.locator(".account summary").click()
    check("account menu")
    for name in town.tickets:
        page.goto(town.page_of(name))
        check(name)
    for move in ("finish", "hold", "forward", "reject"):
        page.goto(town.page_of("failed"))
        form = page.locator(f".act-{move}")
        form.locator("summary").click()
        if move == "finish":  # the browser itself asks for the note, so that photos are not lost
            form.get_by_label("แก้ไขอย่างไร").fill("ซ่อมเรียบร้อยแล้ว")
        form.get_by_role("button").last.click()
        expect(page.locator(".problem").first).to_be_visible()
        check(f"{move} refused")
    page.get_by_role("link", name="ภาพจากผู้แจ้ง 1").first.click()
    check("photo")
