"""Tells a citizen's complaint from a question, by what the text itself says."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from knowledge.reading import Reading
from knowledge.vocabulary import Names
from thai.normalise import normalise

_FILE = Path(__file__).with_name("routing.yml")
# Naming a criterion or a dimension is as good as several words of the subject; the name of an award
# may stand in a complaint by chance (อำนวยความสะดวก).
_NAMED, _AWARD_NAMED = -3.0, -1.0
# A statement of fewer words must name a fault or a place to be a complaint.
_WORDS_OF_STATEMENT = 3
# Words of a question that ask nothing here: "nobody came", "whichever it is".
_INDEFINITE = re.compile("ไม่มี(?:ใคร|อะไร)|(?:ใคร|อะไร|ไหน|ยังไง)ก็|ไหนไม่รู้|อะไรเลย")


@dataclass(frozen=True, slots=True)
class _Groups:
    names: Names
    weights: dict[str, float]
    threshold: float
    leaning: float
    unsure: float
    surely_answered: float
    named_outright: float
    hardly_answered: float
    statement_from: int
    plainly_at_fault: float
    most_against_a_statement: float
    asking: Names


@cache
def _groups() -> _Groups:
    raw = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return _Groups(
        # Tone marks stay: ท่อ and ต้อง, คลอง and คล่อง are worlds apart here.
        names=Names(
            {name: map(str, group["words"]) for name, group in raw["groups"].items()}, normalise
        ),
        weights={name: float(group["weight"]) for name, group in raw["groups"].items()},
        threshold=float(raw["threshold"]),
        leaning=float(raw["leaning"]),
        unsure=float(raw["unsure"]),
        surely_answered=float(raw["surely_answered"]),
        named_outright=float(raw["named_outright"]),
        hardly_answered=float(raw["hardly_answered"]),
        statement_from=int(raw["statement_from"]),
        plainly_at_fault=float(raw["plainly_at_fault"]),
        most_against_a_statement=float(raw["most_against_a_statement"]),
        asking=Names({"asking": raw["asking"]}, normalise),
    )


def is_complaint(question: Reading, confidence: float) -> bool:
    """Whether a text is a complaint, given how surely the documents answer it (0 to 1)."""
    groups = _groups()
    if complaint_score(question) > 0:
        states = not asks(question) and not _names_subject(question)
        return confidence < (groups.named_outright if states else groups.surely_answered)
    if _of_subject(question) or confidence >= groups.hardly_answered:
        return False
    hits = groups.names.hits(question.text)
    if len(question.words) < _WORDS_OF_STATEMENT and not set(hits) - {"request"}:
        return False
    long = len(question.text) >= groups.statement_from
    states = long and not asks(question) and not question.text.startswith("ขอ")
    return complaint_score(question) > groups.leaning or states


def is_plain_complaint(question: Reading, confidence: float) -> bool:
    """Whether a text is a complaint whatever was spoken of before: stated, and asking nothing."""
    stated = complaint_score(question) > 0 and not asks(question)
    return stated and is_complaint(question, confidence)


def may_be_complaint(question: Reading) -> bool:
    """Whether a text that nothing answers might yet be a complaint, so that one should ask."""
    return complaint_score(question) > _groups().unsure


def asks(question: Reading) -> bool:
    """Whether a text asks for something to be told."""
    formed = "question" in _groups().names.hits(question.text) or question.shapes or question.units
    return bool(formed or question.inquires or _wonders(question.text))


def _wonders(text: str) -> bool:
    return bool(_groups().asking.find(_INDEFINITE.sub(" ", text)))


def complaint_score(question: Reading) -> float:
    """How much a text speaks as a complaint: above 0 it does."""
    return max(_score(question), _score_after_but(question))


def _score(question: Reading) -> float:
    groups = _groups()
    counted = [groups.weights[name] for name in groups.names.hits(question.text)]
    for_it = sum(weight for weight in counted if weight > 0)
    against = sum(weight for weight in counted if weight < 0) + _named(question)
    if for_it >= groups.plainly_at_fault and not question.criteria and not asks(question):
        # Who complains may well speak of awards: "got a prize, but our road is full of holes".
        against = max(against, groups.most_against_a_statement)
    return for_it + against - groups.threshold


def _score_after_but(question: Reading) -> float:
    """The score of what follows "but", which tells the fault where praise or a rule went before."""
    _, but, after = question.text.rpartition("แต่")
    if not but or asks(question):
        return -math.inf
    return (
        sum(map(_groups().weights.__getitem__, _groups().names.hits(after))) - _groups().threshold
    )


def _named(question: Reading) -> float:
    if question.criteria or question.dimensions or question.numbered:
        return _NAMED
    return _AWARD_NAMED if question.awards else 0.0


def _names_subject(question: Reading) -> bool:
    return "subject" in _groups().names.hits(question.text)


def _of_subject(question: Reading) -> bool:
    hits = set(_groups().names.hits(question.text))
    return bool({"question", "subject"} & hits or question.shapes or question.units)
