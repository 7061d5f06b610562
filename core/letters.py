"""What an e-mail says, in words that belong to no mail format. Frozen; compares by value.

mail/ gives it its looks, as plain text and as HTML.
"""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Way:
    """An address to open, and the words of its button."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing the letter tells of: a heading, lines beneath it, and where to see it."""

    title: str
    lines: tuple[str, ...] = ()
    way: Way | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """One e-mail. `settings_url` is where its receiver says what they want to be told."""

    subject: str
    opening: str
    items: tuple[Item, ...] = ()
    way: Way | None = None
    closing: str = ""
    settings_url: str = ""


def to_json(letter: Letter) -> dict[str, Any]:
    """Return the letter as it is stored."""
    return asdict(letter)


def from_json(stored: dict[str, Any]) -> Letter:
    """Return a letter that was stored."""
    items = tuple(
        Item(each["title"], tuple(each["lines"]), _way(each["way"])) for each in stored["items"]
    )
    return Letter(**{**stored, "items": items, "way": _way(stored["way"])})


def _way(stored: dict[str, str] | None) -> Way | None:
    return Way(**stored) if stored else None
