"""How like a question's words and letters are to each entry's: the signals that read text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from rapidfuzz import fuzz

from knowledge.hearing import hear
from knowledge.index import Cosine, Postings, Rarity, Scores, best_by_owner, bm25, grams
from knowledge.reading import Reading
from knowledge.sounds import Sounds
from knowledge.texts import EntryTexts, bag
from knowledge.vocabulary import vocabulary
from thai.normalise import fold
from thai.words import content_words, known

_LATIN = re.compile(r"[a-z][a-z-]+")
_FUZZY_ENTRIES, _FUZZY_WAYS = 24, 3
# What a term of the turn before counts against one of the question's own.
_ECHO = 0.5
# A slip of spelling falls apart into short words that the dictionary has.
_SURE_WORD = 4


class Lexicon:
    """The word and letter indexes over all entries."""

    def __init__(self, texts: Sequence[EntryTexts]) -> None:
        self._index_words(texts)
        self._index_ways(texts)
        self.latin = _latin_terms(texts)

    def _index_words(self, texts: Sequence[EntryTexts]) -> None:
        asked = [bag((*one.asked, *one.terms)) for one in texts]
        told = [bag(one.told) for one in texts]
        both = [one + other for one, other in zip(asked, told, strict=True)]
        self._all = _Holding([_canonical(words) for words in both])
        self._words = bm25([_canonical(words) for words in asked], self._all.rarity)
        self._told = bm25([_canonical(words) for words in told], self._all.rarity)
        self._written = {word for words in both for word in words} | set(vocabulary().same)
        self._sounds = _Spoken(both, Sounds({word for words in both for word in words}))
        self._heard_words = _Spoken(both, Sounds({word for words in both for word in words}, hear))

    def _index_ways(self, texts: Sequence[EntryTexts]) -> None:
        ways = [way for one in texts for way in one.asked]
        sizes = np.array([len(one.asked) for one in texts], np.int64)
        self._ends = np.cumsum(sizes, dtype=np.int64)
        self._starts = self._ends - sizes
        self._heard = [hear(fold(way.normal)) for way in ways]
        self._grams = Cosine([grams(text) for text in self._heard])
        self._way_words = Cosine([_canonical(Counter(way.words)) for way in ways])

    def signals(self, question: Reading) -> dict[str, Scores]:
        """Each signal by name, one value an entry; shares lie between 0 and 1."""
        words = _with_echo(question.words, question.echo)
        echo = grams(hear(question.echo_folded)) if question.echo_folded else ()
        spoken = hear(question.folded)
        gram_ways = self._grams.scores(_with_echo(grams(spoken), echo))
        word_ways = self._way_words.scores(words)
        columns = {
            "words": self._words.scores(words) / self._all.mass(words),
            "told": self._told.scores(words) / self._all.mass(words),
            "coverage": self._all.share(words),
            **self._sounds.signals(question, "sounds", "sound_coverage"),
            **self._heard_words.signals(question, "heard", "heard_coverage"),
            "grams": best_by_owner(gram_ways, self._starts),
            "way_words": best_by_owner(word_ways, self._starts),
        }
        hope = columns["grams"] + columns["words"] + columns["way_words"]
        columns["fuzzy"] = self._fuzzy(spoken, hope, gram_ways + word_ways)
        return columns

    def coverage(self, words: Iterable[str]) -> Scores:
        """For each entry the share of the words' weight which it holds."""
        return self._all.share(Counter(words))

    def _fuzzy(self, spoken: str, hope: Scores, ways: Scores) -> Scores:
        """Likeness of the sound to the nearest ways of asking, for the entries worth it."""
        result = np.zeros_like(hope)
        for entry in np.argsort(-hope)[:_FUZZY_ENTRIES]:
            start, end = self._starts[entry], self._ends[entry]
            near = start + np.argsort(-ways[start:end])[:_FUZZY_WAYS]
            result[entry] = max(_likeness(spoken, self._heard[way]) for way in near)
        return result

    def strangeness(self, question: Reading) -> dict[str, float]:
        """Shares of the question, 0 to 1, that lie outside the entries.

        ``slips`` are no words at all, ``elsewhere`` real words (or Latin) that sound like none of
        the entries', ``unwritten`` real words that merely are not written there.
        """
        shares = dict.fromkeys(("slips", "elsewhere", "unwritten"), 0.0)
        words = set(content_words(question.text))
        total = sum(map(len, words)) or 1
        for word in words:
            real = word.isascii() or (len(word) >= _SURE_WORD and known(word))
            heard = self._sounds.knows(word)
            if real and word not in self._written:
                shares["unwritten"] += len(word) / total
            if not heard:
                shares["elsewhere" if real else "slips"] += len(word) / total
        return shares


