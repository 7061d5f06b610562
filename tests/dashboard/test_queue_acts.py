"""One act on many tickets: looked at first, each by itself, on record."""

import pytest
from sqlmodel import Session, select

from complaints.lifecycle import Move, Status
from complaints.tables import Priority, Ticket
from store import audit
from store.database import Database
from tests.cast import KHONKAEN_ADDRESS, Cast
from tests.dashboard.conftest import Act, Browser, Report, Visit, words
from tests.fakes import FakeClock


def ticket_of(session: Session, code: str) -> Ticket:
    return session.exec(select(Ticket).where(Ticket.code == code)).one()


def form(act: str, *tickets: Ticket, **fields: str) -> dict[str, object]:
    return {"act": act, "code": [each.code for each in tickets], "query": "tab=all", **fields}


def test_it_says_first_what_will_become_of_each(
    anan: Browser, report: Report, act: Act, database: Database
) -> None:
    fresh, accepted = report(), report()
    act(accepted, Move.ACCEPT)
    page = anan.post("/queue/acts", data=form("accept", fresh, accepted))

    assert "จะทำ 1 เรื่อง" in words(page)
    assert "ทำไม่ได้ 1 เรื่อง" in words(page)
    assert "เรื่องอยู่ในสถานะ “กำลังดำเนินการ” จึงทำแบบนี้ไม่ได้" in words(page)
    assert 'href="/dashboard/?tab=all"' in page.text
    with database.reading() as session:
        assert ticket_of(session, fresh.code).status is Status.RECEIVED, "it only looked"


def test_it_does_what_it_can_and_tells_what_it_could_not(
    anan: Browser, report: Report, act: Act, database: Database, cast: Cast
) -> None:
    first, accepted, last = report(), report(), report()
    act(accepted, Move.ACCEPT)
    data = form("accept", first, accepted, last)
    page = anan.post("/queue/acts/carry-out", data=data)

    assert "ทำแล้ว 2 เรื่อง ทำไม่ได้ 1 เรื่อง" in words(page)
    with database.reading() as session:
        for ticket in (first, last):
            assert ticket_of(session, ticket.code).status is Status.IN_PROGRESS
            acts = [each.action for each in audit.list_about(session, f"ticket:{ticket.id}")]
            assert "ticket.accept" in acts


@pytest.mark.parametrize(
    ("act", "fields", "column", "becomes"),
    [
        ("assign_me", {}, "officer_id", "anan"),
        ("assign", {"officer": "arun"}, "officer_id", "arun"),
        ("urgent", {}, "priority", Priority.URGENT),
        ("forward", {"agency": "agency_b", "note": "เป็นถนนของเทศบาล"}, "agency_id", "agency_b"),
    ],
)
def test_it_does_each_act(
    anan: Browser,
    report: Report,
    database: Database,
    cast: Cast,
    act: str,
    fields: dict[str, str],
    column: str,
    becomes: object,
) -> None:
    filled = {
        name: str(getattr(cast, value).id) if hasattr(cast, value) else value
        for name, value in fields.items()
    }
    tickets = report(), report()
    page = anan.post("/queue/acts/carry-out", data=form(act, *tickets, **filled))

    assert "ทำแล้ว 2 เรื่อง" in words(page)
    expected = (
        getattr(cast, becomes).id
        if isinstance(becomes, str) and hasattr(cast, becomes)
        else becomes
    )
    with database.reading() as session:
        assert {getattr(ticket_of(session, t.code), column) for t in tickets} == {expected}


def test_it_tags_many_and_finds_them_by_the_tag(anan: Browser, report: Report) -> None:
    tagged, other = report(), report()
    anan.post("/queue/acts/carry-out", data=form("tag", tagged, tag="น้ำท่วม 69"))
    page = anan.get("/", params={"tag": "น้ำท่วม 69"})

    assert f"row-{tagged.code}" in page.text
    assert f"row-{other.code}" not in page.text
    anan.post("/queue/acts/carry-out", data=form("untag", tagged, tag="น้ำท่วม 69"))
    assert f"row-{tagged.code}" not in anan.get("/", params={"tag": "น้ำท่วม 69"}).text


