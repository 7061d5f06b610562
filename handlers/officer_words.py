"""The phrases of officers' work in LINE, and the buttons made of them."""

import functools
from pathlib import Path

from core.messages import Press, QuickReply, Say
from core.phrases import Phrases, load_phrases
from handlers.turn import Turn

WORDING_FILE = Path(__file__).with_name("officer.yml")


@functools.cache
def _phrases() -> Phrases:
    return load_phrases(WORDING_FILE)


def say(turn: Turn, key: str, **values: object) -> str:
    """Return a phrase of handlers/officer.yml in the person's language."""
    return _phrases().say(key, turn.language, **values)


def press(turn: Turn, key: str, action: str, **values: str) -> Press:
    """Return a button; with a ticket's number its bubble names that, too."""
    label = say(turn, key)
    code = values.get("code")
    shown = say(turn, "shown", button=label, code=code) if code else label
    return Press(label, action, values, shown=shown)


def work_button(turn: Turn) -> Say:
    """Return the way back to the list."""
    label = say(turn, "button.work")
    return Say(label, label)


def stop_button(turn: Turn) -> QuickReply:
    """Return the button that gives the task up."""
    return press(turn, "button.cancel", "work_stop")
