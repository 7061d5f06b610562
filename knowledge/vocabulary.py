"""The words of ``vocabulary.yml``, compiled once for comparison with folded questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import fuzz, process

from knowledge.hearing import hear
from knowledge.qualities import Qualities
from thai.normalise import fold, normalise, skeleton
from thai.words import tokens

_FILE = Path(__file__).with_name("vocabulary.yml")
# Letters from which a phrase is long enough to be known misspelt, and how alike it must be (0-100).
_LONG, _MISSPELT = 9, 90.0
# Letters from which a phrase is known by its sound alone.
_AUDIBLE = 5
_COMMON = (fold("ระดับ"), fold("ขั้น"))
# What follows a body that acts: "the revenue department got …".
_DOES = "ได้|กี่|ปี|คะแนน|ผ่าน|ตก|ทำ|เคย|มี|อยู่|ส่ง|สมัคร|ชนะ|คว้า|ไม่|สอบ|ติด"
_LATIN_EDGE = re.compile(r"[a-z0-9]")
# A consonant behind one of these vowels belongs to it: no ค่า in เค้า.
_LEADING_VOWELS = "เแโไ"


class Names:
    """Named values and the phrases that name them, matched longest first.

    ``spelling`` brings phrases to the spelling of the texts to be searched: folded as a rule.
    """

    def __init__(
        self, phrases: Mapping[Any, Iterable[str]], spelling: Callable[[str], str] | None = None
    ) -> None:
        spelling = spelling or _folded
        self._called = {value: next(iter(named), "") for value, named in phrases.items()}
        ways = [(spelling(way), value) for value, named in phrases.items() for way in named]
        self._value = {_joined(way): value for way, value in ways}
        longest_first = sorted(dict(ways), key=len, reverse=True)
        self._long = {hear(phrase): phrase for phrase in longest_first if _is_long(phrase)}
        self._pattern = re.compile(_any_of(longest_first))
        self._heard = {hear(p): dict(ways)[p] for p in longest_first if _is_audible(p)}

    @property
    def values(self) -> frozenset[Any]:
        """Every value that can be named."""
        return frozenset(self._value.values())

    def called(self, value: Any) -> str:
        """The first of the phrases that name a value, as written in the file."""
        return self._called[value]

    def find(self, text: str) -> tuple[Any, ...]:
        """Values named in a text, in order and once each."""
        found = (self._value[_joined(match[0])] for match in self._pattern.finditer(text))
        return tuple(dict.fromkeys(found))

    def guess(self, text: str) -> tuple[Any, ...]:
        """The one value whose phrase the text seems to misspell; empty where none is near."""
        heard = hear(text)
        for phrase, value in self._heard.items():
            if phrase in heard:
                return (value,)
        near = process.extractOne(
            heard, self._long.keys(), scorer=fuzz.partial_ratio, score_cutoff=_MISSPELT
        )
        if near is None or len(near[0]) > len(heard):
            return ()
        return (self._value[_joined(self._long[near[0]])],)

    def hits(self, text: str) -> list[Any]:
        """The value of each distinct phrase found; a value comes once for each of its phrases."""
        return [self._value[phrase] for phrase in set(map(_joined, self._pattern.findall(text)))]

    def without(self, text: str) -> str:
        """The text with every named phrase blanked out."""
        return self._pattern.sub(" ", text)

    def places(self, text: str) -> list[tuple[Any, int, int]]:
        """Each value named in a text with where its phrase begins and ends, in order."""
        found = self._pattern.finditer(text)
        return [(self._value[_joined(match[0])], match.start(), match.end()) for match in found]


def _is_long(phrase: str) -> bool:
    # ระดับการ… is no ระดับกลาง.
    return len(phrase) >= _LONG and not phrase.startswith(_COMMON)


def _is_audible(phrase: str) -> bool:
    # By ear, ระดับสอง is ระดับต้อง.
    return len(hear(phrase)) >= _AUDIBLE and not phrase.startswith(_COMMON)


def _folded(phrase: str) -> str:
    return fold(normalise(phrase))


def _any_of(longest_first: Iterable[str]) -> str:
    """A pattern for phrases whose ends must be those of words (``sig`` is not in ``design``).

    By their first letters, so that at each place of a text few of thousands are tried.
    """
    by_letter: dict[str, list[str]] = {}
    for phrase in longest_first:
        by_letter.setdefault(phrase[0], []).append(_after_first(phrase))
    branches = (f"{_begun(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return "|".join(branches) or "(?!)"


def _begun(letter: str) -> str:
    """A first letter with what may not stand before it, said behind it to be looked at last."""
    before = "a-z0-9" if _LATIN_EDGE.match(letter) else _LEADING_VOWELS
    return f"{re.escape(letter)}(?<![{before}]{re.escape(letter)})"


def _after_first(phrase: str) -> str:
    after = "(?![a-z])" if _LATIN_EDGE.match(phrase[-1]) else ""
    return r"\s*".join(map(re.escape, phrase[1:].split(" "))) + after


def _joined(phrase: str) -> str:
    """A phrase without its spaces, which people leave out or put in as they like."""
    return phrase.replace(" ", "")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the file holds. ``provides`` tells from an answer which wants it can meet."""

    same: Mapping[str, str]
    levels: Names
    categories: Names
    dimensions: Names
    awards: Names
    awards_beside: Names
    wants: Names
    shapes: Names
    provides: Mapping[str, re.Pattern[str]]
    qualities: Qualities
    latin: tuple[str, ...]
    no_names: frozenset[str]
    acts: frozenset[str]
    must: frozenset[str]
    loose_units: frozenset[str]
    abbreviations: frozenset[str]
    strangers: frozenset[str]
    empty_words: frozenset[str]
    places: frozenset[str]
    steps_of_levels: Names
    same_by_sound: Mapping[str, str]
    spoken: tuple[tuple[re.Pattern[str], str], ...]
    slips: tuple[tuple[re.Pattern[str], str], ...]
    parts: Names
    of_awards: Names
    home: re.Pattern[str]
    entire: re.Pattern[str]
    comparing: re.Pattern[str]
    departments: re.Pattern[str]
    vague: re.Pattern[str]
    vague_of_awards: re.Pattern[str]
    vague_of_parts: re.Pattern[str]
    vague_of_places: re.Pattern[str]

    def unit_by_sound(self, word: str) -> str:
        """What a misspelt unit stands for; empty where it is spelt right or like none."""
        return "" if word in self.same else self.same_by_sound.get(fold(word), "")

    def canonical(self, word: str) -> str:
        """The word that stands for all its synonyms."""
        return self.same.get(word, word)


