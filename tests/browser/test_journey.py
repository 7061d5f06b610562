"""The main job in a real browser: chat, ticket, dashboard, notice, stars; or a no."""

import io
import re
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from sqlmodel import select

from bootstrap import Assembly
from complaints.lifecycle import Status
from complaints.tables import Ticket
from store.database import Database
from tests.browser.conftest import OpenPage
from tests.browser.line_phone import LinePhone
from tests.browser.signing_in import DEMO_PASSWORD, sign_in
from tests.journeys.town import Town, open_town

DESK = (1280, 800)


@pytest.fixture
def town(assembly: Assembly) -> Iterator[Town]:
    """The running product, with its demo agencies."""
    with open_town(assembly) as town:
        yield town


def only_ticket(database: Database) -> Ticket:
    with database.reading() as session:
        return session.exec(select(Ticket)).one()


def photo_of_the_repair() -> bytes:
    data = io.BytesIO()
    Image.effect_noise((800, 600), 60).convert("RGB").save(data, "JPEG")
    return data.getvalue()


def report_a_pothole(phone: LinePhone) -> None:
    phone.take("มาลี")
    phone.show_menu()
    phone.tap("แจ้งปัญหา")
    phone.tap("ยินยอมและแจ้งต่อ")
    phone.wait_for("ส่งรูปปัญหา")
    phone.send_photos("ถนนเป็นหลุม")
    phone.wait_for("อยู่ที่ไหนคะ")
    phone.tap("ส่งตำแหน่ง")
    phone.choose_place("ตลาดดินแดง")
    phone.wait_for("เกิดอะไรขึ้นคะ")
    phone.say("ถนนเป็นหลุมลึก รถล้มบ่อยมาก")
    phone.wait_for("ตรวจดูก่อนส่ง")
    phone.tap("ส่งเรื่อง")
    phone.wait_for("ส่งเรื่องแล้ว")


def finish_the_ticket(page: Page, code: str) -> None:
    page.get_by_role("link", name=re.compile(code)).first.click()
    page.get_by_role("button", name="รับเรื่อง", exact=True).click()
    expect(page.locator("h1")).to_be_visible()
    page.locator("details.act-finish summary").click()
    form = page.locator("details.act-finish form")
    form.get_by_label("แก้ไขอย่างไร").fill("ปะผิวจราจรด้วยแอสฟัลต์แล้ว")
    form.locator("input[type=file]").set_input_files(
        {"name": "after.jpg", "mimeType": "image/jpeg", "buffer": photo_of_the_repair()}
    )
    expect(form.get_by_alt_text("ภาพที่แนบไว้ 1")).to_be_visible()
    form.get_by_label("เหตุที่ปิดเรื่องได้").fill("ปะหน้างานก่อนกดรับเรื่อง")
    form.get_by_role("button", name="บันทึกว่าเสร็จสิ้น").click()


def test_it_goes_from_chat_to_ticket_to_dashboard_to_notice_and_stars(
    town: Town, page: Page, open_page: OpenPage
) -> None:
    phone = LinePhone(page, f"{town.address}/simulator/")
    report_a_pothole(phone)
    ticket = only_ticket(town.database)

    office = open_page(DESK)
    sign_in(office, f"{town.address}/dashboard/", "anan", password=DEMO_PASSWORD)
    expect(office.get_by_text(ticket.code).first).to_be_visible()
    finish_the_ticket(office, ticket.code)

    phone.wait_for("แก้แล้วจริงไหม")
    phone.tap("ให้ดาว 5")
    phone.wait_for("บันทึก 5 ดาว")
    done = only_ticket(town.database)
    assert (done.status, done.stars) == (Status.FINISHED, 5)
    assert done.confirmed_at is not None
    office.reload()
    expect(office.get_by_text("ปะผิวจราจรด้วยแอสฟัลต์แล้ว").first).to_be_visible()


def test_it_reopens_when_the_citizen_says_no(town: Town, page: Page, open_page: OpenPage) -> None:
    phone = LinePhone(page, f"{town.address}/simulator/")
    report_a_pothole(phone)
    code = only_ticket(town.database).code
    office = open_page(DESK)
    sign_in(office, f"{town.address}/dashboard/", "anan", password=DEMO_PASSWORD)
    finish_the_ticket(office, code)

    phone.wait_for("แก้แล้วจริงไหม")
    phone.tap("ยังไม่เรียบร้อย")
    phone.wait_for("ยังเหลืออะไรอยู่")
    phone.say("ปะแล้วทรุดอีก")
    phone.wait_for("เพิ่มในเรื่อง")
    again = only_ticket(town.database)
    assert (again.status, again.reopened_count) == (Status.IN_PROGRESS, 1)
    office.goto(f"{town.address}/dashboard/tickets/{code}")
    expect(office.get_by_text("ปะแล้วทรุดอีก").first).to_be_visible()


def test_it_shows_another_agency_nothing(town: Town, page: Page, open_page: OpenPage) -> None:
    report_a_pothole(LinePhone(page, f"{town.address}/simulator/"))
    code = only_ticket(town.database).code
    office = open_page(DESK)
    sign_in(office, f"{town.address}/dashboard/", "bua", password=DEMO_PASSWORD)
    expect(office.get_by_text(code)).to_have_count(0)
    answer = office.goto(f"{town.address}/dashboard/tickets/{code}")
    assert answer is not None
    assert answer.status == 404
