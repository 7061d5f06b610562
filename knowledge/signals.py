"""All signals by which an entry may fit a question, each computed apart for all entries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.amount_table import AmountTable
from knowledge.bodies import Bodies
from knowledge.entry import LONG_KINDS, Entry
from knowledge.facets import build_tables
from knowledge.index import Scores
from knowledge.lexical import Lexicon
from knowledge.phrases import smalltalk_asks
from knowledge.reading import Reading, canonical_words, named, read
from knowledge.respelling import Respeller
from knowledge.spelling import Speller
from knowledge.texts import EntryTexts, bag, prepare
from knowledge.transcription import Terms
from knowledge.units import units_limited

# Parts of an id from the front that nearest kin share: award.participation.open.
_NEAR_KIN = 3
# Share of kin that have a word for it to be one that they share.
_SHARED = 0.5
# Rows that make a full list.
_MANY_ROWS = 6
_SPAN = re.compile(r"(25\d\d)\s*-\s*(25\d\d)")


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _family(entry: Entry) -> tuple[object, ...]:
    return (*entry.id.split(".")[:-1], entry.kind, bool(entry.facets.level))


def _spanned(title: str) -> set[int]:
    """Every year of a span such as 2548-2565."""
    spans = ((int(first), int(last)) for first, last in _SPAN.findall(title))
    return {year for first, last in spans for year in range(first, last + 1)}


def _words_used(texts: Sequence[EntryTexts]) -> Counter[str]:
    words: Counter[str] = Counter()
    for one in texts:
        words.update(bag((*one.asked, *one.terms, *one.told)))
    return words


def _rows(entry: Entry) -> float:
    """How much of a list an answer is: its lines after the first, 1 from six on."""
    return min(entry.answer.strip().count("\n"), _MANY_ROWS) / _MANY_ROWS


@dataclass(frozen=True, slots=True)
class Signals:
    """Columns by name, each with one value an entry."""

    columns: Mapping[str, Scores]

    def matrix(self, names: Sequence[str]) -> NDArray[np.float32]:
        """Entries by signals, in the order of names."""
        return np.stack([self.columns[name] for name in names], axis=1)


class SignalBook:
    """Everything known of the entries that a question is held against, built once."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        self._place = {entry.id: place for place, entry in enumerate(entries)}
        texts = [prepare(entry) for entry in entries]
        self.lexicon = Lexicon(texts)
        self.bodies = Bodies([one.whole for one in texts], [one.unasked for one in texts])
        self.tables = build_tables(entries, texts)
        said = [way for ways in smalltalk_asks().values() for way in ways]
        self._terms = Terms((one.whole for one in texts), said)
        used = _words_used(texts)
        self._speller, self._respeller = Speller(used), Respeller(used, said)
        self._numbered = [set(named(one.asked[0].normal).numbered) for one in texts]
        self._limited = [units_limited(one.told[0].normal) for one in texts]
        self._asked = [set(canonical_words(" ".join(t.normal for t in one.asked))) for one in texts]
        self._amounts = AmountTable(texts)
        self._rows = np.array([_rows(entry) for entry in entries], np.float32)
        self._piece = np.array([bool(held) for held in self._numbered], np.float32)
        self._long = np.array([e.kind in LONG_KINDS for e in entries], np.float32)
        self._kinds = {
            kind: np.array([e.kind == kind for e in entries], np.float32)
            for kind in ("list", "procedure", "compare", "definition")
        }

    def read(self, question: str) -> Reading:
        """A question as typed, read with its words spelt as the entries spell them."""
        return read(question, self._spelt)

    def reread(self, question: str, plain: Reading) -> Reading | None:
        """A question as its likeliest words; None where it has no others than as it was read."""
        if self._respeller.respelt(plain.whole) == plain.whole:
            return None
        return read(question, lambda text: self._respeller.respelt(self._spelt(text)))

    def _spelt(self, text: str) -> str:
        return self._speller.corrected(self._terms.spelt(text))

    def years_of(self, entry: Entry) -> set[int]:
        """The years that an entry is about, by its facets and figures, or the span in its title."""
        told = {*entry.facets.year, *(figure.year for figure in entry.figures if figure.year)}
        return told or _spanned(entry.title)

    def holds(self, table: str, wanted: Sequence[str], entry: Entry) -> bool:
        """Whether an entry meets any of the values wanted of a facet."""
        return self.degree(table, wanted, entry) > 0

    def names(self, table: str, wanted: Sequence[Hashable], entry: Entry) -> bool:
        """Whether an entry holds any of the values itself, and not only something kin to it."""
        held = self.tables[table].holding
        return any(held(value)[self._place[entry.id]] > 0 for value in wanted)

    def degree(self, table: str, wanted: Sequence[Hashable], entry: Entry) -> float:
        """How much of what is wanted of a facet an entry meets, 0 to 1."""
        return float(self.tables[table].match(wanted)[self._place[entry.id]])

    def holds_part(self, part: tuple[str, int], entry: Entry) -> bool:
        """Whether an entry is about, or tells of, a numbered part."""
        return self.degree("numbered", [part], entry) > 0

    def speaks(self, body: str, entry: Entry) -> bool:
        """Whether an entry's text names a public body."""
        return self.bodies.speaks_in(self._place[entry.id], body)

    def nearness(self, after: Entry) -> Scores:
        """How close each entry is to one: 1 for its nearest kin by id, or what it leads on to."""
        parts = after.id.split(".")
        kin = np.array([_shared(parts, other.id.split(".")) for other in self.entries], np.float32)
        near = np.where(kin >= _NEAR_KIN, 1.0, np.where(kin == _NEAR_KIN - 1, 0.3, 0.0))
        near[[self._place[link] for link in after.see if link in self._place]] = 1.0
        if after.id in self._place:
            near[self._place[after.id]] = 0.5
        return near.astype(np.float32)

    def sisters(self, after: Entry) -> Scores:
        """1 for each entry that stands beside one: same kind, id alike but for its last part."""
        family = _family(after)
        alike = (other.id != after.id and _family(other) == family for other in self.entries)
        return np.array(list(alike), np.float32)

    def shared(self, words: Sequence[str], after: Entry) -> tuple[str, ...]:
        """Those words by which entries kin to one are asked for as well, and not it alone."""
        kin = np.flatnonzero(self.nearness(after) >= 1.0)
        if len(kin) == 0:
            return tuple(words)
        often = Counter(word for place in kin for word in self._asked[place])
        return tuple(word for word in words if often[word] > len(kin) * _SHARED)

    def share(self, question: Reading, entry: Entry) -> float:
        """The share, 0 to 1, of the question's own words that an entry holds, by their rarity."""
        return self.share_of(question.words, entry)

    def share_of(self, words: Sequence[str], entry: Entry) -> float:
        """The share, 0 to 1, of words that an entry holds, by their rarity."""
        return float(self.lexicon.coverage(words)[self._place[entry.id]])

    def signals(self, question: Reading) -> Signals:
        """Every signal for one question."""
        return Signals(
            {
                **self.lexicon.signals(question),
                **self._facets(question),
                **self._shape(question),
                **self._speaking(question),
                "numbered_more": self._numbered_more(question),
                "limit_for_count": self._limit_for_count(question),
                "amounts": self._amounts.match(question.amounts),
                "entire_rows": self._rows * np.float32(question.entire),
                "entire_piece": self._piece * np.float32(question.entire and not question.numbered),
            }
        )

    def _facets(self, question: Reading) -> dict[str, Scores]:
        """For each facet: match; where one is named, another or none held; else any held."""
        columns: dict[str, Scores] = {}
        for name, table in self.tables.items():
            wanted = getattr(question, name)
            match = table.match(wanted)
            none = np.zeros_like(match)
            columns[f"{name}_match"] = match
            columns[f"{name}_miss"] = table.has * (match == 0) if wanted else none
            columns[f"{name}_lack"] = (1 - table.has) * (match == 0) if wanted else none
            columns[f"{name}_extra"] = none if wanted else table.has
        return columns

    def _numbered_more(self, question: Reading) -> Scores:
        """1 where an entry is about a numbered part (ข้อ 7 of form 3) that was not asked for."""
        if not question.numbered:
            return np.zeros(len(self.entries), np.float32)
        asked = set(question.numbered)
        return np.array([bool(held - asked) for held in self._numbered], np.float32)

    def _limit_for_count(self, question: Reading) -> Scores:
        """1 where an entry tells only how many there may be of what the question counts."""
        if not question.counted:
            return np.zeros(len(self.entries), np.float32)
        counted = set(question.counted)
        return np.array([bool(held & counted) for held in self._limited], np.float32)

    def _speaking(self, question: Reading) -> dict[str, Scores]:
        """Whether the entry speaks of the public body that the question names."""
        names = [name for name, known in self.bodies.named(question.text) if known]
        if not names:
            none = np.zeros(len(self.entries), np.float32)
            return {"bodies_match": none, "bodies_miss": none}
        match = self.bodies.speaking_of(names[0])
        return {"bodies_match": match, "bodies_miss": 1 - match}

    def _shape(self, question: Reading) -> dict[str, Scores]:
        """Whether the entry's kind is the shape of answer asked for."""
        none = np.zeros(len(self.entries), np.float32)
        compare = self._kinds["compare"]
        return {
            **{
                f"shape_{kind}": flags if kind in question.shapes else none
                for kind, flags in self._kinds.items()
            },
            "shape_compare_unasked": none if "compare" in question.shapes else compare,
            "shape_long_unasked": none if question.shapes else self._long,
        }
