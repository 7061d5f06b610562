"""Qualities that people suppose everything to have: which are asked for, and which a text gives."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from thai.normalise import fold, normalise

# What may stand where a phrase has "…": so many characters of the same question.
_BETWEEN = ".{0,32}?"
# A phrase that begins with a consonant does not begin after the vowel that is spoken behind it.
_NO_VOWEL_BEFORE = "(?<![เแโไ])"
_LATIN_EDGE = re.compile(r"[a-z0-9]")
_KEPT = 512  # questions last read: a turn asks for the same several times


class Qualities:
    """Qualities by name, as the phrases that ask for them and the pattern of what gives them."""

    def __init__(self, raw: Mapping[str, Mapping[str, Any]]) -> None:
        """``raw`` has for each name its ``asks``, with "…" for what may stand between."""
        self._asks = {name: _any_of(each["asks"]) for name, each in raw.items()}
        self._told = {name: re.compile(each["answers"]) for name, each in raw.items()}
        self.asked = lru_cache(maxsize=_KEPT)(self._find)

    def _find(self, folded: str) -> tuple[str, ...]:
        """The qualities that a folded question asks for; a phrase begun in another asks nothing."""
        found = ((name, asks.search(folded)) for name, asks in self._asks.items())
        spans = {name: match.span() for name, match in found if match}
        return tuple(name for name in spans if not _begins_within_another(name, spans))

    def tells(self, quality: str, answer: str) -> bool:
        """Whether an answer gives a quality."""
        return self._told[quality].search(answer) is not None


def _begins_within_another(name: str, spans: Mapping[str, tuple[int, int]]) -> bool:
    first, end = spans[name]
    return any(
        start <= first < stop and (start < first or stop > end) for start, stop in spans.values()
    )


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(_BETWEEN.join(map(_piece, way.split("…"))) for way in phrases))


def _piece(phrase: str) -> str:
    """A pattern for a phrase, whose Latin ends are word ends and whose spaces may be left out."""
    folded = fold(normalise(phrase))
    before = "(?<![a-z0-9])" if _LATIN_EDGE.match(folded[0]) else _NO_VOWEL_BEFORE
    after = "(?![a-z])" if _LATIN_EDGE.match(folded[-1]) else ""
    return before + r"\s*".join(map(re.escape, folded.split())) + after