@cache
def vocabulary() -> Vocabulary:
    """The project's vocabulary, read once."""
    raw = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    same = _synonyms(raw["synonyms"])
    return Vocabulary(
        same=same,
        same_by_sound={fold(word): first for word, first in same.items()},
        levels=Names(raw["levels"]),
        categories=Names(raw["categories"]),
        dimensions=Names(raw["dimensions"]),
        awards=Names(raw["awards"]),
        awards_beside=Names(raw["awards_beside"]),
        wants=Names({name: want["asks"] for name, want in raw["wants"].items()}),
        shapes=Names(raw["shapes"]),
        latin=tuple(_phrases(raw)),
        no_names=frozenset(raw["no_names"]),
        acts=frozenset(raw["acts"]),
        must=frozenset(name for name, want in raw["wants"].items() if want.get("must")),
        loose_units=frozenset(raw["loose_units"]),
        abbreviations=frozenset(raw["abbreviations"]),
        strangers=frozenset(raw["strangers"]),
        empty_words=frozenset(raw["empty_words"]),
        places=frozenset(map(normalise, raw["places"])),
        steps_of_levels=Names(raw["steps_of_levels"]),
        slips=tuple((re.compile(slip), word) for word, slip in raw["slips"].items()),
        spoken=tuple((_by_ear(way), name) for name, ways in raw["spoken"].items() for way in ways),
        provides={name: re.compile(want["answers"]) for name, want in raw["wants"].items()},
        qualities=Qualities(raw["qualities"]),
        parts=Names(raw["parts"]),
        of_awards=Names({"award": raw["of_awards"]}),
        home=re.compile(raw["home"]),
        entire=re.compile(raw["entire"]),
        comparing=re.compile(raw["comparing"]),
        departments=_subjects_of_sentences(raw["departments"]),
        vague=_only_of((*raw["vague"]["always"], *raw["vague"]["of_criteria"])),
        vague_of_awards=_only_of((*raw["vague"]["always"], *raw["vague"]["of_awards"])),
        vague_of_parts=_only_of((*raw["vague"]["always"], *raw["vague"]["of_parts"])),
        vague_of_places=_only_of(
            word for kind in ("always", "of_criteria", "of_places") for word in raw["vague"][kind]
        ),
    )


def _subjects_of_sentences(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern for names where somebody is told to do or to have something."""
    longest_first = "|".join(sorted(map(normalise, names), key=len, reverse=True))
    return re.compile(rf"(?:(?<=^)|(?<=\s)|(?<=ของ))({longest_first})(?=\s|$|{_DOES})")


def _only_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for folded texts that hold nothing but the words."""
    longest_first = sorted(map(_folded, words), key=len, reverse=True)
    return re.compile(rf"(?:\s|{'|'.join(map(re.escape, longest_first))})*+")


def _by_ear(way: str) -> re.Pattern[str]:
    """A pattern for a Latin name in Thai letters, whatever tone marks and silent letters it has."""
    letters = (re.escape(letter) + "[\u0e47-\u0e4e]?" for letter in skeleton(normalise(way)))
    return re.compile("".join(letters) + "(?:[ซสช](?:\u0e4c|(?![ก-๙])))?")


def _phrases(node: Any) -> Iterable[str]:
    """Every phrase anywhere in the file, lower case."""
    if isinstance(node, Mapping):
        node = node.values()
    if isinstance(node, str):
        yield node.lower()
    elif not isinstance(node, int | float):  # Levels and numbers as keys, `must`.
        for child in node:
            yield from _phrases(child)


def _synonyms(groups: Iterable[list[str]]) -> dict[str, str]:
    """Word to canonical word; only words that the tokeniser keeps whole can match."""
    return {
        normalise(str(word)): normalise(str(group[0]))
        for group in groups
        for word in group
        if len(tokens(normalise(str(word)))) == 1
    }
