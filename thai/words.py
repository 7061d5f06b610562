"""Words of a Thai text by longest matching (newmm)."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from pathlib import Path

from pythainlp.corpus import thai_words
from pythainlp.tokenize import newmm
from pythainlp.util import Trie

_WORD_LIST = Path(__file__).with_name("words.txt")
_STOPWORD_LIST = Path(__file__).with_name("stopwords.txt")
_HAS_LETTER_OR_DIGIT = re.compile(r"[\w\u0e00-\u0e7f]")
# newmm would glue these to the Latin run beside them; full stops and hyphens belong to words.
_PUNCTUATION = re.compile(r"[^\w\s\u0e00-\u0e7f.%&+-]")


def _read(path: Path) -> frozenset[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


# Rare words that the longest match prefers to everyday ones: ผ่า|นคะ, แล้|วจะ, กร|มละ.
_MISLEADING = frozenset({"นคะ", "วจะ", "มละ", "นละ", "แต่ต้นจนจบ", "แต่เช้า", "เดือนเต็ม"})


@functools.cache
def _dictionary() -> frozenset[str]:
    return (frozenset(thai_words()) - _MISLEADING) | _read(_WORD_LIST)


@functools.cache
def _trie() -> Trie:
    return Trie(_dictionary())


@functools.cache
def stopwords() -> frozenset[str]:
    """The words of ``stopwords.txt``."""
    return _read(_STOPWORD_LIST)


@functools.lru_cache(maxsize=4096)
def _segment(text: str) -> tuple[str, ...]:
    return tuple(_split(text, _trie()))


def _split(text: str, trie: Trie) -> list[str]:
    words = newmm.segment(_PUNCTUATION.sub(" ", text), custom_dict=trie, safe_mode=True)
    return [word.strip() for word in words if _HAS_LETTER_OR_DIGIT.search(word)]


class Splitter:
    """Splits text by a word list of its own, such as one with sound-alike letters folded."""

    def __init__(self, words: Iterable[str]) -> None:
        self._trie = Trie(words)

    def tokens(self, text: str) -> list[str]:
        """Words of the list and the runs between them, in order; no spaces, no punctuation."""
        return _split(text, self._trie)


def tokens(text: str) -> list[str]:
    """Words, numbers and Latin runs of a *normalised* text, in order; no spaces, no punctuation."""
    return list(_segment(text))


def content_words(text: str) -> list[str]:
    """The tokens that carry meaning: without particles, pronouns and question words."""
    return [word for word in tokens(text) if not is_stopword(word)]


def is_stopword(word: str) -> bool:
    """Whether a token says nothing about the subject (``ครับ``, ``ที่``, ``อะไร`` …)."""
    return word in stopwords()


def known(word: str) -> bool:
    """Whether a Thai word stands in the dictionary or in the project's own list."""
    return word in _dictionary()


def warm_up() -> None:
    """Build the dictionary now, so that the first user does not wait for it (about 0.6 s)."""
    tokens("ระบบราชการ 4.0")
    stopwords()
