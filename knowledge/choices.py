"""Quick replies that lead to entries, under labels that tell them apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from knowledge.entry import LABEL_LIMIT, LEVELS, Entry
from knowledge.labels import shortened
from knowledge.phrases import phrase
from knowledge.reply import Choice

_MOST_NEIGHBOURS = 5
# The results of หมวด 7 that speak of the same subject as a หมวด of the process.
_RESULTS = {2: "7.1", 3: "7.2", 5: "7.3", 6: "7.6"}


def choices(entries: Sequence[Entry]) -> tuple[Choice, ...]:
    """One quick reply an entry, in order, no two under the same label."""
    made: list[Choice] = []
    for entry in entries:
        taken = {choice.label for choice in made}
        others = [other.title for other in entries if other is not entry]
        label = next((one for one in _labels(entry, others) if one not in taken), "")
        made.append(Choice(label or _counted(entry, taken), entry.title, entry.id))
    return tuple(made)


def neighbours(entry: Entry, entries: Mapping[str, Entry]) -> tuple[Choice, ...]:
    """Entries to read on with, as quick replies: of a criterion its levels, หมวด and results."""
    found = [*_of_criterion(entry, entries), *entry.see]
    links = [link for link in dict.fromkeys(found) if link in entries and link != entry.id]
    return choices([entries[link] for link in links[:_MOST_NEIGHBOURS]])


def _of_criterion(entry: Entry, entries: Mapping[str, Entry]) -> list[str]:
    """The ids of what stands around a criterion or one of its levels, the next level first."""
    if entry.kind != "criterion" or len(entry.facets.criterion) != 1:
        return []
    number = entry.facets.criterion[0]
    own = LEVELS.index(entry.facets.level[0]) if entry.facets.level else -1
    levels = (*LEVELS[own + 1 :], *LEVELS[: max(own, 0)])
    return [
        *(f"criteria.{number}.{level}" for level in levels),
        f"criteria.{number}",
        f"criteria.category.{number[0]}",
        _result(_RESULTS.get(int(number[0]), ""), entries),
    ]


def _result(number: str, entries: Mapping[str, Entry]) -> str:
    about = [entry.id for entry in entries.values() if entry.facets.criterion == (number,)]
    return min(about, key=len, default="")


def name_of(entry: Entry) -> str:
    """The short name that an entry has of its own or by the criterion it is; else empty."""
    facets = entry.facets
    if entry.label:
        return entry.label
    if len(facets.criterion) == len(facets.level) == 1 and entry.kind == "criterion":
        level = phrase("label", facets.level[0], language="th")
        return f"{facets.criterion[0]} {level}"
    return ""


def _labels(entry: Entry, others: Iterable[str]) -> Iterable[str]:
    """Labels that would do, the best first."""
    if name := name_of(entry):
        yield name
    yield shortened(entry.title, LABEL_LIMIT)
    shared = max((_shared(entry.title, other) for other in others), default=0)
    words = entry.title[:shared].rpartition(" ")[0]
    yield shortened(entry.title[len(words) :].strip(), LABEL_LIMIT)


def _shared(one: str, other: str) -> int:
    """How many letters two titles begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _counted(entry: Entry, taken: set[str]) -> str:
    """The short title with the first number that no other label has."""
    short = shortened(entry.title, LABEL_LIMIT - 2)
    numbers = (f"{short} {number}" for number in range(2, len(taken) + 3))
    return next(label for label in numbers if label not in taken)
