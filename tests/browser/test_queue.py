"""The queue in a real browser: keys, choosing, acting on many, the map, all of it by the rules."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Mount, Route

from complaints.desk import Desk
from complaints.lifecycle import Move
from dashboard import site
from store.database import Database
from store.files import FileStore
from tests.browser.axe import violations
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.serving import address_of, free_socket, serve
from tests.browser.test_dashboard import Town, jpeg
from tests.browser.wiring import make_wiring
from tests.cast import Cast
from tests.fakes import FakeClock

BEYOND = ("wcag22aa", "best-practice")
NAMES = ("ก", "ข", "ค", "ง")


@pytest.fixture
def town(
    browser: object,
    database: Database,
    files: FileStore,
    desk: Desk,
    clock: FakeClock,
    cast: Cast,
) -> Iterator[Town]:
    """A queue of four tickets, and a map server that is down."""
    sock = free_socket()
    base = address_of(sock)
    town = Town(f"{base}/dashboard", database, desk, clock, cast, {})
    files.put("photos/before.jpg", jpeg())
    tiles = Route("/tiles/{z}/{x}/{y}.jpg", lambda _: Response(status_code=503))
    wiring = make_wiring(base, database, files, desk, clock)
    for name in NAMES:
        town.report(name)
    with serve(Starlette(routes=[Mount("/dashboard", site.build(wiring)), tiles]), sock):
        yield town


def test_it_is_walked_by_single_keys(town: Town, page: Page) -> None:
    town.visit(page)
    newest, second = (page.locator(f"#row-{town.tickets[name].code}") for name in ("ง", "ค"))
    page.keyboard.press("j")
    expect(newest).to_be_focused()
    page.keyboard.press("j")
    expect(second).to_be_focused()
    page.keyboard.press("x")
    expect(page.locator(f"#pick-{town.tickets['ค'].code}")).to_be_checked()
    page.keyboard.press("k")
    page.keyboard.press("o")
    expect(page).to_have_url(town.page_of("ง"))

    page.go_back()
    page.wait_for_load_state()
    page.keyboard.press("g")
    page.keyboard.press("m")
    expect(page.locator("#tab-mine")).to_have_attribute("aria-current", "page")


def test_it_takes_the_keys_of_a_keyboard_that_types_thai(town: Town, page: Page) -> None:
    town.visit(page)
    body = page.locator("body")
    for key, code in (("่", "KeyJ"), ("่", "KeyJ"), ("ป", "KeyX")):
        body.dispatch_event("keydown", {"key": key, "code": code, "bubbles": True})
    expect(page.locator(f"#row-{town.tickets['ค'].code}")).to_be_focused()
    expect(page.locator(f"#pick-{town.tickets['ค'].code}")).to_be_checked()
    for key, code in (("เ", "KeyG"), ("ท", "KeyM")):
        body.dispatch_event("keydown", {"key": key, "code": code, "bubbles": True})
    expect(page.locator("#tab-mine")).to_have_attribute("aria-current", "page")


def test_it_shows_its_keys_and_lets_them_be_switched_off(town: Town, page: Page) -> None:
    town.visit(page)
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="แป้นลัดของคิวงาน")
    expect(dialog).to_be_visible()
    dialog.get_by_label("ใช้แป้นลัดตัวอักษร").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("/")
    expect(page.get_by_label("ค้นหาเลขเรื่อง คำ หรือสถานที่")).not_to_be_focused()


def test_it_takes_no_key_away_from_who_types(town: Town, page: Page) -> None:
    town.visit(page)
    field = page.get_by_label("ค้นหาเลขเรื่อง คำ หรือสถานที่")
    field.press_sequentially("jkox/?g")
    expect(field).to_have_value("jkox/?g")


def test_it_acts_on_the_chosen_ones(town: Town, page: Page) -> None:
    town.move("ก", Move.ACCEPT)
    town.visit(page)
    page.get_by_label("เลือกทั้งหน้า").check()
    expect(page.get_by_text("เลือกไว้ 4 เรื่อง")).to_be_visible()
    page.get_by_label(f"เลือก {town.tickets['ง'].code}").uncheck()
    page.get_by_label("ทำกับเรื่องที่เลือก").select_option("accept")
    page.get_by_role("button", name="ตรวจดูก่อนทำ").click()
    expect(page.get_by_role("heading", name="ทำไม่ได้ 1 เรื่อง")).to_be_visible()
    page.get_by_role("button", name="รับเรื่อง 2 เรื่อง").click()

    expect(page.get_by_role("status")).to_contain_text("ทำแล้ว 2 เรื่อง")
    page.get_by_role("link", name="กลับไปคิวงาน").click()
    expect(page.locator("#tab-unassigned .count")).to_have_text("1")


def test_it_keeps_the_choice_when_the_list_is_renewed(town: Town, page: Page) -> None:
    page.clock.install()
    town.visit(page)
    chosen = page.locator(f"#pick-{town.tickets['ข'].code}")
    chosen.check()
    new = town.report("new")
    page.clock.run_for(21_000)
    page.get_by_role("button", name="แสดง", exact=True).click()

    expect(page.locator(f"#row-{new.code}")).to_be_visible()
    expect(chosen).to_be_checked()
    expect(page.get_by_text("เลือกไว้ 1 เรื่อง")).to_be_visible()


def test_it_keeps_a_view_and_opens_with_it(town: Town, page: Page) -> None:
    town.visit(page)
    page.goto(f"{town.address}/?tab=unassigned&sort=oldest")
    page.locator("summary").filter(has_text="มุมมองที่บันทึก").click()
    page.get_by_label("บันทึกสิ่งที่เห็นอยู่ในชื่อ").fill("ยังว่าง เก่าก่อน")
    page.get_by_role("button", name="บันทึกมุมมอง").click()
    expect(page.get_by_role("status").filter(has_text="บันทึกมุมมองแล้ว")).to_be_visible()
    page.locator("summary").filter(has_text="มุมมองที่บันทึก").click()
    page.get_by_role("button", name="ใช้ ยังว่าง เก่าก่อน เป็นหน้าแรก").click()
    page.goto(f"{town.address}/")
    expect(page.locator("#tab-unassigned")).to_have_attribute("aria-current", "page")
    expect(page.locator(".orders summary")).to_contain_text("แจ้งก่อนขึ้นก่อน")


def test_it_tells_of_new_tickets_in_sight_of_whoever_reads_further_down(
    town: Town, page: Page
) -> None:
    town.visit(page)
    page.set_viewport_size({"width": 1280, "height": 400})
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    town.report("จ")
    page.evaluate("""() => {  // what it does by itself every twenty seconds
        const news = document.getElementById("queue-news");
        return htmx.ajax("GET", news.getAttribute("hx-get"), { target: news, swap: "outerHTML" });
    }""")
    expect(page.get_by_text("มีเรื่องใหม่ 1 เรื่อง")).to_be_in_viewport()
    expect(page.locator(f"#row-{town.tickets['จ'].code}")).to_have_count(0)


def test_it_narrows_the_list_to_what_was_drawn_on_the_map(town: Town, page: Page) -> None:
    town.visit(page)
    page.get_by_role("link", name="แผนที่").click()
    expect(page.get_by_text("พบ 4 เรื่องในกรอบนี้")).to_be_visible()
    expect(page.locator(".pin")).to_have_count(4)
    page.get_by_role("button", name="วาดพื้นที่").click()
    for across, down in ((100, 40), (220, 40), (220, 140)):
        page.locator("#queue-map").click(position={"x": across, "y": down})
    page.get_by_role("button", name="ใช้พื้นที่ที่วาด").click()
    expect(page.get_by_role("link", name="พื้นที่ที่วาดบนแผนที่ เอาออก")).to_be_visible()
    expect(page.get_by_text("ไม่มีเรื่องที่ปักหมุดไว้ในกรอบนี้")).to_be_visible()
    page.get_by_role("link", name="รายการ").click()
    expect(page.locator(".empty")).to_be_visible()
    page.get_by_role("link", name="พื้นที่ที่วาดบนแผนที่ เอาออก").click()
    expect(page.locator(".row-item")).to_have_count(4)


def test_it_draws_corners_where_tickets_lie_too(town: Town, page: Page) -> None:
    town.visit(page)
    page.goto(f"{town.address}/queue/map")
    expect(page.locator(".pin")).to_have_count(4)
    page.get_by_role("button", name="วาดพื้นที่").click()
    page.locator(".pin").last.click()
    for across, down in ((100, 40), (220, 40)):
        page.locator("#queue-map").click(position={"x": across, "y": down})
    expect(page.get_by_role("button", name="ใช้พื้นที่ที่วาด")).to_be_visible()


def test_it_opens_a_ticket_from_the_map(town: Town, page: Page) -> None:
    town.visit(page)
    page.goto(f"{town.address}/queue/map?q={town.tickets['ก'].code}")
    page.locator(".pin").click()
    expect(page).to_have_url(town.page_of("ก"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "phone"])
def test_it_breaks_no_accessibility_rule(
    town: Town, open_page: OpenPage, size: tuple[int, int], scheme: str
) -> None:
    page = open_page(size)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]

    def check(where: str) -> None:
        assert violations(page, *BEYOND) == [], where
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(overflow) == 0, f"{where} is wider than the screen"

    town.visit(page)
    check("list")
    for summary in ("ตัวกรอง", "มุมมองที่บันทึก", "ส่งออก"):
        page.locator("summary").filter(has_text=summary).click()
        check(summary)
        page.keyboard.press("Escape")
    page.goto(f"{town.address}/?q=ถนน&from=xx&priority=normal&tab=unassigned")
    check("problems and chips")
    page.get_by_label("เลือกทั้งหน้า").check()
    check("chosen")
    page.get_by_label("ทำกับเรื่องที่เลือก").select_option("forward")
    page.get_by_role("button", name="ตรวจดูก่อนทำ").click()
    check("asked for more")
    page.goto(f"{town.address}/queue/map")
    expect(page.get_by_text("พบ 4 เรื่องในกรอบนี้")).to_be_visible()
    check("map")