@pytest.mark.parametrize("act", ["assign", "tag", "untag", "forward", "finish"])
def test_it_asks_for_what_an_act_needs(anan: Browser, report: Report, act: str) -> None:
    ticket = report()
    for path in ("/queue/acts", "/queue/acts/carry-out"):
        page = anan.post(path, data=form(act, ticket))
        assert "ตรวจดูว่าจะเกิดอะไรขึ้น" in words(page)
        assert "carry-out" not in page.text


@pytest.mark.parametrize(("officer", "offered"), [("anan", False), ("chai", True)])
def test_it_hands_on_to_others_only(
    visit: Visit, report: Report, cast: Cast, officer: str, offered: bool
) -> None:
    page = visit(officer).post("/queue/acts", data=form("forward", report())).text
    own = getattr(cast, officer).agency_id
    assert (f'<option value="{own}"' in page) is offered
    assert f'<option value="{cast.agency_b.id}"' in page


@pytest.mark.parametrize(
    ("data", "said"),
    [({}, "ยังไม่ได้เลือกเรื่อง"), ({"code": "2026-AAAAAA", "act": "explode"}, "ยังไม่ได้เลือกว่าจะทำอะไร")],
)
def test_it_says_what_was_not_chosen(anan: Browser, data: dict[str, str], said: str) -> None:
    for path in ("/queue/acts", "/queue/acts/carry-out"):
        assert said in words(anan.post(path, data=data))


def test_it_knows_nothing_of_other_agencies_tickets(
    anan: Browser, report: Report, database: Database
) -> None:
    other = report(address=KHONKAEN_ADDRESS, text="เรื่องของขอนแก่น")
    page = anan.post("/queue/acts/carry-out", data=form("urgent", other))

    assert "ไม่พบเรื่องนี้ หรืออยู่กับหน่วยงานอื่น" in words(page)
    assert "เรื่องของขอนแก่น" not in page.text
    with database.reading() as session:
        assert ticket_of(session, other.code).priority is Priority.NORMAL


def test_it_refuses_readers(visit: Visit, report: Report) -> None:
    dao = visit("dao")
    ticket = report()
    for path in ("/queue/acts", "/queue/acts/carry-out"):
        assert dao.post(path, data=form("urgent", ticket)).status_code == 403
    assert 'name="code"' not in dao.get("/").text


def test_it_takes_no_more_than_can_be_looked_through(anan: Browser) -> None:
    data = {"act": "urgent", "code": [f"2026-{number:06}" for number in range(201)]}
    assert anan.post("/queue/acts", data=data).status_code == 422


def test_it_leaves_alone_what_somebody_changed_since_it_was_looked_at(
    anan: Browser, report: Report, act: Act, database: Database
) -> None:
    ticket = report()
    page = anan.post("/queue/acts", data=form("urgent", ticket)).text
    seen = page.split('name="seen" value="')[1].split('"')[0]
    act(ticket, Move.ACCEPT)
    late = anan.post("/queue/acts/carry-out", data=form("urgent", ticket, seen=seen))

    assert "มีคนเปลี่ยนเรื่องนี้ก่อนแล้ว" in words(late)
    with database.reading() as session:
        assert ticket_of(session, ticket.code).priority is Priority.NORMAL


def test_it_finishes_only_where_nothing_is_doubtful(
    anan: Browser, report: Report, act: Act, clock: FakeClock, database: Database
) -> None:
    worked_on = act(report(), Move.ACCEPT)
    clock.pass_time(hours=3)
    just_taken = act(report(), Move.ACCEPT)
    fields = {"note": "ซ่อมผิวถนนแล้ว", "no_photo_reason": "กล้องเสีย"}
    page = anan.post("/queue/acts/carry-out", data=form("finish", worked_on, just_taken, **fields))

    assert "ทำแล้ว 1 เรื่อง ทำไม่ได้ 1 เรื่อง" in words(page)
    assert "ปิดเรื่องหลังรับเรื่องเพียง" in words(page)
    with database.reading() as session:
        assert ticket_of(session, worked_on.code).status is Status.FINISHED
        assert ticket_of(session, just_taken.code).status is Status.IN_PROGRESS
