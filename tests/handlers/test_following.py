"""Following a report: adding, rating, disputing, withdrawing, taking back, being forgotten."""

import pytest
from sqlmodel import select

from complaints.change import By, Change
from complaints.lifecycle import Actor, Move, Status
from complaints.moves import make_move
from complaints.photos import NewPhoto
from complaints.queries import list_attachments, list_events
from complaints.tables import Reporter, Ticket
from core.messages import Album, AlbumWaited, Chat, Followed, MessageUnsent, TextSent, Unfollowed
from handlers.tables import Conversation
from store import outbox_reading, removals
from tests.handlers.talking import Talk, words

OFFICER = By(Actor.OFFICER, "officer:1")
AFTER = NewPhoto("photos/after.jpg", "1" * 64, "1" * 16, 800, 600)


def the_ticket(talk: Talk) -> Ticket:
    with talk.database.reading() as session:
        return session.exec(select(Ticket)).one()


def finish(talk: Talk) -> str:
    """Let an officer accept and finish the ticket; returns its number."""
    with talk.database.transaction() as session:
        ticket = session.exec(select(Ticket)).one()
        desk = talk.services.desk
        make_move(
            session, desk, ticket, Change(Move.ACCEPT, Status.RECEIVED), OFFICER, talk.clock()
        )
        done = Change(
            Move.FINISH,
            Status.IN_PROGRESS,
            note="ซ่อมเสร็จแล้ว",
            photos=(AFTER,),
            override_reason="ซ่อมก่อนกดรับเรื่อง",
        )
        make_move(session, desk, ticket, done, OFFICER, talk.clock())
        return ticket.code


def test_it_confirms_and_rates_in_one_tap(talk: Talk) -> None:
    talk.report()
    code = finish(talk)
    assert "4 ดาว" in talk.press("rate", code=code, stars="4")
    ticket = the_ticket(talk)
    assert (ticket.stars, ticket.status) == (4, Status.FINISHED)
    assert ticket.confirmed_at == talk.clock()


@pytest.mark.parametrize("stars", ["0", "6", "x", "", "²"])
def test_it_takes_only_one_to_five_stars(talk: Talk, stars: str) -> None:
    talk.report()
    code = finish(talk)
    assert "1 ถึง 5" in talk.press("rate", code=code, stars=stars)
    assert the_ticket(talk).stars is None


def test_it_does_not_rate_what_is_not_finished(talk: Talk) -> None:
    talk.report()
    code = the_ticket(talk).code
    assert "ยังไม่ได้แจ้งว่าเสร็จ" in talk.press("rate", code=code, stars="5")


def test_it_reopens_within_the_window_and_keeps_the_first_clock(talk: Talk) -> None:
    talk.report()
    reported = the_ticket(talk).created_at
    code = finish(talk)
    talk.clock.pass_time(days=6)
    assert "เปิดเรื่อง" in talk.press("dispute", code=code)
    assert "เพิ่มในเรื่อง" in talk.say("ยังเป็นหลุมอยู่")
    ticket = the_ticket(talk)
    assert (ticket.status, ticket.reopened_count) == (Status.IN_PROGRESS, 1)
    assert ticket.created_at == reported


def test_it_tells_when_the_window_has_closed(talk: Talk) -> None:
    talk.report()
    code = finish(talk)
    talk.clock.pass_time(days=8)
    assert "พ้นกำหนด" in talk.press("dispute", code=code)
    assert the_ticket(talk).status is Status.FINISHED


def test_it_lets_nobody_act_on_another_person_s_ticket(talk: Talk) -> None:
    talk.report()
    code = finish(talk)
    stranger = Talk(talk.database, talk.services, talk.clock, "U" + "c" * 32)
    stranger.chat = Chat("user", stranger.user_id)
    for action in ("rate", "dispute", "add", "withdraw"):
        assert "ไม่พบเรื่อง" in stranger.press(action, code=code, stars="1")
    assert the_ticket(talk).stars is None


def test_it_adds_words_and_photos_also_after_closing(talk: Talk) -> None:
    talk.report()
    code = finish(talk)
    talk.press("add", code=code)
    assert "เพิ่มในเรื่อง" in talk.say("ขอบคุณค่ะ แต่ทรายยังเหลืออยู่")
    talk.press("add", code=code)
    talk.photo("later")
    with talk.database.reading() as session:
        ticket = session.exec(select(Ticket)).one()
        assert [event.kind for event in list_events(session, ticket)][-2:] == ["commented"] * 2
        assert len(list_attachments(session, ticket)) == 3


def test_it_withdraws_on_the_second_word_only(talk: Talk) -> None:
    talk.report()
    code = the_ticket(talk).code
    assert "ใช่ไหม" in talk.press("withdraw", code=code)
    talk.press("withdraw", code=code, sure="no")
    assert the_ticket(talk).status is Status.RECEIVED
    talk.press("withdraw", code=code, sure="yes")
    assert the_ticket(talk).status is Status.WITHDRAWN


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ถอนเรื่อง {code}", "ใช่ ถอนเรื่อง {code}"),
        ("{code} ขอถอนเรื่องค่ะ", "ยืนยันถอนเรื่อง {code}"),
        ("withdraw {code}", "Yes, withdraw {code}"),
    ],
)
def test_it_withdraws_by_typing_alone(talk: Talk, first: str, second: str) -> None:
    talk.report()
    code = the_ticket(talk).code
    asked = talk.say(first.format(code=code))
    assert "ใช่ไหม" in asked or f"Withdraw {code}?" in asked
    assert the_ticket(talk).status is Status.RECEIVED, "asked first"
    talk.say(second.format(code=code))
    assert the_ticket(talk).status is Status.WITHDRAWN


