"""Tells a citizen's complaint from a question: by the manner of speaking and by telling words."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

from knowledge.reading import Reading
from knowledge.vocabulary import Names
from thai.normalise import normalise

_FILE = Path(__file__).with_name("routing.yml")
# Naming a criterion or a dimension is as good as several words of the subject; the name of an award
# may stand in a complaint by chance (อำนวยความสะดวก).
_NAMED, _AWARD_NAMED = -3.0, -1.0
_MOST = 3.0  # telling words beyond this, for or against, add nothing
# Words of a question that ask nothing here: "nobody came", "whichever it is", "said why so late".
_INDEFINITE = re.compile(
    "ไม่มี(?:ใคร|อะไร)|(?:ใคร|อะไร|ไหน|ยังไง)ก็|กี่(?:ที|ครั้ง|รอบ)ก็|ไหนไม่รู้|อะไรเลย|ว่าทำไม|แบบนี้(?:ได้)?(?:เหรอ|หรอ)"
)
# How much a text that asks must speak as a complaint where no word of it tells of a trouble.
_HARDLY = 1.2
# Ends in a choice: up or down, this or both.
_CHOICE = re.compile(r"[ก-๙]หรือ[ก-๙]{1,10}$")


@dataclass(frozen=True, slots=True)
class _Groups:
    names: Names
    weights: Mapping[str, float]
    speaking: Mapping[str, float]
    told_while_asking: float
    fits: float
    unsure: float
    beyond_doubt: float
    surely_answered: float
    named_outright: float
    plainly_at_fault: float
    most_against_a_statement: float
    asking: Names
    thanks: Names
    done: Names
    wished: Names


@cache
def _groups() -> _Groups:
    raw = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return _Groups(
        # Tone marks stay: ท่อ and ต้อง, คลอง and คล่อง are worlds apart here.
        names=Names(
            {name: map(str, group["words"]) for name, group in raw["groups"].items()}, normalise
        ),
        weights={name: float(group["weight"]) for name, group in raw["groups"].items()},
        speaking={name: float(weight) for name, weight in raw["speaking"].items()},
        told_while_asking=float(raw["told_while_asking"]),
        fits=float(raw["fits"]),
        unsure=float(raw["unsure"]),
        beyond_doubt=float(raw["beyond_doubt"]),
        surely_answered=float(raw["surely_answered"]),
        named_outright=float(raw["named_outright"]),
        plainly_at_fault=float(raw["plainly_at_fault"]),
        most_against_a_statement=float(raw["most_against_a_statement"]),
        **{
            name: Names({name: raw[name]}, normalise)
            for name in ("asking", "thanks", "done", "wished")
        },
    )


@lru_cache(maxsize=1024)
def _said(text: str) -> tuple[str, ...]:
    """The group of each distinct phrase found in a text; one turn asks for them many times."""
    return tuple(_groups().names.hits(text))


def is_complaint(question: Reading, confidence: float, fit: float) -> bool:
    """Whether a text is a complaint.

    Given are how surely the documents answer it (0 to 1) and the score of the entry that fits best.
    """
    score, groups = complaint_score(question), _groups()
    if _only_asks(question, score):
        return False
    if asks(question) and score < groups.told_while_asking and fit >= groups.fits:
        return False
    if score <= 0 or score >= groups.beyond_doubt * (2 if asks(question) else 1):
        return score > 0
    states = not asks(question) and not speaks_of_documents(question)
    return confidence < (groups.named_outright if states else groups.surely_answered)


def _only_asks(question: Reading, score: float) -> bool:
    """Whether a text hardly complains, asks or ends in a choice, and tells of no trouble."""
    if telling_words(question) > 0:
        return False
    if _CHOICE.search(question.text):
        return score < _groups().told_while_asking
    return asks(question) and score < _HARDLY


def thanks_for_what_is_done(question: Reading) -> bool:
    """Whether a text gives thanks for something that was done, and wishes nothing more."""
    groups, text = _groups(), question.whole or question.text
    begins = any(start == 0 for _, start, _ in groups.thanks.places(text))
    wishes = groups.wished.find(text) or asks(question)
    return begins and bool(groups.done.find(text)) and not wishes


def is_plain_complaint(question: Reading, confidence: float, fit: float) -> bool:
    """Whether a text is a complaint whatever was spoken of before: stated, and asking nothing."""
    return not asks(question) and is_complaint(question, confidence, fit)


def may_be_complaint(question: Reading) -> bool:
    """Whether a text that nothing answers might yet be a complaint, so that one should ask."""
    score = complaint_score(question)
    return score > _groups().unsure and not (_only_asks(question, score) and _no_fault(question))


def _no_fault(question: Reading) -> bool:
    """Whether no word tells of a trouble, whatever else speaks against a complaint."""
    weights = _groups().weights
    return all(weights[name] <= 0 for name in _said(question.text))


def asks(question: Reading) -> bool:
    """Whether a text asks for something to be told."""
    formed = "question" in _said(question.text) or question.shapes or question.units
    return bool(formed or question.inquires or _wonders(question.text))


@lru_cache(maxsize=1024)
def _wonders(text: str) -> bool:
    return bool(_groups().asking.find(_INDEFINITE.sub(" ", text)))


def complaint_score(question: Reading) -> float:
    """How much a text speaks as a complaint: above 0 it does."""
    speaking, intents = _groups().speaking, question.intents
    told = max(telling_words(question), _told_after_but(question))
    return (
        speaking["over_documents"] * (intents.complaint - intents.documents)
        + speaking["over_elsewhere"] * (intents.complaint - intents.elsewhere)
        + speaking["over_chatter"] * (intents.complaint - intents.chatter)
        + speaking["telling_words"] * min(max(told, -_MOST), _MOST)
        + speaking["asks"] * asks(question)
        + speaking["always"]
    )


def telling_words(question: Reading) -> float:
    """How much the words that tell complaints from questions weigh for a complaint."""
    groups = _groups()
    counted = [groups.weights[name] for name in _said(question.text)]
    for_it = sum(weight for weight in counted if weight > 0)
    against = sum(weight for weight in counted if weight < 0) + _named(question)
    if for_it >= groups.plainly_at_fault and not question.criteria and not asks(question):
        # Who complains may well speak of awards: "got a prize, but our road is full of holes".
        against = max(against, groups.most_against_a_statement)
    return for_it + against


def _told_after_but(question: Reading) -> float:
    """The weight of what follows "but": the fault, where praise or a rule went before."""
    _, but, after = question.text.rpartition("แต่")
    if not but or asks(question):
        return -math.inf
    return sum(map(_groups().weights.__getitem__, _said(after)))


def _named(question: Reading) -> float:
    if question.criteria or question.dimensions or question.numbered:
        return _NAMED
    return _AWARD_NAMED if question.awards else 0.0


def speaks_of_documents(question: Reading) -> bool:
    """Whether a text has a word of the documents' subject (รางวัล, เกณฑ์ …)."""
    return "subject" in _said(question.text)
