"""One question about the criteria and awards: the answer, its card, and where to go from there."""

from collections.abc import Mapping

from core.messages import (
    Card,
    Outgoing,
    Paragraph,
    Press,
    QuickReply,
    Say,
    Step,
    Text,
    TextSent,
    Tone,
)
from handlers.conversation import get_context, keep_context
from handlers.turn import Turn
from handlers.welcome import menu
from knowledge import gaps
from knowledge.reply import Criterion, Reply
from knowledge.tables import Vote

LEVEL_TONES: dict[str, Tone] = {"basic": "info", "advance": "warn", "significance": "good"}
EXAMPLES = ("ask.example.1", "ask.example.2", "ask.example.3")
MOST_SEE = 4
VOTE_QUESTION = 500  # characters kept of a question that was voted on
ENTRY_ID = 120


def reply_to(turn: Turn, text: str) -> Reply:
    """Ask the engine in the light of the turns before. Nothing is remembered yet."""
    return turn.services.engine.ask(text, get_context(turn.conversation))


def present(turn: Turn, reply: Reply, *, quote: str | None = None) -> list[Outgoing]:
    """Return the messages of a reply and remember what it was about; a gap goes to the editors."""
    shown = turn.conversation.shown_criterion
    turn.conversation.shown_criterion = reply.criterion or ""
    keep_context(turn.conversation, reply.context)
    if reply.kind == "abstain":
        _keep_gap(turn, reply)
    if reply.kind == "clarify":
        choices = tuple(Say(choice.label, choice.question) for choice in reply.choices)
        return [Text(reply.text, quick=choices or menu(turn), quote=quote)]
    if reply.kind != "answer":
        return [Text(reply.text, quick=menu(turn), quote=quote)]
    words = Text(reply.text, quick=_ways_on(turn, reply), quote=quote)
    if not reply.criterion or reply.criterion == shown:
        return [words]  # a follow-up on the same criterion has its card just above
    criterion = turn.services.engine.criterion(reply.criterion)
    return [_card(turn, criterion), words] if criterion else [words]


def _keep_gap(turn: Turn, reply: Reply) -> None:
    sent = turn.incoming.content
    message_id = sent.message_id if isinstance(sent, TextSent) else None
    gaps.keep_unanswered(turn.session, reply.context, reply.topic or "", turn.now, message_id)


def invite(turn: Turn) -> list[Outgoing]:
    """Ask for a question, with examples to tap."""
    examples = tuple(turn.say_button(key) for key in EXAMPLES)
    return [Text(turn.say("ask.invite"), quick=examples)]


def voted(turn: Turn, values: Mapping[str, str]) -> list[Outgoing]:
    """Keep whether an answer helped."""
    helpful = values.get("helpful") == "1"
    entry_id = values.get("entry", "")[:ENTRY_ID]
    context = get_context(turn.conversation)
    question = context.questions[-1][:VOTE_QUESTION] if context.questions else ""
    turn.session.add(
        Vote(
            at=turn.now,
            user_id=turn.conversation.user_id,
            question=question,
            entry_id=entry_id,
            helpful=helpful,
        )
    )
    if not helpful:
        gaps.keep_unhelpful(turn.session, context, entry_id, turn.now)
    return [Text(turn.say("vote.thanks" if helpful else "vote.sorry"), quick=menu(turn))]


def _ways_on(turn: Turn, reply: Reply) -> tuple[QuickReply, ...]:
    see = tuple(Say(choice.label, choice.question) for choice in reply.see[:MOST_SEE])
    entry = reply.entry_ids[0] if reply.entry_ids else ""
    votes = (
        Press(turn.say("vote.yes"), "vote", {"helpful": "1", "entry": entry}),
        Press(turn.say("vote.no"), "vote", {"helpful": "0", "entry": entry}),
    )
    return (*see, *_self_check(turn, reply), *votes)


def _self_check(turn: Turn, reply: Reply) -> tuple[QuickReply, ...]:
    if not reply.criterion or turn.services.engine.criterion(reply.criterion) is None:
        return ()
    return (turn.say_button("ask.self_check", number=reply.criterion),)


def _card(turn: Turn, criterion: Criterion) -> Card:
    levels = tuple(
        Step(turn.say(f"criterion.level.{level}"), text, LEVEL_TONES[level])
        for level, text in criterion.levels.items()
    )
    return Card(
        alt=turn.say("criterion.alt", number=criterion.number, title=criterion.title),
        title=f"{criterion.number} {criterion.title}",
        kicker=turn.say(
            "criterion.kicker",
            category=criterion.category,
            category_title=criterion.category_title,
        ),
        blocks=(*levels, Paragraph(_source(turn, criterion), small=True)),
    )


def _source(turn: Turn, criterion: Criterion) -> str:
    source = criterion.source
    place = f" ({source.place})" if source.place else ""
    return turn.say("criterion.source", source=source.title + place)
