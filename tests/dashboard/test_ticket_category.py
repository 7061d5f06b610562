"""An officer corrects the category on the ticket's page."""

from agencies.tables import Coverage
from complaints.tables import Ticket
from dashboard import paths
from store.database import Database
from tests.cast import Cast
from tests.dashboard.conftest import Browser, Report, Visit, words


def correct(browser: Browser, ticket: Ticket, to: str) -> str:
    """File it anew as the page's form does; returns where that led."""
    answer = browser.post(
        f"/tickets/{ticket.code}/category", data={"seen": ticket.category, "to": to}
    )
    assert answer.status_code == 303
    return answer.headers["location"]


def test_it_offers_the_other_thirteen_to_the_lead_agency(anan: Browser, report: Report) -> None:
    page = anan.get(f"/tickets/{report().code}").text

    form = page[page.index('id="category-to"') : page.index("บันทึกประเภท")]
    assert form.count('<option value="') == 14  # thirteen and the empty one
    assert 'value="road_sidewalk"' not in form


def test_it_offers_nothing_to_who_only_reads(visit: Visit, report: Report) -> None:
    ticket = report()

    assert "แก้ประเภท" not in words(visit("dao").get(f"/tickets/{ticket.code}"))
    refused = visit("dao").post(
        f"/tickets/{ticket.code}/category", data={"seen": "road_sidewalk", "to": "other"}
    )
    assert refused.status_code == 403


def test_it_hides_the_ticket_from_other_agencies(visit: Visit, report: Report) -> None:
    ticket = report()
    refused = visit("bua").post(
        f"/tickets/{ticket.code}/category", data={"seen": "road_sidewalk", "to": "other"}
    )
    assert refused.status_code == 404


def test_it_shows_the_correction_and_who_made_it(anan: Browser, report: Report) -> None:
    ticket = report()
    page = words(anan.get(correct(anan, ticket, "disaster").removeprefix(paths.ROOT)))

    assert "แก้ประเภทของเรื่องแล้ว" in page
    assert "เจ้าหน้าที่แก้จาก “ถนน ทางเท้า”" in page
    assert "อนันต์ ใจดี แก้ประเภทของเรื่อง" in page
    assert "จากประเภท: ถนน ทางเท้า เป็นประเภท: สาธารณภัย" in page


def test_it_says_who_owns_the_new_category_and_moves_nothing(
    anan: Browser, report: Report, database: Database, cast: Cast
) -> None:
    ticket = report()
    with database.transaction() as session:
        session.add(
            Coverage(agency_id=cast.agency_b.id or 0, province="กรุงเทพมหานคร", category="utilities")
        )
    correct(anan, ticket, "utilities")

    page = words(anan.get(f"/tickets/{ticket.code}"))
    assert "เรื่องประเภทนี้ในพื้นที่นี้เป็นของ เทศบาลนครขอนแก่น" in page
    assert "หน่วยงาน สำนักการโยธา" in page


def test_it_asks_again_where_nothing_was_chosen(anan: Browser, report: Report) -> None:
    ticket = report()
    refused = anan.post(
        f"/tickets/{ticket.code}/category", data={"seen": "road_sidewalk", "to": ""}
    )

    assert refused.status_code == 422
    assert "เลือกประเภทที่ต่างจากเดิม" in words(refused)


def test_it_says_why_it_cannot_be_sealed_here(anan: Browser, report: Report) -> None:
    ticket = report()
    refused = anan.post(
        f"/tickets/{ticket.code}/category", data={"seen": "road_sidewalk", "to": "corruption"}
    )

    assert refused.status_code == 422
    assert "โปรดส่งต่อให้ศูนย์กลางก่อน" in words(refused)


def test_it_leads_to_the_queue_where_the_ticket_was_sealed_out_of_sight(
    visit: Visit, report: Report, database: Database, cast: Cast
) -> None:
    with database.transaction() as session:
        line = session.get(Coverage, 1)
        assert line is not None
        line.agency_id = cast.central.id or 0  # Bangkok's tickets come to the central desk
    ticket = report()

    where = correct(visit("chai"), ticket, "corruption")

    assert where.startswith("/dashboard/?done=recategorised")
    assert visit("chai").get(f"/tickets/{ticket.code}").status_code == 404
    assert "เรื่องลับ" in words(visit("fon").get(f"/tickets/{ticket.code}"))


def test_it_shows_what_else_may_be_wrong_there(
    anan: Browser, report: Report, database: Database
) -> None:
    ticket = report()
    with database.transaction() as session:
        found = session.get(Ticket, ticket.id)
        assert found is not None
        found.secondary_categories = ["disaster", "risk_spot"]

    assert "อาจเกี่ยวกับ สาธารณภัย · จุดเสี่ยง ด้วย" in words(anan.get(f"/tickets/{ticket.code}"))


def test_it_tells_who_opened_an_old_page_that_somebody_was_first(
    anan: Browser, report: Report
) -> None:
    ticket = report()
    correct(anan, ticket, "disaster")

    late = anan.post(
        f"/tickets/{ticket.code}/category", data={"seen": "road_sidewalk", "to": "other"}
    )
    assert late.status_code == 409
