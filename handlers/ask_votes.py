"""Whether an answer helped: two buttons under it, one vote an answer."""

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlmodel import col, select

from core.messages import Outgoing, Press, Text
from handlers.conversation import get_context
from handlers.turn import Turn
from handlers.welcome import menu
from knowledge import gaps
from knowledge.tables import Vote

VOTE_QUESTION = 500  # characters kept of a question that was voted on
ENTRY_ID = 120


def buttons(turn: Turn, entry_id: str) -> tuple[Press, ...]:
    """Return both buttons, which carry the entry and the second of this answer."""
    values = {"entry": entry_id, "at": str(int(turn.now.timestamp()))}
    return tuple(
        Press(turn.say(key), "vote", {"helpful": helpful, **values}, shown=turn.say(key))
        for key, helpful in (("vote.yes", "1"), ("vote.no", "0"))
    )


def voted(turn: Turn, values: Mapping[str, str]) -> list[Outgoing]:
    """Keep whether an answer helped; a second vote on the same answer changes the first."""
    helpful = values.get("helpful") == "1"
    entry_id = values.get("entry", "")[:ENTRY_ID]
    context = get_context(turn.conversation)
    vote = _vote_on_answer(turn, entry_id, values.get("at", ""))
    if not helpful and (vote is None or vote.helpful):
        gaps.keep_unhelpful(turn.session, context, entry_id, turn.now)
    if vote is None:
        vote = Vote(
            at=turn.now,
            user_id=turn.conversation.user_id,
            question=context.questions[-1][:VOTE_QUESTION] if context.questions else "",
            entry_id=entry_id,
            helpful=helpful,
        )
    vote.helpful = helpful
    turn.session.add(vote)
    return [Text(turn.say("vote.thanks" if helpful else "vote.sorry"), quick=menu(turn))]


def _vote_on_answer(turn: Turn, entry_id: str, at: str) -> Vote | None:
    """The vote that was given since the answer; the same entry may have answered before."""
    if not at.isdecimal():
        return None
    query = select(Vote).where(
        Vote.user_id == turn.conversation.user_id,
        Vote.entry_id == entry_id,
        col(Vote.at) >= datetime.fromtimestamp(int(at), UTC),
    )
    return turn.session.exec(query).first()
