"""Follow-up questions: what the turn before lends to a question that leans on it."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.reading import Reading
from knowledge.vocabulary import vocabulary
from thai.normalise import fold

# Words by which a question leans on the one before, folded.
_LEANS = re.compile(
    "|".join(
        map(
            fold,
            ["^แล้ว", "^ส่วน", "^งั้น", "^ถ้า", "ล่ะ", "^อันนี้", "^อันนั้น", "^ข้อนี้", "^ตัวนี้", "^ระดับนี้",
             "เมื่อกี้", "ก่อนหน้านั้น", "ด้านบน", "^และ", "^หรือ", "^กับ", "ของมัน", "มันคือ", "^มัน", "อันนี้"],
        )
    )
)  # fmt: skip
_YEAR_BEFORE = re.compile("ปี(ก่อนหน้า|ก่อน|ที่แล้ว)")
_YEAR_AFTER = re.compile("ปี(ถัดไป|ต่อมา|ถัดมา|หลังจากนั้น)")
_FEW_WORDS = 4
_NUMBER = re.compile(r"\d[\d.]*")
_FACETS = ("criteria", "categories", "levels", "years", "awards", "dimensions", "numbered")


def leans(question: Reading) -> bool:
    """Whether the wording itself points back (แล้ว…ล่ะ, ส่วน…, อันนี้)."""
    return bool(_LEANS.search(question.folded))


def completes(question: Reading, before: Reading) -> bool:
    """Whether a question names only a level or a year of what the one before was about."""
    if question.names_something:
        return False
    return bool(
        (question.levels and (before.criteria or before.categories))
        or (question.years and before.years and len(question.words) <= _FEW_WORDS)
    )


def carried(question: Reading, before: Reading) -> Reading:
    """The question with what it leaves open filled from the question before.

    A facet that the question names replaces the former one of its kind, and the words that named
    the former one do not come along.
    """
    inherited = {name: getattr(question, name) or getattr(before, name) for name in _FACETS}
    if question.criteria:
        inherited["categories"] = inherited["dimensions"] = ()
    if not question.years:
        inherited["years"] = _shifted(question, before.years)
    kept = _without_replaced(question, before)
    return replace(
        question,
        echo=tuple(
            w for w in (*before.words, *before.echo) if w not in question.words and fold(w) in kept
        ),
        echo_folded=kept,
        wants=question.wants or before.wants,
        units=question.units or (() if question.wants else before.units),
        **inherited,
    )


def _without_replaced(question: Reading, before: Reading) -> str:
    """The folded text before, less what names a facet that the question names anew."""
    known = vocabulary()
    text = f"{before.folded} {before.echo_folded}"
    for name, names in (
        ("awards", known.awards),
        ("levels", known.levels),
        ("dimensions", known.dimensions),
    ):
        if getattr(question, name):
            text = names.without(text)
    if question.criteria or question.years or question.numbered:
        text = _NUMBER.sub(" ", text)
    return text.strip()


def _shifted(question: Reading, years: tuple[int, ...]) -> tuple[int, ...]:
    """The years before, moved by one where the question says so (ปีก่อนหน้านั้น, ปีถัดไป)."""
    if _YEAR_BEFORE.search(question.text):
        return tuple(year - 1 for year in years)
    if _YEAR_AFTER.search(question.text):
        return tuple(year + 1 for year in years)
    return years