def test_it_takes_an_unsent_message_out_of_everything(talk: Talk) -> None:
    talk.say("แจ้งปัญหา")
    talk.press("consent", answer="yes")
    talk.photo("p1")
    talk.place()
    talk.say("บ้านเลขที่ 99 ของนายดำ ถนนเป็นหลุมลึก", message_id="secret")
    talk.say("ส่ง")
    assert talk.send(MessageUnsent("secret")) == []
    talk.send(MessageUnsent("p1"))
    ticket = the_ticket(talk)
    assert "นายดำ" not in ticket.description
    with talk.database.reading() as session:
        assert list_attachments(session, ticket) == []
        assert [each.key for each in removals.list_noted(session)] == ["photos/p1.jpg"]


def test_it_ignores_a_message_whose_unsending_came_first(talk: Talk) -> None:
    talk.send(MessageUnsent("late"))
    assert talk.say("ถนนพังมากค่ะ", message_id="late") == ""
    with talk.database.reading() as session:
        assert session.exec(select(Conversation)).one().draft is None


def test_it_forgets_a_person_on_the_second_word(talk: Talk) -> None:
    talk.report()
    assert "ใช่ไหม" in talk.say("ลบข้อมูลของฉัน")
    talk.press("forget", sure="yes")
    with talk.database.reading() as session:
        assert session.exec(select(Reporter.user_id)).all() == [None]
    assert "ยังไม่มีเรื่อง" in talk.say("เรื่องของฉัน")


def test_it_sends_no_notice_to_who_has_blocked_the_account(talk: Talk) -> None:
    talk.report()
    talk.send(Unfollowed())
    finish(talk)
    with talk.database.reading() as session:
        about = f"ticket:{the_ticket(talk).id}"
        assert outbox_reading.list_about(session, about) == []
    talk.send(Followed())
    with talk.database.reading() as session:
        assert session.exec(select(Reporter)).one().blocked_at is None


def test_it_never_answers_in_standby(talk: Talk) -> None:
    talk.answerable = False
    assert talk.say("ถนนพังมากค่ะ") == ""


def test_it_heeds_taking_back_and_blocking_in_standby(talk: Talk) -> None:
    talk.report("บ้านเลขที่ 99 ของนายดำ ถนนเป็นหลุมลึก")
    message_id = the_ticket(talk).text_messages[0]
    talk.answerable = False
    assert talk.send(MessageUnsent(message_id)) == []
    talk.send(Unfollowed())
    assert "นายดำ" not in the_ticket(talk).description
    with talk.database.reading() as session:
        assert session.exec(select(Reporter)).one().blocked_at is not None


def test_it_takes_no_complaint_in_a_group(talk: Talk) -> None:
    talk.chat = Chat("group", "C" + "1" * 32)
    assert talk.send(TextSent("g1", "ถนนพังมากเลยนะ", to_us=False)) == []
    assert "แชทส่วนตัว" in talk.say("ถนนหน้าบ้านพังมาก มาซ่อมด้วย")
    assert talk.photo() == ""


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2)])
def test_it_files_several_photos_sent_at_once_into_the_same_ticket(
    talk: Talk, order: tuple[int, int, int]
) -> None:
    talk.report()
    talk.press("add", code=the_ticket(talk).code)
    first, second, last = (talk.photo(f"p{n}", Album("set", n, 3)) for n in order)
    assert (first, second) == ("", "")
    assert "เพิ่มในเรื่อง" in last
    with talk.database.reading() as session:
        assert len(list_attachments(session, the_ticket(talk))) == 4


def test_it_confirms_an_album_whose_rest_never_comes(talk: Talk) -> None:
    talk.report()
    talk.press("add", code=the_ticket(talk).code)
    talk.photo("a", Album("set", 1, 3))
    assert "เพิ่มในเรื่อง" in words(talk.send(AlbumWaited("set")))
    assert talk.send(AlbumWaited("set")) == []


def test_it_begins_a_new_report_where_a_place_comes_instead(talk: Talk) -> None:
    talk.report()
    talk.press("add", code=the_ticket(talk).code)
    talk.place()
    assert "ตรวจดูก่อนส่ง" not in talk.say("ขยะล้นถังหลายวันแล้ว")
    with talk.database.reading() as session:
        assert len(list_events(session, the_ticket(talk))) == 1


def test_it_waits_for_an_addition_only_so_long(talk: Talk) -> None:
    talk.report()
    talk.press("add", code=the_ticket(talk).code)
    talk.clock.pass_time(days=10)
    assert "3.4" in talk.say("3.4 คืออะไร")


def test_it_speaks_of_the_reporter_to_strangers(talk: Talk) -> None:
    talk.report()
    code = the_ticket(talk).code
    talk.press("withdraw", code=code, sure="yes")
    stranger = Talk(talk.database, talk.services, talk.clock, "U" + "c" * 32)
    stranger.chat = Chat("user", stranger.user_id)
    told = stranger.say(code)
    assert "ผู้แจ้งถอนเรื่อง" in told
    assert "คุณ" not in told
