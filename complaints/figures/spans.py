"""A ticket's whole life as spans in which nothing changed: what happened, and what was known. Pure.

Most of what happens is known at once. Where an import tells of it later, an earlier answer must
stay as it was: such a ticket has lines, one for each time that something was learned, and a span
says from when until when it was the best that was known.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from complaints.figures.history import Happened, History
from complaints.figures.moments import FOREVER
from complaints.figures.replay import apply
from complaints.figures.state import Ruler, State

ALWAYS = 0  # known from the moment it happened on


@dataclass(frozen=True, slots=True)
class Span:
    """The state from `valid_from` until `valid_to`, as known from `known_from` until `known_to`."""

    valid_from: int
    valid_to: int
    known_from: int
    known_to: int
    state: State


def spans_of(history: History, ruler: Ruler) -> list[Span]:
    """Return the spans: to each moment, and knowledge of that moment or later, at most one."""
    learned = sorted({each.known for each in history.happened if each.late})
    lines = [ALWAYS, *learned]
    found: list[Span] = []
    before: dict[tuple[int, int], int] = {}  # where the line before has its spans
    for known_from, known_to in zip(lines, [*learned, FOREVER], strict=True):
        seen = [each for each in history.happened if not each.late or each.known <= known_from]
        line = {}
        for span in _line(seen, history, ruler):
            if span.valid_from >= known_to:
                continue  # nobody asks for a moment after what they know
            place = before.get((span.valid_from, span.valid_to))
            if place is not None and found[place].state == span.state:
                found[place] = replace(found[place], known_to=known_to)
            else:
                place = len(found)
                found.append(replace(span, known_from=known_from, known_to=known_to))
            line[span.valid_from, span.valid_to] = place
        before = line
    return found


def _line(seen: list[Happened], history: History, ruler: Ruler) -> Iterator[Span]:
    """Yield the spans of one line; those that change nothing are one."""
    state, since = State(), ALWAYS
    for at, together in groupby(seen, key=lambda each: each.at):
        after = state
        for each in together:
            after = apply(after, each, history, ruler)
        if after == state:
            continue
        if state.status:
            yield Span(since, at, ALWAYS, FOREVER, state)
        state, since = after, at
    if state.status:
        yield Span(since, FOREVER, ALWAYS, FOREVER, state)
