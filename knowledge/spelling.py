"""Puts misspelt words of a question right, by the words that the entries use."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from knowledge.hearing import hear
from knowledge.vocabulary import vocabulary
from thai.normalise import fold
from thai.words import is_stopword, known, tokens

# Letters from which a word is known by its sound, and from which one letter of that may be off.
_AUDIBLE, _LONG = 4, 6
_PER_SLIP = 4  # letters written for each that may be another
_MOST_PIECES = 3  # pieces that a misspelt word falls into
_LONGEST_PIECE = 7  # letters: a stretch of unknown letters beyond that is no slip


class Speller:
    """Knows the words of the entries and the vocabulary as they sound."""

    def __init__(self, words: Mapping[str, float]) -> None:
        """``words`` are those of the entries with how often each is used."""
        self._words = {word for word in words if _is_spelt(word)} | set(vocabulary().same)
        by_use = sorted(self._words, key=lambda word: (words.get(word, 0.0), word))
        # The most used of those that are spelt or sound alike.
        self._folded = {fold(word): word for word in by_use if len(word) >= _AUDIBLE}
        self._heard = {_sound(word): word for word in by_use if len(word) >= _AUDIBLE}
        self._long = [sound for sound in self._heard if len(sound) >= _LONG]

    def corrected(self, text: str) -> str:
        """A normalised text with what is no word replaced by the word that it must have been."""
        pieces = tokens(text)
        place = 0
        while place < len(pieces):
            written, meant, count = self._at(pieces, place)
            if meant:
                text = text.replace(written, meant, 1)
            place += count
        return text

    def _at(self, pieces: list[str], place: int) -> tuple[str, str, int]:
        """What is written at a place, what it must mean if not that, and of how many pieces."""
        for count in range(min(_MOST_PIECES, len(pieces) - place), 0, -1):
            group = pieces[place : place + count]
            written = "".join(group)
            # Pieces that are words may yet be one that is spelt by its sound: ประ, เพท.
            slips = any(map(self._is_slip, group)) or (count > 1 and fold(written) in self._folded)
            if slips and not any(map(self._is_fixed, group)):
                meant = self._meant(written)
                if meant and meant != written:
                    return written, meant, count
        return pieces[place], "", 1

    def _is_slip(self, piece: str) -> bool:
        if piece in self._words or (len(piece) > _LONGEST_PIECE and not piece.isascii()):
            return False
        return piece.isascii() or len(piece) == 1 or not known(piece)

    def _is_fixed(self, piece: str) -> bool:
        """Whether a piece is surely meant as written."""
        if piece in self._words and len(piece) >= _AUDIBLE:
            return True
        return (
            any(map(str.isdigit, piece)) or "ๆ" in piece or (len(piece) > 1 and is_stopword(piece))
        )

    def _meant(self, written: str) -> str:
        spelt, sound = fold(written), _sound(written)
        if not spelt:  # signs alone
            return ""
        if spelt in self._folded:
            return self._folded[spelt]
        meant = self._heard.get(sound, "")
        if not meant and len(sound) >= _LONG:
            near = extractOne(sound, self._long, scorer=OSA.distance, score_cutoff=1)
            meant = self._heard[near[0]] if near else ""
        slips = OSA.distance(spelt, fold(meant))
        return meant if spelt[0] == fold(meant)[:1] and slips <= len(spelt) // _PER_SLIP else ""


def _sound(word: str) -> str:
    return hear(fold(word)).replace(" ", "")


def _is_spelt(word: str) -> bool:
    return word.isascii() or known(word)
