"""Words as they sound: segmented and compared with tone marks and like letters folded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from knowledge.vocabulary import vocabulary
from thai.normalise import fold
from thai.words import Splitter, stopwords

# The second letter of a cluster is often not spoken: ประเภท, ครั้ง, เปลี่ยน.
_CLUSTER = re.compile("(?<=[กคตทปพส])[รล](?=[ะาิุัอํำๅ])")
_UNSPOKEN = re.compile("ะ|(?<=ค)ร(?![ก-ฮ])")
_ENDINGS = str.maketrans(
    {
        **dict.fromkeys("ตทสจช", "ด"),
        **dict.fromkeys("รล", "น"),
        **dict.fromkeys("ปพฟ", "บ"),
        "ค": "ก",
        "ฤ": "ิ",
        "ไ": "ั",
        "ๆ": None,
    }
)


def hear(folded: str) -> str:
    """A folded text with clusters opened and every letter as one that ends a syllable alike.

    Coarser than folding: เลิดรัด and เลิศรัฐ come out the same, but so do many words that differ. For
    comparing runs of letters, never words.
    """
    return _UNSPOKEN.sub("", _CLUSTER.sub("", folded)).translate(_ENDINGS)


class Sounds:
    """Splits folded text by the folded words of the entries, the vocabulary and the stopwords."""

    def __init__(self, words: Iterable[str]) -> None:
        same = vocabulary().same
        self._same = {fold(word): fold(first) for word, first in same.items()}
        self._silent = {fold(word) for word in stopwords()}
        known = {fold(word) for word in words}
        # Single letters would be found in every word that is not known.
        listed = {*known, *self._same, *self._silent}
        self._splitter = Splitter(word for word in listed if len(word) > 1)

    def words(self, folded: str) -> list[str]:
        """Content words of a folded text, each as the word that stands for its synonyms."""
        return [
            self._same.get(word, word)
            for word in self._splitter.tokens(folded)
            if word not in self._silent and len(word) > 1
        ]

    def folded(self, bag: Mapping[str, float]) -> Counter[str]:
        """A bag of written words as a bag of sounds."""
        sounds: Counter[str] = Counter()
        for word, count in bag.items():
            sound = fold(word)
            if len(sound) > 1 and sound not in self._silent:
                sounds[self._same.get(sound, sound)] += count  # type: ignore[assignment]
        return sounds
