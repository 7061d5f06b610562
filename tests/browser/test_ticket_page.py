"""A ticket's page in a real browser: ready-made words, photos, the sides of its story."""

import re

import pytest
from playwright.sync_api import Page, expect

from complaints.lifecycle import Move
from complaints.photos import NewPhoto
from tests.browser.test_dashboard import Town, town

__all__ = ["town"]  # fixtures of theirs


@pytest.fixture
def hole(town: Town, page: Page) -> Page:
    """The page of a ticket that Anan has taken on."""
    town.report("hole")
    town.move("hole", Move.ACCEPT)
    town.visit(page)
    page.goto(town.page_of("hole"))
    return page


def test_it_puts_ready_made_words_where_they_go_and_the_cursor_into_the_gap(hole: Page) -> None:
    hole.locator("summary").filter(has_text="เสร็จสิ้น").click()
    form = hole.locator(".act-finish")
    form.get_by_label("ข้อความสำเร็จรูป").select_option(label="ซ่อมผิวถนนแล้ว")
    note = form.get_by_label("แก้ไขอย่างไร")

    expect(note).to_have_value(re.compile("^ซ่อมผิวถนนบริเวณซอยลาดพร้าว 64"))
    expect(note).to_be_focused()
    hole.keyboard.type("12")
    expect(note).to_have_value(re.compile("พื้นที่ประมาณ 12 ตารางเมตร"))


def test_it_keeps_what_was_typed_and_takes_back_what_was_only_put_in(hole: Page) -> None:
    hole.locator("summary").filter(has_text="เสร็จสิ้น").click()
    form = hole.locator(".act-finish")
    choice, note = form.get_by_label("ข้อความสำเร็จรูป"), form.get_by_label("แก้ไขอย่างไร")
    choice.select_option(label="ซ่อมผิวถนนแล้ว")
    choice.select_option(label="ซ่อมทางเท้าแล้ว")
    expect(note).to_have_value(re.compile("^ปรับระดับและปูทางเท้า"))

    note.fill("มาถึงหน้างานแล้ว")
    choice.select_option(label="ซ่อมทางเท้าแล้ว")
    expect(note).to_have_value(re.compile("^มาถึงหน้างานแล้ว\nปรับระดับ"))


def test_it_fills_in_what_the_form_itself_tells(hole: Page) -> None:
    hole.locator("summary").filter(has_text="ส่งต่อ").click()
    form = hole.locator(".act-forward")
    form.get_by_label("หน่วยงานปลายทาง").select_option(label="เทศบาลนครขอนแก่น")
    form.get_by_label("ข้อความสำเร็จรูป").select_option(label="ส่งเจ้าของถนนสายนี้")

    expect(form.get_by_label("เหตุที่ส่งต่อ")).to_have_value(
        re.compile("^ถนนสายนี้อยู่ในความดูแลของเทศบาลนครขอนแก่น จึงส่งต่อ")
    )

    hole.locator("summary").filter(has_text="พักเรื่อง").click()
    form = hole.locator(".act-hold")
    form.get_by_label("คาดว่าจะดำเนินการต่อได้เมื่อ").fill("2026-12-01")
    form.get_by_label("ข้อความสำเร็จรูป").select_option(label="รอฝนหยุดจึงปูผิวถนนได้")
    expect(form.get_by_label("รายละเอียด")).to_have_value(re.compile("ซ่อมได้ภายในวันที่ 1 ธันวาคม 2569$"))


def test_it_looks_closer_at_photos_and_closes_by_keyboard(hole: Page) -> None:
    hole.locator(".ticket-report").get_by_role("link", name="ภาพจากผู้แจ้ง 1").press("Enter")
    dialog = hole.get_by_role("dialog", name="ภาพขยาย")
    photo = dialog.get_by_role("img")
    expect(photo).to_have_attribute("alt", "ภาพจากผู้แจ้ง 1")
    before = photo.bounding_box()
    hole.keyboard.press("+")
    after = photo.bounding_box()

    assert before is not None
    assert after is not None
    assert after["width"] > 1.5 * before["width"]
    hole.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_it_draws_before_over_after_by_keyboard(town: Town, page: Page) -> None:
    town.report("hole")
    town.move("hole", Move.ACCEPT)
    town.clock.pass_time(hours=2)
    photo = NewPhoto("photos/before.jpg", "1" * 64, "f" * 16, 800, 600)
    town.move("hole", Move.FINISH, note="ซ่อมเรียบร้อยแล้ว", photos=(photo,))
    town.visit(page)
    page.goto(town.page_of("hole"))
    page.locator("summary").filter(has_text="เลื่อนเทียบ").click()
    slider = page.get_by_role("slider", name="แสดงภาพก่อนแก้ไข")
    expect(slider).to_have_value("50")
    slider.press("Home")

    over = page.locator("[data-compare-image=before]")
    expect(over).to_have_css("clip-path", "inset(0px 100% 0px 0px)")
    expect(over).to_have_js_property("complete", True)


def test_it_shows_one_side_of_the_story_without_leaving_the_page(hole: Page) -> None:
    hole.get_by_label("แท็ก").first.fill("งบ 2570")
    hole.get_by_role("link", name="การพูดคุย").click()

    story = hole.locator("#timeline")
    expect(story).not_to_contain_text("รับเรื่องไว้ดำเนินการ")
    expect(story).to_contain_text("แจ้งเรื่องเข้ามา")
    expect(hole.get_by_label("แท็ก").first).to_have_value("งบ 2570")
