"""In groups and rooms: silent unless mentioned or addressed by command; no complaints there."""

from dataclasses import replace

from core.messages import JoinedChat, Outgoing, Pressed, Text, TextSent
from handlers import ask, ask_cards, ask_votes
from handlers.turn import Turn
from knowledge.opening import open_entry
from knowledge.reply import Reply

COMMANDS = ("/ถาม", "/pmqa", "/ask")
MOST_WORDS = 260  # characters of an answer before its source line
MOST_ON_CARD = 450  # a group's screen belongs to all: a larger card stays away


def joined(turn: Turn) -> list[Outgoing]:
    """Say how to ask here."""
    assert isinstance(turn.incoming.content, JoinedChat)
    return [Text(turn.say("group.hello"))]


def text(turn: Turn, sent: TextSent) -> list[Outgoing]:
    """Answer a question that was meant for us, quoted and short."""
    question = _meant_for_us(sent)
    if question is None:
        return []
    if not question:
        return [Text(turn.say("group.empty"), quote=sent.quote_token)]
    reply = ask.reply_to(turn, question)
    if reply.kind == "complaint":
        words = turn.say("group.private", link=turn.services.add_friend_url).strip()
        return [Text(words, quote=sent.quote_token)]
    return _present(turn, reply, sent.quote_token)


def pressed(turn: Turn) -> list[Outgoing]:
    """Open an entry or take a vote; all other buttons belong to private chats."""
    button = turn.incoming.content
    assert isinstance(button, Pressed)
    if button.action == "vote":
        return [replace(thanks, quick=()) for thanks in ask_votes.voted(turn, button.values)]
    if button.action != "entry":
        return []
    entries = turn.services.engine.entries
    entry = entries.get(button.values.get("id", ""))
    return _present(turn, open_entry(entry, entries), None) if entry else []


def _present(turn: Turn, reply: Reply, quote: str | None) -> list[Outgoing]:
    shown_criterion = ask.remember(turn, reply)
    if reply.kind == "clarify":
        choices = tuple(ask_cards.opening(choice) for choice in reply.choices)
        return [Text(reply.text, quick=choices, quote=quote)]
    if reply.kind != "answer":
        return [Text(reply.text, quote=quote)]
    ways = ask.ways_on(turn, reply)
    shown = ask_cards.answer_card(turn, reply, shown_criterion=shown_criterion)
    if shown is None or not 0 < shown.length <= MOST_ON_CARD:
        return [Text(_short(turn, reply.text), quick=ways, quote=quote)]
    return [Text(shown.beside(reply), quote=quote), replace(shown.card, quick=ways)]


def _short(turn: Turn, words: str) -> str:
    """The first lines and the source; where that is not all, the way to the rest."""
    *lines, source = words.split("\n")
    kept = lines[:1]
    for line in lines[1:]:
        if len("\n".join([*kept, line])) > MOST_WORDS:
            more = turn.say("group.more", link=turn.services.add_friend_url).strip()
            return "\n".join([*kept, source, more])
        kept.append(line)
    return words


def _meant_for_us(sent: TextSent) -> str | None:
    words = sent.text.strip()
    for command in COMMANDS:
        if words.lower().startswith(command):
            return words[len(command) :].strip()
    return words if sent.to_us else None
