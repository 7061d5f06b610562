"""What is kept of a text to be found by, and what is looked for when somebody types.

Both sides are split by one list of words, so they meet. A longer word is found by its end, too:
น้ำท่วม by ท่วม. Its beginning needs nothing kept, since every word typed may be one's beginning.
"""

import re
from collections.abc import Iterable

from thai.normalise import normalise
from thai.words import is_stopword, known, tokens

MOST_LOOKED_FOR = 8
LONGEST_WORD = 60  # letters: what is longer is no word
_THAI = re.compile(r"[\u0e01-\u0e4e]+")
_OTHERS = re.compile(r"[^\W_\u0e01-\u0e4e]+")  # a ticket's number stays whole
_LEAST_PART = 2  # letters


def kept_words(texts: Iterable[str]) -> str:
    """Return what the texts are found by: each telling word once, between single spaces."""
    found: dict[str, None] = {}
    for text in texts:
        for word in filter(_tells, _words(text)):
            found[word] = None
            found.update(dict.fromkeys(filter(_tells, _endings(word))))
    return " ".join(found)


def looked_for(typed: str) -> tuple[str, ...]:
    """Return the words that a ticket must have, or have words that begin so.

    Words that tell nothing are left out where others remain; at most `MOST_LOOKED_FOR`.
    """
    words = list(dict.fromkeys(_words(typed)))
    telling = [word for word in words if _tells(word)]
    return tuple((telling or words)[:MOST_LOOKED_FOR])


def parted(word: str) -> tuple[str, str] | None:
    """Return the two known words that a Thai word is made of, None where it is not."""
    for at in range(len(word) - _LEAST_PART, _LEAST_PART - 1, -1):
        if known(word[:at]) and known(word[at:]):
            return word[:at], word[at:]
    return None


def _tells(word: str) -> bool:
    return not is_stopword(word) and (len(word) > 1 or word.isdigit())


def _words(text: str) -> Iterable[str]:
    plain = normalise(text)
    for token in tokens(plain):
        yield from (piece[:LONGEST_WORD] for piece in _THAI.findall(token))
    yield from (run[:LONGEST_WORD] for run in _OTHERS.findall(plain))


def _endings(word: str) -> Iterable[str]:
    for at in range(_LEAST_PART, len(word) - _LEAST_PART + 1):
        if known(word[at:]) and known(word[:at]):
            yield word[at:]
