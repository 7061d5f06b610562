"""Tells a citizen's complaint from a question, by what the text itself says."""

from __future__ import annotations

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
        asking=Names({"asking": raw["asking"]}, normalise),
    )


def is_complaint(question: Reading, confidence: float) -> bool:
    """Whether a text is a complaint, given how surely the documents answer it (0 to 1)."""
    groups = _groups()
    hits = groups.names.hits(question.text)
    score = complaint_score(question)
    of_subject = bool({"question", "subject"} & set(hits) or question.shapes or question.units)
    asks = of_subject or bool(groups.asking.find(question.text))
    if score > 0:
        sure = groups.surely_answered if asks else groups.named_outright
        return confidence < sure
    if of_subject or confidence >= groups.hardly_answered:
        return False
    long = len(question.text) >= groups.statement_from
    states = long and not asks and not question.text.startswith("ขอ")
    return score > groups.leaning or states


def may_be_complaint(question: Reading) -> bool:
    """Whether a text that nothing answers might yet be a complaint, so that one should ask."""
    return complaint_score(question) > _groups().unsure


def complaint_score(question: Reading) -> float:
    """How much a text speaks as a complaint: above 0 it does."""
    groups = _groups()
    score = sum(groups.weights[name] for name in groups.names.hits(question.text))
    if question.criteria or question.dimensions or question.numbered:
        score += _NAMED
    elif question.awards:
        score += _AWARD_NAMED
    return score - groups.threshold
