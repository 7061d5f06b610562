"""Agencies in a browser: a boundary drawn on the map, and a pin that finds it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Mount, Route

from agencies.changes import By, Line, add_boundary
from agencies.shapes import read_corners
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

SIZES = [(1280, 800), (390, 844)]
# Around Bangkok, so that the map opens there and what is drawn lies in Thailand.
SQUARE = "13.70, 100.50\n13.70, 100.65\n13.80, 100.65\n13.80, 100.50"


@pytest.fixture
def address(
    browser: object,
    database: Database,
    files: FileStore,
    desk: Desk,
    clock: FakeClock,
    cast: Cast,
) -> Iterator[str]:
    """The dashboard, with one boundary of agency B around Bangkok."""
    with database.transaction() as session:
        by, drawn = By("system", clock()), read_corners(SQUARE)
        add_boundary(session, cast.agency_b.id or 0, "<i>ย่านทดลอง</i>", drawn, Line(), by)
    sock = free_socket()
    base = address_of(sock)
    wiring = make_wiring(base, database, files, desk, clock)
    # No tile ever comes: the map must be of use without.
    tiles = Route("/tiles/{rest:path}", lambda _request: Response(status_code=404))
    routes = [Mount("/dashboard", site.build(wiring)), tiles]
    with serve(Starlette(routes=routes), sock):
        yield f"{base}/dashboard"


def test_it_draws_a_boundary_that_a_pin_then_finds(address: str, page: Page, cast: Cast) -> None:
    sign_in(page, f"{address}/agencies", "chai", heading="หน่วยงาน")
    page.goto(f"{address}/agencies/{cast.agency_b.id}")
    area_map = page.locator("[data-area-map]")
    expect(page.locator(".area-name")).to_have_text("<i>ย่านทดลอง</i> · เทศบาลนครขอนแก่น")
    page.get_by_label("ชื่อขอบเขต").fill("ย่านเล็ก")
    area_map.scroll_into_view_if_needed()
    for x, y in ((150, 150), (200, 150), (200, 200), (150, 200), (250, 60)):
        area_map.click(position={"x": x, "y": y})
    page.get_by_role("button", name="ลบมุมล่าสุด").click()
    corners = page.get_by_label("มุมของขอบเขต").input_value().splitlines()
    assert len(corners) == 4
    page.get_by_role("button", name="เพิ่มขอบเขต").click()
    expect(page.get_by_role("status")).to_contain_text("เพิ่มขอบเขตแล้ว")

    latitude, longitude = (
        sum(float(corner.split(", ")[at]) for corner in corners) / 4 for at in (0, 1)
    )
    page.goto(f"{address}/agencies/trial")
    page.get_by_label("ละติจูด").fill(str(latitude))
    page.get_by_label("ลองจิจูด").fill(str(longitude))
    page.get_by_role("button", name="ดูผล").click()
    expect(page.get_by_role("status")).to_contain_text("“ย่านเล็ก”")


def test_it_puts_a_pin_by_a_press_on_the_map(address: str, page: Page) -> None:
    sign_in(page, f"{address}/agencies", "chai", heading="หน่วยงาน")
    page.goto(f"{address}/agencies/trial")
    expect(page.locator(".area-name")).to_be_visible()
    page.locator("[data-area-map]").click()
    page.get_by_role("button", name="ดูผล").click()
    expect(page.get_by_role("status")).to_contain_text("เทศบาลนครขอนแก่น")


@pytest.mark.parametrize("size", SIZES)
def test_it_fits_every_screen_and_everybody(
    address: str, open_page: OpenPage, size: tuple[int, int], cast: Cast
) -> None:
    page = open_page(size)
    sign_in(page, f"{address}/agencies", "chai", heading="หน่วยงาน")
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for path in ("", "/new", f"/{cast.agency_b.id}", "/map", "/owners", "/trial", "/import"):
        page.goto(f"{address}/agencies{path}")
        assert violations(page, "best-practice") == [], path
        assert page.evaluate(wider) <= 0, path
