"""Finds the passage of an added document that a question asks for, where no entry answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.cleaning import clean
from knowledge.index import Rarity, bm25
from knowledge.phrases import Language, phrase
from knowledge.reading import canonical_words
from knowledge.reply import Source
from knowledge.tables import Document, Passage
from thai.normalise import normalise

# A passage is shown where it holds this share of what the question says, by rarity, and this many
# of its words. Both are strict: an excerpt beside the point is worse than "I do not know".
_LEAST_SHARE = 0.7
_LEAST_WORDS = 2
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_CANDIDATES = 8
_HEADING_WEIGHT = 2.0
UNREVIEWED = "added"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage as a person sees it."""

    title: str
    place: str
    text: str
    year: int | None = None

    @property
    def source(self) -> Source:
        """Where it stands, for the reply."""
        return Source(UNREVIEWED, self.title, self.place, self.year)


def place_of(passage: Passage, language: Language = "th") -> str:
    """Where a passage stands in its document, such as "หมวด 2 (หน้า 14)"."""
    page = phrase("page", page=passage.page, language=language) if passage.page else ""
    return " ".join(part for part in (passage.heading, f"({page})" if page else "") if part)


@dataclass(frozen=True, slots=True)
class _Read:
    """A passage with its words weighed, and all that it says in one spelling."""

    excerpt: Excerpt
    bag: Counter[str]
    text: str


class PassageIndex:
    """All passages, searched at once. Nothing in it changes after it is built."""

    def __init__(
        self, passages: Iterable[tuple[Passage, Document]], before: PassageIndex | None = None
    ) -> None:
        """Read the passages; those that the index `before` has read are taken from it."""
        known = before.read_already if before else {}
        self.read_already: dict[int | None, _Read] = {
            passage.id: known.get(passage.id) or _read(passage, document)
            for passage, document in passages
        }
        self._all = list(self.read_already.values())
        bags = [each.bag for each in self._all]
        self._rarity = Rarity(bags)
        self._words = bm25(bags, self._rarity)

    def best(self, question: str) -> Excerpt | None:
        """The passage that a question asks for; None where none holds most of it."""
        if not self._all:
            return None
        text = clean(question)
        words = dict.fromkeys(canonical_words(text), 1.0)
        numbers = set(_NUMBER.findall(text))
        scores = self._words.scores(words)
        for place in map(int, (-scores).argsort()[:_CANDIDATES]):
            if self._holds(self._all[place], words, numbers):
                return self._all[place].excerpt
        return None

    def _holds(self, passage: _Read, words: Iterable[str], numbers: set[str]) -> bool:
        if not numbers <= set(_NUMBER.findall(passage.text)):
            return False
        mass = {word: self._rarity.of(word) for word in words}
        # A word may stand inside a longer one: เลิศรัฐ in รางวัลเลิศรัฐ.
        held = [word for word in mass if word in passage.bag or word in passage.text]
        share = sum(mass[word] for word in held) / (sum(mass.values()) or 1.0)
        return len(held) >= _LEAST_WORDS and share >= _LEAST_SHARE


def _read(passage: Passage, document: Document) -> _Read:
    said = (document.title, str(document.year or ""), passage.heading, passage.text)
    return _Read(
        excerpt=Excerpt(document.title, place_of(passage), passage.text, document.year),
        bag=_bag(passage, document),
        text=normalise(" ".join(said)),
    )


def _bag(passage: Passage, document: Document) -> Counter[str]:
    bag: Counter[str] = Counter(canonical_words(normalise(passage.text)))
    for text in (passage.heading, document.title):
        for word in canonical_words(normalise(text)):
            bag[word] += _HEADING_WEIGHT  # type: ignore[assignment]
    return bag
