"""How much the words of two reports speak for one problem."""

import functools
from dataclasses import dataclass

from categories import concepts
from categories.concepts import Concepts
from categories.focus import problem_part
from categories.precedence import Precedence
from complaints.duplicates.kin import ASIDE, DAMAGE, KIN_CONCEPTS
from thai.normalise import normalise
from thai.words import content_words

RUN = 3  # letters
ASIDE_WEIGHT = 0.35
KIN_WEIGHT = 0.6

# Weights of a logistic regression over pairs of neighbouring reports judged by hand, rounded.
CONSTANT = -4.1
FOREMOST = 1.9  # what each wants mended, the part that the other tells too; the smaller of both
MENTIONED = 1.2  # the same of everything that is spoken of
THING = 1.8  # one thing that is no aside stands in both
LETTERS = 2.0  # runs of letters of the shorter one that stand in the longer one
WORDS = 2.6  # words of the shorter one that stand in the longer one


@dataclass(frozen=True, slots=True)
class Reading:
    """What a report speaks of: the concepts its writer wants mended, all concepts, the words."""

    foremost: frozenset[str]
    mentioned: frozenset[str]
    words: frozenset[str]
    runs: frozenset[str]


@dataclass(frozen=True, slots=True)
class TextEvidence:
    """Log-odds that both tell of one problem, and the telling words that stand in both."""

    log_odds: float
    shared: tuple[str, ...]


def read(text: str) -> Reading:
    """Read a report as its writer typed it; about a millisecond."""
    told = problem_part(normalise(text))
    found, precedence = _readers()
    mentions = found.spot(told)
    letters = told.replace(" ", "")
    return Reading(
        foremost=frozenset(precedence.foremost(told, mentions)),
        mentioned=frozenset(mention.concept for mention in mentions),
        words=frozenset(content_words(told)),
        runs=frozenset(letters[at : at + RUN] for at in range(len(letters) - RUN + 1)),
    )


@functools.cache
def _readers() -> tuple[Concepts, Precedence]:
    return concepts.load(), Precedence.load()


def covered(one: frozenset[str], other: frozenset[str]) -> float:
    """Return which part of the smaller set stands in the larger one, 0 to 1."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def weigh(one: Reading, other: Reading) -> TextEvidence:
    """Compare two reports."""
    shared = one.words & other.words
    things = (one.mentioned & other.mentioned) - ASIDE
    log_odds = (
        CONSTANT
        + FOREMOST * _told_by_both(one.foremost, other.foremost)
        + MENTIONED * _told_by_both(one.mentioned, other.mentioned)
        + THING * (bool(things) or _damaged_alike(one, other))
        + LETTERS * covered(one.runs, other.runs)
        + WORDS * covered(one.words, other.words)
    )
    return TextEvidence(log_odds, tuple(sorted(shared, key=len, reverse=True)))


def _damaged_alike(one: Reading, other: Reading) -> bool:
    """Tell whether both want the same thing mended that is an aside where it is whole."""
    both = one.foremost & other.foremost
    return bool(both) and bool(one.mentioned & DAMAGE) and bool(other.mentioned & DAMAGE)


def _told_by_both(one: frozenset[str], other: frozenset[str]) -> float:
    """Return which part of what the one tells the other tells too; the smaller of both ways."""
    if not one or not other:
        return 0.0
    return min(_share(one, other), _share(other, one))


def _share(told: frozenset[str], other: frozenset[str]) -> float:
    whole = found = 0.0
    for concept in told:
        weight = ASIDE_WEIGHT if concept in ASIDE else 1.0
        whole += weight
        if concept in other:
            found += weight
        elif _kin(concept) & other:
            found += weight * KIN_WEIGHT
    return found / whole


@functools.cache
def _kin(concept: str) -> frozenset[str]:
    groups = (group for group in KIN_CONCEPTS if concept in group)
    return frozenset().union(*groups) - {concept}
