"""Words as they sound: segmented and compared with tone marks and like letters folded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from knowledge.vocabulary import vocabulary
from thai.normalise import fold
from thai.words import Splitter, stopwords

_KEPT = 8192  # texts last split


class Sounds:
    """Splits text by the words of the entries, the vocabulary and the stopwords, as they sound.

    ``spell`` brings a folded text to the spelling in which words are compared.
    """

    def __init__(self, words: Iterable[str], spell: Callable[[str], str] = str) -> None:
        self._spell = spell
        same = vocabulary().same
        self._same = {self._spelt(word): self._spelt(first) for word, first in same.items()}
        self._silent = {self._spelt(word) for word in stopwords()}
        known = {self._spelt(word) for word in words}
        # Single letters would be found in every word that is not known.
        listed = {*known, *self._same, *self._silent}
        splitter = Splitter(word for word in listed if len(word) > 1)
        # Single words come again from question to question.
        self._tokens = lru_cache(maxsize=_KEPT)(splitter.tokens)

    def words(self, folded: str) -> list[str]:
        """Content words of a folded text, each as the word that stands for its synonyms."""
        return [
            self._same.get(word, word)
            for word in self._tokens(self._spell(folded))
            if word not in self._silent and len(word) > 1
        ]

    def bag(self, words: Mapping[str, float]) -> Counter[str]:
        """A bag of written words as a bag of sounds."""
        sounds: Counter[str] = Counter()
        for word, count in words.items():
            sound = self._spelt(word)
            if len(sound) > 1 and sound not in self._silent:
                sounds[self._same.get(sound, sound)] += count  # type: ignore[assignment]
        return sounds

    def _spelt(self, word: str) -> str:
        return self._spell(fold(word))
