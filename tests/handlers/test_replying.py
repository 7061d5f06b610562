"""Officers write, citizens answer in LINE: by the button, after closing, and out of the blue."""

import pytest
from sqlmodel import select

from complaints import queries
from complaints.change import By, Change
from complaints.groups.followers import follow
from complaints.groups.tables import FollowKind
from complaints.lifecycle import Actor, HoldReason, Move, Status
from complaints.moves import make_move
from complaints.notes import add_note
from complaints.tables import OFFICERS_ONLY, EventKind, Ticket, TicketEvent
from complaints.thread.audience import To
from complaints.thread.writing import write
from core.clock import to_bangkok
from core.messages import Chat
from handlers.turn import Services
from store.database import Database
from tests.cast import SOMCHAI, Cast, make_reporter
from tests.fakes import FakeClock
from tests.handlers.talking import Talk

ASKED = "หลุมอยู่หน้าร้านไหนคะ"
ANSWERED = "หน้าร้านข้าวแกงป้าแดงค่ะ"


class Desk:
    """Anan at work on Malee's ticket."""

    def __init__(self, database: Database, services: Services, clock: FakeClock, cast: Cast):
        self.database, self.services, self.clock = database, services, clock
        self.by = By(Actor.OFFICER, f"officer:{cast.anan.id}", cast.anan.agency_id)

    def ticket(self) -> Ticket:
        with self.database.reading() as session:
            return session.exec(select(Ticket)).one()

    def write(self, to: To = To.REPORTER) -> None:
        self.clock.pass_time(minutes=1)
        with self.database.transaction() as session:
            ticket = session.exec(select(Ticket)).one()
            write(session, self.services.desk, ticket, ASKED, to, self.by, self.clock())
        self.clock.pass_time(minutes=1)

    def move(self, move: Move, **values: object) -> None:
        self.clock.pass_time(minutes=60)
        with self.database.transaction() as session:
            ticket = session.exec(select(Ticket)).one()
            change = Change(move, ticket.status, note="ตรวจสอบแล้ว", **values)  # type: ignore[arg-type]
            make_move(session, self.services.desk, ticket, change, self.by, self.clock())

    def hold_for_more(self) -> None:
        self.move(Move.ACCEPT)
        today = to_bangkok(self.clock()).date()
        self.move(Move.HOLD, hold_reason=HoldReason.MORE_INFORMATION, expected_on=today)

    def last(self) -> TicketEvent:
        with self.database.reading() as session:
            return queries.list_events(session, self.ticket())[-1]


@pytest.fixture
def anan(database: Database, services: Services, clock: FakeClock, cast: Cast, malee: Talk) -> Desk:
    malee.report()
    return Desk(database, services, clock, cast)


@pytest.fixture
def malee(database: Database, services: Services, clock: FakeClock, cast: Cast) -> Talk:
    return Talk(database, services, clock)


def test_it_takes_the_answer_after_the_button(malee: Talk, anan: Desk) -> None:
    anan.write()
    code = anan.ticket().code
    malee.press("add", code=code)
    assert "เจ้าหน้าที่เห็นได้" in malee.say(ANSWERED)
    assert (anan.last().note, anan.last().kind) == (ANSWERED, EventKind.COMMENTED)
    assert anan.ticket().citizen_wrote_at is not None


def test_it_takes_the_answer_after_closing_too(malee: Talk, anan: Desk) -> None:
    anan.move(Move.ACCEPT)
    anan.move(Move.FINISH, no_photo_reason="กล้องเสีย")
    anan.write()
    malee.press("add", code=anan.ticket().code)
    malee.say(ANSWERED)
    assert anan.ticket().status is Status.FINISHED
    assert anan.last().note == ANSWERED


def test_it_says_that_the_work_goes_on_with_the_answer(malee: Talk, anan: Desk) -> None:
    anan.hold_for_more()
    malee.press("add", code=anan.ticket().code)
    assert "ดำเนินการต่อได้ทันที" in malee.say(ANSWERED)
    assert anan.ticket().status is Status.IN_PROGRESS


