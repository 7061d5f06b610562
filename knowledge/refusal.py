"""Whether the best entry may answer: what keeps it from it for sure, or too much doubt."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from knowledge.entry import Entry
from knowledge.misses import UNKNOWN, NearMiss
from knowledge.near_miss import near_miss
from knowledge.ranking import Ranking, rank, weights
from knowledge.reading import Reading
from knowledge.signals import SignalBook
from knowledge.vocabulary import vocabulary

# The least chance of an answer. Above one half, for a wrong answer is worse than none; more refuses
# as many answerable questions as it keeps from others.
LIKELY = 0.6
# What an entry must be about for sure where nothing else is asked for.
_LEVEL, _PART = ("criteria", "levels"), ("awards", "parts")
# Wants that only a figure of that sort meets.
_MEASURES = frozenset(
    {"score", "percent", "baht", "hours", "minutes", "days", "years", "date", "since", "download"}
)
# Scores and gaps beyond these, and chances nearer to 0 and 1, make nothing surer.
_HIGH_SCORE, _WIDE_GAP, _SURELY = 14.0, 4.0, 1e-4
_UNLIKE = -3.0
_NEARLY_AS_GOOD = 1.0
# Share of a question's words from which an entry is about the thing asked for.
_ABOUT_IT = 0.5
# Confidence from which a unit that is asked for may well be told in other words.
_FITS_ALL_ELSE = 0.94


def refusal(book: SignalBook, question: Reading, ranking: Ranking) -> NearMiss | None:
    """Why a question is not answered with its best entry; None where it is."""
    missed = near_miss(book, question, ranking)
    if missed is not None and not (missed.in_doubt and ranking.confidence >= _FITS_ALL_ELSE):
        # Of what years the best entry is tells nothing where it hardly is about the thing.
        held = book.share(question, ranking.best[0].entry)
        aside = missed.reason == "year" and held < _ABOUT_IT
        return UNKNOWN if aside else missed
    if _names_exactly(book, question, ranking):
        return None
    found = chance(doubts(book, question, ranking), weights().refusal)
    return UNKNOWN if found < LIKELY else None


def rank_held(
    book: SignalBook, question: Reading, after: Entry | None = None, *, swapped: bool = False
) -> Ranking:
    """As ``rank``; where the best entry lacks what is asked for, one nearly as good may have it."""
    ranking = rank(book, question, after, swapped=swapped)
    missed = near_miss(book, question, ranking)
    if missed is None or not missed.elsewhere:
        return ranking
    first = ranking.best[0]
    for other in ranking.best[1:]:
        if first.score - other.score <= _NEARLY_AS_GOOD and not other.entry.missing:
            rest = tuple(ranked for ranked in ranking.best if ranked is not other)
            instead = replace(ranking, best=(other, *rest))
            if near_miss(book, question, instead) is None:
                return instead
    return ranking


def _names_exactly(book: SignalBook, question: Reading, ranking: Ranking) -> bool:
    """Whether the best entry is just what is named, and nothing else is asked."""
    first = ranking.best[0].entry
    if question.parts and question.awards and len(question.parts) == 1:
        return _asks_for_parts_only(question) and _is_about(book, question, first, _PART)
    bare = question.criteria and question.levels and not question.wants and not question.units
    return bool(bare) and _is_about(book, question, first, _LEVEL)


def _is_about(book: SignalBook, question: Reading, entry: Entry, facets: Sequence[str]) -> bool:
    return all(book.degree(facet, getattr(question, facet), entry) == 1 for facet in facets)


def _asks_for_parts_only(question: Reading) -> bool:
    known = vocabulary()
    rest = known.parts.without(known.awards.without(question.folded))
    return bool(known.vague_of_parts.fullmatch(rest))


def chance(found: Mapping[str, float], scale: Mapping[str, float]) -> float:
    """The chance, 0 to 1, that the best entry answers, by what ``doubts`` found and its weights."""
    logit = scale["intercept"] + sum(scale.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-logit))


def doubts(book: SignalBook, question: Reading, ranking: Ranking) -> dict[str, float]:
    """What speaks for and against the best entry, once nothing rules it out."""
    first = ranking.best[0]
    sure = min(max(ranking.confidence, _SURELY), 1 - _SURELY)
    measures = [want for want in question.wants if want in _MEASURES]
    lacks = bool(measures) and not book.holds("wants", measures, first.entry)
    complaint_over = ranking.terms["complaint_over"]
    return {
        "confidence": math.log(sure / (1 - sure)),
        "score": min(first.score, _HIGH_SCORE),
        "gap": min(ranking.gap, _WIDE_GAP),
        # The confidence makes too much of what sounds nothing like a complaint.
        "complaint_over": max(complaint_over, _UNLIKE),
        "complaint_far": min(complaint_over - _UNLIKE, 0.0),
        # Who wants something definite may want what is not told; who names a level hardly does.
        "wants": float(bool(question.wants)),
        "levels": float(bool(question.levels)),
        "lacks_measure": float(lacks),
    }
