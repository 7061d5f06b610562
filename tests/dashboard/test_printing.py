"""A ticket on paper."""

from complaints.lifecycle import Move
from tests.cast import Cast
from tests.dashboard.conftest import Act, Browser, Report, Visit, words


def test_it_prints_what_was_reported_and_what_was_done(
    anan: Browser, report: Report, act: Act, photo_file: str
) -> None:
    ticket = act(act(report(photo=photo_file), Move.ACCEPT), Move.FINISH)
    page = anan.get(f"/tickets/{ticket.code}/print")

    for said in (
        f"ถนน ทางเท้า {ticket.code}",
        "ถนนเป็นหลุมลึกหน้าตลาด รถล้มบ่อย",
        ticket.address,
        "(นามแฝง)",
        "อนันต์ ใจดี รับเรื่องไว้ดำเนินการ",
        "ซ่อมผิวถนนแล้ว",
        "โดย อนันต์ ใจดี",
        f"/dashboard/tickets/{ticket.code}",
    ):
        assert said in words(page)
    assert f'src="/dashboard/photos/{ticket.code}/' in page.text
    assert "data:image/svg+xml" in page.text


def test_it_tells_the_story_from_its_beginning(anan: Browser, report: Report, act: Act) -> None:
    ticket = act(report(), Move.ACCEPT)
    page = words(anan.get(f"/tickets/{ticket.code}/print"))

    assert page.index("แจ้งเรื่องเข้ามา") < page.index("รับเรื่องไว้ดำเนินการ")


def test_it_prints_internal_notes_only_when_asked(
    anan: Browser, report: Report, act: Act, cast: Cast
) -> None:
    ticket = act(report(), Move.ACCEPT)
    seen = {
        "seen": "in_progress",
        "seen_agency": str(ticket.agency_id),
        "seen_officer": str(cast.anan.id),
    }
    anan.post(f"/tickets/{ticket.code}/notes", data={**seen, "note": "รอรถบดถนน"})

    assert "รอรถบดถนน" not in words(anan.get(f"/tickets/{ticket.code}/print"))
    assert "รอรถบดถนน" in words(anan.get(f"/tickets/{ticket.code}/print?notes=1"))


def test_it_prints_nothing_of_another_agency_or_of_what_is_sealed(
    visit: Visit, report: Report
) -> None:
    ours, sealed = report(), report(category="corruption")

    assert visit("bua").get(f"/tickets/{ours.code}/print").status_code == 404
    assert visit("anan").get(f"/tickets/{sealed.code}/print").status_code == 404
