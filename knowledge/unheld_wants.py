"""What is wanted to be told, a figure, date or quality, that the best entry does not give."""

from __future__ import annotations

import re

from knowledge.entry import LONG_KINDS, Entry
from knowledge.misses import UNKNOWN, NearMiss
from knowledge.ranking import Ranking
from knowledge.reading import Reading
from knowledge.signals import SignalBook
from knowledge.vocabulary import vocabulary

# What tells how much or when, of whatever is named beside it.
_MEASURES = frozenset({"score", "percent", "date", "baht", "who"})
# A criterion says what is to be done: not by whom, where, when or how often, unless it says so.
_NOT_OF_CRITERIA = frozenset({"date", "place", "baht", "hours", "minutes"})
_UNITS_OF_CRITERIA = frozenset(
    {"ระดับ", "ข้อ", "เรื่อง", "ประเด็น", "มิติ", "หมวด", "ด้าน", "ตัว", "ขั้น", "อย่าง"} | {"แบบ", "ประเภท"}
)
# What the rows of a thing may be called, whichever of it the question says.
_ROWS = frozenset({"ข้อ", "ประการ", "มิติ", "ด้าน", "ประเด็น", "เรื่อง", "แนวคิด", "ตัวชี้วัด", "กลุ่ม"})
_MARKS, _CATEGORY = frozenset({"weight", "full_score"}), "หมวด"
# Wants that only a figure of that sort meets, whatever the words.
_ONLY_FIGURES = frozenset({"score", "percent", "baht", "days"})
_WHERE = re.compile("ที่ไหน")


def lacking(book: SignalBook, question: Reading, ranking: Ranking) -> NearMiss | None:
    """The best entry has no figure of the unit asked for, nor the thing that alone would do."""
    known = vocabulary()
    first = ranking.best[0].entry
    # The parts of a หมวด are มิติ, those of a form ส่วน; all rows may be asked for as ข้อ.
    in_rows = question.categories or question.numbered or first.kind in LONG_KINDS
    loose = known.loose_units | ({"ข้อ"} if in_rows else set())
    for table, wanted in (
        ("units", [unit for unit in question.units if unit not in loose]),
        ("wants", [want for want in question.wants if want in known.must]),
        ("wants", _figures_wanted(question)),
    ):
        if wanted and not book.holds(table, _kin(table, wanted), first):
            of_units = table == "units"
            # What nothing counts in may be another word for what something does.
            sure = any(book.tables[table].holds(each) for each in wanted if each not in _ROWS)
            return NearMiss("unknown", in_doubt=of_units and not sure, elsewhere=of_units)
    return None


def _kin(table: str, wanted: list[str]) -> list[str]:
    """What is wanted, and what else rows may be called where rows are counted."""
    return [*wanted, *_ROWS] if table == "units" and _ROWS.intersection(wanted) else wanted


def _figures_wanted(question: Reading) -> list[str]:
    """What only a figure meets, where it is asked in this turn and of one thing."""
    if question.echo or "compare" in question.shapes:
        return []
    return [want for want in question.wants if want in _ONLY_FIGURES]


def untold_quality(question: Reading, ranking: Ranking) -> NearMiss | None:
    """A weight, a target, a penalty … is asked for that the best entry does not give."""
    qualities, answer = vocabulary().qualities, ranking.best[0].entry.answer
    asked = qualities.asked(question.folded)
    # What an award's dimensions weigh is no weight of a หมวด.
    of_categories = _MARKS.intersection(asked) and _CATEGORY in question.text
    untold = any(not qualities.tells(quality, answer) for quality in asked)
    return UNKNOWN if untold or (of_categories and _CATEGORY not in answer) else None


def measure_of_another(book: SignalBook, question: Reading, ranking: Ranking) -> NearMiss | None:
    """A figure is wanted of a criterion or หมวด that the best entry does not speak of."""
    named = question.criteria or question.categories
    # An award for a หมวด has its conditions, which do not speak of each by number.
    if not named or question.echo or question.awards or "รางวัล" in question.text:
        return None
    first = ranking.best[0].entry
    spoken_of = book.holds("criteria", question.criteria, first) or (
        book.degree("categories", question.categories, first) > 0
    )
    measured = question.units or _MEASURES.intersection(question.wants)
    measured = measured or vocabulary().qualities.asked(question.folded)
    return UNKNOWN if measured and not spoken_of else None


def not_of_criteria(book: SignalBook, question: Reading, ranking: Ranking) -> NearMiss | None:
    """A figure, person or place that the best entry, a criterion, does not give."""
    first = ranking.best[0].entry
    if first.kind != "criterion":
        return None
    units = [unit for unit in question.units if unit not in _UNITS_OF_CRITERIA]
    wants = [want for want in question.wants if want in _NOT_OF_CRITERIA]
    lacks = [
        table
        for table, wanted in (("units", units), ("wants", wants))
        if wanted and not book.holds(table, wanted, first)
    ]
    asked_where = not question.levels and _WHERE.search(question.text)
    somewhere = asked_where and not book.holds("wants", ["place"], first)
    return UNKNOWN if lacks or somewhere else None


def tells_what_is_asked(book: SignalBook, question: Reading, entry: Entry) -> bool:
    """Whether an entry has a figure, date or body of the kind asked for, of any year."""
    units = [unit for unit in question.units if unit not in vocabulary().loose_units]
    wants = [want for want in question.wants if want in _MEASURES]
    return not (units and not book.holds("units", units, entry)) and not (
        wants and not book.holds("wants", wants, entry)
    )
