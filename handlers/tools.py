"""The chat's tools: which of them takes the words, and how one is opened, left and resumed.

Each tool is a module with `named` (opened by its name), `unasked` (words that plainly are for it),
`go_on` (words while it is open) and `ask` (say again what is wanted); each returns None for words
that are not for it. Words no tool takes go on to the rest of the conversation.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from core.messages import Card, Outgoing, Say, Step, Text, TextSent
from handlers import tool_deductions, tool_score, tool_self_check, tool_state, tool_value
from handlers.commands import is_command
from handlers.conversation import get_draft
from handlers.tool_state import cancel_button, press_button, say
from handlers.turn import Turn
from handlers.welcome import menu

LONGEST = 300  # characters of a line that a tool reads; longer words tell a story
MOST_QUICK = 13  # LINE shows no more quick replies
GROUP_COMMANDS = ("/ประเมินตนเอง", "/ประเมิน", "/selfcheck", "/self-check")

Take = Callable[[Turn, str], list[Outgoing] | None]


@dataclass(frozen=True, slots=True)
class Tool:
    """What a tool does with words, see the module's docstring."""

    named: Take
    unasked: Take
    go_on: Take
    ask: Callable[[Turn], list[Outgoing]]


TOOLS: Mapping[str, Tool] = {
    module.NAME: Tool(module.named, module.unasked, module.go_on, module.ask)
    for module in (tool_deductions, tool_score, tool_value, tool_self_check)
}
SHOWN = (tool_score.NAME, tool_deductions.NAME, tool_value.NAME, tool_self_check.NAME)


def text(turn: Turn, sent: TextSent) -> list[Outgoing] | None:
    """Answer words that are for a tool; None for all others."""
    words = sent.text.strip()
    if len(words) > LONGEST:
        return None
    name = tool_state.opened(turn)
    if name and is_command(words, "cancel"):
        return _left(turn)
    if is_command(words, "tools"):
        return [_card(turn)]
    takers = [tool.named for tool in TOOLS.values()]
    if name:
        takers.append(TOOLS[name].go_on)
    if not _is_busy(turn):
        takers += [tool.unasked for tool in TOOLS.values()]
    answers = (take(turn, words) for take in takers)
    return next((answer for answer in answers if answer is not None), None)


def pressed(turn: Turn, values: Mapping[str, str]) -> list[Outgoing]:
    """Leave the open tool, or go on with it."""
    name = tool_state.opened(turn)
    if values.get("step") == "leave":
        return _left(turn)
    return TOOLS[name].ask(turn) if name else [_card(turn)]


def remind(turn: Turn, answer: Sequence[Outgoing]) -> list[Outgoing]:
    """Return the answer to something else, and say once that the open tool waits."""
    name = tool_state.take_waiting(turn)
    if not name or not answer:
        return list(answer)
    go_on = press_button(turn, "tools.go_on", "tool", step="ask")
    # LINE shows the quick replies of the last message only: the answer's move to the reminder.
    quick = (go_on, cancel_button(turn), *answer[-1].quick)[:MOST_QUICK]
    words = say(turn, "tools.reminder", tool=say(turn, f"tools.{name}"))
    return [*answer[:-1], replace(answer[-1], quick=()), Text(words, quick=quick)]


def leave(turn: Turn) -> None:
    """Close the open tool without a word, because something else begins."""
    tool_state.leave(turn)


def in_group(turn: Turn, sent: TextSent) -> list[Outgoing] | None:
    """Answer "/ประเมิน 3.4" in a group with the asker's latest self-check; None for other words."""
    words = sent.text.strip()
    for command in GROUP_COMMANDS:
        if words.lower().startswith(command):
            answer = tool_self_check.share(turn, words[len(command) :])
            return [_quoting(message, sent.quote_token) for message in answer]
    return None


def _quoting(message: Outgoing, quote: str | None) -> Outgoing:
    return replace(message, quote=quote) if isinstance(message, Text) else message


def _left(turn: Turn) -> list[Outgoing]:
    tool_state.leave(turn)
    return [Text(say(turn, "tools.cancelled"), quick=menu(turn))]


def _is_busy(turn: Turn) -> bool:
    """Whether words are awaited by a report or a ticket: then only a tool's name opens it."""
    expected = turn.conversation.expecting
    elsewhere = bool(expected) and not expected.startswith(f"{tool_state.PURPOSE}:")
    return elsewhere or get_draft(turn.conversation) is not None


def _card(turn: Turn) -> Card:
    steps = [Step(say(turn, f"tools.{n}"), say(turn, f"tools.{n}.about"), "info") for n in SHOWN]
    names = [say(turn, f"tools.{name}") for name in SHOWN]
    return Card(
        alt=say(turn, "tools.alt"),
        title=say(turn, "tools.title"),
        blocks=tuple(steps),
        buttons=tuple(Say(name, name) for name in names),
        quick=menu(turn),
    )
