"""Which columns figures are counted from: found by looking at what they look at.

Moving a column of many tickets out of the database is most of what a figure costs.
"""

import functools
from collections.abc import Iterable
from dataclasses import dataclass, field

from complaints.figures.lives import COLUMNS, WORDS, Flags, Ints, Lives
from complaints.figures.measures import MEASURES, Count, Over, Ratio, Times

# By these every ticket is listed, and every ticket told apart by time.
ALWAYS = frozenset({"ticket_id", "reported_at"})


@dataclass(frozen=True)
class _Watched(Lives):
    """No tickets; notes which of their columns are looked at."""

    seen: set[str] = field(default_factory=set)

    def numbers(self, name: str) -> Ints:
        self.seen.add(name)
        return super().numbers(name)

    def is_any(self, name: str, *values: str) -> Flags:
        self.seen.add(name)
        return super().is_any(name, *values)

    def has(self, name: str) -> Flags:
        self.seen.add(name)
        return super().has(name)


@functools.cache
def columns_for(over: Over, figures: frozenset[str] = frozenset(MEASURES)) -> tuple[str, ...]:
    """Return the columns from which these figures are counted of the tickets that they are over."""
    seen = {name for figure in figures & set(MEASURES) for name in _looked_at(figure, over)}
    return tuple(name for name in COLUMNS if name in ALWAYS | seen)


def _looked_at(figure: str, over: Over) -> Iterable[str]:
    measure = MEASURES[figure]
    if measure.over is not over:
        return ()
    nothing = Lives.of_rows(0, [])
    watched = _Watched(0, nothing.columns, dict.fromkeys(WORDS, ()))
    match measure:
        case Count(top):
            top(watched)
        case Ratio(one, other) | Times(one, other):
            one(watched)
            other(watched)
    return watched.seen
