"""Reads a question with slips in it as its likeliest words, where it reads badly as written.

A noisy channel: each word costs the logarithm of how rarely the entries use it, each slip that of
how rarely it happens, and the cheapest words that make up a stretch of letters are what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby

from knowledge.slips import Slips
from knowledge.vocabulary import vocabulary
from thai.words import is_stopword, known, stopwords, tokens

_LONGEST_PIECE = 7  # letters: a stretch of unknown letters beyond that is no slip
_LONGEST = 18  # letters of a word
_AROUND = 2  # pieces on either side that a slip may have torn apart
# How often the little words are used at least, and those that only the vocabulary has.
_LITTLE, _LISTED = 200.0, 1.0
# What a letter of no word costs, a vowel or sign of none, and a word that the entries do not use,
# more if it is short.
_UNKNOWN, _LOOSE, _ELSEWHERE, _SHORT = 3.0, 5.0, 8.0, 1.5
_SURE_WORD = 4
# A letter that is said again (ๆ) ends a run.
_THAI = re.compile("[ก-ๅ\u0e47-๎]+")


class Respeller:
    """Reads stretches with slips in them as the likeliest words."""

    def __init__(self, words: Mapping[str, float], spared: Iterable[str] = ()) -> None:
        """``words`` of the entries with how often each is used; ``spared`` mean what they say."""
        used = {word: count for word, count in words.items() if _THAI.fullmatch(word)}
        used |= {word: max(used.get(word, 0.0), _LITTLE) for word in stopwords()}
        for word in vocabulary().same:
            used.setdefault(word, _LISTED)
        self._spared = {word for text in spared for word in tokens(text)}
        meant = {w: n for w, n in used.items() if len(w) > 1 and (known(w) or is_stopword(w))}
        self._slips = Slips(used, meant)

    def respelt(self, text: str) -> str:
        """A normalised text with what is no word replaced by the word that it must have been."""
        for stretch in self._stretches(text):
            meant = self._meant(stretch)
            if meant != stretch:
                text = text.replace(stretch, meant, 1)
        return text

    def _stretches(self, text: str) -> list[str]:
        """Runs of Thai letters around what is no word, or has lost its signs."""
        found = []
        for run in _THAI.findall(text):
            pieces = tokens(run)
            strange = self._strange(pieces)
            near = {n for place in strange for n in range(place - _AROUND, place + _AROUND + 1)}
            places = enumerate(n for n in range(len(pieces)) if n in near)
            for _, group in groupby(places, key=lambda pair: pair[1] - pair[0]):
                found.append("".join(pieces[n] for _, n in group))
        return found

    def _strange(self, pieces: list[str]) -> set[int]:
        """Places of pieces that are no words, or that make one only together: ประ, เพท."""
        found = {place for place, piece in enumerate(pieces) if self._is_strange(piece)}
        for place in range(len(pieces) - 1):
            pair = pieces[place : place + 2]
            if not any(map(self._is_fixed, pair)) and self._slips.sounds("".join(pair)):
                found |= {place, place + 1}
        return found

    def _is_strange(self, piece: str) -> bool:
        if len(piece) > _LONGEST_PIECE or piece in self._spared:
            return False
        if len(piece) == 1:
            return True
        cost = self._cost(piece)
        return cost is None or any(other < cost for _, other in self._slips.without_signs(piece))

    def _is_fixed(self, piece: str) -> bool:
        return is_stopword(piece) or (len(piece) >= _SURE_WORD and piece in self._slips.costs)

    def _cost(self, word: str) -> float | None:
        """What a word costs as it is written; None where it is none."""
        cost = self._slips.costs.get(word)
        if cost is None and (known(word) or word in self._spared):
            return _ELSEWHERE + _SHORT * (len(word) < _SURE_WORD)
        return cost

    def _meant(self, stretch: str) -> str:
        """The likeliest words for a stretch, as one text."""
        best: list[tuple[float, str]] = [(0.0, "")]
        for end in range(1, len(stretch) + 1):
            letter = stretch[end - 1]
            cost, text = best[end - 1]
            unknown = _UNKNOWN if "ก" <= letter <= "ฮ" else _LOOSE
            ways = [(cost + unknown, text + letter)]
            for start in range(max(0, end - _LONGEST), end - 1):
                before, text = best[start]
                for word, cost in self._readings(stretch[start:end]):
                    ways.append((before + cost, text + word))
            best.append(min(ways))
        return best[-1][1]

    def _readings(self, written: str) -> Iterable[tuple[str, float]]:
        """What a run of letters may be, itself among it, each with what that costs."""
        if (cost := self._cost(written)) is not None:
            return [(written, cost), *self._slips.without_signs(written)]
        return self._slips.meanings(written)
