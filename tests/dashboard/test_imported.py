"""Tickets brought from another system, in the queue and on their page."""

import pytest
from sqlmodel import select

from complaints.tables import EventKind, Ticket, TicketEvent
from store.database import Database
from tests.dashboard.conftest import Browser, Report, words


@pytest.fixture
def imported(report: Report, database: Database) -> Ticket:
    """A finished ticket as an import leaves it: no reporter, its former number, its former life."""
    made = report()
    with database.transaction() as session:
        ticket = session.merge(made)
        ticket.reporter_id, ticket.external_id, ticket.channel = None, "2022-XK7Q2P", "traffy"
        ticket.routing_reason, ticket.stars = "imported", 4
        event = session.exec(select(TicketEvent).where(TicketEvent.ticket_id == ticket.id)).one()
        event.actor = "import"
        event.detail = {
            "types": ["ถนน", "ทางเท้า"],
            "organisations": ["สำนักการโยธา", "เขตวังทองหลาง"],
            "photos": ["https://photos.example.org/1.jpg"],
        }
        for kind, move, detail in (
            (EventKind.MOVED, "finish", {"state": "เสร็จสิ้น", "at_latest": True}),
            (EventKind.RATED, None, {"stars": 4}),
            (EventKind.MOVED, None, {"state": "รอรับเรื่อง"}),
        ):
            session.add(
                TicketEvent(
                    ticket_id=ticket.id or 0,
                    at=event.at,
                    kind=kind,
                    move=move,
                    actor="import",
                    detail=detail,
                )
            )
    return ticket


def test_it_marks_imported_tickets_in_the_queue(
    anan: Browser, imported: Ticket, report: Report
) -> None:
    report()
    assert anan.get("/?tab=all").text.count('class="mark mark-imported"') == 1


def test_it_tells_where_a_ticket_came_from(anan: Browser, imported: Ticket) -> None:
    page = words(anan.get(f"/tickets/{imported.code}"))
    for said in (
        "เลขเดิม 2022-XK7Q2P",
        "ประเภทเดิม ถนน · ทางเท้า",
        "หน่วยงานเดิม สำนักการโยธา · เขตวังทองหลาง",
        "ตามประเภทเดิม",
        "นำเข้าจากไฟล์ของระบบเดิมให้หน่วยงานนี้",
        "สถานะในระบบเดิม: เสร็จสิ้น",
        "เวลานี้คืออย่างช้าที่สุด",
        "ผู้แจ้งให้ 4 จาก 5 ดาว",
        "เปลี่ยนสถานะ",
    ):
        assert said in page


def test_it_does_not_pretend_that_somebody_will_be_told(anan: Browser, imported: Ticket) -> None:
    page = words(anan.get(f"/tickets/{imported.code}"))
    assert "ไม่มีการแจ้งผู้แจ้ง" in page
    assert "ระบบจะแจ้งให้ทันที" not in page
    assert "ลบข้อมูลแล้ว" not in page


def test_it_links_photos_that_stayed_there_and_loads_none(anan: Browser, imported: Ticket) -> None:
    page = anan.get(f"/tickets/{imported.code}").text
    assert (
        'href="https://photos.example.org/1.jpg" target="_blank" rel="noreferrer noopener"' in page
    )
    assert 'src="https://photos.example.org' not in page


def test_it_finds_a_ticket_by_its_former_number(
    anan: Browser, imported: Ticket, report: Report
) -> None:
    other = report()
    page = anan.get("/?tab=all&q=2022-xk7q2p").text
    assert imported.code in page
    assert other.code not in page
