"""Words that a misspelt stretch of letters may stand for, and how far each is from it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz.distance import OSA

from knowledge.hearing import hear
from thai.keyboard import are_neighbours
from thai.normalise import fold, skeleton
from thai.words import is_stopword

# What a slip costs, as the negative logarithm of its chance, like the words themselves.
_BY_SIGNS, _BY_EAR = 1.0, 3.0
_DOUBLED, _SWAPPED, _NEIGHBOUR, _OTHER = 4.0, 4.5, 5.0, 6.0
_FIRST_LETTER = 1.5  # more, where the word begins with another letter
_AUDIBLE = 3  # letters of a word as it sounds from which one may be off


class Slips:
    """The words of the entries, found by what people write for them."""

    def __init__(self, words: Mapping[str, float], meant: Iterable[str]) -> None:
        """``words`` with how often each is used; those of ``meant`` may stand for others."""
        total = sum(words.values()) or 1.0
        self.costs = {word: -math.log(count / total) for word, count in words.items()}
        rarest_first = sorted(meant, key=lambda word: (-self.costs[word], word))
        self._bare = {skeleton(word): word for word in rarest_first}
        self._folded = {fold(word): word for word in rarest_first}
        self._heard = {hear(sound): word for sound, word in self._folded.items()}
        self._near: dict[str, list[str]] = {}
        for sound in self._folded:
            if len(sound) >= _AUDIBLE:
                for less in _one_less(sound):
                    self._near.setdefault(less, []).append(sound)

    def sounds(self, written: str) -> bool:
        """Whether letters sound as a word does."""
        return fold(written) in self._folded

    def without_signs(self, written: str) -> list[tuple[str, float]]:
        """The word that is written without its tone marks, with its cost; none or one."""
        word = self._bare.get(written)
        lost = word is not None and word != written and not is_stopword(written)
        return [(word, self.costs[word] + _BY_SIGNS)] if word and lost else []

    def meanings(self, written: str) -> Iterator[tuple[str, float]]:
        """Words that may be meant, each with its cost and that of the slips."""
        sound = fold(written)
        if word := self._folded.get(sound):
            yield word, self.costs[word] + _BY_SIGNS
        if len(sound) < _AUDIBLE:
            return
        if word := self._heard.get(hear(sound)):
            yield word, self.costs[word] + _BY_EAR + _first(sound, fold(word))
        for near in self._one_off(sound):
            word = self._folded[near]
            yield word, self.costs[word] + _cost_of_slip(sound, near)

    def _one_off(self, sound: str) -> Iterable[str]:
        found = {near for less in _one_less(sound) for near in self._near.get(less, ())}
        return [near for near in found if near != sound and OSA.distance(near, sound) == 1]


def _one_less(sound: str) -> set[str]:
    """A sound, and it with one letter left out."""
    return {sound, *(sound[:place] + sound[place + 1 :] for place in range(len(sound)))}


def _first(written: str, meant: str) -> float:
    return 0.0 if written[0] == meant[0] else _FIRST_LETTER


def _cost_of_slip(written: str, meant: str) -> float:
    """What one letter too many, too few, swapped or another costs."""
    place = next((n for n, (a, b) in enumerate(zip(written, meant, strict=False)) if a != b), -1)
    first = _first(written, meant)
    if len(written) != len(meant):
        doubled = len(written) > len(meant) and written[place] == written[place - 1]
        return (_DOUBLED if doubled else _NEIGHBOUR) + first
    if sorted(written) == sorted(meant):
        return _SWAPPED + first
    if hear(written[place]) == hear(meant[place]):
        return _BY_EAR
    return (_NEIGHBOUR if are_neighbours(written[place], meant[place]) else _OTHER) + first
