"""Follow-up questions: what the turn before lends to a question that leans on it."""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.reading import Reading
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
_FACETS = ("criteria", "categories", "levels", "years", "awards", "dimensions", "numbered")


def leans(question: Reading) -> bool:
    """Whether the wording itself points back (แล้ว…ล่ะ, ส่วน…, อันนี้)."""
    return bool(_LEANS.search(question.folded))


def carried(question: Reading, before: Reading) -> Reading:
    """The question with what it leaves open filled from the question before.

    A facet that the question names replaces the former one of its kind; the words of replaced
    facets do not come along.
    """
    inherited = {name: getattr(question, name) or getattr(before, name) for name in _FACETS}
    if question.criteria:
        inherited["categories"] = question.categories
        inherited["dimensions"] = question.dimensions
    if not question.years:
        inherited["years"] = _shifted(question, before.years)
    words = question.words + tuple(w for w in before.words if w not in question.words)
    return replace(
        question,
        words=words,
        folded=f"{question.folded} {before.folded}",
        wants=question.wants or before.wants,
        shapes=question.shapes,
        **inherited,
    )


def _shifted(question: Reading, years: tuple[int, ...]) -> tuple[int, ...]:
    """The years before, moved by one where the question says so (ปีก่อนหน้านั้น, ปีถัดไป)."""
    if _YEAR_BEFORE.search(question.text):
        return tuple(year - 1 for year in years)
    if _YEAR_AFTER.search(question.text):
        return tuple(year + 1 for year in years)
    return years
