"""Reads scores as people type them: "420 คะแนนได้ระดับไหน", "1:420 2:405 …", seven in a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from core.errors import InvalidInput
from knowledge.tools.numerals import NUMBER, spell
from knowledge.tools.score import CATEGORIES
from knowledge.tools.wording import leftover

_UNIT = r"(?:คะแนน|แต้ม|points?|pts?|score)"
_EDITION = re.compile(r"(?:pmqa|ราชการ|government|gov)\s*4\.0")
_TOTAL = re.compile(rf"({NUMBER})\s*{_UNIT}|{_UNIT}[^\d]{{0,12}}?({NUMBER})")
_WITH_LEVEL = re.compile(rf"({NUMBER})(?=.*(?:ระดับ|level))")
_ANY = re.compile(NUMBER)
_PAIR = re.compile(
    rf"(?:(?:หมวด(?:ที่)?|cat(?:egory)?\.?)\s*(\d+)\s*[:=)]?\s*(?:ได้)?|(?<![\d.])(\d+)\s*[:=)])"
    rf"\s*({NUMBER}(?![\d.]|\s*[:=)])|[^\s\d,;]+)?"
)
# Fewer points are no agency's total ("ได้ 5 คะแนน" asks about something else), more are a year.
_LEAST_TOLD, _MOST_TOLD = 100, 999
# "3.4" alone is the number of a criterion.
_CRITERION = re.compile(r"[1-7]\.[1-6]")


def read_total(text: str) -> Decimal | None:
    """The one score that the words consist of, asked for it ("420", "ได้ 420 คะแนนค่ะ")."""
    plain = _EDITION.sub(" ", spell(text))
    found = _ANY.findall(plain)
    if len(found) != 1 or leftover("score", _ANY.sub(" ", plain)):
        return None
    if _CRITERION.fullmatch(found[0]):
        return None
    return Decimal(found[0])


def read_total_told(text: str) -> Decimal | None:
    """The score of words that come unasked: they must call it a score and say nothing else."""
    plain = _EDITION.sub(" ", spell(text))
    told = _TOTAL.search(plain) or _WITH_LEVEL.search(plain)
    score = read_total(text)
    if not told or score is None:
        return None
    return score if _LEAST_TOLD <= score <= _MOST_TOLD else None


def has_category_scores(text: str) -> bool:
    """Whether the words list scores of categories, wholly or in part."""
    return len([match for match in _PAIR.finditer(spell(text)) if match[3]]) >= 3


def read_category_scores(
    text: str, wanted: Sequence[int] = CATEGORIES
) -> dict[int, Decimal] | None:
    """Scores by category number out of one line; None where the line is something else.

    Bare numbers are those of the categories ``wanted``, in order.

    Raises:
        InvalidInput: ``category_unknown`` (``number``), ``category_twice`` (``number``),
            ``category_no_number`` (``number``), ``categories_count`` (``count``, ``wanted``)
            where bare numbers are more or fewer than wanted.
    """
    plain = _EDITION.sub(" ", spell(text))
    pairs = [(match[1] or match[2], match[3] or "") for match in _PAIR.finditer(plain)]
    if pairs:
        return _by_number(pairs)
    found = _ANY.findall(plain)
    if len(found) < min(2, len(wanted)) or leftover("score", _ANY.sub(" ", plain)):
        return None
    if len(found) != len(wanted):
        raise InvalidInput("categories_count", count=len(found), wanted=len(wanted))
    return dict(zip(wanted, map(Decimal, found), strict=True))


def usable_scores(text: str) -> dict[int, Decimal]:
    """The scores of a line that stand, where others in it cannot be used."""
    pairs = [(int(match[1] or match[2]), match[3] or "") for match in _PAIR.finditer(spell(text))]
    named = [number for number, _ in pairs]
    return {
        number: Decimal(said)
        for number, said in pairs
        if number in CATEGORIES and named.count(number) == 1 and re.fullmatch(NUMBER, said)
    }


def _by_number(pairs: list[tuple[str, str]]) -> dict[int, Decimal]:
    scores: dict[int, Decimal] = {}
    for named, said in pairs:
        number = int(named)
        if number not in CATEGORIES:
            raise InvalidInput("category_unknown", number=number)
        if number in scores:
            raise InvalidInput("category_twice", number=number)
        if not re.fullmatch(NUMBER, said):
            raise InvalidInput("category_no_number", number=number)
        scores[number] = Decimal(said)
    return scores
