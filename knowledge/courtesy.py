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
_SEPARATORS = " \t\n,.!~…"
_BETWEEN = r"[\s,.!~…]*"
# Letters from which a phrase is known without its tone marks: ออนไลน์ does not begin with อ๋อ.
_TELLING = 3
_LONGEST = 80  # characters of a closing phrase at most


@dataclass(frozen=True, slots=True)
class _Patterns:
    opening: re.Pattern[str]
    inquiry: re.Pattern[str]
    ending: re.Pattern[str]


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
    bare = _without_closing(bare, patterns.ending).strip(" ,")
    return Bare(bare, inquires) if bare else Bare(text, inquires=False)


def _without_closing(text: str, ending: re.Pattern[str]) -> str:
    """The text without the thanks at its end; particles alone stay where they are."""
    # Piece by piece from the end: one pattern for all of it would take for ever to fail on a long
    # row of particles.
    bare, thanked = text, False
    while match := ending.search(bare.rstrip(_SEPARATORS)[-_LONGEST:]):
        bare = bare.rstrip(_SEPARATORS)
        bare = bare[: len(bare) - len(match.group())]
        thanked |= match.lastgroup == "closing"
    return bare if thanked else text


@cache
def _patterns() -> _Patterns:
    raw = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    # "คะแนน" begins like a particle.
    particles = f"(?:{_BETWEEN}(?:{_any_of(raw['particles'])})(?!แนน))*"
    particle, closing = _any_of(raw["particles"]), _any_of(raw["closings"])
    return _Patterns(
        opening=re.compile(f"(?:{_any_of(raw['openings'])}){particles}{_BETWEEN}"),
        inquiry=re.compile(f"(?:{_any_of(raw['inquiries'])}){particles}{_BETWEEN}"),
        ending=re.compile(f"(?:(?P<closing>{closing})|(?:{particle}))$"),
    )


def _any_of(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, longest first, tone marks present or not."""
    longest_first = sorted(map(normalise, phrases), key=len, reverse=True)
    return "|".join(map(_toneless, longest_first))


def _toneless(phrase: str) -> str:
    if len(skeleton(phrase)) < _TELLING:
        return re.escape(phrase) + _word_end(phrase)
    letters = "".join(
        r"\s*" if letter == " " else re.escape(letter) + (_TONE if _is_thai(letter) else "")
        for letter in skeleton(phrase)
    )
    return letters + _word_end(phrase)


def _word_end(phrase: str) -> str:
    # "high" greets nobody.
    return r"(?![a-z])" if phrase[-1].isascii() else ""


def _is_thai(letter: str) -> bool:
    return "\u0e00" <= letter <= "\u0e7f"
