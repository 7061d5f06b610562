"""What officers do to a ticket, through the forms they see."""

import re
from typing import Any

import pytest
from httpx2 import Response
from sqlmodel import select

from agencies.tables import Role
from complaints import queries
from complaints.lifecycle import Actor, Move, Status, moves_from
from complaints.tables import AttachmentKind, EventKind, Ticket, TicketEvent
from dashboard.limits import LARGEST_OF_STRANGERS
from dashboard.ticket.uploads import LARGEST, MOST
from store import audit, removals
from store.database import Database
from store.files import FileStore
from store.outbox_tables import OutboxMessage
from tests.cast import MALEE, Cast
from tests.dashboard.conftest import Act, Browser, Report, Visit, Wakes, jpeg, words
from tests.fakes import FakeClock

QUICK = "ซ่อมก่อนกดรับเรื่อง"
FINISHED = {
    "note": "ซ่อมผิวถนนเรียบร้อยแล้ว",
    "no_photo_reason": "กล้องเสีย",
    "override_reason": QUICK,
}
HELD = {"note": "รอยางมะตอย", "hold_reason": "procurement", "expected_on": "2026-12-01"}


def press(browser: Browser, ticket: Ticket, move: str, **form: Any) -> Response:
    """Send the form of a move as the present page has it."""
    files = form.pop("files", None)
    page = browser.get(f"/tickets/{ticket.code}").text
    forms = page.partition(f"/tickets/{ticket.code}/moves/")[2]  # other forms have a "seen" too
    seen = dict(re.findall(r'name="(seen|seen_agency)" value="(\w+)"', forms)[:2])
    address = f"/tickets/{ticket.code}/moves/{move}"
    return browser.post(address, data={**seen, **form}, files=files)


def seen(ticket: Ticket, status: str) -> dict[str, str]:
    """What a page says on which its officer decided."""
    return {"seen": status, "seen_agency": str(ticket.agency_id)}


def now_stands(database: Database, ticket: Ticket) -> Ticket:
    with database.reading() as session:
        return queries.get_public(session, ticket.code)


def last_event(database: Database, ticket: Ticket) -> TicketEvent:
    with database.reading() as session:
        return queries.list_events(session, ticket)[-1]


def photo(name: str = "after.jpg", data: bytes | None = None) -> tuple[str, tuple[str, bytes, str]]:
    return ("photos", (name, jpeg() if data is None else data, "image/jpeg"))


def test_it_accepts_with_one_press(
    anan: Browser, report: Report, database: Database, wakes: Wakes, cast: Cast
) -> None:
    ticket = report()
    response = press(anan, ticket, "accept")

    assert response.status_code == 303
    assert response.headers["location"] == f"/dashboard/tickets/{ticket.code}?done=accept"
    assert now_stands(database, ticket).status is Status.IN_PROGRESS
    event = last_event(database, ticket)
    assert (event.actor, event.agency_id) == (f"officer:{cast.anan.id}", cast.agency_a.id)
    assert wakes.count == 1
    page = words(anan.get(f"/tickets/{ticket.code}?done=accept"))
    assert "รับเรื่องแล้ว" in page
    assert "กำลังดำเนินการ" in page


def test_it_tells_the_citizen_and_the_audit_in_the_same_commit(
    anan: Browser, report: Report, database: Database
) -> None:
    ticket = report()
    press(anan, ticket, "accept")

    with database.reading() as session:
        notice = session.exec(select(OutboxMessage)).one()
        trail = audit.list_about(session, f"ticket:{ticket.id}")
    assert (notice.recipient, notice.about) == (MALEE, f"ticket:{ticket.id}")
    assert [entry.action for entry in trail] == ["ticket.submitted", "ticket.accept"]


def test_it_finishes_with_a_note_and_after_photos(
    anan: Browser, report: Report, act: Act, database: Database, files: FileStore
) -> None:
    ticket = act(report(), Move.ACCEPT)
    note = "ซ่อมผิวถนนเรียบร้อยแล้ว"
    proof = [photo(), photo("b.png")]
    response = press(anan, ticket, "finish", note=note, override_reason=QUICK, files=proof)

    assert response.status_code == 303
    assert now_stands(database, ticket).status is Status.FINISHED
    with database.reading() as session:
        after = [
            each
            for each in queries.list_attachments(session, ticket)
            if each.kind is AttachmentKind.AFTER
        ]
    assert len(after) == 2
    assert all(re.fullmatch(r"photos/[0-9a-f]{32}\.jpg", each.file) for each in after)
    assert files.read(after[0].file).startswith(b"\xff\xd8")
    page = anan.get(f"/tickets/{ticket.code}")
    assert note in words(page)
    assert f"/dashboard/photos/{ticket.code}/{after[0].id}" in page.text


