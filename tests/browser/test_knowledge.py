"""From a question asked in vain to a live answer: chat, editor's browser, chat."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from bootstrap import Assembly
from knowledge.corpus import load_corpus
from knowledge.live import LiveEngine
from tests.browser.axe import violations
from tests.browser.conftest import OpenPage
from tests.browser.signing_in import DEMO_PASSWORD, sign_in
from tests.journeys.town import Town, open_town, words_of

SIZES = [(1280, 800), (390, 844)]
QUESTION = "ตู้กดน้ำบุญของสำนักงานอยู่ชั้นไหน"
KEPT = ("criteria.1.", "kpi.calendar", "concept.")


@pytest.fixture
def town(assembly: Assembly) -> Iterator[Town]:
    """The running product over some of its entries: an engine over them is built in a moment."""
    engine = LiveEngine({e.id: e for e in load_corpus() if e.id.startswith(KEPT)})
    services = replace(assembly.services, engine=engine)
    with open_town(replace(assembly, services=services)) as town:
        yield town


def fill_in(page: Page) -> None:
    page.get_by_label("ชื่อเรื่อง").fill("ตู้กดน้ำบุญของสำนักงาน")
    page.get_by_label("อยู่ที่ใดในเอกสาร").fill("บันทึกของกองกลาง")
    answer = page.get_by_label("คำตอบ", exact=True)
    answer.fill("ย" * 700)
    expect(page.locator("#answer-count.over")).to_contain_text("จาก 700 ตัวอักษร")
    answer.fill("อยู่ชั้น 7 ข้างห้องประชุม")
    expect(page.locator("#answer-count.over")).to_have_count(0)


def test_it_goes_from_a_question_in_vain_to_a_live_answer(town: Town, page: Page) -> None:
    malee = town.phone("มาลี")
    assert "บันทึกคำถามไว้ให้ผู้ดูแลแล้ว" in words_of(malee.say(QUESTION))

    sign_in(page, f"{town.address}/dashboard/", "kaew", password=DEMO_PASSWORD, heading="คิวงาน")
    page.get_by_role("link", name="คำตอบ").click()
    expect(page.get_by_text(QUESTION).first).to_be_visible()
    page.get_by_role("link", name="เขียนคำตอบ").click()
    fill_in(page)
    page.get_by_role("button", name="ตรวจและดูตัวอย่าง").click()
    expect(page.locator("#trial .bubble")).to_contain_text("ที่มา:")
    expect(page.get_by_label(QUESTION)).to_be_checked()
    page.get_by_role("button", name="เผยแพร่ตามตัวอย่างนี้").click()
    expect(page.get_by_role("status")).to_contain_text("เผยแพร่แล้ว")

    town.wait_for(lambda: "ชั้น 7" in words_of(malee.say(QUESTION)))
    page.goto(f"{town.address}/dashboard/knowledge")
    expect(page.get_by_text("ไม่มีคำถามค้างอยู่")).to_be_visible()


@pytest.mark.parametrize("size", SIZES)
def test_it_fits_every_screen_and_everybody(
    town: Town, open_page: OpenPage, size: tuple[int, int]
) -> None:
    town.phone("มาลี").say(QUESTION)
    page = open_page(size)
    sign_in(page, f"{town.address}/dashboard/", "kaew", password=DEMO_PASSWORD, heading="คิวงาน")
    for path in ("", "/entries", "/entries/new?gap=1", "/entries/edit/kpi.calendar", "/documents"):
        page.goto(f"{town.address}/dashboard/knowledge{path}")
        assert violations(page, "best-practice") == [], path
        wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wider) <= 0, path
