"""One question about the criteria and awards: the answer, its card, and where to go from there."""

from collections.abc import Mapping
from dataclasses import replace

from core.messages import Outgoing, QuickReply, Text, TextSent
from handlers import ask_cards, ask_votes
from handlers.ask_figures import with_figures
from handlers.conversation import get_context, keep_context
from handlers.turn import Turn
from handlers.welcome import menu
from knowledge import gaps
from knowledge.opening import open_entry
from knowledge.reply import Reply

EXAMPLES = ("ask.example.1", "ask.example.2", "ask.example.3")


def reply_to(turn: Turn, text: str) -> Reply:
    """Ask the engine in the light of the turns before. Nothing is remembered yet."""
    return turn.services.engine.ask(text, get_context(turn.conversation))


def present(turn: Turn, reply: Reply) -> list[Outgoing]:
    """Return the messages of a reply and remember what it was about; a gap goes to the editors."""
    shown_criterion = remember(turn, reply)
    if reply.kind == "clarify":
        return [_asked_back(turn, reply)]
    if reply.kind != "answer":
        return [Text(reply.text, quick=menu(turn))]
    ways = ways_on(turn, reply)
    shown = ask_cards.answer_card(turn, reply, shown_criterion=shown_criterion)
    if shown is None:
        return with_figures(turn, reply, [Text(reply.text, quick=ways)])
    return with_figures(turn, reply, [Text(shown.beside(reply)), replace(shown.card, quick=ways)])


def remember(turn: Turn, reply: Reply) -> str:
    """Keep what a reply was about, and the gap it is; returns the criterion shown before."""
    before = turn.conversation.shown_criterion
    turn.conversation.shown_criterion = reply.criterion or ""
    keep_context(turn.conversation, reply.context)
    if reply.kind == "abstain":
        sent = turn.incoming.content
        message_id = sent.message_id if isinstance(sent, TextSent) else None
        gaps.keep_unanswered(turn.session, reply.context, reply.topic or "", turn.now, message_id)
    return before


def opened(turn: Turn, values: Mapping[str, str]) -> list[Outgoing]:
    """Show the entry that a button names: as an answer, or all of it as one text."""
    entries = turn.services.engine.entries
    entry = entries.get(values.get("id", ""))
    if entry is None:  # an editor has taken it back since
        return [Text(turn.say("ask.gone"), quick=menu(turn))]
    reply = open_entry(entry, entries)
    if "all" not in values:
        return present(turn, reply)
    remember(turn, reply)
    return [Text(reply.text, quick=ways_on(turn, reply))]


def invite(turn: Turn) -> list[Outgoing]:
    """Ask for a question, with examples to tap."""
    examples = tuple(turn.say_button(key) for key in EXAMPLES)
    return [Text(turn.say("ask.invite"), quick=examples)]


def ways_on(turn: Turn, reply: Reply) -> tuple[QuickReply, ...]:
    """Return the buttons under an answer: its neighbours, the self-check, the vote."""
    see = tuple(ask_cards.opening(choice) for choice in reply.see)
    entry_id = reply.entry_ids[0] if reply.entry_ids else ""
    return (*see, *_self_check(turn, reply), *ask_votes.buttons(turn, entry_id))


def _asked_back(turn: Turn, reply: Reply) -> Outgoing:
    if any(choice.entry_id for choice in reply.choices):
        return ask_cards.choices_card(reply)
    quick = tuple(ask_cards.opening(choice) for choice in reply.choices)
    return Text(reply.text, quick=quick or menu(turn))


def _self_check(turn: Turn, reply: Reply) -> tuple[QuickReply, ...]:
    if not reply.criterion or turn.services.engine.criterion(reply.criterion) is None:
        return ()
    return (turn.say_button("ask.self_check", number=reply.criterion),)
