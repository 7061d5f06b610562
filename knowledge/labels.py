"""Short names of entries for buttons: a title said in fewer words, never broken off."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

from thai.normalise import graphemes, shorten
from thai.words import tokens

_FILE = Path(__file__).with_name("labels.yml")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_SPACES = re.compile(r"\s+")
_LEAST = 4  # graphemes of a part that tells something by itself


@cache
def _rules() -> tuple[Mapping[str, str], frozenset[str]]:
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return content["shorter"], frozenset(content["not_last"])


def shortened(title: str, limit: int) -> str:
    """At most ``limit`` graphemes that still make sense read alone; the whole title if it fits."""
    if fits(title, limit):
        return title
    short = title
    for long, brief in _rules()[0].items():
        short = _SPACES.sub(" ", short.replace(long, brief)).strip()
        if fits(short, limit):
            return short
    bare = _BRACKETS.sub("", short)
    before_colon = bare.partition(": ")[0]
    for way in (bare, before_colon):
        if fits(way, limit):
            return way
    return _whole_words(before_colon, limit)


def fits(text: str, limit: int) -> bool:
    """Whether a text is long enough to tell something and within the limit."""
    return _LEAST <= len(graphemes(text)) <= limit


def _whole_words(text: str, limit: int) -> str:
    """As many whole words as fit, without the joining words that would be left hanging."""
    ends = _word_ends(text)
    kept = [end for end in ends if len(graphemes(text[:end])) <= limit]
    while len(kept) > 1 and text[kept[-2] : kept[-1]].strip() in _rules()[1]:
        kept.pop()
    return text[: kept[-1]].strip(" -–/,(") if kept else shorten(text, limit)


def _word_ends(text: str) -> list[int]:
    lower, place, ends = text.lower(), 0, []
    for word in tokens(lower):
        place = lower.index(word, place) + len(word)
        ends.append(place)
    return ends
