"""Bars beside words: how long each is, out of a hundred."""

from collections.abc import Iterable
from dataclasses import dataclass

MOST = 15


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is of, its words, its length from 0 to 100, where it leads."""

    name: str
    words: str
    length: float
    address: str = ""


def bars(counts: Iterable[tuple[str, int, str]], most: int = MOST) -> tuple[Bar, ...]:
    """Return bars of (name, count, address), the longest first; no more than `most`."""
    ordered = sorted(counts, key=lambda each: -each[1])[:most]
    return in_order(ordered)


def in_order(counts: Iterable[tuple[str, int, str]]) -> tuple[Bar, ...]:
    """Return bars of (name, count, address) as they come."""
    given = list(counts)
    longest = max((count for _, count, _ in given), default=0)
    return tuple(
        Bar(name, f"{count:,}", 100 * count / longest if longest else 0, address if count else "")
        for name, count, address in given
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A line through values, on a field of 100 by 30; `last` is its right end, None where empty."""

    points: str
    last: tuple[float, float] | None


WIDTH, HEIGHT, EDGE = 100.0, 30.0, 3.0


def line(values: Iterable[float | None]) -> Line:
    """Return the line through values side by side; where there is none, it runs on."""
    given = list(values)
    known = [value for value in given if value is not None]
    if not known:
        return Line("", None)
    low, span = min(known), max(known) - min(known)
    step = (WIDTH - 2 * EDGE) / max(len(given) - 1, 1)
    places = [
        (EDGE + step * place, _height(value, low, span))
        for place, value in enumerate(given)
        if value is not None
    ]
    return Line(" ".join(f"{x:.1f},{y:.1f}" for x, y in places), places[-1])


def _height(value: float, low: float, span: float) -> float:
    share = (value - low) / span if span else 0.5
    return HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE)