def test_it_finishes_without_a_photo_for_a_reason(
    anan: Browser, report: Report, act: Act, database: Database
) -> None:
    ticket = act(report(), Move.ACCEPT)
    press(anan, ticket, "finish", **FINISHED)

    assert now_stands(database, ticket).status is Status.FINISHED
    assert "เหตุที่ไม่มีภาพหลังแก้ไข: กล้องเสีย" in words(anan.get(f"/tickets/{ticket.code}"))


def test_it_holds_and_resumes(anan: Browser, report: Report, act: Act, database: Database) -> None:
    ticket = act(report(), Move.ACCEPT)
    press(anan, ticket, "hold", **HELD)

    assert now_stands(database, ticket).status is Status.ON_HOLD
    page = words(anan.get(f"/tickets/{ticket.code}"))
    assert "อยู่ระหว่างจัดซื้อจัดจ้าง" in page
    assert "1 ธันวาคม 2569" in page
    press(anan, ticket, "resume")
    assert now_stands(database, ticket).status is Status.IN_PROGRESS


def test_it_forwards_and_leads_back_to_the_queue(
    anan: Browser, report: Report, database: Database, cast: Cast, visit: Visit
) -> None:
    ticket = report()
    form = {"note": "ถนนของเทศบาล", "agency_id": str(cast.agency_b.id)}
    response = press(anan, ticket, "forward", **form)

    assert response.headers["location"] == f"/dashboard/?done=forward&code={ticket.code}"
    queue = anan.get(f"/?done=forward&code={ticket.code}")
    assert f"ส่งต่อเรื่องแล้ว ({ticket.code})" in words(queue)
    assert f"row-{ticket.code}" not in queue.text
    assert anan.get(f"/tickets/{ticket.code}").status_code == 404
    theirs = visit("bua").get(f"/tickets/{ticket.code}")
    assert "หน่วยงานอื่นส่งต่อมาให้" in words(theirs)
    assert now_stands(database, ticket).status is Status.RECEIVED


def test_it_keeps_the_page_for_those_who_see_every_agency(
    visit: Visit, report: Report, cast: Cast
) -> None:
    ticket = report()
    form = {"note": "ถนนของเทศบาล", "agency_id": str(cast.agency_b.id)}
    response = press(visit("chai"), ticket, "forward", **form)

    assert response.headers["location"] == f"/dashboard/tickets/{ticket.code}?done=forward"


def test_it_lets_the_central_desk_alone_reject(
    visit: Visit, report: Report, database: Database, cast: Cast
) -> None:
    ticket = report()
    press(visit("anan"), ticket, "reject", note="เป็นที่ดินเอกชน")
    stands = now_stands(database, ticket)
    assert (stands.status, stands.agency_id) == (Status.RECEIVED, cast.central.id)

    own_desk = {"note": "เป็นที่ดินเอกชน", "agency_id": str(cast.central.id)}
    assert press(visit("chai"), ticket, "reject", **own_desk).status_code == 422
    assert now_stands(database, ticket).status is Status.RECEIVED, "it is the desk's already"

    press(visit("chai"), ticket, "reject", note="เป็นที่ดินเอกชน")
    assert now_stands(database, ticket).status is Status.REJECTED


def test_it_passes_on_what_it_rejects_where_the_right_agency_is_named(
    anan: Browser, report: Report, database: Database, cast: Cast
) -> None:
    ticket = report()
    form = {"note": "เป็นเขตของขอนแก่น", "agency_id": str(cast.agency_b.id)}
    press(anan, ticket, "reject", **form)
    stands = now_stands(database, ticket)

    assert (stands.status, stands.agency_id) == (Status.RECEIVED, cast.agency_b.id)


