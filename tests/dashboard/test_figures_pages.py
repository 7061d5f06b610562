"""The figures in the browser: summary, cuts, the tickets behind a number, files."""

import csv
import io
import re

import pytest
from httpx2 import Response
from sqlalchemy import event

from agencies.tables import Agency, Role
from complaints.feedback import comment, confirm
from complaints.lifecycle import Move
from complaints.tables import Reporter, Ticket
from dashboard.figures.routes import PAGES
from store import audit
from store.database import Database
from tests.cast import KHONKAEN_ADDRESS, Cast
from tests.dashboard.conftest import Act, Browser, Report, Visit, words
from tests.fakes import FakeClock


def rows(answer: Response) -> list[list[str]]:
    """The lines of a CSV file."""
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def codes(answer: Response) -> set[str]:
    return set(re.findall(r"20\d\d-[A-Z0-9]{6}", answer.text))


@pytest.fixture
def dao(visit: Visit) -> Browser:
    return visit("dao")


@pytest.fixture
def arun(visit: Visit, database: Database, cast: Cast) -> Browser:
    """The supervisor of agency A."""
    with database.transaction() as session:
        session.merge(cast.arun).role = Role.SUPERVISOR
    return visit("arun")


@pytest.fixture
def done(report: Report, act: Act) -> Ticket:
    """Two tickets of agency A, of which this one is finished."""
    report()
    return act(act(report(), Move.ACCEPT), Move.FINISH)


def test_it_sums_up_the_agency_on_one_page(dao: Browser, done: Ticket) -> None:
    page = dao.get("/figures")
    shown = words(page)
    assert page.status_code == 200
    assert "ยังไม่ครบระดับ Basic" in shown
    assert "กระบวนการรับข้อร้องเรียนอย่างเป็นระบบ" in shown, "the criterion's own words"
    assert "เรื่องที่รับ 2" in shown
    assert "แก้ไขเสร็จทันเวลา 100.0% n=1 น้อย" in shown
    assert 'class="spark"' in page.text


@pytest.mark.parametrize("page", PAGES)
def test_it_has_each_page_with_and_without_tickets_and_as_a_file(
    dao: Browser, page: str, report: Report, act: Act
) -> None:
    assert dao.get(f"/figures/{page}").status_code == 200
    act(act(report(), Move.ACCEPT), Move.FORWARD)
    act(act(report(), Move.ACCEPT), Move.FINISH)
    shown = dao.get(f"/figures/{page}")
    assert shown.status_code == 200
    assert "<table" in shown.text
    answer = dao.get(f"/figures/{page}.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert len(rows(answer)) > 2


def test_it_leads_from_a_number_to_its_tickets(dao: Browser, done: Ticket) -> None:
    page = dao.get("/figures/tickets", params={"figure": "closed"})
    assert codes(page) == {done.code}
    both = dao.get("/figures/tickets", params={"figure": "received"})
    assert len(codes(both)) == 2


def test_it_tells_how_tickets_stood_at_the_moment_asked_for(
    visit: Visit, report: Report, act: Act, clock: FakeClock
) -> None:
    ticket = report()
    clock.pass_time(days=3)
    act(act(ticket, Move.ACCEPT), Move.FINISH)
    dao = visit("dao")
    day = ticket.created_at.date().isoformat()
    then = dao.get("/figures/tickets", params={"figure": "received", "as_of": day})
    now = dao.get("/figures/tickets", params={"figure": "received"})
    assert "รอรับเรื่อง" in words(then)
    assert "เสร็จสิ้น" in words(now)
    closed = dao.get("/figures/tickets", params={"figure": "closed", "as_of": day})
    assert codes(closed) == set()


def test_it_names_no_ticket_that_is_another_agencys_by_now(
    dao: Browser, report: Report, act: Act
) -> None:
    gone = act(act(report(), Move.ACCEPT), Move.FORWARD)
    page = dao.get("/figures/tickets", params={"figure": "handed_on"})
    assert "1 เรื่อง" in words(page)
    assert gone.code not in page.text


def test_it_counts_nothing_of_others(dao: Browser, report: Report, cast: Cast) -> None:
    report(address=KHONKAEN_ADDRESS)
    assert "เรื่องที่รับ 0" in words(dao.get("/figures"))
    assert dao.get("/figures", params={"agency": str(cast.agency_b.id)}).status_code == 404


def test_it_counts_nothing_sealed(visit: Visit, report: Report) -> None:
    report(category="corruption", text="เรียกรับเงินที่ด่าน")
    centre, integrity = visit("chai"), visit("fon")
    assert "เรื่องที่รับ 0" in words(centre.get("/figures"))
    assert "เรื่องที่รับ 1" in words(integrity.get("/figures"))
    behind = integrity.get("/figures/tickets.csv", params={"figure": "received"})
    assert len(rows(behind)) == 1, "no file holds a sealed ticket"


def test_it_shows_a_branch_to_who_stands_above_it(
    dao: Browser, database: Database, cast: Cast, report: Report
) -> None:
    with database.transaction() as session:
        session.merge(cast.agency_b).parent_id = cast.agency_a.id
    report(address=KHONKAEN_ADDRESS)
    assert "เรื่องที่รับ 0" in words(dao.get("/figures"))
    assert "เรื่องที่รับ 1" in words(dao.get("/figures", params={"agency": "branch"}))
    by_agency = words(dao.get("/figures/agency", params={"agency": "branch"}))
    assert cast.agency_b.name in by_agency


def test_it_tells_of_officers_to_their_own_supervisor_only(
    arun: Browser, visit: Visit, cast: Cast, done: Ticket, database: Database
) -> None:
    page = arun.get("/figures/officers")
    assert cast.anan.name in words(page)
    assert "ไม่ใช่อันดับ" in words(page)
    asked = {"figure": "closed", "officer": str(cast.anan.id)}
    assert codes(arun.get("/figures/tickets", params=asked)) == {done.code}
    assert visit("dao").get("/figures/tickets", params=asked).status_code == 403
    assert visit("chai").get("/figures/tickets", params=asked).status_code == 403


def test_it_keeps_to_the_own_officers_whatever_agency_is_named(
    arun: Browser, database: Database, cast: Cast, report: Report
) -> None:
    with database.transaction() as session:
        child = Agency(code="c", name="แขวงทาง", short_name="แขวง", parent_id=cast.agency_a.id)
        session.add(child)
        session.flush()
        child_id = child.id
    asked = {"figure": "received", "officer": str(cast.anan.id), "agency": str(child_id)}
    assert arun.get("/figures/tickets", params=asked).status_code == 403


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"period": "abcd"}, "ไม่รู้จักช่วงเวลานี้"),
        ({"period": "9999"}, "ไม่รู้จักช่วงเวลานี้"),
        ({"from": "1/10/68"}, "ต้องมีทั้งวันเริ่มและวันสิ้นสุด"),
        ({"from": "2/10/68", "to": "1/10/68"}, "โปรดสลับวันที่"),
        ({"as_of": "เมื่อวาน"}, "อ่านวันที่"),
    ],
)
def test_it_says_what_it_cannot_read(dao: Browser, typed: dict[str, str], told: str) -> None:
    page = dao.get("/figures", params=typed)
    assert page.status_code == 422
    assert told in words(page)


