"""Views that officers keep."""

import re

import pytest
from sqlmodel import select

from agencies.tables import Role
from complaints.queue.tables import SavedView
from store.database import Database
from tests.cast import Cast
from tests.dashboard.conftest import Browser, Visit, words


def keep(browser: Browser, name: str, query: str = "tab=overdue&sort=due", **more: str) -> object:
    return browser.post("/queue/views", data={"name": name, "query": query, **more})


def ids(database: Database) -> dict[str, int]:
    with database.reading() as session:
        return {view.name: view.id or 0 for view in session.exec(select(SavedView))}


def names(browser: Browser) -> list[str]:
    page = browser.get("/?tab=open").text
    return [name.strip() for name in re.findall(r'class="view-name"[^>]*>([^<]+)', page)]


def test_it_keeps_what_is_asked_for_under_a_name(anan: Browser) -> None:
    kept = anan.post(
        "/queue/views",
        data={"name": "ด่วน ๆ", "query": "tab=overdue&sort=due&q=ถนน&after=0~~5&evil=1"},
    )
    assert kept.status_code == 303
    page = anan.get("/?tab=open")
    assert "ด่วน ๆ" in words(page)
    address = "/dashboard/?tab=overdue&amp;q=%E0%B8%96%E0%B8%99%E0%B8%99&amp;sort=due"
    assert f'href="{address}"' in page.text


def test_it_opens_the_queue_with_the_view_chosen(anan: Browser, database: Database) -> None:
    keep(anan, "ของฉัน", "tab=mine")
    number = ids(database)["ของฉัน"]
    assert anan.get("/").status_code == 200
    anan.post(f"/queue/views/{number}/default", data={"query": "tab=mine"})
    assert anan.get("/").headers["location"] == "/dashboard/?tab=mine"
    assert anan.get("/?tab=open").status_code == 200
    anan.post("/queue/views/usual")
    assert anan.get("/").status_code == 200


def test_it_puts_views_in_order_and_forgets_them(anan: Browser, database: Database) -> None:
    for name in ("ก", "ข", "ค"):
        keep(anan, name)
    numbers = ids(database)
    anan.post(f"/queue/views/{numbers['ค']}/up", data={"query": ""})
    assert names(anan) == ["ก", "ค", "ข"]
    anan.post(f"/queue/views/{numbers['ก']}/remove", data={"query": ""})
    assert names(anan) == ["ค", "ข"]


def test_it_writes_over_a_view_of_the_same_name(anan: Browser, database: Database) -> None:
    keep(anan, "ก", "tab=mine")
    keep(anan, "  ก ", "tab=overdue")
    with database.reading() as session:
        assert session.exec(select(SavedView.query)).all() == ["tab=overdue"]


def test_it_shares_a_supervisors_view_with_the_agency_alone(
    visit: Visit, database: Database, cast: Cast
) -> None:
    with database.transaction() as session:
        session.merge(cast.arun).role = Role.SUPERVISOR
    keep(visit("arun"), "ของทีม", shared="yes")

    assert names(visit("anan")) == ["ของทีม"]
    assert names(visit("bua")) == []
    number = ids(database)["ของทีม"]
    for act in ("remove", "default", "up"):
        assert visit("anan").post(f"/queue/views/{number}/{act}").status_code == 404


def test_it_lets_nobody_else_share(anan: Browser) -> None:
    assert (
        anan.post("/queue/views", data={"name": "x", "query": "", "shared": "1"}).status_code == 403
    )
    assert 'name="shared"' not in anan.get("/?tab=open").text


@pytest.mark.parametrize(
    ("name", "said"), [("  ", "โปรดตั้งชื่อมุมมองก่อนบันทึก"), ("ก" * 61, "ชื่อมุมมองยาวเกิน 60 ตัวอักษร")]
)
def test_it_asks_again_for_a_name_that_cannot_be(anan: Browser, name: str, said: str) -> None:
    page = anan.post("/queue/views", data={"name": name, "query": "tab=mine"})
    assert page.status_code == 422
    assert said in words(page)


def test_it_keeps_only_so_many(anan: Browser) -> None:
    for number in range(30):
        keep(anan, str(number))
    page = anan.post("/queue/views", data={"name": "one more", "query": ""})
    assert "บันทึกได้ไม่เกิน 30 มุมมอง" in words(page)
