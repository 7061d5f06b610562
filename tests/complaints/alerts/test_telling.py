"""Officers hear of what concerns them: those meant, by the way and at the time they chose."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import event
from sqlmodel import Session

from agencies.contacts.tables import LineAccount
from agencies.tables import Officer
from complaints import feedback
from complaints.alerts import cards
from complaints.alerts.choices import UNCHOSEN, choose, get_choices
from complaints.alerts.news import News
from complaints.alerts.passing_on import take_along
from complaints.alerts.raising import raise_alert
from complaints.alerts.tables import AlertKind, Audience
from complaints.alerts.teller import Teller
from complaints.alerts.telling_tables import Pace, Way
from complaints.change import By, Change
from complaints.joint.inviting import end_part, invite
from complaints.lifecycle import Actor, Move, Status
from complaints.moves import make_move
from complaints.tables import Priority, Ticket
from core.errors import MessageRefused
from core.messages import Outgoing
from store.database import Database
from tests.cast import make_reporter
from tests.complaints.alerts.conftest import ANAN, ARUN, GROUP, Room
from tests.fakes import FakeClock

BUA, CHAI, DAO, FON = ("U" + number * 32 for number in "4567")
SEALED = {"category": "corruption", "text": "เจ้าหน้าที่เรียกเงินใต้โต๊ะ", "photo": None}


def test_it_tells_everybody_of_the_agency_of_a_new_report_in_one_message(room: Room) -> None:
    first = room.report()
    room.tell()
    assert room.in_line(ANAN) == [], "what follows soon is waited for"
    room.clock.pass_time(minutes=1)
    second = room.report(text="ไฟทางดับทั้งซอย", category="street_light")
    room.tell()
    room.tell(minutes=2)
    for told in (room.in_line(ANAN), room.in_line(ARUN)):
        assert len(told) == 1
        assert first.code in told[0]
        assert second.code in told[0]
    room.tell(minutes=5)
    assert len(room.in_line(ANAN)) == 1, "nothing is told twice"


def test_it_offers_to_take_up_a_single_ticket_and_shows_what_it_is(room: Room) -> None:
    ticket = room.report()
    room.tell()
    room.tell(minutes=3)
    (told,) = room.in_line(ANAN)
    assert "รับเรื่อง" in told
    assert "หลุมลึก" in told
    assert f"/dashboard/tickets/{ticket.code}" in told
    assert "ลาดพร้าว 64" not in told, "an address is for the desk"


def test_it_tells_the_officer_whose_ticket_it_is_alone(room: Room) -> None:
    ticket = room.report()
    room.tell()
    room.tell(minutes=3)

    def reply(session: Session) -> None:
        own = session.get_one(Ticket, ticket.id)
        own.officer_id = room.cast.anan.id
        reporter = make_reporter(session, room.clock())
        feedback.comment(session, own, reporter, room.clock(), text="รถล้มอีกแล้ว")

    room.do(reply)
    room.tell()
    room.tell(minutes=3)
    assert "ผู้แจ้งส่งข้อมูลเพิ่ม" in room.in_line(ANAN)[1]
    assert "รถล้มอีกแล้ว" in room.in_line(ANAN)[1]
    assert len(room.in_line(ARUN)) == 1


def test_it_tells_nobody_what_they_did_themselves_nor_who_only_reads(room: Room) -> None:
    room.do(lambda session: bind(room, session, room.cast.dao, DAO))
    ticket = room.report()

    def raise_it(session: Session) -> None:
        own = session.get_one(Ticket, ticket.id)
        actor = f"officer:{room.cast.anan.id}"
        raise_alert(session, own, AlertKind.INVITED, room.clock(), actor=actor)

    room.do(raise_it)
    room.tell()
    room.tell(minutes=3)
    assert "เชิญ" not in room.in_line(ANAN)[0]
    assert "เชิญ" in room.in_line(ARUN)[0]
    assert room.in_line(DAO) == []


def test_it_tells_no_more_of_a_part_that_was_ended_than_that(room: Room) -> None:
    room.do(lambda session: bind(room, session, room.cast.bua, BUA))
    ticket = room.report()
    by = By(Actor.OFFICER, f"officer:{room.cast.anan.id}", room.cast.anan.agency_id)
    there = room.cast.agency_b.id or 0

    def asked(session: Session) -> None:
        invite(session, session.get_one(Ticket, ticket.id), there, "ขอรถกระเช้า", by, room.clock())

    def ended(session: Session) -> None:
        end_part(session, session.get_one(Ticket, ticket.id), there, "ไม่ต้องแล้ว", by, room.clock())

    room.do(asked)
    room.tell()
    room.tell(minutes=3)
    assert "หลุมลึก" in room.in_line(BUA)[0]
    room.do(ended)
    room.tell()
    room.tell(minutes=3)
    told = room.in_line(BUA)[1]
    assert "สิ้นสุดการร่วมดำเนินการ" in told
    assert ticket.code in told
    assert "หลุมลึก" not in told
    assert f"/tickets/{ticket.code}" not in told, "it would open nothing"


def test_it_tells_the_agency_a_ticket_is_handed_on_to_and_no_more_the_one_before(
    room: Room,
) -> None:
    room.do(lambda session: bind(room, session, room.cast.bua, BUA))
    ticket = room.report()

    def forward(session: Session) -> None:
        own = session.get_one(Ticket, ticket.id)
        by = By(Actor.OFFICER, f"officer:{room.cast.anan.id}", room.cast.anan.agency_id)
        note, to = "ถนนของเทศบาล", room.cast.agency_b.id
        change = Change(Move.FORWARD, Status.RECEIVED, note=note, agency_id=to)
        make_move(session, room.teller.desk, own, change, by, room.clock())

    room.do(forward)
    room.tell()
    room.tell(minutes=3)
    assert ticket.code in room.in_line(BUA)[0]
    assert room.in_line(ANAN) == [], "another agency's ticket does not exist"


def bind(room: Room, session: Session, officer: Officer, user_id: str) -> None:
    session.add(LineAccount(officer_id=officer.id or 0, user_id=user_id, bound_at=room.clock()))


@pytest.mark.parametrize(
    ("way", "in_line", "mails"),
    [(Way.LINE, 1, 0), (Way.MAIL, 0, 1), (Way.BOTH, 1, 1), (Way.NONE, 0, 0)],
)
def test_it_goes_the_way_that_was_chosen(room: Room, way: Way, in_line: int, mails: int) -> None:
    room.mail_to("anan")
    ways = {**UNCHOSEN.ways, AlertKind.NEW: way}
    chosen = replace(UNCHOSEN, ways=ways)
    room.do(lambda session: choose(session, room.cast.anan.id or 0, chosen, room.clock()))
    room.report()
    room.tell()
    room.tell(minutes=3)
    assert len(room.in_line(ANAN)) == in_line
    assert len(room.letters()) == mails


def test_it_keeps_what_was_chosen(room: Room) -> None:
    ways = {**UNCHOSEN.ways, AlertKind.DUE_SOON: Way.NONE}
    chosen = replace(UNCHOSEN, ways=ways, pace=Pace.DAILY, quiet=False, digest=Way.BOTH)
    officer_id = room.cast.anan.id or 0
    room.do(lambda session: choose(session, officer_id, chosen, room.clock()))
    with room.database.reading() as session:
        assert get_choices(session, officer_id) == chosen
        assert get_choices(session, room.cast.arun.id or 0) == UNCHOSEN


def test_it_writes_a_letter_without_anybodys_words(room: Room) -> None:
    room.mail_to("dao")  # who reads only
    room.mail_to("bua")  # of another agency
    room.mail_to("anan")
    chosen = replace(UNCHOSEN, ways=dict.fromkeys(AlertKind, Way.MAIL))
    room.do(lambda session: choose(session, room.cast.anan.id or 0, chosen, room.clock()))
    ticket = room.report()
    room.tell()
    room.tell(minutes=3)
    ((recipient, letter),) = room.letters()
    assert recipient == "anan@example.go.th"
    assert letter.subject.startswith(f"เรื่องใหม่: {ticket.code}")
    assert "หลุมลึก" not in str(letter)
    assert letter.items[0].way is not None
    assert letter.items[0].way.url.endswith(f"/dashboard/tickets/{ticket.code}")


@pytest.mark.parametrize(
    ("pace", "waits"), [(Pace.AT_ONCE, 0), (Pace.MERGED, 3), (Pace.DAILY, 24 * 60)]
)
def test_it_comes_as_soon_as_was_chosen(room: Room, pace: Pace, waits: int) -> None:
    chosen = replace(UNCHOSEN, pace=pace)
    room.do(lambda session: choose(session, room.cast.anan.id or 0, chosen, room.clock()))
    room.report()
    room.tell()
    assert bool(room.in_line(ANAN)) is (waits == 0)
    room.tell(minutes=3)
    assert bool(room.in_line(ANAN)) is (waits <= 3)
    room.tell(minutes=24 * 60)
    assert len(room.in_line(ANAN)) == 1


def test_it_lets_people_sleep_but_for_what_cannot_wait(room: Room, clock: FakeClock) -> None:
    clock.pass_time(minutes=12 * 60)  # Monday night
    room.report()
    room.tell()
    room.tell(minutes=30)
    assert room.in_line(ANAN) == []
    urgent = room.report(text="สายไฟขาดพาดถนน", category="risk_spot")

    def hurry(session: Session) -> None:
        session.get_one(Ticket, urgent.id).priority = Priority.URGENT

    room.do(hurry)
    room.tell()
    (told,) = room.in_line(ANAN)
    assert "ด่วน" in told
    assert urgent.code in told


def test_it_never_names_a_sealed_ticket_nor_tells_who_may_not_know(room: Room) -> None:
    room.bind_group()
    room.do(lambda session: bind(room, session, room.cast.fon, FON))
    room.do(lambda session: bind(room, session, room.cast.chai, CHAI))
    ticket = room.report(**SEALED)
    room.tell()
    room.tell(minutes=3)
    assert room.in_line(ANAN) == room.in_line(GROUP) == room.in_line(CHAI) == []
    (told,) = room.in_line(FON)
    assert "มีเรื่องลับที่ต้องดู 1 เรื่อง" in told
    assert ticket.code not in told
    assert "ใต้โต๊ะ" not in told


def test_it_tells_a_group_of_new_and_overdue_tickets_without_words(room: Room) -> None:
    room.bind_group()
    ticket = room.report()

    def late(session: Session) -> None:
        own = session.get_one(Ticket, ticket.id)
        raise_alert(session, own, AlertKind.DUE_SOON, room.clock())
        raise_alert(session, own, AlertKind.OVERDUE, room.clock())
        supervisors = Audience.SUPERVISORS
        raise_alert(session, own, AlertKind.OVERDUE, room.clock(), audience=supervisors)

    room.do(late)
    room.tell()
    (told,) = room.in_line(GROUP)
    assert ticket.code in told
    assert told.count("เกินกำหนด") == 3, "in the notification, the head and its line"
    assert "ใกล้ครบกำหนด" not in told
    assert "หลุมลึก" not in told
    assert "work_accept" not in told


def test_it_keeps_the_push_quota_for_citizens(room: Room) -> None:
    room.spend_quota(left=50)
    room.mail_to("anan")
    room.report()
    room.tell()
    room.tell(minutes=3)
    assert room.in_line(ANAN) == room.in_line(ARUN) == []
    assert [recipient for recipient, _ in room.letters()] == ["anan@example.go.th"]
    with room.database.transaction() as session:
        arun = session.merge(room.cast.arun)
        assert len(take_along(session, room.teller, arun, room.clock())) == 1
        assert take_along(session, room.teller, arun, room.clock()) == []
    room.spend_quota(left=200)
    room.tell(minutes=70)
    assert room.in_line(ARUN) == [], "it was told with an answer already"


def test_it_tells_what_waited_once_there_is_quota_again(room: Room) -> None:
    room.spend_quota(left=10)
    for _ in range(3):
        room.report()
        room.tell(minutes=5)
    assert room.in_line(ARUN) == []
    room.spend_quota(left=200)
    room.tell(minutes=70)
    assert len(room.in_line(ARUN)) == 1


def test_it_does_not_tell_what_was_overtaken_while_it_waited(room: Room) -> None:
    ticket = room.report()
    room.tell()

    def accept(session: Session) -> None:
        own = session.get_one(Ticket, ticket.id)
        by = By(Actor.OFFICER, f"officer:{room.cast.arun.id}", room.cast.arun.agency_id)
        change = Change(Move.ACCEPT, Status.RECEIVED)
        make_move(session, room.teller.desk, own, change, by, room.clock())
        raise_alert(session, own, AlertKind.DUE_SOON, room.clock(), audience=Audience.WORKERS)
        raise_alert(session, own, AlertKind.OVERDUE, room.clock(), audience=Audience.WORKERS)

    room.do(accept)
    room.tell(minutes=3)
    (told,) = room.in_line(ANAN)
    assert "เกินกำหนด" in told
    assert "เรื่องใหม่" not in told, "somebody has taken it up"
    assert "ใกล้ครบกำหนด" not in told


def test_it_tells_a_busy_agency_without_asking_for_each_officer(
    room: Room, database: Database
) -> None:
    for _ in range(20):
        room.report()
    asked = 0

    def count(*_args: object) -> None:
        nonlocal asked
        asked += 1

    event.listen(database.engine, "before_cursor_execute", count)
    room.tell()
    event.remove(database.engine, "before_cursor_execute", count)
    assert asked < 20 * 2 + 20, "beside the tellings themselves only a few"


def test_it_tells_the_others_although_one_s_news_cannot_be_told(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = cards.for_officer

    def stumble_over_anan(teller: Teller, officer: Officer, told: Sequence[News]) -> list[Outgoing]:
        if officer.id == room.cast.anan.id:
            raise MessageRefused([("altText", "too long")])
        return make(teller, officer, told)

    room.report()
    monkeypatch.setattr(cards, "for_officer", stumble_over_anan)
    room.tell()
    room.tell(minutes=5)
    assert (len(room.in_line(ANAN)), len(room.in_line(ARUN))) == (0, 1)
    monkeypatch.undo()
    room.tell(minutes=61)
    assert (len(room.in_line(ANAN)), len(room.in_line(ARUN))) == (1, 1), "tried again, once"
