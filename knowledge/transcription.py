"""English in Thai letters, or misspelt, brought to the spelling that the entries have.

What is compared are the consonants as a Thai hears them: "เอ็มพาวเวอร์เมนต์" and "empowerment" come
out alike. Vowels are left out, for nobody writes them the same; so is an r before a consonant or at
the end, which Thai does not sound.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import takewhile

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from thai.words import is_stopword, known, tokens

_SILENT = re.compile("[ก-ฮ][\u0e34\u0e38]?\u0e4c")
# ย and ว that are part of a vowel: เคียว, พาว, ไทย.
_GLIDES = re.compile("(?<=[\u0e35\u0e37])ย|(?<=[ัีย])ว(?![ะ-ู])|(?<=า)[ยว](?![ะ-ู])")
_THAI = str.maketrans(
    {
        **dict.fromkeys("กขคฆ", "K"),
        **dict.fromkeys("จฉชฌ", "J"),
        **dict.fromkeys("ซศษส", "S"),
        **dict.fromkeys("ดฎตฏทธฐถฒฑ", "T"),
        **dict.fromkeys("นณง", "N"),
        **dict.fromkeys("บปพภผ", "P"),
        **dict.fromkeys("ฟฝวฬ", "F"),
        **dict.fromkeys("รล", "R"),
        "ม": "M",
        "ย": "Y",
    }
)
# Tried in this order; what is heard stands in capitals.
_ENGLISH = (
    ("tion|sion", "JN"),
    ("tch|ch|sh|j|dge|g(?=[ei])", "J"),
    ("c(?=[eiy])", "S"),
    ("(?<=[^aeiou])e$|(?<=[aeiou][^aeiou])e$", ""),
    # The last of several consonants is silenced: ment, ance, ind.
    ("(?<=[bdfgklmnprsvwxzS])[tdsS]+$", ""),
    ("ph", "F"),
    ("th", "T"),
    ("wh", "F"),
    ("gn(?![aeiou])", "N"),
    ("ng|nk$", "N"),
    ("ck|q", "K"),
    ("x", "KS"),
    ("[cgk]", "K"),
    ("z|s", "S"),
    ("[dt]", "T"),
    ("[bp]", "P"),
    ("[vwf]", "F"),
    ("[lr](?=[aeiouy])", "R"),
    ("[lr]", ""),
    ("y(?=[aeiou])", "Y"),
    ("m", "M"),
    ("n", "N"),
)
_ENGLISH_RULES = tuple((re.compile(sound), written) for sound, written in _ENGLISH)
_OTHER = re.compile("[^A-Z]")
_TWICE = re.compile(r"(.)\1+")


def heard_in_thai(text: str) -> str:
    """The consonants of Thai letters; empty where there are none."""
    bare = _GLIDES.sub("", _SILENT.sub("", text))
    return _TWICE.sub(r"\1", _OTHER.sub("", bare.translate(_THAI)))


def heard_in_english(word: str) -> str:
    """The consonants of an English word in lower case as a Thai hears them."""
    for sound, written in _ENGLISH_RULES:
        word = sound.sub(written, word)
    return _TWICE.sub(r"\1", _OTHER.sub("", word))


# Consonants from which a term is known in Thai letters, letters from which one is known misspelt.
# In a sound as long as the third, one consonant may be missing or too many.
_AUDIBLE, _LONG, _CLEAR = 5, 5, 6
# An English sentence is not spelt by the terms: so many words at most.
_FEW_WORDS = 3
_MOST_WORDS, _MOST_PIECES, _PAIR = 3, 7, 2
_ALIKE = 80.0  # how like a misspelt word must be, of 100, to one that sounds the same
_RUN = re.compile(r"[a-z][a-z-]+(?: [a-z][a-z-]+)*")
_LATIN = re.compile("[a-z]{2,}")
_WORD = re.compile(r"(?<![a-z@./-])[a-z]{2,}(?: [a-z]{2,})?(?![a-z@./-])")
# Runs of English with one of these in them are no terms.
_LITTLE = frozenset(
    {"a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "get",
     "got", "how", "if", "in", "is", "it", "many", "of", "on", "one", "or", "per", "so", "that",
     "rat", "the", "this", "to", "was", "what", "when", "where", "which", "who", "why", "with",
     "won"}
)  # fmt: skip


class Terms:
    """The English terms of the entries, by their sound."""

    def __init__(self, texts: Iterable[str], spared: Iterable[str] = ()) -> None:
        """``texts`` are normalised; words of ``spared`` mean what they say."""
        counted = Counter(term for text in texts for term in _terms(text))
        self._words = {term for term in counted if " " not in term}
        self._known = set(counted)
        self._spared = {word for text in spared for word in _LATIN.findall(text)}
        rarest_first = sorted(counted, key=lambda term: (counted[term], term))
        self._heard = {_sound(term): term for term in rarest_first}
        self._nearly = {
            less: term
            for sound, term in self._heard.items()
            if len(sound) >= _CLEAR
            for less in _one_less(sound)
        }
        self._same: dict[str, list[str]] = {}
        for word in self._words:
            self._same.setdefault(heard_in_english(word), []).append(word)
        self._long = [word for word in sorted(self._words) if len(word) >= _LONG]

    def spelt(self, text: str) -> str:
        """A normalised text with its English terms as the entries spell them."""
        text = self._in_latin(text)
        if len(_LATIN.findall(text)) > _FEW_WORDS:
            return text
        return _WORD.sub(lambda match: self._respelt(match[0]), text)

    def _in_latin(self, text: str) -> str:
        pieces = tokens(text)
        place = 0
        while place < len(pieces):
            run = _foreign(pieces[place : place + _MOST_PIECES])
            count, term = self._heard_at(text, run)
            if term:
                text = text.replace("".join(run[:count]), f" {term} ", 1)
            place += count
        return " ".join(text.split())

    def _heard_at(self, text: str, run: Sequence[str]) -> tuple[int, str]:
        """How many pieces of a run, the most there are, sound as a term, and the term."""
        strange = next((place for place, piece in enumerate(run) if _is_strange(piece)), len(run))
        for count in range(len(run), strange, -1):
            written = "".join(run[:count])
            if written in text and (term := self._term_of(heard_in_thai(written))):
                return count, term
        return 1, ""

    def _term_of(self, sound: str) -> str:
        if len(sound) < _AUDIBLE or sound in self._heard:
            return self._heard.get(sound, "") if len(sound) >= _AUDIBLE else ""
        near = self._nearly.get(sound, "")
        if near or len(sound) <= _CLEAR:
            return near
        return next((self._heard[less] for less in _one_less(sound) if less in self._heard), "")

    def _respelt(self, written: str) -> str:
        words = written.split(" ")
        if written in self._known or all(word in self._words for word in words):
            return written
        if len(words) == _PAIR:
            joined = "".join(words)
            term = joined if joined in self._words else self._heard.get(_sound(written), "")
            if term and min(map(len, words)) > _PAIR and fuzz.ratio(written, term) >= _ALIKE:
                return term
        return " ".join(map(self._word, words))

    def _word(self, written: str) -> str:
        """The word that a misspelt one must be; itself where none is near."""
        if written in self._words or written in self._spared or len(written) < _LONG:
            return written
        same = self._same.get(heard_in_english(written), ())
        alike = process.extractOne(written, same, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        slip = process.extractOne(written, self._long, scorer=OSA.distance, score_cutoff=1)
        meant = alike[0] if alike else slip[0] if slip else written
        return meant if meant[0] == written[0] else written


def _one_less(sound: str) -> list[str]:
    """A sound with one consonant after the first left out."""
    return [sound[:place] + sound[place + 1 :] for place in range(1, len(sound))]


def _terms(text: str) -> Iterable[str]:
    for run in _RUN.findall(text):
        words = run.split(" ")
        for count in range(1, _MOST_WORDS + 1):
            for start in range(len(words) - count + 1):
                term = words[start : start + count]
                if not _LITTLE.intersection(term):
                    yield " ".join(term)


def _sound(term: str) -> str:
    return _TWICE.sub(r"\1", "".join(map(heard_in_english, term.split(" "))))


def _foreign(pieces: Sequence[str]) -> list[str]:
    """The pieces at the front that are Thai letters and no common word."""
    return list(takewhile(lambda p: "\u0e00" <= p[0] <= "\u0e7f" and not is_stopword(p), pieces))


def _is_strange(piece: str) -> bool:
    return len(piece) > 1 and not known(piece)
