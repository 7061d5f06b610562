"""The work on a ticket, through the forms of its page."""

import re
from typing import Any

import pytest
from httpx2 import Response

from agencies.tables import Officer, Role
from complaints import queries
from complaints.joint.lifecycle import PartState
from complaints.joint.parts import list_parts
from complaints.lifecycle import HoldReason, Move, Status
from complaints.parts import joint_agencies
from complaints.tables import EventKind, Priority, Ticket
from complaints.tagging import tags_of
from complaints.thread.answering import answer
from store import audit
from store.database import Database
from store.files import FileStore
from store.outbox_tables import OutboxMessage
from tests.cast import MALEE, Cast, make_reporter
from tests.dashboard.conftest import Act, Browser, Report, Visit, jpeg, words
from tests.fakes import FakeClock

INVITED = {"note": "ช่วยย้ายเสาไฟฟ้า"}
ASKED = "หลุมอยู่หน้าร้านไหนคะ"


def as_seen(database: Database, ticket: Ticket) -> dict[str, str]:
    """What the hidden fields of a page opened now say."""
    now = stands(database, ticket)
    values = {"seen": now.status.value, "seen_agency": str(now.agency_id)}
    return values | {"seen_officer": str(now.officer_id or 0)}


def stands(database: Database, ticket: Ticket) -> Ticket:
    with database.reading() as session:
        found = session.get(Ticket, ticket.id)
        assert found is not None
        return found


def send(browser: Browser, database: Database, ticket: Ticket, act: str, **form: Any) -> Response:
    """Send the form of an act as a page opened now has it."""
    files = form.pop("files", None)
    address = f"/tickets/{ticket.code}/{act}"
    return browser.post(address, data=as_seen(database, ticket) | form, files=files)


def show(browser: Browser, ticket: Ticket) -> str:
    return words(browser.get(f"/tickets/{ticket.code}"))


def test_it_hands_a_ticket_to_a_colleague_and_back_to_nobody(
    anan: Browser, report: Report, database: Database, cast: Cast
) -> None:
    ticket = report()
    assert "ยังไม่มีผู้รับผิดชอบ" in show(anan, ticket)
    sent = send(anan, database, ticket, "officer", officer_id=str(cast.arun.id))
    assert sent.headers["location"].endswith(f"{ticket.code}?done=assigned")
    page = show(anan, ticket)
    assert "อรุณ ขยัน" in page
    assert "มอบหมายเรื่องให้ อรุณ ขยัน" in page
    send(anan, database, ticket, "officer", officer_id="")
    assert "ยกเลิกผู้รับผิดชอบ" in show(anan, ticket)


def test_it_offers_only_who_works_for_the_lead(anan: Browser, report: Report) -> None:
    page = anan.get(f"/tickets/{report().code}").text
    chosen = re.search(r'<select[^>]*id="work-officer".*?</select>', page, re.DOTALL)
    assert chosen is not None
    names = re.findall(r">\s*([^<>\n]+)</option>", chosen.group())
    assert names == ["ไม่มีผู้รับผิดชอบ", "อนันต์ ใจดี (คุณ)", "อรุณ ขยัน"]


@pytest.mark.parametrize("officer_id", ["abc", "99999999999", "-1"])
def test_it_says_beside_the_field_who_cannot_be_chosen(
    anan: Browser, report: Report, database: Database, officer_id: str
) -> None:
    back = send(anan, database, report(), "officer", officer_id=officer_id)
    assert back.status_code == 422
    assert "มอบหมายให้เจ้าหน้าที่คนนี้ไม่ได้" in words(back)


def test_it_marks_what_presses(anan: Browser, report: Report, database: Database) -> None:
    ticket = report()
    send(anan, database, ticket, "priority", priority="urgent")
    assert stands(database, ticket).priority is Priority.URGENT
    assert "เรื่องด่วน" in show(anan, ticket)
    send(anan, database, ticket, "priority", priority="normal")
    assert stands(database, ticket).priority is Priority.NORMAL


