"""Whether the best entry may answer: what keeps it from it for sure, or too much doubt."""

from __future__ import annotations

import math
from collections.abc import Mapping

from knowledge.near_miss import NearMiss, near_miss
from knowledge.ranking import Ranking, weights
from knowledge.reading import Reading
from knowledge.signals import SignalBook
from knowledge.vocabulary import vocabulary

# Wants that only a figure of that sort meets.
_MEASURES = frozenset(
    {"score", "percent", "baht", "hours", "minutes", "days", "years", "date", "since", "download"}
)
# Coverage and likeness together that a question naming nothing should reach.
_EVIDENCE = 0.4
# The least chance that the best entry answers, for an answer.
LIKELY = 0.5
_SURELY = 1e-4  # chances nearer to 0 and 1 than this say nothing more


def refusal(
    book: SignalBook, question: Reading, ranking: Ranking, *, goes_on: bool = False
) -> NearMiss | None:
    """Why a question is not answered with its best entry; None where it is."""
    missed = near_miss(book, question, ranking)
    if missed is not None:
        return missed
    found = doubts(book, question, ranking, goes_on=goes_on)
    return NearMiss("unknown") if chance(found, weights().refusal) < LIKELY else None


def chance(found: Mapping[str, float], scale: Mapping[str, float]) -> float:
    """The chance, 0 to 1, that the best entry answers, by what ``doubts`` found and its weights."""
    logit = scale["intercept"] + sum(scale.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-logit))


def doubts(
    book: SignalBook, question: Reading, ranking: Ranking, *, goes_on: bool
) -> dict[str, float]:
    """What speaks for and against the best entry, once nothing rules it out."""
    first, known = ranking.best[0], vocabulary()
    sure = min(max(ranking.confidence, _SURELY), 1 - _SURELY)
    named = bool(question.names_something or question.levels or question.years)
    evidence = ranking.terms["coverage"] + ranking.terms["grams"]

    def lacks(table: str, wanted: list[str]) -> float:
        return float(bool(wanted) and not book.holds(table, wanted, first.entry))

    return {
        "confidence": math.log(sure / (1 - sure)),
        "score": first.score,
        "gap": ranking.gap,
        "goes_on": float(goes_on),
        "words": float(len(question.words)),
        "share": book.share(question, first.entry),
        "named": float(named),
        "thin": float(evidence < _EVIDENCE and not named),
        "elsewhere_over": ranking.terms["elsewhere_over"],
        "complaint_over": ranking.terms["complaint_over"],
        "chatter_over": ranking.terms["chatter_over"],
        "other_level": _of_another_level(book, question, ranking),
        "lacks_unit": lacks("units", [u for u in question.units if u not in known.strict_units]),
        "lacks_measure": lacks("wants", [want for want in question.wants if want in _MEASURES]),
        "lacks_want": lacks(
            "wants", [want for want in question.wants if want not in _MEASURES | known.must]
        ),
    }


def _of_another_level(book: SignalBook, question: Reading, ranking: Ranking) -> float:
    """1 where one level is named in so many letters, and the best entry is not of it."""
    spelt = vocabulary().levels.find(question.folded)
    levels = [level for level in question.levels if level in spelt]
    first = ranking.best[0].entry
    apart = len(levels) == 1 and not question.echo and not book.holds("levels", levels, first)
    return float(apart)
