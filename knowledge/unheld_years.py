"""Years that are named, and that the best entry does not tell of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.entry import Entry
from knowledge.misses import UNKNOWN, NearMiss
from knowledge.ranking import Ranking
from knowledge.reading import Reading
from knowledge.signals import SignalBook
from knowledge.unheld_wants import tells_what_is_asked
from thai.normalise import normalise

# The documents run to the plans of พ.ศ. 2570; nothing of them tells of earlier than 2547.
_FIRST_YEAR, _LAST_YEAR = 2547, 2568
# Score by which an entry of another subject must fit better, years aside.
_LIFTED = 2.0
_DATED = re.compile(r"\d{1,2} [ก-๙.]{3,12} (?:พ\.ศ\. )?25\d\d")

# The year that another is compared with.
_BASE = re.compile(r"(?:จาก|กว่า|เทียบกับ|เทียบ)\s?ปี")


def other_year(book: SignalBook, question: Reading, ranking: Ranking) -> NearMiss | None:
    """A year is named that neither the best entry nor what came first because of it is of."""
    if not question.years:
        return None
    first, ageless = ranking.best[0].entry, ranking.ageless
    if _same_day(question, first) or _counted_from(question, first):
        return None
    if _compared_unheld(book, question, first):
        return UNKNOWN
    tells = _tells_of(book, first, question.years)
    on_a_day = "date" in question.wants or _DATED.search(question.text)
    if not tells or (_only_dated(book, first, question.years) and not on_a_day):
        return _other_years(book, question, first)
    # Something else of that year came first only because of the year: คะแนนเฉลี่ย … ปี 2568.
    # What a follow-up is about was said before: it names another year of just that.
    lifted = 0.0 if question.echo else _LIFTED
    if ranking.year_lift > lifted and not _tells_of(book, ageless, question.years):
        return _other_years(book, question, ageless)
    return None


def _same_day(question: Reading, entry: Entry) -> bool:
    """Whether a day is named that the entry names too."""
    told = normalise(entry.answer)
    return any(day in told for day in _DATED.findall(question.text))


def _counted_from(question: Reading, entry: Entry) -> bool:
    """Whether the one year named is but that from which the entry counts: more than in 2566."""
    base = len(question.years) == 1 and _BASE.search(question.text)
    return bool(base) and f"จากปี {question.years[0]}" in entry.answer


def _compared_unheld(book: SignalBook, question: Reading, entry: Entry) -> bool:
    """Whether years are compared of which the entry tells one, and nothing of another."""
    if "compare" not in question.shapes or len(question.years) < 2:
        return False
    held = [year for year in question.years if _speaks_of(book, entry, year)]
    return len(held) == 1


def _speaks_of(book: SignalBook, entry: Entry, year: int) -> bool:
    """Whether a year is among an entry's or stands in its text."""
    return year in book.years_of(entry) or str(year) in f"{entry.title} {entry.answer}"


def _tells_of(book: SignalBook, entry: Entry, years: tuple[int, ...]) -> bool:
    """Whether an entry is of one of the years; by its text only where it is of none in particular.

    A year in the text of an entry of other years is mostly that of a document or an edition.
    """
    held = book.years_of(entry)
    return any(year in held if held else str(year) in entry.answer for year in years)


def _only_dated(book: SignalBook, entry: Entry, years: tuple[int, ...]) -> bool:
    """Whether the years stand in an entry only as part of a day's date, and in no facet."""
    bare = _DATED.sub("", entry.answer)
    held = book.years_of(entry)
    return not any(year in held if held else str(year) in bare for year in years)


def _other_years(book: SignalBook, question: Reading, entry: Entry) -> NearMiss | None:
    """That the entry is of other years; None where it is of none and the year is within reach."""
    held = book.years_of(entry)
    within = any(_FIRST_YEAR <= year <= _LAST_YEAR for year in question.years)
    edition = entry.source.year in question.years
    if not held and within and (edition or not question.units) and not _asks_who(question):
        return None
    if not tells_what_is_asked(book, question, entry):
        return UNKNOWN
    years = sorted(held) or [entry.source.year or _LAST_YEAR]
    told = _told_years(years, entry)
    return NearMiss("year", {"asked": ", ".join(map(str, question.years)), "held": told})


def _told_years(years: Sequence[int], entry: Entry) -> str:
    """The years as people write them: a row without a gap, or one told so, as 2548-2565."""
    first, last = years[0], years[-1]
    gapless = len(years) > 2 and last - first == len(years) - 1
    together = f"{first}-{last}" in f"{entry.title} {entry.answer}"
    return f"{first}-{last}" if gapless or together else ", ".join(map(str, years))


def _asks_who(question: Reading) -> bool:
    """Whether the winners of a year are asked for, which only an entry of that year has."""
    return bool(question.awards) and "who" in question.wants