def test_it_tags_and_keeps_what_was_typed_wrong(
    anan: Browser, report: Report, database: Database
) -> None:
    ticket = report()
    number = ticket.id or 0
    send(anan, database, ticket, "tags", name=" #น้ำท่วม ")
    with database.reading() as session:
        assert tags_of(session, [number])[number] == ["น้ำท่วม"]
    assert 'aria-label="เอาแท็ก น้ำท่วม ออก"' in anan.get(f"/tickets/{ticket.code}").text
    back = send(anan, database, ticket, "tags", name="ก" * 31)
    assert back.status_code == 422
    assert f'value="{"ก" * 31}"' in back.text
    send(anan, database, ticket, "tags/remove", name="น้ำท่วม")
    with database.reading() as session:
        assert tags_of(session, [number])[number] == []


def test_it_keeps_notes_among_officers(
    anan: Browser, visit: Visit, report: Report, database: Database
) -> None:
    ticket = report()
    send(anan, database, ticket, "notes", note="รอรถกระเช้า")
    assert "รอรถกระเช้า" in show(visit("dao"), ticket)
    with database.reading() as session:
        assert session.get(OutboxMessage, 1) is None, "no citizen hears of it"
    empty = send(anan, database, ticket, "notes", note="  ")
    assert empty.status_code == 422
    assert "เขียนข้อความก่อนส่ง" in words(empty)


def test_it_writes_to_the_citizen_and_shows_what_became_of_it(
    anan: Browser, report: Report, database: Database
) -> None:
    ticket = report()
    sent = send(anan, database, ticket, "letters", note=ASKED, to="reporter")
    assert sent.headers["location"].endswith("done=wrote")
    page = show(anan, ticket)
    assert ASKED in page
    assert "รอส่ง" in page
    with database.reading() as session:
        row = session.get(OutboxMessage, 1)
        assert row is not None
        assert (row.recipient, ASKED in row.payload) == (MALEE, True)


def test_it_lists_what_the_citizen_answered_and_that_it_waits(
    anan: Browser, report: Report, database: Database, clock: FakeClock, desk: Any
) -> None:
    ticket = report()
    with database.transaction() as session:
        now = queries.get_public(session, ticket.code)
        reporter = make_reporter(session, clock())
        answer(session, desk, now, reporter, clock(), text="หน้าร้านป้าแดง", message_id="m9")
    page = show(anan, ticket)
    assert "หน้าร้านป้าแดง" in page
    assert "ผู้แจ้งเขียนมา ยังไม่ได้ตอบ" in page
    send(anan, database, ticket, "letters", note="ขอบคุณค่ะ", to="reporter")
    assert "ยังไม่ได้ตอบ" not in show(anan, ticket)


@pytest.mark.parametrize(("note", "told"), [("", "เขียนข้อความก่อนส่ง"), ("ก" * 1001, "1000")])
def test_it_brings_a_refused_letter_back(
    anan: Browser, report: Report, database: Database, note: str, told: str
) -> None:
    back = send(anan, database, report(), "letters", note=note, to="reporter")
    assert back.status_code == 422
    assert told in words(back)
    assert note in back.text


def test_it_says_where_nobody_can_be_written_to(
    anan: Browser, report: Report, database: Database, clock: FakeClock
) -> None:
    ticket = report()
    with database.transaction() as session:
        make_reporter(session, clock()).blocked_at = clock()
    assert "ไม่มีใครที่ส่งข้อความถึงทาง LINE ได้" in show(anan, ticket)
    back = send(anan, database, ticket, "letters", note=ASKED, to="reporter")
    assert back.status_code == 422
    assert ASKED in words(back)


def test_it_invites_an_agency_which_does_its_part(
    anan: Browser,
    visit: Visit,
    report: Report,
    database: Database,
    cast: Cast,
    files: FileStore,
) -> None:
    ticket, bua = report(), visit("bua")
    assert bua.get(f"/tickets/{ticket.code}").status_code == 404
    send(anan, database, ticket, "parts", agency_id=str(cast.agency_b.id), **INVITED)
    page = show(bua, ticket)
    assert "รับดำเนินการในส่วนของเรา" in page
    assert "ช่วยย้ายเสาไฟฟ้า" in page
    assert 'action="/dashboard/tickets/' in bua.get(f"/tickets/{ticket.code}").text
    taken = send(bua, database, ticket, "parts/moves/accept", seen_part="received")
    assert taken.headers["location"].endswith("done=part_accept")
    photo = ("photos", ("after.jpg", jpeg(), "image/jpeg"))
    send(
        bua,
        database,
        ticket,
        "parts/moves/finish",
        seen_part="in_progress",
        note="ย้ายเสาแล้ว",
        files=[photo],
    )
    with database.reading() as session:
        [part] = list_parts(session, stands(database, ticket))
        [before, after] = queries.list_attachments(session, ticket)
    assert part.state is PartState.FINISHED
    assert files.read(after.file)
    assert before.kind != after.kind
    page = show(anan, ticket)
    assert "ทำส่วนของตนเสร็จแล้ว" in page
    assert stands(database, ticket).status is Status.RECEIVED


