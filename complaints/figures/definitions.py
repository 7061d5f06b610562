"""What each figure is: its level, unit and formula here, its words in definitions.yml.

The help page is made of both. A figure without a measure, words or a place here does not load.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from core.phrases import Language, Phrases, load_phrases

FILE = Path(__file__).with_name("definitions.yml")
PARTS = ("name", "words", "top", "bottom")


class Level(StrEnum):
    """Which level of dimension 3.4 a figure is evidence for."""

    DEMAND = "demand"  # none: how much there was to do
    BASIC = "basic"
    ADVANCE = "advance"
    SIGNIFICANCE = "significance"


class Unit(StrEnum):
    """What a value is given in."""

    TICKETS = "tickets"
    SHARE = "share"  # between 0 and 1
    SECONDS = "seconds"  # of the clock on the wall
    WORKING_SECONDS = "working_seconds"  # eight hours are a day
    STARS = "stars"
    TIMES = "times"


class Better(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Target(StrEnum):
    """Where a target comes from."""

    NONE = "none"
    CATEGORY = "category"  # hours until response or solution, of one category
    DUE_DATES = "due_dates"  # each ticket's own, kept with its events
    WHOLE = "whole"  # everything there is


@dataclass(frozen=True, slots=True)
class Definition:
    """One figure. `maths` writes sets between bars, T for the moment, P for the period."""

    id: str
    level: Level
    unit: Unit
    better: Better
    maths: str
    target: Target = Target.NONE

    def say(self, part: str, language: Language = "th") -> str:
        """Return its name, its formula in words, its numerator (top) or denominator (bottom)."""
        return _phrases().say(f"{self.id}.{part}", language)


_T, _S, _W, _C = Unit.TICKETS, Unit.SHARE, Unit.WORKING_SECONDS, Unit.SECONDS
_UP, _DOWN, _SAME = Better.HIGHER, Better.LOWER, Better.NEITHER
_DEMAND, _BASIC, _ADVANCE, _MOST = tuple(Level)

_ALL = (
    Definition("received", _DEMAND, _T, _SAME, "|R|,  R = {t : reported(t) ∈ P}"),
    Definition("voices", _DEMAND, _T, _SAME, "|R| + Σ joined(t)"),
    Definition("problems", _DEMAND, _T, _SAME, "|Q|,  Q = {t ∈ R : main, ours, not withdrawn}"),
    Definition("rejected", _DEMAND, _T, _SAME, "|{t ∈ R : rejected}|"),
    Definition("handed_on", _DEMAND, _T, _SAME, "|{t ∈ P : led by us before T, not at T}|"),
    Definition("withdrawn", _DEMAND, _T, _SAME, "|{t ∈ R : withdrawn}|"),
    Definition(
        "assigned_at_once",
        _BASIC,
        _S,
        _UP,
        "|{t : assigned(t) − reported(t) ≤ 60 s}| ÷ |{t : assigned here}|",
        Target.WHOLE,
    ),
    Definition(
        "owned_categories", _BASIC, _S, _UP, "|{c : owner(c), target(c)}| ÷ 14", Target.WHOLE
    ),
    Definition("audited", _BASIC, _S, _UP, "Σ audited moves ÷ Σ moves", Target.WHOLE),
    Definition(
        "first_response",
        _ADVANCE,
        _W,
        _DOWN,
        "median, p90, mean of W(reported, taken up)",
        Target.CATEGORY,
    ),
    Definition(
        "first_response_calendar", _ADVANCE, _C, _DOWN, "median, p90, mean of taken up − reported"
    ),
    Definition(
        "response_on_time",
        _ADVANCE,
        _S,
        _UP,
        "|taken up ≤ due| ÷ (|taken up| + |not taken up, due < T|)",
        Target.DUE_DATES,
    ),
    Definition(
        "resolution_gross",
        _ADVANCE,
        _W,
        _DOWN,
        "median, p90, mean of W(reported, finished)",
        Target.CATEGORY,
    ),
    Definition(
        "resolution_net",
        _ADVANCE,
        _W,
        _DOWN,
        "median, p90, mean of W(reported, finished) − Σ W(on hold)",
        Target.CATEGORY,
    ),
    Definition(
        "resolution_calendar_gross",
        _ADVANCE,
        _C,
        _DOWN,
        "median, p90, mean of finished − reported",
    ),
    Definition(
        "resolution_calendar_net",
        _ADVANCE,
        _C,
        _DOWN,
        "median, p90, mean of finished − reported − Σ on hold",
    ),
    Definition(
        "on_time",
        _ADVANCE,
        _S,
        _UP,
        "|finished ≤ due| ÷ (|finished| + |open, due < T|)",
        Target.DUE_DATES,
    ),
    Definition("backlog", _ADVANCE, _T, _DOWN, "|B|,  B = {t : main, open at T}"),
    Definition("backlog_overdue", _ADVANCE, _S, _DOWN, "|{t ∈ B : due < T}| ÷ |B|"),
    Definition("handed_over", _ADVANCE, _S, _DOWN, "|{t ∈ Q : hand-overs > 0}| ÷ |Q|"),
    Definition("hand_overs", _ADVANCE, Unit.TIMES, _DOWN, "Σ hand-overs ÷ |Q|"),
    Definition("line_share", _MOST, _S, _UP, "|{t ∈ R : by LINE}| ÷ |R|"),
    Definition(
        "proposals_kept", _MOST, _S, _UP, "|{t : category = proposed}| ÷ |{t : proposed, taken up}|"
    ),
    Definition("duplicates_joined", _MOST, _S, _UP, "(|children| + Σ joined) ÷ (|R| + Σ joined)"),
    Definition("stars", _MOST, Unit.STARS, _UP, "Σ stars ÷ Σ ratings"),
    Definition("rated", _MOST, _S, _UP, "|{t : finished, rated}| ÷ |{t : finished}|"),
    Definition("closed", _MOST, _T, _SAME, "|F|,  F = {t ∈ Q : finished at T}"),
    Definition("confirmed", _MOST, _T, _UP, "|{t ∈ F : confirmed}|"),
    Definition("silent", _MOST, _T, _DOWN, "|F| − |{t ∈ F : confirmed}|"),
    Definition("disputed", _MOST, _T, _DOWN, "|D|,  D = {t ∈ Q : reopened before T}"),
    Definition(
        "confirmed_share",
        _MOST,
        _S,
        _UP,
        "|{t ∈ F : reported here, confirmed}| ÷ |{t ∈ F : reported here}|",
    ),
    Definition("reopened_share", _MOST, _S, _DOWN, "|D| ÷ |F ∪ D|"),
)


@functools.cache
def load_definitions() -> Mapping[str, Definition]:
    """Return {id: definition} in the order they are shown in.

    Raises:
        ValueError: words are missing, or are there for no figure.
    """
    wanted = {f"{each.id}.{part}" for each in _ALL for part in PARTS}
    if wanted != _phrases().keys():
        raise ValueError(f"{FILE.name}: {sorted(wanted ^ _phrases().keys())}")
    return {each.id: each for each in _ALL}


@functools.cache
def _phrases() -> Phrases:
    return load_phrases(FILE)
