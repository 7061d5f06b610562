"""Somebody answers an officer without pressing a button first: words or a photo out of the blue.

What they sent is taken for what it looks like, a question or a new report, and one tap makes it the
answer instead.
"""

from collections.abc import Mapping
from dataclasses import replace

from complaints.reporters import find_reporter
from complaints.submit import new_photo
from complaints.thread.answering import answer
from complaints.thread.awaiting import find_awaiting
from core.messages import Outgoing, Press, QuickReply, Say, Text, TextSent
from handlers import track
from handlers.commands import is_command
from handlers.conversation import drop_draft, get_draft
from handlers.turn import Turn

MOST_ANSWERS = 4  # of five messages in one reply, one is ours
MOST_QUICK = 13
LONGEST = 250  # characters of words that a button can say again


def offer(turn: Turn, answers: list[Outgoing], text: str = "") -> list[Outgoing]:
    """Add to the answers the way to send what just came to the officer who waits for it.

    It is in the draft that it has begun or, where there is none, the `text`.
    """
    reporter = find_reporter(turn.session, turn.conversation.user_id)
    ticket = find_awaiting(turn.session, reporter, turn.now) if reporter else None
    if ticket is None or not 0 < len(answers) <= MOST_ANSWERS:
        return answers
    button = _button(turn, ticket.code, text)
    if button is None:
        return answers
    *others, last = answers
    hint = Text(turn.say("reply.hint", code=ticket.code, button=turn.say("reply.button")))
    return [hint, *others, replace(last, quick=(button, *last.quick)[:MOST_QUICK])]


def _button(turn: Turn, code: str, text: str) -> QuickReply | None:
    label, draft = turn.say("reply.button"), get_draft(turn.conversation)
    if draft is not None:
        begun = draft.place is None and not draft.category
        return Press(label, "to_ticket", {"code": code}, shown=label) if begun else None
    words = turn.say("reply.words", code=code, text=text)
    return Say(label, words) if 0 < len(text) <= LONGEST else None


def to_ticket(turn: Turn, values: Mapping[str, str]) -> list[Outgoing]:
    """Send what is in the draft to the officers of that ticket, and forget the draft."""
    code, draft = values.get("code", ""), get_draft(turn.conversation)
    ticket = track.find_with_problem(turn, code)
    if ticket is None or draft is None:
        return track.add(turn, values)
    photos = tuple(new_photo(photo) for photo in draft.photos)
    goes_on = False
    for message in draft.texts or (None,):
        goes_on |= answer(
            turn.session,
            turn.services.desk,
            ticket,
            turn.reporter(),
            turn.now,
            text=message.text if message else "",
            message_id=message.message_id if message else "",
            photos=photos,
        )
        photos = ()
    drop_draft(turn.conversation)
    return [track.added(turn, code, goes_on=goes_on)]


def taken(turn: Turn, sent: TextSent, code: str) -> list[Outgoing] | None:
    """Take words such as "ตอบ 2026-ABC234: หน้าร้านป้าแดง" for an answer; None for any others."""
    before, _, words = sent.text.partition(code)
    words = words.strip().lstrip(":").strip()
    if not words or not is_command(before, "answer"):
        return None
    return track.take_more(turn, code, replace(sent, text=words))
