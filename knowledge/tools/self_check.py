"""A self-check of one criterion: which of its three levels are met, and what follows.

Levels build on each other (document 001, table of criteria): a level is reached where it and all
below it are met.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from knowledge.entry import LEVELS
from thai.normalise import normalise

_NUMBERS = re.compile(r"[123]")
_LEVEL_NAMES = {
    "basic": "พื้นฐาน|basic",
    "advance": "ก้าวหน้า|advance|adv",
    "significance": "พัฒนาจนเกิดผล|เกิดผล|significance|sig",
}
_ALL = re.compile("ทั้งหมด|ครบ|ครบทุกระดับ|ครบทั้งสามระดับ|ทุกระดับ|ทั้งสามระดับ|all|all three")
_SPLIT = re.compile(r"(?:[\s,+]|และ|กับ|ระดับ|ข้อ|and)+")


def reached(met: Collection[str]) -> str | None:
    """The highest level reached; None where not even the first is met."""
    best = None
    for level in LEVELS:
        if level not in met:
            break
        best = level
    return best


def missing(met: Collection[str]) -> tuple[str, ...]:
    """The levels not met, lowest first."""
    return tuple(level for level in LEVELS if level not in met)


def skipped(met: Collection[str]) -> tuple[str, ...]:
    """Levels met that do not count yet, because one below them is not met."""
    best = reached(met)
    counted = LEVELS.index(best) + 1 if best else 0
    return tuple(level for level in LEVELS[counted:] if level in met)


def read_levels(text: str) -> tuple[str, ...]:
    """The levels that a typed answer ticks ("1 2", "พื้นฐาน กับ ก้าวหน้า"); empty for other words."""
    if _ALL.fullmatch(normalise(text)):
        return LEVELS
    found: list[str] = []
    for part in filter(None, _SPLIT.split(normalise(text))):
        named = [lvl for lvl, names in _LEVEL_NAMES.items() if re.fullmatch(names, part)]
        if not named and _NUMBERS.fullmatch(part):
            named = [LEVELS[int(part) - 1]]
        if not named:
            return ()
        found += named
    return tuple(level for level in LEVELS if level in found)