@pytest.mark.parametrize(
    ("period", "name"),
    [
        ("2569", "ปีงบประมาณ 2569"),
        ("2569-h1", "ครึ่งแรก ปีงบประมาณ 2569 (ต.ค.–มี.ค.)"),
        ("2569-q4", "ไตรมาส 4/2569 (ก.ค.–ก.ย.)"),
        ("2026-02", "กุมภาพันธ์ 2569"),
    ],
)
def test_it_knows_the_periods_of_the_thai_year(dao: Browser, period: str, name: str) -> None:
    assert f"· {name} ·" in words(dao.get("/figures/month", params={"period": period}))


def test_it_reads_free_days_as_people_write_them(dao: Browser) -> None:
    asked = {"from": "1 ต.ค. 2568", "to": "15/11/68"}
    assert "1 ต.ค. 68 – 15 พ.ย. 68" in words(dao.get("/figures/category", params=asked))


def test_it_puts_on_record_who_took_a_file(dao: Browser, database: Database, cast: Cast) -> None:
    dao.get("/figures/category.csv")
    with database.reading() as session:
        kept = audit.list_about(session, f"agency:{cast.agency_a.id}")
    assert [(each.action, each.actor) for each in kept] == [
        ("figures.exported", f"officer:{cast.dao.id}")
    ]


def test_it_reads_the_tickets_once_for_the_stars(
    dao: Browser, done: Ticket, database: Database
) -> None:
    read: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        if "FROM figure_fact" in statement:
            read.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    assert dao.get("/figures/stars").status_code == 200
    event.remove(database.engine, "before_cursor_execute", note)
    assert len(read) == 1


def test_it_shows_stars_with_what_citizens_wrote(
    dao: Browser, done: Ticket, database: Database, clock: FakeClock
) -> None:
    with database.transaction() as session:
        ticket = session.merge(done)
        reporter = session.get(Reporter, done.reporter_id)
        assert reporter is not None
        clock.pass_time(minutes=5)
        confirm(session, ticket, reporter, 4, clock())
    assert "ยังไม่มีใครเขียนความเห็นในเรื่องที่ได้ดาว" in words(dao.get("/figures/stars"))
    with database.transaction() as session:
        ticket, reporter = session.merge(ticket), session.merge(reporter)
        comment(session, ticket, reporter, clock(), text="เรียบดีแล้ว ขอบคุณ")
    page = words(dao.get("/figures/stars"))
    assert "เรียบดีแล้ว ขอบคุณ" in page
    assert "4 ดาว 1 100.0%" in page
    assert codes(dao.get("/figures/tickets", params={"figure": "stars", "stars": "4"}))
    assert "ยังไม่มีใครเขียนความเห็นในเรื่องที่ได้ดาวเท่านี้" in words(
        dao.get("/figures/stars", params={"stars": "5"})
    )


def test_it_says_what_is_missing_where_nothing_was_handed_on(dao: Browser, done: Ticket) -> None:
    assert "ไม่มีการส่งต่อในช่วงเวลานี้" in words(dao.get("/figures/flow"))
    assert done.code in words(dao.get("/figures/tickets", params={"figure": "received"}))


def test_it_names_no_fiscal_year_as_chosen_where_days_were_typed(dao: Browser) -> None:
    page = dao.get("/figures/category?period=2569&from=1/6/65&to=31/5/66").text
    assert re.findall(r"<option[^>]* selected>([^<]*)</option>", page) == ["วันที่กำหนดเอง"]
