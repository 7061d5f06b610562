"""Weighs the signals into a ranking, and the ranking into a confidence."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from knowledge.entry import ADDED, Entry
from knowledge.index import Scores
from knowledge.reading import Reading
from knowledge.signals import SignalBook, Signals
from knowledge.vocabulary import vocabulary

WEIGHTS_FILE = Path(__file__).with_name("weights.yml")
_BEST = 5
# What an entry close to the one before gains in a question that goes on from it.
_NEARBY = 1.5
# What one that stands beside it gains besides where another thing is put in its place.
_SISTER = 2.5
# By how much an entry whose text was lost must fit better than one that tells something.
_HARDLY_BETTER = 0.5
_BOUND = ("criteria", "levels", "years", "awards", "dimensions", "categories", "numbered")


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights by signal name, by confidence term and by what makes one doubt an answer.

    ``answer_from`` is the confidence from which a remark or a bare word is taken for a question.
    """

    ranking: Mapping[str, float]
    confidence: Mapping[str, float]
    refusal: Mapping[str, float]
    answer_from: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """One entry with its score; ``scores`` differ by how much better the entry fits."""

    entry: Entry
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best entries, best first, and the chance that the documents answer the question.

    ``gap`` is how far the best entry of another subject falls behind the first. ``ageless`` is the
    entry that would be first if the years named did not count, by ``year_lift`` where it is another
    subject.
    """

    best: tuple[Ranked, ...]
    confidence: float
    gap: float
    ageless: Entry
    year_lift: float
    terms: Mapping[str, float]


@cache
def weights() -> Weights:
    """The project's weights, read once."""
    raw: dict[str, Any] = yaml.safe_load(WEIGHTS_FILE.read_text(encoding="utf-8"))
    return Weights(raw["ranking"], raw["confidence"], raw["refusal"], raw["answer_from"])


def forget_weights() -> None:
    """Read the weights anew at their next use; for training, which has just written them."""
    weights.cache_clear()
    _without_years.cache_clear()


def rank(
    book: SignalBook, question: Reading, after: Entry | None = None, *, swapped: bool = False
) -> Ranking:
    """The entries that fit a question best; ``after`` is the one that was answered just before.

    ``swapped`` tells that the question only puts another thing in its place.
    """
    signals = book.signals(question)
    scores = total(signals, weights().ranking)
    if after is not None:
        scores = scores + _NEARBY * book.nearness(after)
        if swapped:
            scores = scores + _SISTER * book.sisters(after)
    order = _told_first(book, scores, np.argsort(-scores)[:_BEST])
    best = tuple(Ranked(book.entries[i], float(scores[i])) for i in order)
    terms = confidence_terms(book, question, signals, scores, int(order[0]))
    ageless, lift = best[0].entry, 0.0
    if question.years:
        plain = total(signals, _without_years())
        ageless = book.entries[int(np.argmax(plain))]
        if ageless.topic_id != best[0].entry.topic_id:
            lift = float(plain.max() - plain[order[0]])
    return Ranking(best, confidence(terms), _gap(best), ageless, lift, terms)


@cache
def _without_years() -> Mapping[str, float]:
    return {n: value for n, value in weights().ranking.items() if not n.startswith("years_")}


def _told_first(book: SignalBook, scores: Scores, order: NDArray[np.int64]) -> NDArray[np.int64]:
    """The order, less that an entry without a text goes behind one that fits nearly as well."""
    near = [place for place in order if scores[order[0]] - scores[place] <= _HARDLY_BETTER]
    told = [place for place in near if not book.entries[place].missing]
    if not told:
        return order
    return np.array([told[0], *(place for place in order if place != told[0])])


def _gap(best: tuple[Ranked, ...]) -> float:
    first = best[0]
    others = (r.score for r in best[1:] if _subject(r.entry) != _subject(first.entry))
    return first.score - max(others, default=best[-1].score)


def near_ties(ranking: Ranking, within: float, most: int) -> tuple[Entry, ...]:
    """The first entry and those close behind it that are about something else, best first."""
    first = ranking.best[0]
    chosen = [first.entry]
    for ranked in ranking.best[1:]:
        apart = all(_subject(ranked.entry) != _subject(entry) for entry in chosen)
        if apart and first.score - ranked.score <= within and not ranked.entry.missing:
            chosen.append(ranked.entry)
    return tuple(chosen[:most])


def _subject(entry: Entry) -> tuple[object, ...]:
    """What tells subjects apart: the room and topic of the id, and what the entry binds to."""
    facets = entry.facets
    return (*entry.topic_id, facets.criterion, facets.award, facets.dimension)


def total(signals: Signals, ranking: Mapping[str, float]) -> Scores:
    """The weighted sum of the signals, one value an entry."""
    names = list(ranking)
    weighted: Scores = signals.matrix(names) @ np.array([ranking[n] for n in names], np.float32)
    return weighted


def confidence_terms(
    book: SignalBook, question: Reading, signals: Signals, scores: Scores, first: int
) -> dict[str, float]:
    """What speaks for and against the first of the ranking."""
    column = {name: float(values[first]) for name, values in signals.columns.items()}
    loose = vocabulary().loose_units.issuperset(question.units)
    return {
        "grams": column["grams"],
        "way_words": column["way_words"],
        "fuzzy": column["fuzzy"],
        "coverage": column["coverage"],
        "sound_coverage": column["sound_coverage"],
        "words": column["words"],
        "sounds": column["sounds"],
        "heard": column["heard"],
        "heard_coverage": column["heard_coverage"],
        "told": column["told"],
        "score": float(scores[first]) / 10,
        **book.lexicon.strangeness(question),
        "subject": float(question.names_something),
        "missed": sum(column[f"{name}_miss"] for name in _BOUND),
        "bound": sum(column[f"{name}_match"] for name in _BOUND),
        "wants_lack": column["wants_miss"] + column["wants_lack"],
        "units_lack": 0.0 if loose else column["units_miss"] + column["units_lack"],
        "units_match": column["units_match"],
        "bodies_miss": column["bodies_miss"],
        **_intents_against(question, book.entries[first]),
    }


def _intents_against(question: Reading, first: Entry) -> dict[str, float]:
    """How much more a text is meant for something other than what the documents hold.

    Of what editors have added the intents know nothing: there they do not count against it.
    """
    over = {
        f"{name}_over": question.intents.over_documents(name)
        for name in ("elsewhere", "complaint", "chatter")
    }
    added = first.id.startswith(ADDED)
    return {name: min(value, 0.0) for name, value in over.items()} if added else over


def confidence(terms: Mapping[str, float]) -> float:
    """The chance, 0 to 1, that the first entry answers the question."""
    scale = weights().confidence
    logit = scale["intercept"] + sum(scale.get(name, 0.0) * value for name, value in terms.items())
    return 1 / (1 + math.exp(-logit))
