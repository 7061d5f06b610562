"""What is taken back before it arrives, or forgotten, leaves nothing behind."""

import re
from datetime import timedelta

from sqlmodel import SQLModel, select

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


def rows_naming(talk: Talk, words: str) -> set[str]:
    """Return the tables in which any column of any row holds these words."""
    found = set()
    with talk.database.reading() as session:
        for table in SQLModel.metadata.sorted_tables:
            for row in session.connection().execute(table.select()):
                if any(words in str(value) for value in row):
                    found.add(table.name)
    return found


def test_it_knows_a_forgotten_person_no_more(talk: Talk) -> None:
    found = re.search(r"\d{4}-\w{6}", talk.report())
    assert found is not None
    talk.press("reply", code=found[0])
    talk.say("น้ำท่วมขังด้วย")
    talk.say("มิติ 3.4 มีอะไรบ้าง")
    talk.press("vote", entry="criterion.3.4", helpful="1")
    talk.press("check", number="3.4", step="save", met="basic")
    kept = rows_naming(talk, talk.user_id)
    assert {"reporter", "conversation", "answer_vote", "self_check"} <= kept
    talk.press("forget", sure="yes")
    # The chat itself goes on: where it stands, without a word of what was said in it.
    assert rows_naming(talk, talk.user_id) == {"conversation"}
    assert "หลุมลึก" not in str(conversation(talk).model_dump())
