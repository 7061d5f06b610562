"""Two things joined in one question that no name tells apart: each in words of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.context import carried
from knowledge.entry import Entry
from knowledge.near_miss import near_miss
from knowledge.ranking import Ranking
from knowledge.reading import Reading, canonical_words
from knowledge.refusal import rank_held, refusal
from knowledge.signals import SignalBook
from knowledge.vocabulary import vocabulary

_JOINT = re.compile(r"\s*(?:เทียบกับ|(?<!เกี่ยว)(?<!สำหรับ)(?<!ระหว่าง)กับ)\s*|\s(?:กะ|และ|vs\.?)\s*")
_NUMBER = re.compile(r"\d+")
# Of one of them it is asked which, who or how much, or how they differ.
_ASKS_OF_THEM = re.compile(r"ไหน|ใด|ใคร|กี่|เท่าไ|อะไร")
_SHORTEST = 4
# Of a side's own words, the share that an entry holds which tells of it, or that tells it whole.
_TOLD, _WHOLE = 0.5, 0.85
_NEARLY = 2.5  # by how much an entry may fit less well than the first

_Side = tuple[Entry, Reading]
_Own = tuple[tuple[str, ...], tuple[str, ...]]


def joined(book: SignalBook, question: Reading, ranking: Ranking) -> tuple[_Side, ...]:
    """The entry that tells of both things, else one of each, with what is asked of it.

    Empty where no two are joined, or the best entry tells of both already.
    """
    text = question.text
    if not (vocabulary().comparing.search(text) or _ASKS_OF_THEM.search(text)):
        return ()
    first, cuts = ranking.best[0].entry, list(_cuts(text))
    if not cuts or refusal(book, question, ranking) is not None:
        return ()
    for left, right in cuts:
        one, other = book.read(left), book.read(right)
        own = _own_words(one, other), _own_words(other, one)
        if not all(own):
            continue
        near = (e for e in _near(ranking) if e.topic_id == first.topic_id)
        whole = (e for e in near if _tells_both(book, e, own))
        if told := next(whole, None):
            return () if told is first else ((told, question),)
        left_told = _entry_of(book, carried(one, other), own[0])
        right_told = _entry_of(book, carried(other, one), own[1])
        if left_told and right_told and _apart(book, (left_told[0], right_told[0]), own):
            return left_told, right_told
    return ()


def _cuts(text: str) -> Iterator[tuple[str, str]]:
    for joint in _JOINT.finditer(text):
        left, right = text[: joint.start()], text[joint.end() :]
        if min(len(left), len(right)) >= _SHORTEST:
            yield left, right


def _own_words(side: Reading, beside: Reading) -> tuple[str, ...]:
    """What a side names and the other does not, less the words of comparing."""
    compared = set(canonical_words(" ".join(vocabulary().comparing.findall(side.text))))
    return tuple(w for w in side.words if w not in beside.words and w not in compared)


def _near(ranking: Ranking) -> Iterator[Entry]:
    first = ranking.best[0].score
    return (
        each.entry
        for each in ranking.best
        if first - each.score <= _NEARLY and not each.entry.missing
    )


def _tells_both(book: SignalBook, entry: Entry, own: _Own) -> bool:
    """Whether an entry tells of both things, and is not of one level of them."""
    return not entry.facets.level and all(book.share_of(w, entry) >= _WHOLE for w in own)


def _entry_of(book: SignalBook, side: Reading, own: tuple[str, ...]) -> _Side | None:
    """The entry nearest a side that tells of its own words, its figures all."""
    figures = tuple(word for word in own if _NUMBER.fullmatch(word))
    ranking = rank_held(book, side)
    if near_miss(book, side, ranking):
        return None
    for entry in _near(ranking):
        held = not figures or book.share_of(figures, entry) == 1
        if held and book.share_of(own, entry) >= _TOLD:
            return entry, side
    return None


def _apart(book: SignalBook, pair: tuple[Entry, Entry], own: _Own) -> bool:
    """Whether two entries of one subject each tell their own side better than the other does."""
    one, other = pair
    better = book.share_of(own[0], one) > book.share_of(own[0], other) and book.share_of(
        own[1], other
    ) > book.share_of(own[1], one)
    of_levels = [bool(entry.facets.level) for entry in pair]
    return one.topic_id == other.topic_id and better and of_levels[0] == of_levels[1]
