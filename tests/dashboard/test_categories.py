"""The page that tells how well categories are proposed."""

from dataclasses import replace
from typing import Any

import pytest

from categories import figures, linear, versions
from categories.evaluate import Report, Share
from categories.tables import CategoryModel, Source
from complaints.desk import Desk
from complaints.learning.recategorise import recategorise
from store.database import Database
from tests.cast import Cast
from tests.dashboard.conftest import Browser, Visit, words
from tests.dashboard.conftest import Report as MakeTicket
from tests.fakes import FakeClock


def measured(at_1: float, at_3: float) -> dict[str, Any]:
    """Figures as a training leaves them."""
    share = Share(40, at_1, at_3)
    confusions = (("street_light", "utilities", 7), ("health", "other", 2))
    return figures.as_dict(
        Report(share, at_1, 0.03, share, 0.4, {"street_light": share}, confusions)
    )


def learn(database: Database, clock: FakeClock, cast: Cast, release: str = "") -> int:
    """Put a learned model in force; `release` where it is of another one."""
    model = linear.load()
    model = replace(model, fingerprint=release) if release else model
    lessons = versions.Lessons(Source.TICKETS, cast.agency_a.id, 1234, 308)
    with database.transaction() as session:
        row = versions.put_in_force(
            session, model, lessons, before=measured(0.81, 0.9), after=measured(0.923, 0.99),
            now=clock(),
        )  # fmt: skip
        return row.id or 0


def show(browser: Browser) -> str:
    return words(browser.get("/categories"))


@pytest.mark.parametrize(
    ("username", "status"),
    [("ek", 200), ("chai", 200), ("anan", 403), ("dao", 403), ("kaew", 403)],
)
def test_it_is_for_those_who_oversee(visit: Visit, username: str, status: int) -> None:
    assert visit(username).get("/categories").status_code == status


def test_it_tells_of_the_shipped_model_where_none_was_learned(visit: Visit) -> None:
    page = show(visit("ek"))

    share = figures.shipped().figures.overall
    assert "รุ่นที่มากับระบบ" in page
    assert f"ข้อแรกที่เสนอถูก {share.at_1:.1%}" in page
    assert "ยังไม่เคยเรียนจากเรื่องของหน่วยงาน" in page
    assert "ยังไม่มีการแก้ประเภทใน 12 เดือนที่ผ่านมา" in page


def test_it_tells_what_the_model_in_force_learned_from_and_how_good_it_is(
    visit: Visit, database: Database, clock: FakeClock, cast: Cast
) -> None:
    number = learn(database, clock, cast)
    page = show(visit("ek"))

    assert f"รุ่น {number}" in page
    assert "จากเรื่องที่ปิดแล้วของสำนักการโยธา 1,234 เรื่อง" in page
    assert "92.3% รุ่นก่อนหน้าถูก 81.0%" in page
    assert "ไฟถนนเสีย 40 92.3% 99.0%" in page
    assert "ที่ถูกคือ ไฟถนนเสีย แต่ระบบเสนอ ไฟฟ้า ประปา 7 ครั้ง" in page


def test_it_says_that_a_model_of_another_release_is_not_used(
    visit: Visit, database: Database, clock: FakeClock, cast: Cast
) -> None:
    number = learn(database, clock, cast, release="an older one")
    page = show(visit("ek"))

    assert f"รุ่น {number} เรียนมากับระบบรุ่นก่อน" in page
    assert "รุ่นที่ใช้อยู่ รุ่นที่มากับระบบ" in page


def test_it_keeps_the_history(
    visit: Visit, database: Database, clock: FakeClock, cast: Cast
) -> None:
    learn(database, clock, cast)
    with database.transaction() as session:
        versions.go_back(session)

    page = show(visit("ek"))
    assert "รุ่นที่ใช้อยู่ รุ่นที่มากับระบบ" in page
    assert "ข้อแรกถูก 81.0% เป็น 92.3%" in page
    with database.reading() as session:
        assert session.get(CategoryModel, 1) is not None


def test_it_counts_what_officers_corrected(
    visit: Visit, report: MakeTicket, database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    for _ in range(2):
        ticket = report()
        with database.transaction() as session:
            ticket = session.merge(ticket)
            recategorise(
                session, desk, ticket, "disaster", cast.anan, seen=ticket.category, now=clock()
            )

    page = show(visit("ek"))
    assert "พฤศจิกายน 2569 2 เรื่อง" in page
    assert "แก้เป็น สาธารณภัย จาก ถนน ทางเท้า 2 ครั้ง" in page