def test_it_leads_who_declines_back_to_the_queue(
    anan: Browser, visit: Visit, report: Report, database: Database, cast: Cast
) -> None:
    ticket, bua = report(), visit("bua")
    send(anan, database, ticket, "parts", agency_id=str(cast.agency_b.id), **INVITED)
    form = {"seen_part": "received", "note": "เป็นเสาของการไฟฟ้า"}
    gone = send(bua, database, ticket, "parts/moves/decline", **form)
    assert gone.headers["location"] == f"/dashboard/?done=part_decline&code={ticket.code}"
    assert bua.get(f"/tickets/{ticket.code}").status_code == 404
    assert "เป็นเสาของการไฟฟ้า" in show(anan, ticket)


def test_it_ends_an_invitation(
    anan: Browser, report: Report, database: Database, cast: Cast
) -> None:
    ticket, there = report(), str(cast.agency_b.id)
    send(anan, database, ticket, "parts", agency_id=there, **INVITED)
    refused = send(anan, database, ticket, "parts/end", agency_id=there, note="")
    assert refused.status_code == 422
    send(anan, database, ticket, "parts/end", agency_id=there, note="ไม่ต้องย้ายแล้ว")
    with database.reading() as session:
        assert joint_agencies(session, stands(database, ticket)) == set()
    assert "สิ้นสุดการร่วม" in show(anan, ticket)


LEADS_ALONE = ["officer", "priority", "letters", "parts", "parts/end"]
TAKES_PART = ["notes", "tags"]
FORM = {"priority": "urgent", "note": "ข้อความยาวพอ", "name": "แท็ก", "to": "reporter"}


@pytest.mark.parametrize("act", [*LEADS_ALONE, *TAKES_PART, "parts/moves/accept"])
def test_it_is_for_who_leads_or_takes_part(
    visit: Visit, anan: Browser, report: Report, database: Database, cast: Cast, act: str
) -> None:
    ticket, bua = report(), visit("bua")
    form = FORM | {"agency_id": str(cast.agency_b.id), "seen_part": "received"}
    assert send(bua, database, ticket, act, **form).status_code == 404, "another agency's"
    assert send(visit("dao"), database, ticket, act, **form).status_code == 403, "a reader"
    assert send(visit(), database, ticket, act, **form).status_code == 401, "nobody"
    send(anan, database, ticket, "parts", agency_id=str(cast.agency_b.id), **INVITED)
    joint = send(bua, database, ticket, act, **form).status_code
    assert joint == (403 if act in LEADS_ALONE else 303), "an agency that joins in"
    with database.reading() as session:
        events = queries.list_events(session, ticket)
    assert all(event.kind is not EventKind.COMMENTED for event in events)


@pytest.mark.parametrize(
    ("late_act", "form"),
    [
        ("letters", {"note": ASKED, "to": "reporter"}),
        ("parts", {"note": "ช่วยย้ายเสาไฟฟ้า"}),
        ("officer", {}),
        ("priority", {"priority": "urgent"}),
    ],
)
def test_it_tells_the_late_officer_what_has_changed_and_keeps_the_words(
    anan: Browser,
    report: Report,
    act: Act,
    database: Database,
    cast: Cast,
    late_act: str,
    form: dict[str, str],
) -> None:
    ticket = report()
    seen = as_seen(database, ticket)
    act(ticket, Move.ACCEPT)
    given = {"agency_id": str(cast.agency_b.id), "officer_id": str(cast.arun.id)}
    late = anan.post(f"/tickets/{ticket.code}/{late_act}", data=seen | given | form)
    assert late.status_code == 409
    assert "สถานะ: รอรับเรื่อง เปลี่ยนเป็น กำลังดำเนินการ" in words(late)
    assert form.get("note", "") in late.text
    with database.reading() as session:
        assert len(queries.list_events(session, ticket)) == 2, "the late officer leaves no trace"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.SUPERVISOR])
