"""Loads and keeps where a person's conversation stands; a draft lapses after a day."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from complaints.intake import Draft, from_json, to_json
from handlers.tables import Conversation
from knowledge.reply import Context
from store import removals

DRAFT_LIFE = timedelta(hours=24)
ADDING = "more"  # what `expecting` says while the next words or photo belong to a ticket
CONTEXT_LIFE = timedelta(hours=1)  # after that a question stands alone


def load(session: Session, user_id: str, now: datetime) -> Conversation:
    """Return the person's conversation, locked until the transaction ends, made where new."""
    query = select(Conversation).where(Conversation.user_id == user_id).with_for_update()
    found = session.exec(query).first()
    if found is None:
        found = Conversation(user_id=user_id, updated_at=now)
        session.add(found)
        session.flush()
    if found.draft_changed_at and now - found.draft_changed_at >= DRAFT_LIFE:
        discard_draft(session, found, now)
    if now - found.updated_at >= CONTEXT_LIFE:
        found.asked, found.shown_criterion = None, ""
        stop_adding(found)
    found.updated_at = now
    return found


def stop_adding(conversation: Conversation) -> None:
    """Let the next words or photo no longer belong to a ticket; an open tool stays open."""
    if conversation.expecting.startswith(f"{ADDING}:"):
        conversation.expecting = ""


def get_draft(conversation: Conversation) -> Draft | None:
    """Return the open draft, or None."""
    return from_json(conversation.draft) if conversation.draft else None


def keep_draft(conversation: Conversation, draft: Draft, now: datetime) -> None:
    """Keep the draft as it is now."""
    conversation.draft = to_json(draft)
    conversation.draft_changed_at = now


def drop_draft(conversation: Conversation) -> None:
    """Forget the draft; its photos live on in the ticket it became."""
    conversation.draft = None
    conversation.draft_changed_at = None


def discard_draft(session: Session, conversation: Conversation, now: datetime) -> None:
    """Forget the draft and have its photos deleted."""
    draft = get_draft(conversation)
    if draft is not None:
        removals.note(session, [photo.file for photo in draft.photos], now)
    drop_draft(conversation)


def discard_lapsed(session: Session, now: datetime, limit: int = 100) -> int:
    """Discard drafts whose people never came back. Returns how many."""
    query = (
        select(Conversation)
        .where(col(Conversation.draft_changed_at) <= now - DRAFT_LIFE)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    lapsed = session.exec(query).all()
    for conversation in lapsed:
        discard_draft(session, conversation, now)
    return len(lapsed)


def get_context(conversation: Conversation) -> Context:
    """Return what was asked before."""
    return Context.from_dict(conversation.asked)


def keep_context(conversation: Conversation, context: Context) -> None:
    """Remember what was asked."""
    conversation.asked = context.to_dict()
