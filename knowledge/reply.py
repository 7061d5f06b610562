"""What the engine gives back, and what it keeps of the conversation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["answer", "clarify", "abstain", "complaint", "smalltalk"]


@dataclass(frozen=True, slots=True)
class Source:
    """Document that an answer rests on: id, title as shown, place inside it, year in พ.ศ."""

    doc: str
    title: str
    place: str
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A quick reply: a label of at most 20 graphemes and the question it stands for.

    ``entry_id`` is the entry it opens; empty where the question is to be asked.
    """

    label: str
    question: str
    entry_id: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """The questions of the subject in hand, oldest first; empty at the start.

    Survives ``to_dict`` and ``from_dict``. A change of subject begins a new one.
    """

    questions: tuple[str, ...] = ()
    entry_id: str = ""

    def to_dict(self) -> dict[str, Any]:
        """A mapping that JSON can hold."""
        return {"questions": list(self.questions), "entry_id": self.entry_id}

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any] | None) -> Context:
        """The context written by ``to_dict``; empty for None or for anything unknown."""
        raw = raw or {}
        return cls(tuple(map(str, raw.get("questions", ()))), str(raw.get("entry_id", "")))


@dataclass(frozen=True, slots=True)
class Reply:
    """One turn's answer. ``text`` is all that a person sees, source line included.

    ``confidence`` is the calibrated chance (0 to 1) that the answer fits. ``criterion`` is set
    where the answer is about one criterion, so that a card can be drawn. ``context`` is to be
    handed in with the next question.
    """

    kind: Kind
    text: str
    confidence: float
    context: Context
    sources: tuple[Source, ...] = ()
    entry_ids: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    see: tuple[Choice, ...] = ()
    topic: str | None = None
    criterion: str | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion for a card: three levels' texts by level key, and where it stands."""

    number: str
    title: str
    category: int
    category_title: str
    levels: Mapping[str, str]
    source: Source


@dataclass(frozen=True, slots=True)
class ResultDimension:
    """One result dimension of หมวด 7 (7.1-7.6) with the text of its card."""

    number: str
    title: str
    text: str
    source: Source
