"""The panel "one problem?" of a ticket, its clicks, the queue of groups, and the hot spots."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from complaints.desk import Desk
from complaints.duplicates.tables import Distinction
from complaints.lifecycle import Status
from complaints.queries import find_cleared_photo
from complaints.tables import Ticket
from store import audit
from store.database import Database
from tests.cast import MALEE, SOMCHAI, Cast, make_ticket
from tests.dashboard.conftest import Browser, Visit, Wakes, words
from tests.fakes import FakeClock

File = Callable[..., Ticket]


@pytest.fixture
def file(database: Database, desk: Desk, clock: FakeClock, cast: Cast) -> File:
    def make(user_id: str = MALEE, **draft: str | None) -> Ticket:
        with database.transaction() as session:
            return make_ticket(session, desk, clock(), user_id, **draft)

    return make


@pytest.fixture
def anan(visit: Visit) -> Browser:
    return visit("anan")


def now(database: Database, ticket: Ticket) -> Ticket:
    with database.reading() as session:
        found = session.get(Ticket, ticket.id)
    assert found is not None
    return found


def click(browser: Browser, ticket: Ticket, change: str, other: Ticket | None = None) -> str:
    """Press a button of the panel; returns where that leads."""
    form = {"other": other.code} if other else {}
    response = browser.post(f"/tickets/{ticket.code}/duplicates/{change}", data=form)
    assert response.status_code == 303, words(response)
    return str(response.headers["location"])


def panel(browser: Browser, ticket: Ticket) -> str:
    return words(browser.get(f"/tickets/{ticket.code}/duplicates"))


def test_it_shows_what_may_be_the_same_and_why(anan: Browser, file: File) -> None:
    one, other = file(), file(SOMCHAI, text="หลุมลึกบนถนน รถล้มเมื่อคืน")
    shown = panel(anan, one)
    assert other.code in shown
    assert "จุดเดียวกัน" in shown
    assert "คำตรงกัน" in shown
    elsewhere = file(text="ขอคัดทะเบียนบ้าน", category="registration_pr")
    assert "ไม่พบเรื่องคล้ายกัน" in panel(anan, elsewhere), "place says nothing of it"


def test_it_is_a_part_of_the_page_where_scripts_run(anan: Browser, file: File) -> None:
    ticket = file()
    part = anan.get(f"/tickets/{ticket.code}/duplicates", headers={"hx-request": "true"}).text
    assert part.startswith("<section")
    assert (
        f'hx-get="/dashboard/tickets/{ticket.code}/duplicates"'
        in anan.get(f"/tickets/{ticket.code}").text
    )


def test_it_groups_and_ungroups_by_a_click(
    anan: Browser, file: File, database: Database, wakes: Wakes
) -> None:
    main, child = file(), file(SOMCHAI)
    assert "done=same_under" in click(anan, child, "under", main)
    assert now(database, child).main_id == main.id
    assert wakes.count == 1
    assert child.code in panel(anan, main)
    page = words(anan.get(f"/tickets/{child.code}"))
    assert f"เรื่องนี้รวมอยู่กับ {main.code}" in page
    assert "รวมกับเรื่องเดียวกัน" in page, "its timeline"
    click(anan, main, "out", child)
    assert now(database, child).main_id is None


def test_it_brings_another_in_and_changes_the_main_one(
    anan: Browser, file: File, database: Database
) -> None:
    one, other = file(), file(SOMCHAI)
    click(anan, one, "over", other)
    assert now(database, other).main_id == one.id
    click(anan, one, "main", other)
    assert (now(database, one).main_id, now(database, other).main_id) == (other.id, None)


def test_it_keeps_apart_what_an_officer_says_is_another(
    anan: Browser, file: File, database: Database
) -> None:
    one, other = file(), file(SOMCHAI)
    click(anan, one, "apart", other)
    assert "ที่บอกแล้วว่าคนละเรื่อง 1 เรื่อง" in panel(anan, one)
    assert "น่าจะซ้ำ" not in panel(anan, one)
    click(anan, other, "compare", one)
    assert "น่าจะซ้ำ" in panel(anan, one)
    with database.reading() as session:
        assert session.exec(select(Distinction)).all() == []


def test_it_says_what_the_reporter_has_said(
    anan: Browser, file: File, database: Database, clock: FakeClock
) -> None:
    one, other = file(), file(SOMCHAI)
    with database.transaction() as session:
        pair = {"first_id": one.id or 0, "second_id": other.id or 0}
        session.add(Distinction(**pair, actor="reporter:2", at=clock()))
    assert "ผู้แจ้งบอกว่าคนละเรื่อง" in panel(anan, one)


@pytest.mark.parametrize(
    ("number", "said"), [("2026-ZZZZZZ", "ไม่พบเรื่องเลขที่นี้"), ("own", "รวมกับตัวเองไม่ได้")]
)
def test_it_says_why_a_number_cannot_be_grouped(
    anan: Browser, file: File, number: str, said: str
) -> None:
    ticket = file()
    form = {"other": ticket.code if number == "own" else number}
    response = anan.post(f"/tickets/{ticket.code}/duplicates/under", data=form)
    assert response.status_code == 422
    assert said in words(response)


def test_it_groups_no_ticket_of_another_agency(
    visit: Visit, file: File, database: Database
) -> None:
    here, there = file(), file(address="ตำบลในเมือง อำเภอเมืองขอนแก่น ขอนแก่น")
    response = visit("anan").post(
        f"/tickets/{here.code}/duplicates/under", data={"other": there.code}
    )
    assert response.status_code == 422, "it does not exist for this officer"
    click(visit("chai"), there, "under", here)
    assert now(database, there).agency_id == here.agency_id, "the centre may"


def test_it_compares_no_sealed_ticket(
    visit: Visit, file: File, database: Database, cast: Cast
) -> None:
    sealed = file(category="corruption", text="เจ้าหน้าที่เรียกเงิน")
    with database.transaction() as session:
        session.merge(sealed).agency_id = cast.central.id or 0
    fon = visit("fon")
    assert "เรื่องลับไม่นำไปเทียบ" in panel(fon, sealed)
    response = fon.post(f"/tickets/{sealed.code}/duplicates/show")
    assert response.status_code == 422


def test_it_lets_others_see_a_photo_and_takes_that_back(
    anan: Browser, file: File, database: Database, photo_file: str
) -> None:
    ticket = file(photo=photo_file)
    click(anan, ticket, "show")
    with database.reading() as session:
        photo = find_cleared_photo(session, ticket)
        acts = [entry.action for entry in audit.list_about(session, f"ticket:{ticket.id}")]
    assert photo is not None
    assert acts[-1] == "photo.cleared"
    click(anan, ticket, "hide")
    with database.reading() as session:
        assert find_cleared_photo(session, ticket) is None


def test_it_only_shows_the_panel_to_who_may_not_work(visit: Visit, file: File) -> None:
    ticket, _ = file(), file(SOMCHAI)
    shown = panel(visit("dao"), ticket)
    assert "น่าจะซ้ำ" in shown
    assert "คนละเรื่อง" not in shown


def test_it_counts_people_in_the_queue_and_leaves_children_to_the_main_one(
    anan: Browser, file: File
) -> None:
    main, child = file(), file(SOMCHAI)
    click(anan, child, "under", main)
    queue = words(anan.get("/"))
    assert "แจ้งแล้ว 2 คน" in queue
    assert child.code not in queue
    assert "ที่เปิดอยู่ 1" in queue
    found = words(anan.get(f"/?q={child.code}"))
    assert f"รวมกับ {main.code}" in found, "who looks for its number finds it"


# --- hot spots ----------------------------------------------------------------------------------


def test_it_lists_where_problems_come_back(
    visit: Visit, file: File, database: Database, clock: FakeClock
) -> None:
    tickets = []
    for _ in range(3):
        tickets.append(file())
        clock.pass_time(days=31)
    tickets.append(file(SOMCHAI))
    with database.transaction() as session:
        session.merge(tickets[0]).status = Status.FINISHED
        session.merge(tickets[3]).main_id = tickets[2].id
    anan = visit("anan")
    shown = words(anan.get("/hotspots"))
    assert "เรื่อง 3" in shown, "a child is the problem of its main one"
    assert "ผู้แจ้ง 2 คน" in shown
    assert "ยังเปิดอยู่ 2" in shown
    assert tickets[1].code in shown
    assert "ยังไม่มีจุดที่เกิดซ้ำ" in words(anan.get("/hotspots?category=cleanliness"))
    clock.pass_time(days=300)
    assert "ยังไม่มีจุดที่เกิดซ้ำ" in words(visit("anan").get("/hotspots?months=3"))


def test_it_shows_no_hot_spot_of_another_agency(visit: Visit, file: File) -> None:
    for _ in range(3):
        file()
    assert "ถนน ทางเท้า" in words(visit("anan").get("/hotspots")).split("แสดง")[1]
    assert "ยังไม่มีจุดที่เกิดซ้ำ" in words(visit("bua").get("/hotspots"))
