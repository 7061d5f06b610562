"""The signals by which an entry may fit a question, each computed apart for all entries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from knowledge.bodies import Bodies
from knowledge.entry import LONG_KINDS, Entry
from knowledge.facets import build_tables
from knowledge.index import Postings, Rarity, Scores, best_by_owner, bm25, cosine, grams, unit
from knowledge.reading import Reading, canonical_words, read
from knowledge.sounds import Sounds
from knowledge.vocabulary import vocabulary
from thai.normalise import fold, normalise
from thai.words import content_words, known

_LATIN = re.compile(r"[a-z][a-z-]+")
_FUZZY_ENTRIES = 24
_ECHO = 0.5
# A slip of spelling falls apart into short words that the dictionary has.
_SURE_WORD = 4
_FUZZY_WAYS = 3
# What each part of an entry counts in its bag of words.
_TITLE, _ASK, _TERM, _ANSWER = 2.0, 1.0, 1.5, 0.5
Part = tuple[float, str]


@dataclass(frozen=True, slots=True)
class Signals:
    """Columns by name, each with one value an entry; ``coverage`` is also used for confidence."""

    columns: Mapping[str, Scores]

    def matrix(self, names: Sequence[str]) -> NDArray[np.float32]:
        """Entries by signals, in the order of names."""
        return np.stack([self.columns[name] for name in names], axis=1)


class SignalBook:
    """All indexes over the entries, built once."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        self._place = {entry.id: place for place, entry in enumerate(entries)}
        self.tables = build_tables(entries)
        self._long = np.array([e.kind in LONG_KINDS for e in entries])
        self._kinds = {
            kind: np.array([e.kind == kind for e in entries], np.float32)
            for kind in ("list", "procedure", "compare", "definition")
        }
        self._numbered = [set(read(entry.title).numbered) for entry in entries]
        self.bodies = Bodies(entries)
        self._build_words(entries)
        self._build_sounds(entries)
        self._build_ways(entries)
        self.latin = _latin_terms(entries)

    def years_of(self, entry: Entry) -> set[int]:
        """The years that an entry is about, by its facets and figures."""
        return {*entry.facets.year, *(figure.year for figure in entry.figures if figure.year)}

    def _build_words(self, entries: Sequence[Entry]) -> None:
        asked = [_bag(_asked_parts(entry)) for entry in entries]
        told = [_bag(_told_parts(entry)) for entry in entries]
        bags = [one + other for one, other in zip(asked, told, strict=True)]
        self.rarity = Rarity(bags)
        self._words = bm25(asked, self.rarity)
        self._told = bm25(told, self.rarity)
        self._holds = Postings(
            len(entries),
            _inverted([dict.fromkeys(bag, 1.0) for bag in bags]),
        )

    def _build_sounds(self, entries: Sequence[Entry]) -> None:
        """The words again as they sound, so that spelling slips cost nothing."""
        raw = [
            _bag((*_asked_parts(entry), *_told_parts(entry)), canonical=False) for entry in entries
        ]
        self.sounds = Sounds(word for bag in raw for word in bag)
        bags = [self.sounds.folded(bag) for bag in raw]
        self._sound_rarity = Rarity(bags)
        self._sound_words = bm25(bags, self._sound_rarity)
        self._sound_holds = Postings(
            len(entries), _inverted([dict.fromkeys(bag, 1.0) for bag in bags])
        )

    def _build_ways(self, entries: Sequence[Entry]) -> None:
        ways = [(i, way) for i, e in enumerate(entries) for way in (e.title, *e.asks)]
        texts = [normalise(way) for _, way in ways]
        self._starts = np.array(
            [n for n, (i, _) in enumerate(ways) if n == 0 or ways[n - 1][0] != i], np.intp
        )
        self._folded = [fold(text) for text in texts]
        gram_bags = [grams(text) for text in self._folded]
        self._gram_rarity = Rarity(gram_bags)
        self._grams = cosine(gram_bags, self._gram_rarity)
        word_bags = [Counter(canonical_words(text)) for text in texts]
        self._way_rarity = Rarity(word_bags)
        self._way_words = cosine(word_bags, self._way_rarity)

    def holds(self, table: str, wanted: Sequence[str], entry: Entry) -> bool:
        """Whether an entry meets any of the values wanted of a facet."""
        return bool(self.tables[table].match(wanted)[self._place[entry.id]] > 0)

    def strangeness(self, question: Reading) -> tuple[float, float]:
        """Shares of the question, 0 to 1, that no entry has: slips of spelling, and real words.

        A real word stands in the dictionary (or is Latin), so it names something else.
        """
        slips = real = total = 0
        for word in {*content_words(question.text)}:
            total += len(word)
            sounds = self.sounds.words(fold(word))
            if all(self._sound_rarity.knows(sound) for sound in sounds):
                continue
            if word.isascii() or (len(word) >= _SURE_WORD and known(word)):
                real += len(word)
            else:
                slips += len(word)
        return slips / (total or 1), real / (total or 1)

    def signals(self, question: Reading) -> Signals:
        """Every signal for one question."""
        words = _with_echo(question.words, question.echo)
        mass = {word: self.rarity.of(word) * weight for word, weight in words.items()}
        total = np.float32(sum(mass.values()) or 1.0)
        heard = _with_echo(
            self.sounds.words(question.folded), self.sounds.words(question.echo_folded)
        )
        heard_mass = {word: self._sound_rarity.of(word) * w for word, w in heard.items()}
        heard_total = np.float32(sum(heard_mass.values()) or 1.0)
        gram_bag = _with_echo(
            grams(question.folded), grams(question.echo_folded) if question.echo_folded else ()
        )
        gram_ways = self._grams.scores(unit(gram_bag, self._gram_rarity))
        word_ways = self._way_words.scores(unit(words, self._way_rarity))
        columns = {
            "words": self._words.scores(words) / total,
            "told": self._told.scores(words) / total,
            "coverage": self._holds.scores(mass) / total,
            "sounds": self._sound_words.scores(heard) / heard_total,
            "sound_coverage": self._sound_holds.scores(heard_mass) / heard_total,
            "grams": best_by_owner(gram_ways, self._starts),
            "way_words": best_by_owner(word_ways, self._starts),
            **self._facets(question),
            **self._shape(question),
            **self._speaking(question),
            "numbered_more": self._numbered_more(question),
        }
        columns["fuzzy"] = self._fuzzy(question, columns, gram_ways + word_ways)
        return Signals(columns)

    def _facets(self, question: Reading) -> dict[str, Scores]:
        columns: dict[str, Scores] = {}
        for name, table in self.tables.items():
            wanted = getattr(question, name)
            match = table.match(wanted)
            columns[f"{name}_match"] = match
            columns[f"{name}_miss"] = _number(table.has & (match == 0) if wanted else None, match)
            columns[f"{name}_lack"] = _number(~table.has & (match == 0) if wanted else None, match)
            columns[f"{name}_extra"] = _number(None if wanted else table.has, match)
        return columns

    def _numbered_more(self, question: Reading) -> Scores:
        """1 where an entry is about a numbered part (ข้อ 7 of form 3) that was not asked for."""
        zero = np.zeros(len(self.entries), np.float32)
        if not question.numbered:
            return zero
        asked = set(question.numbered)
        return np.array([bool(held - asked) for held in self._numbered], np.float32)

    def _speaking(self, question: Reading) -> dict[str, Scores]:
        """Whether the entry speaks of the public body that the question names."""
        names = [name for name, known in self.bodies.named(question.text) if known]
        zero = np.zeros(len(self.entries), np.float32)
        if not names:
            return {"bodies_match": zero, "bodies_miss": zero}
        match = self.bodies.speaking_of(names[0])
        return {"bodies_match": match, "bodies_miss": 1 - match}

    def _shape(self, question: Reading) -> dict[str, Scores]:
        zero = np.zeros(len(self.entries), np.float32)
        columns = {
            f"shape_{kind}": flags if kind in question.shapes else zero
            for kind, flags in self._kinds.items()
        }
        columns["shape_compare_unasked"] = (
            zero if "compare" in question.shapes else self._kinds["compare"]
        )
        columns["shape_long_unasked"] = zero if question.shapes else self._long.astype(np.float32)
        return columns

    def _fuzzy(self, question: Reading, columns: Mapping[str, Scores], ways: Scores) -> Scores:
        """Likeness of the spelling to the nearest ways of asking, for the entries worth it."""
        hope = columns["grams"] + columns["words"] + columns["way_words"]
        result = np.zeros(len(self.entries), np.float32)
        ends = np.append(self._starts[1:], len(ways))
        for entry in np.argsort(-hope)[:_FUZZY_ENTRIES]:
            start, end = self._starts[entry], ends[entry]
            near = start + np.argsort(-ways[start:end])[:_FUZZY_WAYS]
            result[entry] = max(_likeness(question.folded, self._folded[way]) for way in near)
        return result


