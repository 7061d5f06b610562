"""Greetings, requests and thanks around a question, which say nothing of what is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from thai.normalise import normalise, skeleton

_FILE = Path(__file__).with_name("courtesy.yml")
_TONE = "[\u0e47-\u0e4c]?"
_BETWEEN = r"[\s,.!~…]*"


@dataclass(frozen=True, slots=True)
class _Patterns:
    opening: re.Pattern[str]
    inquiry: re.Pattern[str]
    closing: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Bare:
    """A text without its courtesies; ``inquires`` where one of them told that a question comes."""

    text: str
    inquires: bool


def without_courtesy(text: str) -> Bare:
    """The question inside a normalised text; the text itself where courtesy is all there is."""
    patterns = _patterns()
    bare, inquires = text, False
    while match := patterns.opening.match(bare) or patterns.inquiry.match(bare):
        inquires |= match.re is patterns.inquiry
        bare = bare[match.end() :]
    bare = patterns.closing.sub("", bare).strip(" ,")
    return Bare(bare, inquires) if bare else Bare(text, inquires=False)


@cache
def _patterns() -> _Patterns:
    raw = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    particles = f"(?:{_BETWEEN}(?:{_any_of(raw['particles'])}))*"
    closing = f"(?:{_any_of(raw['closings'])}){particles}"
    return _Patterns(
        opening=re.compile(f"(?:{_any_of(raw['openings'])}){particles}{_BETWEEN}"),
        inquiry=re.compile(f"(?:{_any_of(raw['inquiries'])}){particles}{_BETWEEN}"),
        closing=re.compile(f"{particles}(?:{_BETWEEN}{closing})+{_BETWEEN}$"),
    )


def _any_of(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, longest first, tone marks present or not."""
    longest_first = sorted(map(normalise, phrases), key=len, reverse=True)
    return "|".join(map(_toneless, longest_first))


def _toneless(phrase: str) -> str:
    letters = "".join(
        r"\s*" if letter == " " else re.escape(letter) + (_TONE if _is_thai(letter) else "")
        for letter in skeleton(phrase)
    )
    return letters + (r"(?![a-z])" if phrase[-1].isascii() else "")


def _is_thai(letter: str) -> bool:
    return "\u0e00" <= letter <= "\u0e7f"
