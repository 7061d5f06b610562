"""Targets on the dashboard: whose one sets, what counts, what was set before."""

from datetime import timedelta

import pytest
from sqlmodel import select

from categories.catalog import load
from complaints.clocks.tables import Target
from complaints.desk import Desk
from complaints.retargeting.orders import carry_out
from complaints.tables import Ticket
from store.database import Database
from tests.cast import Cast
from tests.dashboard.conftest import Browser, Report, Visit, words
from tests.fakes import FakeClock

CODES = load().codes
ROAD = "road_sidewalk"  # 8 and 80 working hours by the catalogue


def form(agency: object = "", **hours: tuple[str, str]) -> dict[str, object]:
    """The whole form, with these fields filled in."""
    pairs = [hours.get(code, ("", "")) for code in CODES]
    own = {"agency": str(agency)} if agency else {}
    return own | {
        "category": list(CODES),
        "response": [pair[0] for pair in pairs],
        "resolution": [pair[1] for pair in pairs],
    }


def targets(database: Database) -> list[tuple[int | None, str, int | None, int | None]]:
    with database.reading() as session:
        rows = session.exec(select(Target).order_by("id"))
        return [(r.agency_id, r.category, r.response_hours, r.resolution_hours) for r in rows]


def test_it_sets_what_differs_and_nothing_else(visit: Visit, database: Database) -> None:
    chai = visit("chai")
    answer = chai.post("/targets", data=form(**{ROAD: ("6", "๖๐")}), follow_redirects=True)
    assert "มีผลกับเรื่องใหม่" in words(answer)
    assert targets(database) == [(None, ROAD, 6, 60)]
    again = chai.post("/targets", data=form(**{ROAD: ("6", "60")}), follow_redirects=True)
    assert "ไม่มีอะไรเปลี่ยน" in words(again)
    chai.post("/targets", data=form())
    assert targets(database)[1:] == [(None, ROAD, None, None)], "taken back, on record"
    history = words(chai.get("/targets"))
    assert "รับเรื่อง 6 ชม. แก้ไข 60 ชม." in history
    assert "กลับไปใช้ค่าเริ่มต้น" in history


def test_it_lets_a_supervisor_set_those_of_the_own_agency_alone(
    arun: Browser, database: Database, cast: Cast
) -> None:
    page = words(arun.get("/targets"))
    assert cast.agency_a.name in page
    assert "ค่ากลางของทุกหน่วยงาน" not in page
    arun.post("/targets", data=form(cast.agency_a.id, **{ROAD: ("4", "40")}))
    assert targets(database) == [(cast.agency_a.id, ROAD, 4, 40)]
    arun.post("/targets", data=form(**{ROAD: ("5", "40")}))
    assert targets(database)[1:] == [(cast.agency_a.id, ROAD, 5, 40)], "never those of all"
    assert arun.get(f"/targets?agency={cast.agency_b.id}").status_code == 403
    assert arun.post("/targets", data=form(cast.agency_b.id)).status_code == 403


def test_it_shows_all_whose_targets_differ(arun: Browser, visit: Visit, cast: Cast) -> None:
    arun.post("/targets", data=form(cast.agency_a.id, **{ROAD: ("4", "40")}))
    chai = visit("chai")
    assert f"{cast.agency_a.name} 1 ประเภท" in words(chai.get("/targets"))
    assert "แทนค่าเริ่มต้น 8 / 80 ชม." in words(chai.get(f"/targets?agency={cast.agency_a.id}"))


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (("4", ""), "ใส่ตัวเลขทั้งสองช่อง"),
        (("4", "4.5"), "ใส่ตัวเลขทั้งสองช่อง"),
        (("0", "8"), "ใส่ได้ตั้งแต่ 1"),
        (("9", "8"), "เวลารับเรื่องต้องไม่มากกว่า"),
    ],
)
def test_it_says_what_is_wrong_beside_the_field(
    visit: Visit, database: Database, hours: tuple[str, str], said: str
) -> None:
    filled = form(cleanliness=("2", "20"), **{ROAD: hours})
    answer = visit("chai").post("/targets", data=filled)
    assert answer.status_code == 422
    assert said in words(answer)
    assert f'value="{hours[0]}"' in answer.text, "what was typed stays"
    assert targets(database) == [], "all or nothing"


def test_it_applies_them_to_open_tickets_only_when_asked(
    visit: Visit, report: Report, database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    ticket, chai = report(), visit("chai")
    filled = form(**{ROAD: ("4", "40")})
    chai.post("/targets", data=filled)
    assert due_of(database, ticket) == desk.office.add(ticket.created_at, timedelta(hours=80))
    page = words(chai.get(f"/targets?agency={cast.agency_a.id}"))
    assert "ขณะนี้ 1 เรื่องยังนับตามค่าเดิม" in page
    done = chai.post("/targets", data=filled | {"open_too": "true"}, follow_redirects=True)
    assert "กำลังปรับเรื่องที่เปิดอยู่ทีละส่วน" in words(done)
    assert "0 จาก 1 เรื่อง" in words(chai.get("/targets/progress"))
    while carried_out(database, desk, clock):
        pass
    shown = chai.get("/targets/progress")
    assert "เปลี่ยนกำหนดเวลา 1 เรื่อง" in words(shown)
    assert "hx-get" not in shown.text, "what is done is not asked for again"
    assert due_of(database, ticket) == desk.office.add(ticket.created_at, timedelta(hours=40))
    assert "เปลี่ยนกำหนดเวลา" in words(visit("anan").get(f"/tickets/{ticket.code}"))


def carried_out(database: Database, desk: Desk, clock: FakeClock) -> bool:
    with database.transaction() as session:
        return carry_out(session, desk, clock())


def due_of(database: Database, ticket: Ticket) -> object:
    with database.reading() as session:
        found = session.get(Ticket, ticket.id)
        assert found is not None
        return found.due_at
