"""Words of typed lines besides their figures: what opens a tool, and what may stand beside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from thai.normalise import normalise

_FILE = Path(__file__).with_name("wording.yml")
_BETWEEN = re.compile(r"[\s,.;:?!/()\"'“”=+×*-]+")


def leftover(tool: str, text: str) -> str:
    """What remains of a normalised text without the words that go with that tool."""
    return _BETWEEN.sub("", _beside(tool).sub(" ", text))


def after_opening(tool: str, text: str) -> str | None:
    """What stands behind the words that open that tool; None where the text does not so begin."""
    plain = _led_in().sub("", normalise(text))
    opened = _openings(tool).match(plain)
    return plain[opened.end() :].strip() if opened else None


@cache
def _words() -> dict[str, Any]:
    raw: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return raw


@cache
def _led_in() -> re.Pattern[str]:
    return re.compile(rf"^(?:(?:{_any_of(_words()['lead_in']).pattern})\s*)+")


@cache
def _beside(tool: str) -> re.Pattern[str]:
    return _any_of([*_words()["always"], *_words()[tool]])


@cache
def _openings(tool: str) -> re.Pattern[str]:
    return _any_of(_words()["opens"][tool])


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted({normalise(str(word)) for word in words}, key=len, reverse=True)
    return re.compile("|".join(map(_bounded, longest_first)))


def _bounded(word: str) -> str:
    return rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word)
