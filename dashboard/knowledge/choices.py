"""What the boxes and lists of an entry's form offer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from dashboard.wording import knows, say
from knowledge.draft import DOCUMENTS
from knowledge.entry import KINDS, LEVELS, Entry
from knowledge.phrases import phrase

_ITEMS = {**dict.fromkeys("123456", 4), "7": 6}
_CHARACTERS = 120


@dataclass(frozen=True, slots=True)
class Choice:
    """A value with the words beside it. `length` is how much room those take in an answer."""

    value: str
    words: str
    length: int = 0


@dataclass(frozen=True, slots=True)
class Choices:
    """Every group of the form."""

    kinds: tuple[Choice, ...]
    documents: tuple[Choice, ...]
    criterion: tuple[Choice, ...]
    category: tuple[Choice, ...]
    level: tuple[Choice, ...]
    dimension: tuple[Choice, ...]
    award: tuple[Choice, ...]


def choices(entries: Mapping[str, Entry]) -> Choices:
    """Return the groups; awards are those that entries name already."""
    return Choices(
        kinds=_said("kind", KINDS),
        documents=_documents(),
        criterion=tuple(Choice(number, number) for number in criteria_numbers()),
        category=_said("category", "1234567"),
        level=_said("level", LEVELS),
        dimension=_said("dimension", "123"),
        award=_said("award", sorted({a for e in entries.values() for a in e.facets.award})),
    )


@cache
def criteria_numbers() -> tuple[str, ...]:
    """Return 1.1 to 7.6."""
    return tuple(f"{c}.{n}" for c, items in _ITEMS.items() for n in range(1, items + 1))


def _documents() -> tuple[Choice, ...]:
    titles = {doc: phrase("documents", doc, language="th") for doc in DOCUMENTS}
    return tuple(
        Choice(doc, title if doc == "added" else f"{doc} {title}"[:_CHARACTERS], len(title))
        for doc, title in titles.items()
    )


def _said(group: str, values: Iterable[str]) -> tuple[Choice, ...]:
    keys = ((value, f"knowledge.{group}.{value}") for value in values)
    return tuple(Choice(value, say(key) if knows(key) else value) for value, key in keys)
