"""Suspending abusive reporters on the dashboard."""

import pytest

from complaints.desk import Desk
from complaints.erasure import forget_person
from store import audit
from store.database import Database
from tests.cast import KHONKAEN_ADDRESS, MALEE, Cast
from tests.dashboard.conftest import Browser, Report, Visit, words
from tests.fakes import FakeClock

REASON = {"reason": "ส่งภาพลามกซ้ำหลายครั้ง", "days": "14"}


def test_it_suspends_and_lifts_on_record(
    arun: Browser, report: Report, database: Database, visit: Visit
) -> None:
    ticket = report()
    assert "ระงับการแจ้งของผู้แจ้งรายนี้" in words(arun.get(f"/tickets/{ticket.code}"))
    done = arun.post(f"/tickets/{ticket.code}/suspend", data=REASON)

    assert done.status_code == 303
    assert "ถูกระงับอยู่แล้ว" in words(arun.get(f"/tickets/{ticket.code}/suspend"))
    listed = words(arun.get("/abuse"))
    assert REASON["reason"] in listed
    assert ticket.code in listed
    assert REASON["reason"] in words(visit("chai").get("/abuse"))
    assert arun.post("/abuse/1/lift").status_code == 303
    assert "ยกเลิกแล้ว" in words(arun.get("/abuse"))
    with database.reading() as session:
        trail = audit.list_about(session, f"reporter:{ticket.reporter_id}")
    assert [e.action for e in trail] == ["reporter.suspended", "reporter.suspension_lifted"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reason": "สั้น"}, "อย่างน้อย 10 ตัวอักษร"),
        ({"days": "90"}, "1 ถึง 30 วัน"),
        ({"days": "-1"}, "1 ถึง 30 วัน"),
        ({"days": "มาก"}, "1 ถึง 30 วัน"),
    ],
)
def test_it_says_what_is_wrong(
    arun: Browser, report: Report, change: dict[str, str], said: str
) -> None:
    refused = arun.post(f"/tickets/{report().code}/suspend", data={**REASON, **change})
    assert (refused.status_code, said in words(refused)) == (422, True)


def test_it_is_the_leading_agencys_to_decide(
    arun: Browser, visit: Visit, report: Report, database: Database, cast: Cast
) -> None:
    elsewhere = report(address=KHONKAEN_ADDRESS)
    assert arun.post(f"/tickets/{elsewhere.code}/suspend", data=REASON).status_code == 404
    with database.transaction() as session:
        below = session.get(type(cast.agency_b), cast.agency_b.id)
        assert below is not None
        below.parent_id = cast.agency_a.id
    assert arun.get(f"/tickets/{elsewhere.code}").status_code == 200, "reads along"
    assert arun.get(f"/tickets/{elsewhere.code}/suspend").status_code == 403
    assert arun.post(f"/tickets/{elsewhere.code}/suspend", data=REASON).status_code == 403
    visit("chai").post(f"/tickets/{elsewhere.code}/suspend", data={**REASON, "days": "365"})
    assert arun.post("/abuse/1/lift").status_code == 404, "another agency's decision"


def test_it_suspends_nobody_who_had_their_data_deleted(
    arun: Browser, report: Report, database: Database, clock: FakeClock, desk: Desk
) -> None:
    ticket = report()
    with database.transaction() as session:
        forget_person(session, MALEE, clock())
    assert "จึงระงับไม่ได้" in words(arun.get(f"/tickets/{ticket.code}/suspend"))
    assert arun.post(f"/tickets/{ticket.code}/suspend", data=REASON).status_code == 422
