"""Closing a ticket on its page: doubts, photos that are kept, and a second officer's answer."""

import re
from typing import Any

import pytest
from httpx2 import Response
from sqlmodel import select

from agencies.changes import By
from agencies.tables import Role
from complaints import queries
from complaints.closing.kept import LIFE, discard_lapsed
from complaints.closing.rules import Rule, get_rule, save_rule
from complaints.closing.tables import Approval, KeptUpload
from complaints.desk import Desk
from complaints.lifecycle import Move, Status
from complaints.tables import AttachmentKind, Ticket
from store import removals
from store.database import Database
from tests.cast import Cast
from tests.dashboard.conftest import Act, Browser, Report, Visit, jpeg, words
from tests.fakes import FakeClock

NOTE = "ซ่อมผิวถนนเรียบร้อยแล้ว"
QUICK = "ซ่อมก่อนกดรับเรื่อง"


def photo(name: str = "after.jpg") -> tuple[str, tuple[str, bytes, str]]:
    return ("photos", (name, jpeg(), "image/jpeg"))


def finish(browser: Browser, ticket: Ticket, files: Any = None, **form: Any) -> Response:
    seen = {"seen": "in_progress", "seen_agency": str(ticket.agency_id)}
    address = f"/tickets/{ticket.code}/moves/finish"
    return browser.post(address, data={**seen, "note": NOTE, **form}, files=files)


def stands(database: Database, ticket: Ticket) -> Ticket:
    with database.reading() as session:
        return queries.get_public(session, ticket.code)


def kept_on(page: str) -> list[str]:
    return re.findall(r'name="kept" value="(\d+)"', page)


@pytest.fixture
def asked(
    anan: Browser, report: Report, act: Act, database: Database, desk: Desk, cast: Cast,
    clock: FakeClock,
) -> Ticket:  # fmt: skip
    """A ticket of which Anan has said that it is done, and which waits for a colleague."""
    with database.transaction() as session:
        rule, by = Rule(Approval.COLLEAGUE), By("officer:1", clock())
        save_rule(session, desk.catalog, cast.agency_a.id or 0, rule, by)
    ticket = act(report(), Move.ACCEPT)
    clock.pass_time(hours=1)
    form = finish(anan, ticket, files=[photo()])
    assert form.headers["location"].endswith("done=approval_asked")
    return ticket


def request_on(page: str) -> str:
    found = re.search(r'name="asked" value="(\d+)"', page)
    assert found is not None
    return found.group(1)


def test_it_says_what_is_doubtful_before_closing(
    anan: Browser, report: Report, act: Act, clock: FakeClock
) -> None:
    ticket = act(report(), Move.ACCEPT)
    page = anan.get(f"/tickets/{ticket.code}")
    assert "ปิดเรื่องหลังรับเรื่องเพียง" in words(page)
    assert 'name="override_reason"' in page.text
    clock.pass_time(hours=1)
    assert 'name="override_reason"' not in anan.get(f"/tickets/{ticket.code}").text


def test_it_asks_for_a_reason_and_keeps_note_and_photos(
    anan: Browser, report: Report, act: Act, database: Database
) -> None:
    ticket = act(report(), Move.ACCEPT)
    again = finish(anan, ticket, files=[photo(), photo("b.jpg")])
    assert again.status_code == 422
    assert "ทำไมจึงปิดเรื่องได้แม้มีข้อสังเกต" in words(again)
    assert f">{NOTE}</textarea>" in again.text
    kept = kept_on(again.text)
    assert len(kept) == 2

    done = finish(anan, ticket, override_reason=QUICK, kept=kept[:1])
    assert done.status_code == 303
    with database.reading() as session:
        row = queries.get_public(session, ticket.code)
        after = [
            each
            for each in queries.list_attachments(session, row)
            if each.kind is AttachmentKind.AFTER
        ]
        assert len(after) == 1
        assert len(removals.list_noted(session)) == 1, "the photo that was left out"
    page = words(anan.get(f"/tickets/{ticket.code}"))
    assert f"เหตุที่ปิดแม้มีข้อสังเกต: {QUICK}" in page


def test_it_looks_at_photos_as_they_are_chosen(
    anan: Browser, report: Report, act: Act, clock: FakeClock
) -> None:
    first = act(report(), Move.ACCEPT)
    clock.pass_time(hours=1)
    assert finish(anan, first, files=[photo()]).status_code == 303
    second = act(report(), Move.ACCEPT)
    clock.pass_time(hours=1)
    address = f"/tickets/{second.code}/closing/photos"
    part = anan.post(address, files=[photo()], data={"no_photo_reason": "ยังไม่ได้เขียน"})
    assert part.status_code == 200
    assert f"เป็นภาพเดียวกับภาพของเรื่อง {first.code}" in words(part)
    assert 'value="ยังไม่ได้เขียน"' in part.text
    (number,) = kept_on(part.text)
    thumb = anan.get(f"/tickets/{second.code}/closing/photos/{number}")
    assert thumb.headers["content-type"] == "image/jpeg"


def test_it_shows_a_kept_photo_to_its_officer_alone(
    anan: Browser, visit: Visit, report: Report, act: Act
) -> None:
    ticket = act(report(), Move.ACCEPT)
    address = f"/tickets/{ticket.code}/closing/photos"
    (number,) = kept_on(anan.post(address, files=[photo()]).text)
    assert visit("arun").get(f"{address}/{number}").status_code == 404
    assert kept_on(visit("arun").get(f"/tickets/{ticket.code}").text) == []
    assert visit("bua").post(address, files=[photo()]).status_code == 404
    assert visit("dao").post(address, files=[photo()]).status_code == 403


