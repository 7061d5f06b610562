"""Criteria and result dimensions as structures, for faces that draw cards."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.answer import source_of
from knowledge.entry import LEVELS, Entry
from knowledge.reply import Criterion, ResultDimension

_LEVEL_TEXT = re.compile(r"^[^:]*: (.+)$", re.MULTILINE)
_CATEGORY_TITLE = re.compile(r"\(หมวด \d (.+)\)$", re.MULTILINE)


def criteria(entries: Iterable[Entry]) -> dict[str, Criterion]:
    """Criteria by number, put together from the overview entry and one entry a level."""
    by_id = {entry.id: entry for entry in entries}
    found = {}
    for entry in by_id.values():
        levels = {level: by_id.get(f"{entry.id}.{level}") for level in LEVELS}
        if entry.facets.criterion and all(levels.values()):
            number = entry.facets.criterion[0]
            found[number] = Criterion(
                number=number,
                title=entry.title.removeprefix(number).strip(),
                category=int(number[0]),
                category_title=_first(_CATEGORY_TITLE, entry.answer),
                levels={k: _first(_LEVEL_TEXT, e.answer) for k, e in levels.items() if e},
                source=source_of(entry, "th"),
            )
    return found


def result_dimensions(entries: Iterable[Entry]) -> tuple[ResultDimension, ...]:
    """The results 7.1-7.6, each from the entry that has the shortest id of its number."""
    best: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda e: (len(e.id), e.id)):
        for number in entry.facets.criterion:
            if number.startswith("7") and len(entry.facets.criterion) == 1:
                best.setdefault(number, entry)
    return tuple(
        ResultDimension(number, entry.title, entry.answer, source_of(entry, "th"))
        for number, entry in sorted(best.items())
    )


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else text
