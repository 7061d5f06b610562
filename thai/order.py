"""The order of Thai dictionaries: by consonants and vowels as they sound, then by tone marks.

After the Royal Society's dictionary: a vowel written before its consonant is read after it; tone
marks, ไม้ไต่คู้ and ทัณฑฆาต count only between words that are otherwise the same. (PyThaiNLP's
`collate` looks at the first such mark alone.)
"""

import re

_MARKS = "็่้๊๋์"
_MARK = re.compile(f"[{_MARKS}]")
_LEADING = re.compile(r"([เ-ไ])([ก-ฮ])")
_LETTER = re.compile(f"[^{_MARKS}]([{_MARKS}]*)", re.DOTALL)
_NUMBER = re.compile(r"\d+")
_DIGITS = 12  # numbers are told apart up to so many

Key = tuple[str, tuple[str, ...]]


def dictionary_order(text: str) -> Key:
    """Return what words are to be sorted by; numbers in them by their size."""
    plain = _MARK.sub("", text).casefold()
    spoken = _LEADING.sub(r"\2\1", plain)
    return _NUMBER.sub(_padded, spoken), tuple(_LETTER.findall(text))


def _padded(number: re.Match[str]) -> str:
    return str(int(number[0])).zfill(_DIGITS)
