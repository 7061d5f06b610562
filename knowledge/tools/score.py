"""Which level of ระบบราชการ 4.0 a score is.

Scores run from 0 to 500. Bands: documents 002 (fiscal year 2568, "แล้วอะไรคือ PMQA 4.0") and 004
(2566, criteria of the PMQA 4.0 award), which agree. Document 001 (undated) has one score a level.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from core.errors import InvalidInput

FULL = Decimal(500)
CATEGORIES = range(1, 8)
# Documents 004, "การปรับปรุงขั้นตอนการตรวจประเมินรางวัล PMQA 4.0": from here on an agency passes.
STAGE_PASS = Decimal(400)
RESULTS = 7  # the category whose mean decides stage 1
_RAW_FULL = Decimal(5)
_RAW_TIMES = 100


@dataclass(frozen=True, slots=True)
class Band:
    """A level's band, both ends within it; ``single`` is document 001's one score."""

    level: str
    low: int
    high: int
    single: int


BANDS = (
    Band("basic", 300, 399, 300),
    Band("advance", 400, 469, 400),
    Band("significance", 470, 500, 500),
)


@dataclass(frozen=True, slots=True)
class Status:
    """What a score means. ``band`` is None below the first level, ``next`` None at the top.

    ``missing`` is how many points lie between the score and ``next``; 0 at the top. ``single``
    is the level reached by document 001's single scores.
    """

    score: Decimal
    band: Band | None
    next: Band | None
    missing: Decimal
    single: Band | None


# How the scores of the seven categories make the total: added where they are parts of 500,
# else the mean of scores out of 500 each, which may be typed out of 5 ("(*100)" in 004's table).
How = Literal["sum", "mean", "mean_of_five"]


@dataclass(frozen=True, slots=True)
class Total:
    """The total over all seven categories, each score as it entered it."""

    how: How
    score: Decimal
    categories: Mapping[int, Decimal]

    @property
    def weak(self) -> tuple[int, ...]:
        """Categories below 400, weakest first; none where the scores are only added up."""
        if self.how == "sum":
            return ()
        low = [n for n, score in self.categories.items() if score < STAGE_PASS]
        return tuple(sorted(low, key=lambda number: (self.categories[number], number)))

    @property
    def passes_stages(self) -> tuple[bool, bool] | None:
        """Whether it passes stage 1 (mean of หมวด 7) and stage 2 (mean of all); None if added."""
        if self.how == "sum":
            return None
        return self.categories[RESULTS] >= STAGE_PASS, self.score >= STAGE_PASS


def status_of(score: Decimal) -> Status:
    """The level of a score. A part of a point does not lift: 399.5 is not yet 400.

    Raises:
        InvalidInput: ``score_range``, it is not within 0 to 500.
    """
    if not 0 <= score <= FULL:
        raise InvalidInput("score_range", score=score)
    reached = [band for band in BANDS if score >= band.low]
    ahead = BANDS[len(reached)] if len(reached) < len(BANDS) else None
    single = [band for band in BANDS if score >= band.single]
    return Status(
        score=score,
        band=reached[-1] if reached else None,
        next=ahead,
        missing=ahead.low - score if ahead else Decimal(0),
        single=single[-1] if single else None,
    )


def total_of(scores: Mapping[int, Decimal]) -> Total:
    """The total of the seven categories' scores, by the reading that fits them.

    Raises:
        InvalidInput: ``categories_missing`` (``missing``), ``category_range`` (``number``,
            ``score``), or ``categories_unclear`` (``sum``): too much to be added up, too little
            to be scores out of 500.
    """
    missing = [number for number in CATEGORIES if number not in scores]
    if missing:
        raise InvalidInput("categories_missing", missing=missing)
    for number, score in sorted(scores.items()):
        if not 0 <= score <= FULL:
            raise InvalidInput("category_range", number=number, score=score)
    return _total({number: scores[number] for number in CATEGORIES})


def _total(scores: dict[int, Decimal]) -> Total:
    added, highest = sum(scores.values(), Decimal(0)), max(scores.values())
    if 0 < highest <= _RAW_FULL:
        scores = {number: score * _RAW_TIMES for number, score in scores.items()}
        return Total("mean_of_five", sum(scores.values(), Decimal(0)) / len(scores), scores)
    if added <= FULL:
        return Total("sum", added, scores)
    if highest <= 100:
        raise InvalidInput("categories_unclear", sum=added)
    return Total("mean", added / len(scores), scores)
