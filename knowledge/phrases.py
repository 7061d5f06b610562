"""The fixed phrases of ``phrases.yml``, by name and language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from knowledge.vocabulary import vocabulary
from thai.normalise import fold

Language = Literal["th", "en"]
_FILE = Path(__file__).with_name("phrases.yml")


@cache
def _phrases() -> Mapping[str, Any]:
    content: Mapping[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return content


def phrase(*path: str, language: Language, **values: object) -> str:
    """The phrase at a path such as ``"abstain", "year"``, filled with values."""
    node: Any = _phrases()
    for step in path:
        node = node[step]
    text: str = node[language]
    return text.strip().format(**values)


def smalltalk_asks() -> Mapping[str, list[str]]:
    """For each kind of smalltalk, the ways it is said."""
    return {kind: node["asks"] for kind, node in _phrases()["smalltalk"].items()}


def fillers() -> list[str]:
    """Words that may stand beside smalltalk without making it a question."""
    words: list[str] = [str(word) for word in _phrases()["fillers"]]
    return words


def other_people() -> list[str]:
    """Words by which a person speaks of somebody else."""
    words: list[str] = [str(word) for word in _phrases()["other_people"]]
    return words


def language_of(text: str) -> Language:
    """English where a normalised text is in Latin letters and more than names; else Thai."""
    if any("\u0e00" <= letter <= "\u0e7f" for letter in text):
        return "th"
    known = vocabulary()
    # "3.3 basic" is what a Thai types, too.
    said = known.awards.without(known.levels.without(fold(text))).replace("pmqa", "")
    return "en" if any("a" <= letter <= "z" for letter in said) else "th"
