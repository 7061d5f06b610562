"""Two citizens, one hole: the second joins, the officer repairs it, both are told and asked."""

from collections.abc import Iterator
from contextlib import contextmanager

import httpx2

from complaints.lifecycle import Status
from complaints.tables import Ticket
from tests.journeys.test_reporting import only_ticket
from tests.journeys.town import Phone, Town, words_of


def tell(phone: Phone, photo: str, words: str) -> str:
    """Report as far as the last question; returns it."""
    phone.send_photos(photo)
    phone.tap("ยินยอมและแจ้งต่อ")
    phone.send_place("ตลาดดินแดง")
    return words_of(phone.say(words))


@contextmanager
def officer_of(town: Town) -> Iterator[httpx2.Client]:
    """Anan's browser, signed in."""
    origin = {"sec-fetch-site": "same-origin"}
    desk = f"{town.address}/dashboard"
    with httpx2.Client(base_url=desk, headers=origin, timeout=60) as browser:
        signed_in = browser.post("/login", data={"username": "anan", "password": "demo-password"})
        assert signed_in.status_code == 303
        yield browser


def move(town: Town, browser: httpx2.Client, ticket: Ticket, name: str, **form: str) -> None:
    seen = {"seen": ticket.status.value, "seen_agency": str(ticket.agency_id)}
    moved = browser.post(f"/tickets/{ticket.code}/moves/{name}", data={**seen, **form})
    assert moved.status_code == 303, moved.text
    town.settle()


def test_it_carries_two_citizens_through_one_repair(town: Town, malee: Phone) -> None:
    tell(malee, "pothole", "ถนนเป็นหลุมลึกหน้าตลาด รถล้มบ่อย")
    malee.tap("ส่งเรื่อง")
    somchai = town.phone("สมชาย")
    assert "เรื่องเดียวกันไหม" in tell(somchai, "flood", "หลุมบนถนนลึกมาก มอเตอร์ไซค์ตกหลุมล้ม")
    joined = words_of(somchai.tap("ใช่ ติดตามเรื่องนี้"))
    ticket = only_ticket(town)
    assert ticket.code in joined
    assert "2 คน" in joined

    with officer_of(town) as anan:
        assert "แจ้งแล้ว 2 คน" in anan.get("/").text
        move(town, anan, ticket, "accept")
        assert "กำลังดำเนินการ" in words_of(malee.heard()[-1:])
        assert "กำลังดำเนินการ" in words_of(somchai.heard()[-1:])
        note = {
            "note": "กลบหลุมแล้ว",
            "no_photo_reason": "กล้องเสีย",
            "override_reason": "ซ่อมก่อนกดรับเรื่อง",
        }
        move(town, anan, only_ticket(town), "finish", **note)

    for phone in (malee, somchai):
        assert "แก้แล้วจริงไหม" in words_of(phone.heard()[-1:])
    assert "บันทึก 5 ดาว" in words_of(malee.tap("ให้ดาว 5"))
    assert "เปิดเรื่อง" in words_of(somchai.tap("ยังไม่เรียบร้อย"))
    assert only_ticket(town).status is Status.IN_PROGRESS
    assert "เปิดเรื่องอีกครั้ง" in words_of(malee.heard()[-1:]), "the other hears of it"
