"""Ready-made words and the history of the place on a ticket's page."""

import re

from complaints.lifecycle import Move
from tests.dashboard.conftest import Act, Browser, Report, Visit, words

UNFILLED = "ส่งต่อให้[โปรดระบุหน่วยงานปลายทาง]"


def offered(page: str, target: str) -> list[str]:
    """The texts that can be put into a field."""
    select = page.partition(f'data-response="{target}"')[2].partition("</select>")[0]
    return [value for value in re.findall(r'<option value="([^"]*)"', select) if value]


def test_it_offers_words_with_the_tickets_facts_filled_in(anan: Browser, report: Report) -> None:
    ticket = report()
    page = anan.get(f"/tickets/{ticket.code}").text

    assert any(ticket.address in text for text in offered(page, "forward-note")) is False
    assert any("สำนักการโยธา" in text for text in offered(page, "reject-note"))
    assert any("หน่วยงานปลายทาง" in text for text in offered(page, "forward-note"))


def test_it_offers_words_for_what_can_be_done_now(anan: Browser, report: Report, act: Act) -> None:
    ticket = act(report(), Move.ACCEPT)
    page = anan.get(f"/tickets/{ticket.code}").text

    assert any("ตารางเมตร" in text for text in offered(page, "finish-note"))
    assert offered(page, "hold-note")


def test_it_offers_a_reader_no_words(visit: Visit, report: Report) -> None:
    assert "data-response" not in visit("dao").get(f"/tickets/{report().code}").text


def test_it_sends_no_citizen_words_with_a_gap(anan: Browser, report: Report) -> None:
    ticket = report()
    typed = {"seen": "received", "seen_agency": str(ticket.agency_id), "note": UNFILLED}
    page = anan.post(f"/tickets/{ticket.code}/moves/forward", data=typed)

    assert page.status_code == 422
    assert "ยังมี “[โปรดระบุหน่วยงานปลายทาง]” ที่ต้องเติม" in words(page)
    assert UNFILLED in page.text


def test_it_tells_what_was_at_the_place_before(anan: Browser, report: Report, act: Act) -> None:
    before = act(act(report(), Move.ACCEPT), Move.FINISH)
    page = anan.get(f"/tickets/{report().code}")

    assert "มี 1 เรื่อง ในระยะ 50 เมตร" in words(page)
    assert f'href="/dashboard/tickets/{before.code}"' in page.text
    assert "โดย อนันต์ ใจดี · สำนักการโยธา" in words(page)
    assert "ซ่อมผิวถนนแล้ว" in words(page)


def test_it_says_that_nothing_was_there_before(anan: Browser, report: Report) -> None:
    assert "ใน 2 ปีก่อนหน้า ไม่มีเรื่องอื่นในระยะ 50 เมตร" in words(anan.get(f"/tickets/{report().code}"))
