"""What telling officers works with; put together once, at the start."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from complaints.desk import Desk
from core.phrases import Phrases, load_phrases

PHRASES_FILE = Path(__file__).with_name("alerts.yml")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the pages are that messages lead to."""

    ticket: Callable[[str], str]
    queue: str
    settings: str
    figures: str
    definitions: str  # what each figure is; one's own name is its anchor
    evidence: str


@dataclass(frozen=True, slots=True)
class Teller:
    """The tools of telling.

    `push_reserve` is how many push messages of the month are kept for citizens; `sends_mail` tells
    whether there is a mail server.
    """

    desk: Desk
    addresses: Addresses
    push_reserve: int
    sends_mail: bool


@functools.cache
def phrases() -> Phrases:
    """Return the phrases of alerts.yml."""
    return load_phrases(PHRASES_FILE)


def say(key: str, **values: object) -> str:
    """Return a phrase of alerts.yml. Officers are spoken to in Thai."""
    return phrases().say(key, "th", **values)
