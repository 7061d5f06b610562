"""A question as typed in the one spelling in which it is read."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from knowledge.vocabulary import vocabulary
from thai.keyboard import repair
from thai.normalise import normalise
from thai.numbers import digits_for_words, read_number

# Latin terms worth recognising when typed on Thai keys.
_LATIN_TERMS = frozenset(
    {"pmqa", "kpi", "basic", "adv", "sig", "advance", "significance"}
    | {"unpsa", "traffy", "fondue", "opdc"}
)
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_LATIN_WORD = re.compile("[a-z]{4,}")
_BESIDE = re.compile(
    rf"((?<![a-z])(?:{'|'.join(sorted(_LATIN_TERMS))})(?![a-z])(?:\s*4\.0)?)", re.IGNORECASE
)
# A Latin word after a criterion's number is a level: 6.4sigk, 5.1 baisc.
_LEVEL = re.compile(r"(?<![\d.])([1-6]\.[1-4]\s?)([a-z]{3,})(?![a-z-])")
_LEVELS = ("basic", "adv", "advance", "sig", "significance")
_GLUED = re.compile(r"(pmqa)(?=\d\d)")
# The edition without its point: "ราชการ40".
_EDITION = re.compile(
    r"(ราชการ|pmqa|ตัวชี้วัด|government|gov)\s?40(?![\d.%ก-๙]|\s(?:ข้อ|ตัว|รายการ|คะแนน|หน่วยงาน|แห่ง))"
)
# "e service" and "e payment" are one word with a hyphen in the documents.
_SPLIT_E = re.compile(r"(?<![a-z])e\s(?=[a-z]{4})")
_NUMBERED = re.compile(
    "((?:เบอร์|อันที่|ตัวที่|ใบที่|ส่วนที่|ด้านที่|กลุ่มที่|วาระที่|กรณีที่|ปัจจัยที่|ประเภทที่|เป้าหมายที่)\\s?)(หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ)(?!ม)"
)
_HUNDREDS = re.compile(
    "(?:หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า)ร้อย(?!ละ)(?:หนึ่ง|สอง|ยี่|สาม|สี่|ห้า(?!ม)|หก|เจ็ด|แปด|เก้า|สิบ|เอ็ด)*"
)


def clean(question: str) -> str:
    """The question in one spelling, layout repaired, number words as digits."""
    # The layout is judged before lower-casing, because shift makes other Thai letters.
    text = digits_for_words(normalise(_on_the_right_keys(question.strip())))
    text = _NUMBERED.sub(lambda match: f"{match[1]}{read_number(match[2])}", text)
    text = _HUNDREDS.sub(lambda match: f" {read_number(match[0])} ", text)
    text = _LEVEL.sub(_level_meant, _EDITION.sub(r"\1 4.0", _without_slips(text)))
    return _GLUED.sub(r"\1 ", _SPLIT_E.sub("e-", text))


def _without_slips(text: str) -> str:
    """The text with everyday slips put right, and Latin names written by ear in Thai in Latin."""
    for slip, word in vocabulary().slips:
        text = slip.sub(word, text)
    for pattern, name in vocabulary().spoken:
        text = pattern.sub(f" {name} ", text)
    text = vocabulary().departments.sub(r"กรม\1", text)
    return " ".join(text.split())


def _level_meant(match: re.Match[str]) -> str:
    """A criterion's number and the level beside it, spelt right where it is a letter off."""
    near = extractOne(match[2], _LEVELS, scorer=OSA.distance, score_cutoff=1)
    return match[1] + near[0] if near and near[0][0] == match[2][0] else match[0]


def _on_the_right_keys(text: str) -> str:
    """The text as meant: Thai typed on Latin keys may stand beside Latin that is meant."""
    meant = repair(text, _latin_words())
    if meant != text or _THAI.search(text):
        return meant
    parts = _BESIDE.split(text)
    return "".join(part if _BESIDE.fullmatch(part) else repair(part) for part in parts)


@cache
def _latin_words() -> frozenset[str]:
    """The Latin words that people ask with, known when typed on Thai keys."""
    return _LATIN_TERMS.union(*map(_LATIN_WORD.findall, vocabulary().latin))
