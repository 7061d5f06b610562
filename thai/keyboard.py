"""Text typed with the wrong keyboard layout (Thai Kedmanee against US QWERTY), both ways."""

from __future__ import annotations

import re
from collections.abc import Collection

from thai.words import is_stopword, known, tokens

_LATIN = (
    "`1234567890-="
    "qwertyuiop[]\\"
    "asdfghjkl;'"
    "zxcvbnm,./"
    "~!@#$%^&*()_+"
    "QWERTYUIOP{}|"
    'ASDFGHJKL:"'
    "ZXCVBNM<>?"
)
# fmt: off
_THAI = (
    "_ๅ/-ภถุึคตจขช"
    "ๆไำพะัีรนยบลฃ"
    "ฟหกดเ้่าสวง"
    "ผปแอิืทมใฝ"
    "%+๑๒๓๔ู฿๕๖๗๘๙"
    '๐"ฎฑธํ๊ณฯญฐ,ฅ'
    "ฤฆฏโฌ็๋ษศซ."
    "()ฉฮฺ์?ฒฬฦ"
)
# fmt: on
# What lies beside each key on the three rows of letters, and the digits above them.
_ROWS = ("ๅ/-ภถุึคตจขช", "ๆไำพะัีรนยบลฃ", "ฟหกดเ้่าสวง", "ผปแอิืทมใฝ")
_BESIDE = {
    key: row[max(0, place - 1) : place] + row[place + 1 : place + 2]
    for row in _ROWS
    for place, key in enumerate(row)
}
_TO_THAI = dict(zip(_LATIN, _THAI, strict=True))
_TO_LATIN = dict(zip(_THAI, _LATIN, strict=True))
_THAI_LETTER = re.compile(r"[\u0e00-\u0e7f]")
_THAI_WORD = re.compile(r"[\u0e00-\u0e7f]+")
_LATIN_LETTER = re.compile(r"[a-z]", re.IGNORECASE)
_STARTS_WITH_MARK = re.compile(r"(^|\s)[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0e30\u0e32\u0e33]")
_SHARE_KNOWN = 0.8
_LONG_WORD = 3
_NUMBER = re.compile(r"\d+(?:\.\d+)?%?|%")
_NUMBER_OR_NOT = re.compile(r"(?:\d+(?:\.\d+)?%?|%)(?=\s|$)|\s+|\S+")
# A run of keys beside Thai letters, with the number that may stand before it.
_KEYS = re.compile(r"(?<![!-~])(\d+(?:\.\d+)?%?)?([!-~]{4,})")
_LETTERS = re.compile(r"[a-z]+")
# One word as English has it, with what may follow: audit), vs4.0.
_ENGLISH = re.compile(r"[a-z]+[\d.,:;!?%)\"']*", re.IGNORECASE)


def to_thai(text: str) -> str:
    """What the same keys give on a Thai keyboard: ``gxbf`` becomes ``เปิด``."""
    return "".join(_TO_THAI.get(letter, letter) for letter in text)


def to_latin(text: str) -> str:
    """What the same keys give on an English keyboard: ``ยทๆฟ`` becomes ``pmqa``."""
    return "".join(_TO_LATIN.get(letter, letter) for letter in text)


def are_neighbours(one: str, other: str) -> bool:
    """Whether two Thai letters lie beside each other on the keyboard."""
    return other in _BESIDE.get(one, "")


def repair(text: str, latin_words: Collection[str] = ()) -> str:
    """The text as it was meant, where the layout was clearly wrong; else the text unchanged.

    ``latin_words`` are the lower-case Latin terms worth recognising inside Thai text.
    """
    if meant := _thai_on_latin_keys(text, latin_words):
        return meant
    if _THAI_LETTER.search(text):
        text = _KEYS.sub(lambda run: _thai_if_meant(run, latin_words), text)
    return _THAI_WORD.sub(lambda match: _latin_if_meant(match.group(), latin_words), text)


def _thai_on_latin_keys(text: str, latin_words: Collection[str]) -> str:
    """The Thai text that was meant; empty where the keys make no Thai."""
    if len(text) < 4 or _THAI_LETTER.search(text) or not _LATIN_LETTER.search(text):
        return ""
    if any(word in latin_words for word in re.findall(r"[a-z]+", text.lower())):
        return ""
    # Numbers are typed on the same keys or on the number pad: whichever reads better.
    with_numbers = "".join(
        part if _NUMBER.fullmatch(part) else to_thai(part) for part in _NUMBER_OR_NOT.findall(text)
    )
    readings = [one for one in (with_numbers, to_thai(text)) if not _STARTS_WITH_MARK.search(one)]
    best = max(readings, key=_share_known, default="")
    return best if _share_known(best) >= _SHARE_KNOWN else ""


def _share_known(text: str) -> float:
    """Share of characters that stand in dictionary words of two letters or more."""
    words = [word for word in tokens(text) if not _NUMBER.fullmatch(word)]
    total = sum(map(len, words))
    return sum(len(word) for word in words if len(word) > 1 and _is_word(word)) / max(total, 1)


def _is_word(word: str) -> bool:
    return known(word) or is_stopword(word)


def _thai_if_meant(run: re.Match[str], latin_words: Collection[str]) -> str:
    """One run of Latin keys beside Thai text, as Thai where that reads well."""
    number, keys = run[1] or "", run[2]
    words = _LETTERS.findall(keys.lower())
    if not words or any(word in latin_words for word in words):
        return run[0]
    # So many English words make Thai of some sort.
    reads = _reads_surely if _ENGLISH.fullmatch(keys) else _reads
    if reads(to_thai(keys)):
        return number + to_thai(keys)
    # 5^d is ถูก: the number's keys are letters, too.
    return to_thai(run[0]) if number and reads(to_thai(run[0])) else run[0]


def _reads(text: str) -> bool:
    return not _STARTS_WITH_MARK.search(text) and _share_known(text) >= _SHARE_KNOWN


def _reads_surely(text: str) -> bool:
    words = tokens(text)
    long = all(len(word) >= _LONG_WORD and _is_word(word) for word in words)
    return bool(words) and long and not _STARTS_WITH_MARK.search(text)


def _latin_if_meant(word: str, latin_words: Collection[str]) -> str:
    latin = to_latin(word).lower()
    return latin if latin in latin_words and not known(word) else word
