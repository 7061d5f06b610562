"""What is taken back before it arrives, or forgotten, leaves nothing behind."""

from datetime import timedelta

from sqlmodel import select

from core.messages import MessageUnsent
from handlers.privacy import forget_lapsed, purge_unsent
from handlers.tables import Conversation, UnsentMessage
from store import removals
from tests.handlers.talking import Talk


def noted(talk: Talk) -> list[str]:
    with talk.database.reading() as session:
        return [each.key for each in removals.list_noted(session)]


def test_it_deletes_a_photo_whose_unsending_came_first(talk: Talk) -> None:
    talk.send(MessageUnsent("late"))
    assert talk.photo("late") == ""
    assert noted(talk) == ["photos/late.jpg"]


def conversation(talk: Talk) -> Conversation:
    with talk.database.reading() as session:
        return session.get_one(Conversation, talk.user_id)


def test_it_forgets_what_was_asked_after_a_day_of_silence(talk: Talk) -> None:
    talk.say("มิติ 3.4 มีอะไรบ้าง")
    for hours, remembers in ((23, True), (2, False)):
        talk.clock.pass_time(hours=hours)
        with talk.database.transaction() as session:
            forget_lapsed(session, talk.clock())
        assert bool(conversation(talk).asked) is remembers


def test_it_drops_the_ids_of_messages_taken_back_long_ago(talk: Talk) -> None:
    talk.send(MessageUnsent("old"))
    talk.clock.pass_time(days=31)
    talk.send(MessageUnsent("new"))
    with talk.database.transaction() as session:
        purge_unsent(session, talk.clock() - timedelta(days=30))
    with talk.database.reading() as session:
        assert session.exec(select(UnsentMessage.message_id)).all() == ["new"]