@pytest.mark.parametrize("words", [ANSWERED, "มีหลุมลึกอยู่หน้าร้านข้าวแกง"])
def test_it_offers_to_send_words_out_of_the_blue_to_the_officer(
    malee: Talk, anan: Desk, words: str
) -> None:
    anan.write()
    code = anan.ticket().code
    said = malee.say(words)
    assert f"ถ้านี่คือคำตอบถึงเจ้าหน้าที่เรื่อง {code}" in said
    if f"ตอบ {code}: {words}" in said:
        malee.say(f"ตอบ {code}: {words}")
    else:
        malee.press("to_ticket", code=code)
    assert anan.last().note == words
    assert len(tickets(anan)) == 1
    assert "ถ้านี่คือคำตอบ" not in malee.say("ตลาดนัดอยู่ตรงไหน"), "it waits no more"


def tickets(anan: Desk) -> list[Ticket]:
    with anan.database.reading() as session:
        return list(session.exec(select(Ticket)))


def test_it_offers_the_same_for_a_photo(malee: Talk, anan: Desk) -> None:
    anan.hold_for_more()
    code = anan.ticket().code
    assert "ส่งให้เจ้าหน้าที่" in malee.photo("close-up")
    assert "ดำเนินการต่อได้ทันที" in malee.press("to_ticket", code=code)
    with anan.database.reading() as session:
        files = [photo.file for photo in queries.list_attachments(session, anan.ticket())]
    assert "photos/close-up.jpg" in files
    assert anan.ticket().status is Status.IN_PROGRESS


def test_it_answers_questions_as_ever(malee: Talk, anan: Desk) -> None:
    anan.write()
    assert "ถ้านี่คือคำตอบ" not in malee.say("เกณฑ์ 3.4 มีอะไรบ้าง")


def test_it_offers_nothing_a_week_later(malee: Talk, anan: Desk) -> None:
    anan.write()
    anan.clock.pass_time(minutes=60 * 24 * 8)
    assert "ถ้านี่คือคำตอบ" not in malee.say(ANSWERED)


def test_it_shows_strangers_and_watchers_no_letter(
    malee: Talk, anan: Desk, clock: FakeClock
) -> None:
    anan.write(To.EVERYBODY)
    code = anan.ticket().code
    somchai = Talk(anan.database, anan.services, clock, SOMCHAI, Chat("user", SOMCHAI))
    assert ASKED not in somchai.say(code)
    somchai.say(f"ติดตาม {code}")
    assert ASKED not in somchai.say(code)
    assert ASKED in malee.say(code)
    assert "ถ้านี่คือคำตอบ" not in somchai.say(ANSWERED)


def test_it_shows_who_joined_only_what_was_written_to_all(
    anan: Desk, clock: FakeClock, database: Database
) -> None:
    with database.transaction() as session:
        ticket, somchai = session.merge(anan.ticket()), make_reporter(session, clock(), SOMCHAI)
        follow(session, ticket, somchai, FollowKind.JOINED, clock())
    talk = Talk(anan.database, anan.services, clock, SOMCHAI, Chat("user", SOMCHAI))
    anan.write(To.REPORTER)
    assert ASKED not in talk.say(ticket.code)
    anan.write(To.EVERYBODY)
    assert ASKED in talk.say(ticket.code)


def test_it_shows_no_citizen_what_officers_note(malee: Talk, anan: Desk) -> None:
    with anan.database.transaction() as session:
        add_note(session, session.merge(anan.ticket()), "ผู้แจ้งโทรมาแล้ว", anan.by, anan.clock())
    shown = malee.say(anan.ticket().code)
    assert "ผู้แจ้งโทรมาแล้ว" not in shown
    assert "บันทึกภายใน" not in shown


def test_it_has_words_for_every_step_a_citizen_may_read_of(services: Services) -> None:
    kinds = set(EventKind) - OFFICERS_ONLY - {EventKind.MOVED, EventKind.WITHHELD}
    named = {f"track.event.{step}" for step in (*Move, *kinds, "wrote")}
    assert named <= services.phrases.keys()