def _with_echo(own: Iterable[str], before: Iterable[str]) -> dict[str, float]:
    """Terms of the question in full weight, those of the turn before in part."""
    bag = dict.fromkeys(before, _ECHO)
    bag.update(Counter(own))
    return bag


def _latin_terms(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Latin words that the entries or the vocabulary know."""
    texts = (" ".join((e.title, *e.asks, *e.terms, e.answer)) for e in entries)
    found = {term for text in texts for term in _LATIN.findall(normalise(text))}
    return tuple(sorted(found | set(_LATIN.findall(" ".join(vocabulary().latin)))))


def _likeness(question: str, way: str) -> float:
    return (fuzz.ratio(question, way) + fuzz.partial_ratio(question, way)) / 200


def _number(flags: NDArray[np.bool_] | None, like: Scores) -> Scores:
    return np.zeros_like(like) if flags is None else flags.astype(np.float32)


def _asked_parts(entry: Entry) -> tuple[Part, ...]:
    """Texts by which an entry is asked for, with what a word in them counts."""
    return (
        (_TITLE, entry.title),
        *((_ASK, ask) for ask in entry.asks),
        *((_TERM, t) for t in entry.terms),
    )


def _told_parts(entry: Entry) -> tuple[Part, ...]:
    """Texts that an entry answers with."""
    return ((_ANSWER, entry.answer), *((_ANSWER, f"{f.name} {f.unit}") for f in entry.figures))


def _bag(parts: Iterable[Part], *, canonical: bool = True) -> Counter[str]:
    """The words of texts with their weights, as synonyms' stand-ins or as they are written."""
    words_of = canonical_words if canonical else content_words
    bag: Counter[str] = Counter()
    for weight, text in parts:
        for word in words_of(normalise(text)):
            bag[word] += weight  # type: ignore[assignment]
    return bag


def _inverted(bags: Sequence[Mapping[str, float]]) -> dict[str, dict[int, float]]:
    inverted: dict[str, dict[int, float]] = {}
    for text, bag in enumerate(bags):
        for term, weight in bag.items():
            inverted.setdefault(term, {})[text] = weight
    return inverted