@pytest.mark.parametrize(
    ("move", "form", "field", "said"),
    [
        ("finish", {"note": ""}, "finish-note", "อย่างน้อย 5 ตัวอักษร"),
        ("finish", {"note": "ซ่อมเรียบร้อยแล้ว"}, "finish-photos", "หรือบอกเหตุผลที่ไม่มีภาพ"),
        ("finish", FINISHED | {"note": "ก" * 2001}, "finish-note", "ยาวเกิน 2000"),
        ("hold", HELD | {"note": "สั้น"}, "hold-note", "อย่างน้อย 5 ตัวอักษร"),
        ("hold", HELD | {"hold_reason": ""}, "hold-reason", "เลือกเหตุที่ต้องพักเรื่อง"),
        ("hold", HELD | {"hold_reason": "lazy"}, "hold-reason", "เลือกเหตุที่ต้องพักเรื่อง"),
        ("hold", HELD | {"expected_on": ""}, "hold-expected", "ระบุวันที่คาดว่า"),
        ("hold", HELD | {"expected_on": "soon"}, "hold-expected", "อ่านวันที่ไม่ได้"),
        ("hold", HELD | {"expected_on": "2026-11-22"}, "hold-expected", "ผ่านไปแล้ว"),
        ("forward", {"note": "ไม่ใช่ของเรา", "agency_id": ""}, "forward-agency", "เลือกหน่วยงาน"),
        ("reject", {"note": ""}, "reject-note", "อย่างน้อย 5 ตัวอักษร"),
    ],
)
def test_it_gives_a_form_back_as_typed_with_what_it_lacks(
    anan: Browser,
    report: Report,
    act: Act,
    database: Database,
    move: str,
    form: dict[str, str],
    field: str,
    said: str,
) -> None:
    ticket = act(report(), Move.ACCEPT)
    again = press(anan, ticket, move, **form)

    assert again.status_code == 422
    assert f'id="{field}-problem"' in again.text
    assert said in words(again)
    assert form["note"] in again.text
    assert now_stands(database, ticket).status is Status.IN_PROGRESS


def test_it_leads_back_to_the_ticket_when_a_refused_form_is_reloaded(
    anan: Browser, report: Report
) -> None:
    code = report().code
    reloaded = anan.get(f"/tickets/{code}/moves/finish")

    assert reloaded.headers["location"] == f"/dashboard/tickets/{code}"


def test_it_shows_the_problem_in_its_own_form_only(anan: Browser, report: Report, act: Act) -> None:
    ticket = act(report(), Move.ACCEPT)
    page = press(anan, ticket, "reject", note="สั้น").text

    assert page.count("aria-invalid") == 1
    assert page.count("สั้น</textarea>") == 1
    assert len(re.findall(r"<details [^>]*\bopen>", page)) == 1


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([photo(data=b"%PDF-1.7 not a photo")], "เปิดไฟล์นี้เป็นภาพไม่ได้"),
        ([photo(data=b"")], "เปิดไฟล์นี้เป็นภาพไม่ได้"),
        ([photo(), photo(data=b"\xff\xd8\xff broken")], "เปิดไฟล์นี้เป็นภาพไม่ได้"),
        ([photo(data=bytes(LARGEST + 1))], "ภาพใหญ่เกิน 10 เมกะไบต์"),
        ([photo()] * (MOST + 1), "ไม่เกิน 5 ภาพ"),
    ],
)
def test_it_refuses_what_is_not_a_photo_and_keeps_none_of_it(
    anan: Browser,
    report: Report,
    act: Act,
    files: list[Any],
    said: str,
    tmp_path: Any,
) -> None:
    ticket = act(report(), Move.ACCEPT)
    again = press(anan, ticket, "finish", note="ซ่อมเรียบร้อยแล้ว", files=files)

    assert again.status_code == 422
    assert said in words(again)
    assert list((tmp_path / "files").rglob("*.jpg")) == []


def test_it_keeps_no_photo_of_a_move_that_takes_none(
    anan: Browser, report: Report, act: Act, database: Database
) -> None:
    ticket = act(report(), Move.ACCEPT)
    again = press(anan, ticket, "reject", note="", files=[photo()])

    assert again.status_code == 422
    with database.reading() as session:
        assert len(removals.list_noted(session)) == 1


def test_it_keeps_no_photo_a_stranger_sends(
    visit: Visit, report: Report, act: Act, tmp_path: Any
) -> None:
    ticket = act(report(), Move.ACCEPT)
    form = seen(ticket, "in_progress") | {"note": "ซ่อมเรียบร้อยแล้ว"}
    address = f"/tickets/{ticket.code}/moves/finish"

    assert visit("bua").post(address, data=form, files=[photo()]).status_code == 404
    assert visit("dao").post(address, data=form, files=[photo()]).status_code == 403
    assert list((tmp_path / "files").rglob("*.jpg")) == []


def test_it_tells_the_second_of_two_officers_that_the_first_was_quicker(
    anan: Browser, visit: Visit, report: Report, database: Database
) -> None:
    ticket = report()
    arun = visit("arun")
    press(anan, ticket, "accept")
    late = arun.post(f"/tickets/{ticket.code}/moves/accept", data=seen(ticket, "received"))

    assert late.status_code == 409
    assert "มีคนดำเนินการก่อนแล้ว" in words(late)
    assert "สถานะ: รอรับเรื่อง เปลี่ยนเป็น กำลังดำเนินการ" in words(late)
    assert "ผู้รับผิดชอบ: ไม่มีผู้รับผิดชอบ เปลี่ยนเป็น อนันต์ ใจดี" in words(late)
    with database.reading() as session:
        moved = [e for e in queries.list_events(session, ticket) if e.kind is EventKind.MOVED]
        notices = session.exec(select(OutboxMessage)).all()
    assert (len(moved), len(notices)) == (1, 1)


