"""The panel "one problem?" and the hot spots in a real browser: keyboard, phone, axe."""

import pytest
from playwright.sync_api import Page, expect

from complaints.duplicates.text import read
from tests.browser.axe import violations
from tests.browser.conftest import NARROW, OpenPage
from tests.browser.test_dashboard import Town, town

__all__ = ["town"]  # fixtures
PANEL = "#duplicates"


@pytest.fixture(autouse=True)
def _word_list() -> None:
    """Read the word lists now; the running service has them from its start."""
    read("ถนนเป็นหลุม")


@pytest.fixture
def page_of_two(town: Town, page: Page) -> Page:
    """The page of a ticket that has a likely duplicate."""
    town.report("hole")
    town.report("again", text="หลุมลึกบนถนนหน้าตลาด รถล้ม")
    town.visit(page)
    page.goto(town.page_of("again"))
    return page


def test_it_groups_and_ungroups_on_the_ticket_page(town: Town, page_of_two: Page) -> None:
    page, main = page_of_two, town.tickets["hole"].code
    panel = page.locator(PANEL)
    expect(panel).to_contain_text("คำตรงกัน")
    panel.get_by_role("button", name=f"รวมไว้ใต้เรื่องนั้น {main}").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("รวมเรื่องแล้ว")
    expect(page.locator("#actions")).to_contain_text(f"เรื่องนี้รวมอยู่กับ {main}")

    page.goto(town.page_of("hole"))
    expect(panel).to_contain_text("รวมอยู่ใต้เรื่องนี้ 1 เรื่อง")
    assert violations(page) == []
    panel.get_by_role("button", name="แยกออก").click()
    expect(page.get_by_role("status")).to_contain_text("แยกเรื่องออกแล้ว")


def test_it_fits_a_phone(town: Town, open_page: OpenPage) -> None:
    page = open_page(NARROW)
    for name in ("one", "two", "three"):
        town.report(name)
    town.visit(page)
    for address in (town.page_of("one"), f"{town.address}/hotspots"):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]
        assert violations(page) == []


def test_it_numbers_the_map_like_the_list(town: Town, page: Page) -> None:
    for name in ("one", "two", "three"):
        town.report(name)
    town.visit(page)
    page.get_by_role("link", name="จุดเกิดซ้ำ").click()
    pin = page.locator(".spot-pin")
    expect(pin).to_have_text("1")
    expect(page.locator("#spot-1")).to_contain_text("ถนน ทางเท้า")
    pin.click()
    expect(page).to_have_url(f"{town.address}/hotspots#spot-1")


def test_it_leaves_the_list_alone_where_no_map_loads(town: Town, page: Page) -> None:
    for name in ("one", "two", "three"):
        town.report(name)
    town.map_works = False
    town.visit(page)
    page.goto(f"{town.address}/hotspots")
    expect(page.locator("#spot-map")).to_be_hidden()
    expect(page.locator("#spot-1")).to_be_visible()