class _Spoken:
    """The entries' words as they sound in one spelling: BM25 and the share held."""

    def __init__(self, bags: Sequence[Mapping[str, float]], sounds: Sounds) -> None:
        self._sounds = sounds
        heard = [sounds.bag(bag) for bag in bags]
        self._all = _Holding(heard)
        self._words = bm25(heard, self._all.rarity)

    def signals(self, question: Reading, words: str, coverage: str) -> dict[str, Scores]:
        """Both signals under the names given, one value an entry."""
        own, before = self._sounds.words(question.folded), self._sounds.words(question.echo_folded)
        heard = _with_echo(own, before)
        mass = self._all.mass(heard)
        return {words: self._words.scores(heard) / mass, coverage: self._all.share(heard)}

    def knows(self, word: str) -> bool:
        """Whether every sound of a word is one of the entries'."""
        return all(self._all.knows(sound) for sound in self._sounds.words(fold(word)))


class _Holding:
    """Which share of a question's weight, by rarity, an entry holds anywhere."""

    def __init__(self, bags: Sequence[Mapping[str, float]]) -> None:
        self.rarity = Rarity(bags)
        inverted: dict[str, dict[int, float]] = {}
        for entry, words in enumerate(bags):
            for word in words:
                inverted.setdefault(word, {})[entry] = 1.0
        self._postings = Postings(len(bags), inverted)

    def mass(self, words: Mapping[str, float]) -> np.float32:
        """The whole weight of the question's words."""
        return np.float32(sum(self._weighted(words).values()) or 1.0)

    def share(self, words: Mapping[str, float]) -> Scores:
        """For each entry the share of that weight which it holds."""
        return self._postings.scores(self._weighted(words)) / self.mass(words)

    def knows(self, word: str) -> bool:
        """Whether any entry holds the word."""
        return self.rarity.knows(word)

    def _weighted(self, words: Mapping[str, float]) -> dict[str, float]:
        return {word: self.rarity.of(word) * weight for word, weight in words.items()}


def _canonical(words: Mapping[str, float]) -> Counter[str]:
    known_words = vocabulary()
    stood: Counter[str] = Counter()
    for word, weight in words.items():
        stood[known_words.canonical(word)] += weight  # type: ignore[assignment]
    return stood


def _with_echo(own: Iterable[str], before: Iterable[str]) -> dict[str, float]:
    """Terms of the question in full weight, those of the turn before in part."""
    terms: dict[str, float] = dict.fromkeys(before, _ECHO)
    terms.update(Counter(own))
    return terms


def _latin_terms(texts: Sequence[EntryTexts]) -> tuple[str, ...]:
    """Latin words that the entries or the vocabulary know."""
    found = {term for one in texts for term in _LATIN.findall(one.whole)}
    found |= set(_LATIN.findall(" ".join(vocabulary().latin)))
    # People leave hyphens out.
    return tuple(sorted(found | {half for term in found for half in term.split("-") if half}))


def _likeness(question: str, way: str) -> float:
    return (fuzz.ratio(question, way) + fuzz.partial_ratio(question, way)) / 200