def test_it_keeps_no_more_photos_than_one_closing_takes(
    anan: Browser, report: Report, act: Act
) -> None:
    ticket = act(report(), Move.ACCEPT)
    address = f"/tickets/{ticket.code}/closing/photos"
    kept = kept_on(anan.post(address, files=[photo()] * 5).text)
    refused = anan.post(address, files=[photo()], data={"kept": kept})
    assert "ไม่เกิน 5 ภาพ" in words(refused)
    assert len(kept_on(refused.text)) == 5


def test_it_deletes_kept_photos_after_a_day(
    anan: Browser, report: Report, act: Act, database: Database, clock: FakeClock
) -> None:
    ticket = act(report(), Move.ACCEPT)
    anan.post(f"/tickets/{ticket.code}/closing/photos", files=[photo()])
    with database.transaction() as session:
        assert discard_lapsed(session, clock()) == 0
        clock.now += LIFE
        assert discard_lapsed(session, clock()) == 1
        assert session.exec(select(KeptUpload)).all() == []
        assert len(removals.list_noted(session)) == 1


def test_it_waits_for_a_colleague_and_says_so(anan: Browser, visit: Visit, asked: Ticket) -> None:
    mine = anan.get(f"/tickets/{asked.code}")
    assert "เรื่องจะเสร็จสิ้นเมื่อเจ้าหน้าที่อีกคนรับรอง" in words(mine)
    assert "/approval/approve" not in mine.text
    assert "/moves/finish" not in mine.text
    other = visit("arun").get(f"/tickets/{asked.code}")
    assert "รับรองว่าเสร็จสิ้น" in words(other)
    assert NOTE in words(other)


def test_it_finishes_when_a_colleague_agrees(
    visit: Visit, asked: Ticket, database: Database
) -> None:
    arun = visit("arun")
    number = request_on(arun.get(f"/tickets/{asked.code}").text)
    address = f"/tickets/{asked.code}/approval/approve"
    assert arun.post(address, data={"asked": number}).status_code == 303
    assert stands(database, asked).status is Status.FINISHED
    page = words(arun.get(f"/tickets/{asked.code}"))
    assert "รับรองว่าเสร็จสิ้น" in page
    assert arun.post(address, data={"asked": number}).status_code == 409


def test_it_sends_back_with_a_note(visit: Visit, asked: Ticket, database: Database) -> None:
    arun = visit("arun")
    number = request_on(arun.get(f"/tickets/{asked.code}").text)
    address = f"/tickets/{asked.code}/approval/return"
    refused = arun.post(address, data={"asked": number, "note": "สั้น"})
    assert refused.status_code == 422
    assert 'id="approval-note-problem"' in refused.text
    assert arun.get(f"/tickets/{asked.code}/approval/return").status_code == 303
    sent = arun.post(address, data={"asked": number, "note": "ขอบหลุมยังไม่เรียบ"})
    assert sent.status_code == 303
    assert stands(database, asked).approval_since is None
    assert "ขอบหลุมยังไม่เรียบ" in words(arun.get(f"/tickets/{asked.code}"))


def test_it_takes_no_answer_of_who_may_not_give_it(
    anan: Browser, visit: Visit, asked: Ticket, database: Database
) -> None:
    number = request_on(visit("arun").get(f"/tickets/{asked.code}").text)
    address = f"/tickets/{asked.code}/approval/approve"
    assert anan.post(address, data={"asked": number}).status_code == 403
    assert visit("dao").post(address, data={"asked": number}).status_code == 403
    assert visit("bua").post(address, data={"asked": number}).status_code == 404
    assert stands(database, asked).status is Status.IN_PROGRESS


def test_it_lets_supervisors_set_their_own_agency_s_rule(
    visit: Visit, database: Database, cast: Cast
) -> None:
    with database.transaction() as session:
        session.merge(cast.arun).role = Role.SUPERVISOR
    arun = visit("arun")
    own = {"agency": str(cast.agency_a.id), "approval": "supervisor"}
    assert "หัวหน้างาน" in words(arun.get("/closing"))
    assert arun.post("/closing", data={**own, "categories": ["street_light"]}).status_code == 303
    with database.reading() as session:
        rule = get_rule(session, cast.agency_a.id or 0)
    assert rule == Rule(Approval.SUPERVISOR, ("street_light",), reminds=False)
    foreign = {"agency": str(cast.agency_b.id), "approval": "nobody"}
    assert arun.post("/closing", data=foreign).status_code == 404
    assert arun.get(f"/closing?agency={cast.agency_b.id}").status_code == 404


def test_it_lets_managers_set_any_rule_and_officers_none(visit: Visit, cast: Cast) -> None:
    form = {"agency": str(cast.agency_b.id), "approval": "colleague", "reminds": "true"}
    chai = visit("chai")
    assert chai.post("/closing", data=form).status_code == 303
    page = chai.get(f"/closing?agency={cast.agency_b.id}")
    assert 'value="colleague" checked' in page.text
    assert (
        f"/dashboard/closing?agency={cast.agency_b.id}"
        in chai.get(f"/agencies/{cast.agency_b.id}").text
    )
    assert visit("anan").get("/closing").status_code == 403
    assert visit("anan").post("/closing", data=form).status_code == 403
