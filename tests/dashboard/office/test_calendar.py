"""Holidays on the dashboard: a year at a time, special days added and taken back."""

from datetime import date

from complaints.desk import Desk
from store.database import Database
from tests.cast import Cast
from tests.dashboard.conftest import Browser, Visit, words

MONDAY = date(2026, 11, 30)


def special(**values: str) -> dict[str, str]:
    return {"day": "2026-11-30", "kind": "closed", "name": "วันหยุดพิเศษ", "scope": "", **values}


def test_it_lists_a_year_with_where_each_day_comes_from(visit: Visit) -> None:
    page = words(visit("chai").get("/calendar"))
    assert "ปี 2569" in page
    assert "วันจันทร์ที่ 13 เมษายน 2569 วันสงกรานต์ ปฏิทินวันหยุดราชการ" in page
    assert "วันแรงงาน" not in page, "offices of the state are open on it"
    assert "13 เมษายน 2570" in words(visit("chai").get("/calendar?year=2027"))


def test_it_adds_a_day_that_counts_at_once(visit: Visit, desk: Desk) -> None:
    chai = visit("chai")
    assert desk.office.is_working_day(MONDAY)
    page = words(chai.post("/calendar", data=special(), follow_redirects=True))
    assert "วันจันทร์ที่ 30 พฤศจิกายน 2569 วันหยุดพิเศษ ทุกหน่วยงาน · เพิ่มโดย" in page
    assert not desk.office.is_working_day(MONDAY)
    chai.post("/calendar/1/remove")
    assert desk.office.is_working_day(MONDAY)
    assert chai.post("/calendar/1/remove").status_code == 409


def test_it_closes_a_province_or_opens_one_agency(visit: Visit, desk: Desk, cast: Cast) -> None:
    chai = visit("chai")
    chai.post("/calendar", data=special(scope="ขอนแก่น"))
    one = special(kind="opened", scope=str(cast.agency_b.id), day="2026-11-29")
    page = words(chai.post("/calendar", data=one, follow_redirects=True))
    assert "เรื่องในจังหวัดขอนแก่น" in page
    office = desk.calendar.office(cast.agency_b.id, "ขอนแก่น")
    assert not office.is_working_day(MONDAY)
    assert office.is_working_day(date(2026, 11, 29))


def test_it_lets_a_supervisor_close_the_own_agency_alone(
    arun: Browser, visit: Visit, desk: Desk, cast: Cast
) -> None:
    assert arun.post("/calendar", data=special()).status_code == 403
    other = special(scope=str(cast.agency_b.id))
    assert arun.post("/calendar", data=other).status_code == 403
    arun.post("/calendar", data=special(scope=str(cast.agency_a.id)))
    assert not desk.calendar.office(cast.agency_a.id).is_working_day(MONDAY)
    assert desk.office.is_working_day(MONDAY)
    visit("chai").post("/calendar", data=special(day="2026-12-01"))
    assert arun.post("/calendar/2/remove").status_code == 403


def test_it_says_what_is_wrong(visit: Visit, database: Database) -> None:
    chai = visit("chai")
    chai.post("/calendar", data=special())
    for wrong, said in [
        (special(), "อยู่แล้ว"),
        (special(day="30/11/2569"), "เลือกวันที่"),
        (special(day="9999-01-01"), "เลือกวันที่"),
        (special(day="2026-12-01", name=" "), "ใส่ชื่อวัน"),
        (special(scope="ปารีส"), "ไม่รู้จักหน่วยงานหรือจังหวัด"),
        (special(scope="99999"), "ไม่รู้จักหน่วยงานหรือจังหวัด"),
        (special(scope="9" * 20), "ไม่รู้จักหน่วยงานหรือจังหวัด"),
    ]:
        answer = chai.post("/calendar", data=wrong)
        assert answer.status_code == 422
        assert said in words(answer)
