"""Spots what a text speaks of: phrases of concepts.yml found in it, misspelt ones too."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from categories.misspellings import Misspellings
from categories.tokens import Token, located

CONCEPTS_FILE = Path(__file__).with_name("concepts.yml")
IGNORED = "ignore"
KEY = 3  # letters by which phrases are looked up; phrases of two are looked up by both
WHOLE_WORD_UP_TO = 4  # letters: a shorter phrase hides inside too many other words


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept found at text[start:end]."""

    concept: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Phrase:
    text: str
    concepts: tuple[str, ...]
    whole_word: bool


class Concepts:
    """The concepts and the ways to say them: phrase -> its concepts."""

    def __init__(self, phrases: Mapping[str, tuple[str, ...]]) -> None:
        self.phrases = dict(phrases)
        by_start: defaultdict[str, list[_Phrase]] = defaultdict(list)
        for text in sorted(phrases, key=len, reverse=True):
            whole = len(text) <= WHOLE_WORD_UP_TO or text.isascii()
            by_start[text[:KEY]].append(_Phrase(text, phrases[text], whole))
        self._by_start = dict(by_start)
        self._misspellings = Misspellings(
            phrase for phrase, concepts in phrases.items() if IGNORED not in concepts
        )

    def spot(self, text: str) -> list[Mention]:
        """The concepts of a *normalised* text in order of appearance, overlaps resolved."""
        tokens = located(text)
        plain = list(self._plain(text, tokens))
        covered = {place for mention in plain for place in range(mention.start, mention.end)}
        free = [token for token in tokens if covered.isdisjoint(range(token.start, token.end))]
        misspelt = (
            Mention(concept, start, end)
            for phrase, start, end in self._misspellings.find(free)
            for concept in self.phrases[phrase]
        )
        found = sorted([*plain, *misspelt], key=lambda mention: mention.start)
        return [mention for mention in found if mention.concept != IGNORED]

    def _plain(self, text: str, tokens: Iterable[Token]) -> Iterator[Mention]:
        starts, ends = {token.start for token in tokens}, {token.end for token in tokens}
        place = 0
        while place < len(text) - 1:
            phrase = self._longest(text, place, starts, ends)
            if phrase is None:
                place += 1
                continue
            end = place + len(phrase.text)
            yield from (Mention(concept, place, end) for concept in phrase.concepts)
            place = end

    def _longest(
        self, text: str, place: int, starts: Container[int], ends: Container[int]
    ) -> _Phrase | None:
        for length in (KEY, KEY - 1):
            for phrase in self._by_start.get(text[place : place + length], ()):
                if text.startswith(phrase.text, place) and (
                    not phrase.whole_word or (place in starts and place + len(phrase.text) in ends)
                ):
                    return phrase
        return None


def load(path: Path = CONCEPTS_FILE) -> Concepts:
    """Read concepts.yml: the phrases to ignore, then section -> concept -> phrases."""
    said: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for _, concept, phrase in _entries(path):
        said[phrase.lower()][concept] = None
    return Concepts({phrase: tuple(concepts) for phrase, concepts in said.items()})


def home_phrases(path: Path = CONCEPTS_FILE) -> list[tuple[str, str]]:
    """(phrase, category code) for every concept filed under a category."""
    nowhere = (IGNORED, "said")
    return [(phrase, section) for section, _, phrase in _entries(path) if section not in nowhere]


def _entries(path: Path) -> Iterator[tuple[str, str, str]]:
    sections: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    for section, content in sections.items():
        concepts = content if isinstance(content, dict) else {section: content}
        for concept, phrases in concepts.items():
            for phrase in phrases:
                yield section, concept, phrase