def test_it_loses_no_words_where_the_ticket_is_out_of_sight(
    anan: Browser, report: Report, act: Act, database: Database, cast: Cast, role: Role
) -> None:
    with database.transaction() as session:
        session.get_one(Officer, cast.anan.id).role = role
    ticket = report()
    seen = as_seen(database, ticket)
    act(ticket, Move.FORWARD)
    for address, form in (
        ("letters", {"note": ASKED, "to": "reporter"}),
        ("moves/forward", {"note": ASKED}),
    ):
        gone = anan.post(f"/tickets/{ticket.code}/{address}", data=seen | form)
        assert gone.status_code == 404
        assert ASKED in gone.text
        assert ticket.description not in gone.text


def test_it_shows_the_way_a_ticket_took_and_where_the_next_hand_over_goes(
    visit: Visit, report: Report, act: Act, database: Database, cast: Cast
) -> None:
    ticket = report()
    assert "ทางที่เรื่องผ่านมา" not in show(visit("chai"), ticket)
    act(ticket, Move.FORWARD, note="อยู่ในเขตเทศบาล")
    act(ticket, Move.FORWARD, note="เป็นทางหลวง", agency_id=cast.agency_a.id)
    page = show(visit("anan"), ticket)
    assert "ทางที่เรื่องผ่านมา สำนักการโยธา" in page
    assert "อยู่ในเขตเทศบาล" in page
    act(ticket, Move.FORWARD, note="อยู่ในเขตเทศบาล")
    assert "ครั้งนี้ระบบจะส่งให้ศูนย์กลาง" in show(visit("bua"), ticket)
    act(ticket, Move.FORWARD, note="ไม่ใช่ของเรา", agency_id=cast.agency_a.id)
    assert stands(database, ticket).agency_id == cast.central.id
    page = show(visit("chai"), ticket)
    assert "ศูนย์กลางจึงเป็นผู้ตัดสินว่าเป็นงานของใคร" in page
    assert "ครั้งนี้ระบบจะส่งให้ศูนย์กลาง" not in page, "the centre itself hands on as it chooses"
    assert "เดิมขอส่งถึง: สำนักการโยธา" in page


def test_it_takes_an_answer_to_what_it_waits_for_on_the_same_page(
    anan: Browser,
    report: Report,
    act: Act,
    database: Database,
    clock: FakeClock,
    desk: Any,
) -> None:
    ticket = report()
    act(ticket, Move.ACCEPT)
    act(ticket, Move.HOLD, hold_reason=HoldReason.MORE_INFORMATION)
    clock.pass_time(minutes=5)
    with database.transaction() as session:
        now, reporter = queries.get_public(session, ticket.code), make_reporter(session, clock())
        assert answer(session, desk, now, reporter, clock(), text="หน้าร้านป้าแดง")
    page = show(anan, ticket)
    assert "ตอบสิ่งที่หน่วยงานรอ เรื่องกลับมาดำเนินการต่อ" in page
    assert "กำลังดำเนินการ" in page


def test_it_audits_every_act(anan: Browser, report: Report, database: Database, cast: Cast) -> None:
    ticket, there = report(), str(cast.agency_b.id)
    send(anan, database, ticket, "officer", officer_id=str(cast.arun.id))
    send(anan, database, ticket, "priority", priority="urgent")
    send(anan, database, ticket, "tags", name="แท็ก")
    send(anan, database, ticket, "notes", note="บันทึก")
    send(anan, database, ticket, "letters", note=ASKED, to="everybody")
    send(anan, database, ticket, "parts", agency_id=there, **INVITED)
    with database.reading() as session:
        entries = audit.list_about(session, f"ticket:{ticket.id}")
    done = [each.action for each in entries if each.actor == f"officer:{cast.anan.id}"]
    assert done == [
        "ticket.assigned",
        "ticket.prioritised",
        "ticket.tagged",
        "ticket.noted",
        "ticket.wrote",
        "ticket.invited",
    ]
