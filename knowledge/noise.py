"""Ways in which people spoil a question, for training against them. Seeded, never random at run."""

from __future__ import annotations

import random
import re

_TONE = re.compile("[\u0e47-\u0e4c]")
_ENDINGS = ("ครับ", "คะ", "ค่ะ", "อะ", "คับ", "หรอ", "นะ", "")
_OPENINGS = ("", "", "", "อยากรู้ว่า", "ขอถามหน่อย ", "รบกวนถาม ", "คือ ", "พอดีหัวหน้าให้หา ")
_SWAPS = (
    ("ร", "ล"), ("ศ", "ส"), ("ษ", "ส"), ("ณ", "น"), ("ญ", "ย"), ("ใ", "ไ"), ("ฐ", "ถ"),
    ("ธ", "ท"), ("ภ", "พ"), ("ี", "ิ"), ("ู", "ุ"), ("ฎ", "ด"), ("ไ", "ใ"), ("ัล", "ัน"), ("ัฐ", "ัด"),
    ("คร", "ค"), ("ปร", "ป"), ("กร", "ก"), ("ฒ", "ท"), ("ศ", "ด"), ("ฤ", "ริ"), ("ื", "ึ"), ("ซ", "ส"),
)  # fmt: skip


def spoil(question: str, random_source: random.Random) -> str:
    """The question as typed in a hurry: one or two slips, an opening, an ending."""
    for slip in random_source.sample(_SLIPS, random_source.choice((1, 1, 2))):
        question = slip(question, random_source)
    return random_source.choice(_OPENINGS) + question + random_source.choice(_ENDINGS)


def _drop_tones(text: str, source: random.Random) -> str:
    return _TONE.sub(lambda mark: "" if source.random() < 0.6 else mark.group(), text)


def _drop_spaces(text: str, _: random.Random) -> str:
    return text.replace(" ", "")


def _swap_letter(text: str, source: random.Random) -> str:
    before, after = source.choice(_SWAPS)
    return text.replace(before, after, 1)


def _as_it_sounds(text: str, source: random.Random) -> str:
    for before, after in source.sample(_SWAPS, len(_SWAPS) // 2):
        text = text.replace(before, after, 1)
    return text


def _swap_neighbours(text: str, source: random.Random) -> str:
    place = source.randrange(1, max(len(text) - 2, 2))
    return text[:place] + text[place + 1 : place + 2] + text[place : place + 1] + text[place + 2 :]


def _drop_letter(text: str, source: random.Random) -> str:
    place = source.randrange(1, max(len(text) - 1, 2))
    return text[:place] + text[place + 1 :]


def _drop_word(text: str, source: random.Random) -> str:
    words = text.split(" ")
    if len(words) > 2:
        words.pop(source.randrange(len(words)))
    return " ".join(words)


_SLIPS = (
    _drop_tones,
    _drop_spaces,
    _swap_letter,
    _as_it_sounds,
    _swap_neighbours,
    _drop_letter,
    _drop_word,
)