def test_it_refuses_a_second_hand_over_from_a_page_of_before(
    visit: Visit, report: Report, database: Database, cast: Cast
) -> None:
    ticket = report()
    page = seen(ticket, "received")  # the status is the same after the first hand-over
    address = f"/tickets/{ticket.code}/moves/forward"
    first = page | {"note": "ถนนของเทศบาล", "agency_id": str(cast.agency_b.id)}
    second = page | {"note": "ให้ศูนย์กลางดู", "agency_id": str(cast.central.id)}

    assert visit("anan").post(address, data=first).status_code == 303
    assert visit("chai").post(address, data=second).status_code == 409
    assert visit("chai").post(address, data=first).status_code == 409, "the same form twice"
    assert now_stands(database, ticket).agency_id == cast.agency_b.id


def test_it_says_when_the_centre_decides_instead_of_the_agency_chosen(
    visit: Visit, report: Report, act: Act, cast: Cast
) -> None:
    ticket, to_b = report(), {"agency_id": cast.agency_b.id}
    for way in (to_b, {"agency_id": cast.agency_a.id}, to_b):
        act(ticket, Move.FORWARD, note="ไม่ใช่ของเรา", **way)
    asked = {"note": "ไม่ใช่ของเรา", "agency_id": str(cast.agency_a.id)}
    sent = press(visit("bua"), ticket, "forward", **asked)
    assert sent.headers["location"] == f"/dashboard/?done=to_centre&code={ticket.code}"
    assert "ส่งให้ศูนย์กลางเป็นผู้ตัดสินแล้ว" in words(visit("bua").get(sent.headers["location"][10:]))


def test_it_refuses_every_move_the_table_does_not_have(
    anan: Browser, report: Report, database: Database
) -> None:
    ticket = report()
    refused = [
        (status, move)
        for status in Status
        for move in Move
        if move not in moves_from(status, Actor.OFFICER)
    ]
    for status, move in refused:
        form = {**seen(ticket, status), **HELD, **FINISHED}
        answer = anan.post(f"/tickets/{ticket.code}/moves/{move}", data=form)
        assert answer.status_code == 409, f"{move} from {status}"
    assert now_stands(database, ticket).status is Status.RECEIVED


@pytest.mark.parametrize(
    ("address", "form"),
    [
        ("moves/accept", {}),
        ("moves/accept", {"seen": "x", "seen_agency": "1"}),
        ("moves/accept", {"seen": "received", "seen_agency": "9" * 30}),
        ("moves/eat", {"seen": "received", "seen_agency": "1"}),
    ],
)
def test_it_answers_a_forged_form_with_a_page(
    anan: Browser, report: Report, address: str, form: dict[str, str]
) -> None:
    forged = anan.post(f"/tickets/{report().code}/{address}", data=form)

    assert forged.status_code == 422
    assert "อ่านข้อมูลที่ส่งมาไม่ได้" in words(forged)


@pytest.mark.parametrize("move", ["forward", "reject"])
@pytest.mark.parametrize("typed", ["999", "²", "9" * 30, "-1", "๑"])
def test_it_refuses_an_agency_that_does_not_exist(
    anan: Browser, report: Report, database: Database, move: str, typed: str
) -> None:
    ticket = report()
    form = seen(ticket, "received") | {"note": "ไม่ใช่ของเรา", "agency_id": typed}
    refused = anan.post(f"/tickets/{ticket.code}/moves/{move}", data=form)

    assert refused.status_code == 422
    assert "เลือกหน่วยงานที่จะส่งเรื่องไป" in words(refused)
    assert now_stands(database, ticket).routing_reason.startswith("coverage")


@pytest.mark.parametrize("status", [Status.RECEIVED, Status.IN_PROGRESS, Status.ON_HOLD])
def test_it_offers_exactly_the_moves_of_the_status(
    anan: Browser, report: Report, act: Act, status: Status
) -> None:
    ticket = report()
    if status is not Status.RECEIVED:
        act(ticket, Move.ACCEPT)
    if status is Status.ON_HOLD:
        act(ticket, Move.HOLD)
    page = anan.get(f"/tickets/{ticket.code}").text
    offered = re.findall(r'action="[^"]+/moves/(\w+)"', page)

    assert sorted(offered) == sorted(moves_from(status, Actor.OFFICER))


