"""The timeline as a story, its filter, and what others than the reporter were told."""

from datetime import timedelta

import pytest

from complaints import feedback
from complaints.groups.followers import follow
from complaints.groups.tables import FollowKind
from complaints.lifecycle import Move
from complaints.tables import Reporter, Ticket
from store.database import Database
from tests.cast import SOMCHAI, Cast, make_reporter
from tests.dashboard.conftest import Act, Browser, Report, Visit, words
from tests.fakes import FakeClock


@pytest.fixture
def told(
    database: Database, clock: FakeClock, cast: Cast, report: Report, act: Act, anan: Browser
) -> Ticket:
    """A ticket with a move, the reporter's words and an internal note."""
    ticket = act(report(), Move.ACCEPT)
    with database.transaction() as session:
        own = session.get_one(Ticket, ticket.id)
        reporter = session.get_one(Reporter, own.reporter_id)
        feedback.comment(session, own, reporter, clock(), text="หลุมใหญ่ขึ้นแล้ว")
    seen = {
        "seen": "in_progress",
        "seen_agency": str(ticket.agency_id),
        "seen_officer": str(cast.anan.id),
    }
    kept = anan.post(f"/tickets/{ticket.code}/notes", data={**seen, "note": "รอรถบดถนน"})
    assert kept.status_code == 303
    return ticket


def story(page: str) -> str:
    return page.partition('id="timeline"')[2].partition("</section>")[0]


@pytest.mark.parametrize(
    ("shown", "there", "gone"),
    [
        ("", ["รับเรื่องไว้ดำเนินการ", "หลุมใหญ่ขึ้นแล้ว"], []),
        ("moves", ["รับเรื่องไว้ดำเนินการ"], ["หลุมใหญ่ขึ้นแล้ว"]),
        ("talk", ["หลุมใหญ่ขึ้นแล้ว", "แจ้งเรื่องเข้ามา"], ["รับเรื่องไว้ดำเนินการ"]),
        ("notes", ["รอรถบดถนน", "ผู้แจ้งไม่เห็น"], ["รับเรื่องไว้ดำเนินการ", "หลุมใหญ่ขึ้นแล้ว"]),
        ("anything", ["รับเรื่องไว้ดำเนินการ", "หลุมใหญ่ขึ้นแล้ว"], []),
    ],
)
def test_it_shows_one_side_of_the_story(
    anan: Browser, told: Ticket, shown: str, there: list[str], gone: list[str]
) -> None:
    said = story(anan.get(f"/tickets/{told.code}?story={shown}").text)

    assert all(each in said for each in there)
    assert not any(each in said for each in gone)


def test_it_says_that_a_side_is_empty(anan: Browser, report: Report) -> None:
    page = anan.get(f"/tickets/{report().code}?story=notes")

    assert "ยังไม่มีบันทึกภายในในเรื่องนี้" in words(page)


def test_it_tells_who_did_what_how_long_ago_and_when(
    anan: Browser, told: Ticket, clock: FakeClock
) -> None:
    clock.now += timedelta(hours=3)
    said = words(anan.get(f"/tickets/{told.code}"))

    assert "อนันต์ ใจดี รับเรื่องไว้ดำเนินการ สำนักการโยธา · 3 ชม.ที่แล้ว · 23 พ.ย. 69" in said


def test_it_tells_where_a_ticket_was_handed_on_to(visit: Visit, report: Report, act: Act) -> None:
    ticket = act(report(), Move.FORWARD)

    assert "ส่งต่อให้ เทศบาลนครขอนแก่น" in words(visit("chai").get(f"/tickets/{ticket.code}"))


def test_it_tells_what_those_who_joined_were_told(
    anan: Browser,
    database: Database,
    clock: FakeClock,
    report: Report,
    act: Act,
) -> None:
    ticket = report()
    with database.transaction() as session:
        somchai = make_reporter(session, clock(), SOMCHAI)
        follow(session, session.get_one(Ticket, ticket.id), somchai, FollowKind.JOINED, clock())
    act(ticket, Move.ACCEPT)

    said = words(anan.get(f"/tickets/{ticket.code}"))
    assert "ถึงผู้ร่วมแจ้งและผู้ติดตาม 1 คน" in said
