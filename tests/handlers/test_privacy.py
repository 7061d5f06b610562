"""What is taken back before it arrives, or forgotten, leaves nothing behind."""

from core.messages import MessageUnsent
from store import removals
from tests.handlers.talking import Talk


def noted(talk: Talk) -> list[str]:
    with talk.database.reading() as session:
        return [each.key for each in removals.list_noted(session)]


def test_it_deletes_a_photo_whose_unsending_came_first(talk: Talk) -> None:
    talk.send(MessageUnsent("late"))
    assert talk.photo("late") == ""
    assert noted(talk) == ["photos/late.jpg"]