def test_it_offers_nothing_to_those_who_only_read(visit: Visit, report: Report) -> None:
    page = visit("dao").get(f"/tickets/{report().code}")

    assert "/moves/" not in page.text
    assert "ดูข้อมูลได้อย่างเดียว" in words(page)


def test_it_offers_nothing_once_closed(anan: Browser, report: Report, act: Act) -> None:
    ticket = act(act(report(), Move.ACCEPT), Move.FINISH)
    page = anan.get(f"/tickets/{ticket.code}")

    assert "/moves/" not in page.text
    assert "เรื่องนี้ปิดแล้ว" in words(page)


def test_it_refuses_a_body_no_form_of_ours_sends(
    anan: Browser, report: Report, act: Act, clock: FakeClock
) -> None:
    ticket = act(report(), Move.ACCEPT)
    flood = photo(data=bytes(57 * 1024 * 1024))
    refused = press(anan, ticket, "finish", note="ซ่อมเรียบร้อยแล้ว", files=[flood])

    assert refused.status_code == 413
    assert "ใหญ่เกินไป" in words(refused)


def test_it_offers_for_a_sealed_ticket_only_agencies_that_take_one(
    visit: Visit, report: Report, database: Database, cast: Cast
) -> None:
    ticket = report(category="corruption")
    fon = visit("fon")
    page = fon.get(f"/tickets/{ticket.code}").text
    form = {"note": "อยู่ในเขตขอนแก่น", "agency_id": str(cast.agency_b.id)}
    refused = press(fon, ticket, "forward", **form)

    assert cast.agency_b.name not in page
    assert refused.status_code == 422
    assert 'id="forward-agency-problem"' in refused.text
    assert "จึงรับเรื่องลับไม่ได้" in words(refused)
    with database.transaction() as session:
        session.merge(cast.bua).role = Role.INTEGRITY
    assert cast.agency_b.name in fon.get(f"/tickets/{ticket.code}").text
    assert press(fon, ticket, "forward", **form).status_code == 303
    assert visit("bua").get(f"/tickets/{ticket.code}").status_code == 200


@pytest.mark.parametrize("cookie", ["", "made up by a stranger"])
def test_it_reads_no_large_body_of_a_stranger(
    visit: Visit, report: Report, act: Act, cookie: str
) -> None:
    ticket = act(report(), Move.ACCEPT)
    stranger = visit()
    stranger.cookie = cookie
    address = f"/tickets/{ticket.code}/moves/finish"
    form = seen(ticket, "in_progress") | {"note": "ซ่อมเรียบร้อยแล้ว"}
    large = photo(data=bytes(LARGEST_OF_STRANGERS))

    assert stranger.post(address, data=form, files=[large]).status_code == 413
    assert stranger.post(address, data=form).status_code == 401, "to sign in"
    assert stranger.post("/login", files=[large]).status_code == 413
    assert visit("dao").post(address, data=form, files=[large]).status_code == 403


def test_it_tells_everything_that_is_wrong_at_once_and_keeps_what_was_typed(
    anan: Browser, report: Report, act: Act, cast: Cast
) -> None:
    ticket = report()
    act(ticket, Move.ACCEPT)
    seen = {"seen": "in_progress", "seen_agency": str(cast.agency_a.id)}
    empty = anan.post(f"/tickets/{ticket.code}/moves/hold", data=seen)
    assert empty.status_code == 422
    assert {"hold-reason-problem", "hold-expected-problem", "hold-note-problem"} <= ids(empty.text)
    assert empty.text.count('aria-invalid="true" autofocus') == 1
    assert re.search(r'id="hold-reason"[^>]* autofocus', empty.text), "the uppermost of them"
    typed = seen | {"expected_on": "2020-01-01", "hold_reason": "budget", "note": "รอ"}
    partly = anan.post(f"/tickets/{ticket.code}/moves/hold", data=typed)
    assert {"hold-expected-problem", "hold-note-problem"} <= ids(partly.text)
    assert "hold-reason-problem" not in ids(partly.text)
    assert ">รอ</textarea>" in partly.text
    assert 'value="2020-01-01"' in partly.text
    asked = {**seen, "agency_id": "", "note": ""}
    invited = anan.post(f"/tickets/{ticket.code}/parts", data=asked)
    assert {"invite-agency-problem", "invite-note-problem"} <= ids(invited.text)


def ids(page: str) -> set[str]:
    return set(re.findall(r'id="([\w-]+)"', page))
