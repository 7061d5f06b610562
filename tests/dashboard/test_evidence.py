"""The pages of evidence: ask, watch, take; write the forms; before and after; the month."""

import pytest

from agencies.tables import Officer, Role
from complaints.desk import Desk
from complaints.evidence.making import Maker, make_next
from store import audit
from store.database import Database
from store.files import FileStore
from tests.cast import Cast
from tests.dashboard.conftest import Browser, Report, Visit, words
from tests.fakes import FakeClock

YEAR = {"kind": "year", "year": "2570"}


@pytest.fixture
def maker(database: Database, files: FileStore, desk: Desk, clock: FakeClock) -> Maker:
    return Maker(database, files, desk, clock, "https://desk.example.go.th/x")


@pytest.fixture
def arun(visit: Visit, database: Database, cast: Cast) -> Browser:
    """The supervisor of agency A."""
    with database.transaction() as session:
        session.get_one(Officer, cast.arun.id).role = Role.SUPERVISOR
    return visit("arun")


def test_it_makes_a_pack_in_one_click(
    arun: Browser, visit: Visit, maker: Maker, report: Report, database: Database
) -> None:
    report()
    answer = arun.post("/evidence", data=YEAR)
    assert answer.status_code == 303
    page = arun.get(answer.headers["location"].removeprefix("/dashboard"))
    assert "กำลังทำ" in words(page)
    assert 'hx-get="/dashboard/evidence/rows"' in page.text
    assert make_next(maker)
    rows = arun.get("/evidence/rows")
    assert "พร้อมแล้ว" in words(rows)
    assert "hx-get" not in rows.text, "nothing moves any more"
    file = arun.get("/evidence/1/file")
    assert file.status_code == 200
    assert file.content[:2] == b"PK"
    assert "attachment" in file.headers["content-disposition"]
    assert visit("chai").get("/evidence/1/file").status_code == 200
    with database.reading() as session:
        taken = [each.actor for each in audit.list_about(session, "evidence:1")]
    assert taken[-2:] == ["officer:2", "officer:6"]


def test_it_says_what_is_wrong_with_the_days(arun: Browser) -> None:
    asked = {"kind": "free", "first": "2026-11-02", "last": "2026-11-01"}
    page = arun.post("/evidence", data=asked)
    assert page.status_code == 422
    assert "วันที่ไม่ครบหรือไม่ถูกต้อง" in words(page)
    assert 'value="2026-11-02"' in page.text, "as it was typed"
    future = {"kind": "free", "first": "2027-11-02", "last": "2027-11-05"}
    assert "ยังไม่เริ่ม" in words(arun.post("/evidence", data=future))


def test_it_hides_other_agencies(arun: Browser, cast: Cast) -> None:
    agency = str(cast.agency_b.id)
    assert arun.post("/evidence", data={**YEAR, "agency": agency}).status_code == 404
    assert arun.get(f"/evidence/forms?agency={agency}").status_code == 404
    assert arun.get(f"/evidence/benefit?agency={agency}").status_code == 404
    assert arun.get("/evidence/7/file").status_code == 404
    assert arun.get("/evidence/forms?year=9").status_code == 404


def test_it_keeps_what_was_written_into_the_forms(arun: Browser, visit: Visit) -> None:
    address = "/evidence/forms/edit/f4_4?year=2569"
    assert "ร่างจากตัวเลขล่าสุด" in words(arun.get(address))
    assert arun.post(address, data={"words": "งบประมาณล่าช้า", "seen": "0"}).status_code == 303
    page = arun.get("/evidence/forms?year=2569")
    assert "งบประมาณล่าช้า" in page.text
    assert "เขียนแล้ว" in words(page)
    assert "อรุณ ขยัน" in words(arun.get(address)), "who wrote it"
    clash = arun.post(address, data={"words": "ของอีกคน", "seen": "0"})
    assert clash.status_code == 409
    reading = visit("dao").get(address)
    assert "งบประมาณล่าช้า" in reading.text
    assert "<textarea" not in reading.text, "executives read"
    assert visit("dao").post(address, data={"words": "x", "seen": "1"}).status_code == 403


def test_it_compares_and_estimates(arun: Browser, report: Report) -> None:
    report()
    page = arun.get("/evidence/benefit")
    shown = words(page)
    assert "ปีงบประมาณ พ.ศ. 2569 เทียบกับ ปีงบประมาณ พ.ศ. 2570" in shown
    assert "1 การแจ้งผ่าน LINE × 65 นาทีต่อการแจ้ง" in shown
    assert "ค่าประมาณ" in shown
    chosen = arun.get("/evidence/benefit?before_first=2026-01-01&before_last=2026-03-31")
    assert "1 มกราคม 2569 ถึง 31 มีนาคม 2569" in words(chosen)
    wrong = arun.get("/evidence/benefit?before_first=2026-01-01")
    assert wrong.status_code == 422


def test_it_switches_the_estimate_off(arun: Browser, visit: Visit) -> None:
    assert arun.post("/evidence/benefit", data={"shown": "false"}).status_code == 303
    assert "65 นาที" not in words(visit("dao").get("/evidence/benefit"))
    assert visit("dao").post("/evidence/benefit", data={"shown": "true"}).status_code == 403


def test_it_asks_how_to_tell_of_the_month(visit: Visit) -> None:
    dao = visit("dao")
    assert "สรุปเดือน ต.ค. 2569" in words(dao.get("/evidence/monthly"))
    assert dao.post("/evidence/monthly", data={"way": "mail"}).status_code == 303
    assert '<option value="mail" selected>' in dao.get("/evidence/monthly").text


def test_it_is_for_who_hands_figures_in(visit: Visit) -> None:
    for who in ("anan", "kaew", "fon"):
        assert visit(who).get("/evidence").status_code == 403
        assert 'href="/dashboard/evidence"' not in visit(who).get("/account/notifications").text
    assert 'href="/dashboard/evidence"' in visit("dao").get("/evidence").text
