"""The queue."""

import pytest

from complaints.desk import Desk
from complaints.lifecycle import Move
from complaints.queries import PAGE
from store.database import Database
from tests.cast import KHONKAEN_ADDRESS, Cast, make_ticket
from tests.dashboard.conftest import Act, Browser, Report, Visit, words
from tests.fakes import FakeClock


def test_it_lists_the_agencys_tickets_newest_first(anan: Browser, report: Report) -> None:
    first, second = report(), report(text="ไฟดับทั้งซอย", category="street_light")
    shown = anan.get("/").text

    assert shown.index(second.code) < shown.index(first.code)
    assert "ไฟดับทั้งซอย" in shown


def test_it_says_what_where_when_and_in_which_state(
    anan: Browser, report: Report, clock: FakeClock
) -> None:
    ticket = report(photo="photos/before.jpg")
    clock.pass_time(hours=2)
    page = anan.get("/")

    for said in ("ถนน ทางเท้า", "ถนนเป็นหลุมลึก", "เขตวังทองหลาง กรุงเทพฯ", "2 ชม.ที่แล้ว", "รอรับเรื่อง"):
        assert said in words(page)
    assert f"/dashboard/photos/{ticket.code}/" in page.text


def test_it_shows_nothing_of_other_agencies(anan: Browser, report: Report) -> None:
    other = report(address=KHONKAEN_ADDRESS, text="ไม่ใช่เรื่องของกรุงเทพ")
    page = anan.get("/?tab=all")

    assert other.code not in page.text
    assert "ไม่มีเรื่องในสถานะนี้" in words(page)


def test_it_shows_sealed_tickets_only_to_those_who_may_know(
    visit: Visit, report: Report, cast: Cast, database: Database
) -> None:
    sealed = report(category="corruption")
    with database.transaction() as session:
        session.merge(cast.fon).agency_id = cast.agency_a.id or 0

    assert sealed.code not in visit("ek").get("/").text
    assert sealed.code not in visit("anan").get("/").text
    assert "เรื่องลับ" in words(visit("fon").get("/"))


def test_it_counts_by_status(anan: Browser, report: Report, act: Act) -> None:
    tickets = [report(), report(), report()]
    act(tickets[0], Move.ACCEPT)
    said = words(anan.get("/"))

    for counter in ("ที่เปิดอยู่ 3", "รอรับเรื่อง 2", "กำลังดำเนินการ 1", "เสร็จสิ้น 0", "ทั้งหมด 3"):
        assert counter in said


def test_it_narrows_by_status(anan: Browser, report: Report, act: Act) -> None:
    accepted, waiting = report(), report()
    act(accepted, Move.ACCEPT)
    page = anan.get("/?tab=in_progress").text

    assert accepted.code in page
    assert waiting.code not in page


def test_it_narrows_by_category(anan: Browser, report: Report) -> None:
    road, lamp = report(), report(category="street_light")
    page = anan.get("/?category=street_light").text

    assert lamp.code in page
    assert road.code not in page
    assert '<option value="street_light" selected>' in page


@pytest.mark.parametrize("asked", ["หลุมลึก", "ตลาด หลุม", "ลาดพร้าว", "{code}", "{small}"])
def test_it_finds_words_places_and_numbers(anan: Browser, report: Report, asked: str) -> None:
    wanted, other = report(), report(text="น้ำไม่ไหล", address="เขตบางรัก กรุงเทพมหานคร")
    query = asked.format(code=wanted.code, small=wanted.code.lower())
    page = anan.get("/", params={"q": query}).text

    assert f"row-{wanted.code}" in page
    assert f"row-{other.code}" not in page


def test_it_takes_searched_words_as_they_are(anan: Browser, report: Report) -> None:
    ticket = report()
    page = anan.get("/", params={"q": "%_\"'<script>"})

    assert ticket.code not in page.text
    assert "ไม่พบเรื่องที่ตรงกับที่ค้นหา" in words(page)


def test_it_pages_without_gaps_or_repeats(
    anan: Browser, database: Database, desk: Desk, clock: FakeClock
) -> None:
    with database.transaction() as session:
        made = {make_ticket(session, desk, clock()).code for _ in range(PAGE + 3)}
    first = anan.get("/").text
    further = first.split('id="page-next"')[1].split('href="')[1].split('"')[0]
    second = anan.get(further.removeprefix("/dashboard").replace("&amp;", "&")).text
    on_first = {code for code in made if f"row-{code}" in first}
    on_second = {code for code in made if f"row-{code}" in second}

    assert len(on_first) == PAGE
    assert on_first | on_second == made
    assert not on_first & on_second
    assert "page-next" not in second
    assert "กลับไปรายการล่าสุด" in second


def test_it_keeps_the_choice_from_page_to_page(
    anan: Browser, database: Database, desk: Desk, clock: FakeClock
) -> None:
    with database.transaction() as session:
        for _ in range(PAGE + 1):
            make_ticket(session, desk, clock())
    page = anan.get("/", params={"tab": "received", "category": "road_sidewalk", "q": "หลุม"}).text
    further = page.split('id="page-next"')[1].split('href="')[1].split('"')[0]

    for part in ("tab=received", "category=road_sidewalk", "q=%E0%B8%AB", "before="):
        assert part in further


def test_it_says_that_nothing_is_left(anan: Browser) -> None:
    assert "ไม่มีเรื่องค้างอยู่" in words(anan.get("/"))


def test_it_refreshes_its_live_part_alone(anan: Browser, report: Report) -> None:
    page = anan.get("/?tab=received").text
    address = page.split('hx-get="')[1].split('"')[0]
    ticket = report()
    part = anan.get(address.removeprefix("/dashboard"))

    assert ticket.code in part.text
    assert "<html" not in part.text
    assert "รอรับเรื่อง 1" in words(part)


def test_it_names_the_agency_to_those_who_see_them_all(visit: Visit, report: Report) -> None:
    report()

    assert "สำนักการโยธา" in words(visit("chai").get("/"))


@pytest.mark.parametrize("query", ["tab=nonsense", "category=nonsense"])
def test_it_ignores_choices_it_does_not_know(anan: Browser, report: Report, query: str) -> None:
    ticket = report()

    assert ticket.code in anan.get(f"/?{query}").text


@pytest.mark.parametrize("query", ["before=abc", "before=" + "9" * 30, "q=" + "ก" * 101])
def test_it_answers_a_broken_address_with_a_page(anan: Browser, query: str) -> None:
    broken = anan.get(f"/?{query}")

    assert broken.status_code == 422
    assert "อ่านข้อมูลที่ส่งมาไม่ได้" in words(broken)


def test_it_counts_what_was_searched_for_and_clears_the_search(
    anan: Browser, report: Report, act: Act
) -> None:
    act(report(text="ไฟดับทั้งซอย"), Move.ACCEPT)
    report()
    page = anan.get("/", params={"tab": "received", "q": "ไฟดับ"})

    assert "รอรับเรื่อง 0" in words(page)
    assert "กำลังดำเนินการ 1" in words(page)
    assert '<a href="/dashboard/?tab=received">ล้างการค้นหา</a>' in page.text
