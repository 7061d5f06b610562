"""The morning's digest: once a working day, to whoever wants it, by the way they chose."""

from dataclasses import replace

from sqlmodel import Session

from agencies.tables import Officer, Role
from complaints.alerts.choices import UNCHOSEN, choose
from complaints.alerts.morning import send_digest, who_waits
from complaints.alerts.telling_tables import Way
from complaints.tables import Ticket
from tests.cast import KHONKAEN_ADDRESS
from tests.complaints.alerts.conftest import ANAN, ARUN, Room

AFTERNOON = 5 * 60  # minutes after the morning
TILL_TOMORROW = 24 * 60  # minutes


def morning(room: Room) -> None:
    """What the chore does."""
    with room.database.reading() as session:
        waiting = who_waits(session, room.teller.desk, room.clock())
    for officer_id in waiting:
        with room.database.transaction() as session:
            send_digest(session, room.teller, officer_id, room.clock())


def want(room: Room, officer: Officer, way: Way) -> None:
    chosen = replace(UNCHOSEN, digest=way)
    room.do(lambda session: choose(session, officer.id or 0, chosen, room.clock()))


def give(room: Room, officer: Officer, **draft: str) -> None:
    """A new ticket is an officer's."""
    ticket = room.report(**draft)

    def assign(session: Session) -> None:
        session.get_one(Ticket, ticket.id).officer_id = officer.id

    room.do(assign)


def test_it_sends_it_to_who_wants_it_once_a_day(room: Room) -> None:
    give(room, room.cast.anan)
    room.clock.pass_time(minutes=TILL_TOMORROW)
    morning(room)
    assert room.in_line(ANAN) == [], "who works on tickets gets none unasked"
    want(room, room.cast.anan, Way.LINE)
    morning(room)
    morning(room)
    (told,) = room.in_line(ANAN)
    assert "สรุปงาน" in told
    room.clock.pass_time(minutes=TILL_TOMORROW)
    morning(room)
    assert len(room.in_line(ANAN)) == 2


def test_it_sends_no_morning_digest_to_who_chooses_it_in_the_afternoon(room: Room) -> None:
    give(room, room.cast.anan)
    room.clock.pass_time(minutes=TILL_TOMORROW + AFTERNOON)
    want(room, room.cast.anan, Way.LINE)
    morning(room)
    assert room.in_line(ANAN) == []
    room.clock.pass_time(minutes=24 * 60 - AFTERNOON)
    morning(room)
    assert len(room.in_line(ANAN)) == 1


def test_it_sends_it_to_supervisors_until_they_say_otherwise(room: Room) -> None:
    def promote(session: Session) -> None:
        session.get_one(Officer, room.cast.arun.id).role = Role.SUPERVISOR

    room.do(promote)
    room.report()
    room.clock.pass_time(minutes=TILL_TOMORROW)
    morning(room)
    assert len(room.in_line(ARUN)) == 1
    want(room, room.cast.arun, Way.NONE)
    room.clock.pass_time(minutes=TILL_TOMORROW)
    morning(room)
    assert len(room.in_line(ARUN)) == 1


def test_it_goes_by_mail_where_the_quota_is_low_or_nothing_is_bound(room: Room) -> None:
    room.spend_quota(left=5)
    for name in ("anan", "bua"):
        room.mail_to(name)
        want(room, getattr(room.cast, name), Way.LINE)
    give(room, room.cast.anan)
    give(room, room.cast.bua, address=KHONKAEN_ADDRESS)
    room.clock.pass_time(minutes=TILL_TOMORROW)
    morning(room)
    assert room.in_line(ANAN) == []
    assert {recipient for recipient, _ in room.letters()} == {
        "anan@example.go.th",
        "bua@example.go.th",
    }


def test_it_forgets_nobody_who_is_reached_by_line_alone(room: Room) -> None:
    want(room, room.cast.anan, Way.BOTH)
    give(room, room.cast.anan)
    room.clock.pass_time(minutes=TILL_TOMORROW)
    morning(room)
    assert len(room.in_line(ANAN)) == 1
    assert room.letters() == []
