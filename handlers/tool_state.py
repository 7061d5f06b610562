"""Where a tool of the chat stands with a person, and the words all tools share.

The open tool is named by `Conversation.expecting`, so whatever else takes the next words closes
it; what it has so far is `Conversation.tool`.
"""

import functools
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from pathlib import Path
from typing import Any

from core.errors import InvalidInput
from core.messages import Press, QuickReply, Say, Text
from core.phrases import Phrases, load_phrases
from handlers.conversation import get_draft
from handlers.turn import Turn

WORDING_FILE = Path(__file__).with_name("tools.yml")
PURPOSE = "tool"
LIFE = timedelta(hours=3)  # a number typed later than that means something else
CENTS = Decimal("0.01")
LONGEST_NUMBER = 400  # digits: more than any line that a tool reads can hold
# Values of an InvalidInput that name something of ours, and the phrases that say it.
_NAMED = {"name": "value.label", "caution": "deduct.label"}


@functools.cache
def _phrases() -> Phrases:
    return load_phrases(WORDING_FILE)


def say(turn: Turn, key: str, **values: object) -> str:
    """Return a phrase of handlers/tools.yml in the person's language."""
    return _phrases().say(key, turn.language, **values)


def say_button(turn: Turn, key: str, text_key: str | None = None, **values: object) -> Say:
    """Return a button that writes its label, or the phrase of `text_key`."""
    return Say(say(turn, key), say(turn, text_key or key, **values))


def press_button(turn: Turn, key: str, action: str, **values: str) -> Press:
    """Return a button that does something and shows its label in the person's bubble."""
    label = say(turn, key)
    return Press(label, action, values, shown=label)


def cancel_button(turn: Turn, key: str = "tools.cancel") -> Press:
    """Return the button that closes the open tool."""
    return press_button(turn, key, "tool", step="leave")


def amount(number: Decimal, rounding: str = ROUND_HALF_UP) -> str:
    """Return a number as people read it: thousands, at most two decimals, no idle zeros."""
    with localcontext(prec=LONGEST_NUMBER):
        shown = f"{number.quantize(CENTS, rounding=rounding):,f}"
    return shown.rstrip("0").rstrip(".")


def opened(turn: Turn) -> str:
    """Return the name of the tool that is open, or ""."""
    purpose, _, name = turn.conversation.expecting.partition(":")
    if purpose != PURPOSE or not turn.conversation.tool:
        return ""
    since = datetime.fromisoformat(turn.conversation.tool["at"])
    if turn.now - since >= LIFE or _reported_since(turn, since):
        leave(turn)
        return ""
    return name


def _reported_since(turn: Turn, since: datetime) -> bool:
    changed = turn.conversation.draft_changed_at
    return get_draft(turn.conversation) is not None and changed is not None and changed > since


def kept(turn: Turn, name: str) -> dict[str, Any]:
    """Return what that tool has so far; empty where it is not open."""
    if opened(turn) != name or not turn.conversation.tool:
        return {}
    return dict(turn.conversation.tool["kept"])


def keep(turn: Turn, name: str, so_far: Mapping[str, Any], *, waiting: bool = True) -> None:
    """Open that tool, or keep what it has; `waiting` where it cannot go on without an answer."""
    turn.conversation.expecting = f"{PURPOSE}:{name}"
    turn.conversation.tool = {
        "at": turn.now.isoformat(),
        "kept": dict(so_far),
        "waiting": waiting,
    }


def take_waiting(turn: Turn) -> str:
    """Return the tool that waits for an answer, or ""; it is said to wait only once."""
    name = opened(turn)
    if not name or not turn.conversation.tool or not turn.conversation.tool["waiting"]:
        return ""
    turn.conversation.tool = {**turn.conversation.tool, "waiting": False}
    return name


def leave(turn: Turn) -> None:
    """Close whatever tool is open."""
    if turn.conversation.expecting.startswith(f"{PURPOSE}:"):
        turn.conversation.expecting = ""
    turn.conversation.tool = None


def refuse(turn: Turn, error: InvalidInput, quick: Sequence[QuickReply] = ()) -> Text:
    """Say what cannot be used and why; the tool stays as it is."""
    values = {name: _shown(turn, name, value) for name, value in error.values.items()}
    return Text(say(turn, f"error.{error.reason}", **values), quick=(*quick, cancel_button(turn)))


def _shown(turn: Turn, name: str, value: object) -> object:
    if isinstance(value, Decimal):
        return amount(value)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return say(turn, f"{_NAMED[name]}.{value}") if name in _NAMED else value
