"""In groups and rooms: silent unless mentioned or addressed by command; no complaints there."""

from core.messages import JoinedChat, Outgoing, Text, TextSent
from handlers import ask
from handlers.turn import Turn

COMMANDS = ("/ถาม", "/pmqa", "/ask")


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
        link = turn.services.add_friend_url
        return [Text(turn.say("group.private", link=link).strip(), quote=sent.quote_token)]
    messages = ask.present(turn, reply, quote=sent.quote_token)
    return messages[-1:]  # the words; a card takes too much of a group's screen


def _meant_for_us(sent: TextSent) -> str | None:
    words = sent.text.strip()
    for command in COMMANDS:
        if words.lower().startswith(command):
            return words[len(command) :].strip()
    return words if sent.to_us else None
