"""Text typed with the wrong keyboard layout (Thai Kedmanee against US QWERTY), both ways."""

from __future__ import annotations

import re
from collections.abc import Collection

from thai.words import known, tokens

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
_TO_THAI = dict(zip(_LATIN, _THAI, strict=True))
_TO_LATIN = dict(zip(_THAI, _LATIN, strict=True))
_THAI_LETTER = re.compile(r"[\u0e00-\u0e7f]")
_THAI_WORD = re.compile(r"[\u0e00-\u0e7f]+")
_LATIN_LETTER = re.compile(r"[a-z]", re.IGNORECASE)
_STARTS_WITH_MARK = re.compile(r"(^|\s)[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0e30\u0e32\u0e33]")
_SHARE_KNOWN = 0.8
_NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
_NUMBER_OR_NOT = re.compile(r"\d+(?:\.\d+)?%?(?=\s|$)|\s+|\S+")


def to_thai(text: str) -> str:
    """What the same keys give on a Thai keyboard: ``gxbf`` becomes ``เปิด``."""
    return "".join(_TO_THAI.get(letter, letter) for letter in text)


def to_latin(text: str) -> str:
    """What the same keys give on an English keyboard: ``ยทๆฟ`` becomes ``pmqa``."""
    return "".join(_TO_LATIN.get(letter, letter) for letter in text)


def repair(text: str, latin_words: Collection[str] = ()) -> str:
    """The text as it was meant, where the layout was clearly wrong; else the text unchanged.

    ``latin_words`` are the lower-case Latin terms worth recognising inside Thai text.
    """
    if meant := _thai_on_latin_keys(text, latin_words):
        return meant
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
    readings = [one for one in (to_thai(text), with_numbers) if not _STARTS_WITH_MARK.search(one)]
    best = max(readings, key=_share_known, default="")
    return best if _share_known(best) >= _SHARE_KNOWN else ""


def _share_known(text: str) -> float:
    """Share of characters that stand in dictionary words of two letters or more."""
    words = [word for word in tokens(text) if not _NUMBER.fullmatch(word)]
    total = sum(map(len, words))
    return sum(len(word) for word in words if len(word) > 1 and known(word)) / max(total, 1)


def _latin_if_meant(word: str, latin_words: Collection[str]) -> str:
    latin = to_latin(word).lower()
    return latin if latin in latin_words and not known(word) else word
