"""Announcements on the dashboard: set, shown, ended, and kept on record."""

from datetime import datetime

from complaints.announcements.tables import Kind
from complaints.desk import Desk
from tests.cast import Cast
from tests.dashboard.conftest import Browser, Visit, words
from tests.fakes import FakeClock


def said(kind: str, text: str = "ปิดระบบคืนนี้ 22.00 น.", **values: str) -> dict[str, str]:
    return {"kind": kind, "text_th": text, "shown": "true", **values}


def test_it_shows_the_banner_on_every_page_until_its_end(visit: Visit, clock: FakeClock) -> None:
    chai = visit("chai")
    chai.post("/announcements", data=said("banner", ends="2026-11-23T12:00"))
    assert "ปิดระบบคืนนี้ 22.00 น." in words(visit("anan").get("/"))
    assert "กำลังแสดงอยู่" in words(chai.get("/announcements"))
    clock.now = datetime.fromisoformat("2026-11-23T05:00:00+00:00")
    assert "ปิดระบบคืนนี้" not in words(visit("anan").get("/"))


def test_it_hides_a_text_and_keeps_its_words(visit: Visit, desk: Desk, clock: FakeClock) -> None:
    chai = visit("chai")
    chai.post("/announcements", data=said("emergency", "น้ำท่วม โทร 1784", text_en="Flood"))
    shown = desk.announcements.current(Kind.EMERGENCY, clock())
    assert shown is not None
    assert shown.in_language("en") == "Flood"
    hidden = said("emergency", "น้ำท่วม โทร 1784")
    del hidden["shown"]
    page = words(chai.post("/announcements", data=hidden, follow_redirects=True))
    assert desk.announcements.current(Kind.EMERGENCY, clock()) is None
    assert "ไม่ได้แสดง" in page
    assert "น้ำท่วม โทร 1784" in page


def test_it_lets_a_supervisor_speak_for_the_own_agency_out_of_hours(
    arun: Browser, desk: Desk, cast: Cast
) -> None:
    page = words(arun.get("/announcements"))
    assert "ข้อความนอกเวลาทำการ" in page
    assert "แถบประกาศ" not in page
    own = {"agency": str(cast.agency_a.id)}
    arun.post("/announcements", data=said("out_of_hours", "เปิด {opens}") | own)
    said_now = desk.announcements.out_of_hours(cast.agency_a.id or 0)
    assert said_now is not None
    assert said_now.th == "เปิด {opens}"
    assert arun.post("/announcements", data=said("banner") | own).status_code == 403
    assert arun.post("/announcements", data=said("banner")).status_code == 403
    other = {"agency": str(cast.agency_b.id)}
    assert arun.post("/announcements", data=said("out_of_hours") | other).status_code == 403


def test_it_says_what_is_wrong_and_keeps_what_was_typed(visit: Visit) -> None:
    chai = visit("chai")
    for wrong, words_said in [
        (said("banner", " "), "ใส่ข้อความก่อน"),
        (said("banner", "ก" * 401), "ข้อความยาวเกิน 400"),
        (said("banner", ends="2026-11-01T08:00"), "เวลาสิ้นสุดต้องอยู่หลัง"),
        (said("banner", starts="เมื่อวาน"), "อ่านวันเวลานี้ไม่ได้"),
    ]:
        answer = chai.post("/announcements", data=wrong)
        assert answer.status_code == 422
        assert words_said in words(answer)
        assert wrong["text_th"].strip() in answer.text
