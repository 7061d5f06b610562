"""Taking things back: unsent messages, and "delete my data"."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import null, or_, update
from sqlmodel import Session, col, delete

from agencies.contacts import line
from complaints.erasure import forget_message, forget_person
from complaints.intake import without_message
from complaints.reporters import find_reporter
from core.messages import Content, MessageUnsent, Outgoing, PhotoSent, Text
from handlers import officer_task
from handlers.conversation import discard_draft, get_draft, keep_draft
from handlers.self_checks import forget_checks
from handlers.tables import Conversation, UnsentMessage
from handlers.turn import Turn
from handlers.welcome import menu
from knowledge import gaps
from knowledge.tables import Vote
from store import inbox_upkeep, outbox_upkeep, removals

MEMORY_LIFE = timedelta(days=1)  # of a question and of a half-done calculation


def unsent(turn: Turn) -> list[Outgoing]:
    """Delete an unsent message from the draft, the tickets, the inbox and the outbox. Silent."""
    content = turn.incoming.content
    assert isinstance(content, MessageUnsent)
    # Events may arrive out of order: the message itself may still be on its way.
    turn.session.merge(UnsentMessage(message_id=content.message_id[:64], at=turn.now))
    _forget_in_draft(turn, content.message_id)
    reporter = find_reporter(turn.session, turn.conversation.user_id)
    if reporter is not None:
        forget_message(turn.session, reporter, content.message_id, turn.now)
    gaps.forget_message(turn.session, content.message_id)
    user_id = turn.conversation.user_id
    officer_task.forget_message(turn.session, user_id, content.message_id, turn.now)
    inbox_upkeep.forget_message(turn.session, user_id, content.message_id)
    outbox_upkeep.forget_settled(turn.session, user_id, turn.now)
    turn.conversation.asked, turn.conversation.tool = None, None
    return []


def was_unsent(session: Session, content: Content, owner: str, now: datetime) -> bool:
    """Tell whether this message was taken back before it reached us; if so, forget it.

    A photo is stored before its turn comes: its file is noted for deletion.
    """
    message_id = getattr(content, "message_id", None)
    if message_id is None or isinstance(content, MessageUnsent):
        return False
    if session.get(UnsentMessage, message_id[:64]) is None:
        return False
    if isinstance(content, PhotoSent):
        removals.note(session, [content.file], now)
    inbox_upkeep.forget_message(session, owner, message_id)
    return True


def forget_lapsed(session: Session, now: datetime) -> None:
    """Forget what was asked and calculated where a person has been silent for a day."""
    session.connection().execute(
        update(Conversation)
        .where(
            col(Conversation.updated_at) <= now - MEMORY_LIFE,
            or_(col(Conversation.asked).is_not(None), col(Conversation.tool).is_not(None)),
        )
        .values(asked=null(), tool=null())
    )


def purge_unsent(session: Session, before: datetime) -> None:
    """Delete the ids of messages taken back before that moment."""
    session.connection().execute(delete(UnsentMessage).where(col(UnsentMessage.at) < before))


def _forget_in_draft(turn: Turn, message_id: str) -> None:
    draft = get_draft(turn.conversation)
    if draft is None:
        return
    gone = [photo.file for photo in draft.photos if photo.message_id == message_id]
    removals.note(turn.session, gone, turn.now)
    keep_draft(turn.conversation, without_message(draft, message_id), turn.now)


def ask(turn: Turn) -> list[Outgoing]:
    """Ask whether everything is really to be deleted."""
    return [
        Text(
            turn.say("privacy.ask"),
            quick=(
                turn.press_button("privacy.yes", "forget", sure="yes"),
                turn.press_button("privacy.no", "forget", sure="no"),
            ),
        )
    ]


def forget(turn: Turn, values: Mapping[str, str]) -> list[Outgoing]:
    """Delete what we hold of the person, on their second word."""
    if values.get("sure") != "yes":
        return [Text(turn.say("privacy.kept"), quick=menu(turn))]
    user_id = turn.conversation.user_id
    discard_draft(turn.session, turn.conversation, turn.now)
    forget_person(turn.session, user_id, turn.now)
    turn.session.connection().execute(delete(Vote).where(col(Vote.user_id) == user_id))
    forget_checks(turn.session, user_id)
    officer_task.drop(turn.session, user_id, turn.now)
    line.unbind_account(turn.session, user_id, turn.now)
    inbox_upkeep.forget_conversation(turn.session, user_id)
    outbox_upkeep.forget_recipient(turn.session, user_id, turn.now)
    turn.conversation.asked, turn.conversation.expecting = None, ""
    turn.conversation.last_ticket, turn.conversation.tool = "", None
    return [Text(turn.say("privacy.done"))]
