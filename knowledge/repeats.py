"""Several answers one under the other, without what one has said and another says again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.pointed import is_row, words_of

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_SAID = 0.75  # of the words of a line that stand in another answer: it adds nothing


def without_repeats(bodies: Sequence[str]) -> list[str]:
    """Each body less the lines that another tells; empty where the ones before tell it all.

    A list stays whole, and so does the line that answers.
    """
    kept: list[str] = []
    for number, body in enumerate(bodies):
        before = "\n".join(kept)
        if before and all(_is_told(line, before) for line in body.split("\n")):
            kept.append("")
            continue
        others = "\n".join([before, *bodies[number + 1 :]])
        first, *rest = body.split("\n")
        kept.append("\n".join([first, *(x for x in rest if is_row(x) or not _is_told(x, others))]))
    return kept


def _is_told(line: str, others: str) -> bool:
    """Whether a line has no figure that was not told and hardly a word."""
    words = words_of(line)
    if not set(_NUMBER.findall(line)) <= set(_NUMBER.findall(others)):
        return False
    return len(words & words_of(others)) >= _SAID * len(words)
