"""One spelling for one text: Unicode form, marks, zero-width characters, digits, repeats."""

from __future__ import annotations

import re
import unicodedata

import regex

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f"))
_PLAIN = str.maketrans(
    {
        "\u00a0": " ",
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
        **{chr(0x0E50 + digit): str(digit) for digit in range(10)},
    }
)
_TONES = "\u0e48-\u0e4b"
_UPPER_LOWER_VOWELS = "\u0e31\u0e34-\u0e3a\u0e47"
_SARA_AM = re.compile(f"\u0e4d([{_TONES}]?)\u0e32")
_TONE_BEFORE_VOWEL = re.compile(f"([{_TONES}])([{_UPPER_LOWER_VOWELS}])")
_TONE_AFTER_SARA_AM = re.compile(f"\u0e33([{_TONES}])")
_REPEATED_MARK = re.compile(f"([{_TONES}{_UPPER_LOWER_VOWELS}\u0e4c\u0e4d])\\1+")
# "แบบบุคคล" and "แบบบริการ" are no drawl: one of the three begins another word.
_REPEATED_LETTER = re.compile(r"(?<!แ)([^\W\d_])\1{2,}|(?<=แ)([^\W\d_])\2{3,}")
# OG&MP is written with and without spaces.
_GLUED_AND = re.compile(r"(?<=[a-zA-Z])&(?=[a-zA-Z])")
_SPACES = re.compile(r"\s+")
_MARKS = re.compile(f"[{_TONES}\u0e47\u0e4c\u0e4d]")
_SILENT = re.compile("[ก-ฮ][\u0e34\u0e38]?\u0e4c")
_SAME_SOUND = str.maketrans(
    {
        **dict.fromkeys("ศษซ", "ส"),
        **dict.fromkeys("ณ", "น"),
        **dict.fromkeys("ฐถธฒฑ", "ท"),
        **dict.fromkeys("ฎ", "ด"),
        **dict.fromkeys("ฏ", "ต"),
        **dict.fromkeys("ภผ", "พ"),
        **dict.fromkeys("ขฆฃฅ", "ค"),
        **dict.fromkeys("ฬ", "ล"),
        **dict.fromkeys("ญ", "ย"),
        **dict.fromkeys("ฉฌ", "ช"),
        **dict.fromkeys("ฮ", "ห"),
        **dict.fromkeys("ฝ", "ฟ"),
        "ใ": "ไ",
        "ี": "ิ",
        "ึ": "ิ",
        "ื": "ิ",
        "ู": "ุ",
    }
)


def normalise(text: str) -> str:
    """Text in NFC, lower case, Arabic digits, ordered marks, single spaces, no 3+ repeats."""
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE).translate(_PLAIN)
    text = _SARA_AM.sub("\\1\u0e33", text).replace("เเ", "แ")
    text = _TONE_AFTER_SARA_AM.sub("\\1\u0e33", text)
    text = _TONE_BEFORE_VOWEL.sub(r"\2\1", text)
    text = _REPEATED_MARK.sub(r"\1", text)
    text = _REPEATED_LETTER.sub(lambda run: run[0][0], text)
    text = _GLUED_AND.sub(" & ", text)
    return _SPACES.sub(" ", text).strip().lower()


def skeleton(text: str) -> str:
    """Normalised text without tone marks and silencers, as typed in a hurry."""
    return _MARKS.sub("", text)


def fold(text: str) -> str:
    """Normalised text with silent letters dropped and sound-alike letters made one.

    Two spellings that a Thai reader would pronounce alike come out equal or nearly so.
    """
    text = _SILENT.sub("", text).replace("รร", "ั")
    return skeleton(text).translate(_SAME_SOUND)


def unfolded(text: str, start: int, end: int) -> tuple[int, int]:
    """Where in a text a stretch of its folded form begins and ends."""
    lengths = [len(fold(text[:place])) for place in range(len(text) + 1)]
    before = [place for place, length in enumerate(lengths) if length <= start]
    within = [place for place, length in enumerate(lengths) if length <= end]
    return max(before), max(within)


def graphemes(text: str) -> list[str]:
    """What a reader counts as characters: a consonant with its marks is one."""
    return regex.findall(r"\X", text)


def shorten(text: str, limit: int) -> str:
    """At most ``limit`` graphemes, the last an ellipsis where something was cut."""
    parts = graphemes(text)
    if len(parts) <= limit:
        return text
    return "".join(parts[: limit - 1]).rstrip() + "…"
