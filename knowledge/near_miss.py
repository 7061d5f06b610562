"""Questions near the documents' subject that they surely do not answer, and why not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from knowledge.entry import LONG_KINDS, Entry
from knowledge.ranking import Ranking
from knowledge.reading import Reading
from knowledge.signals import SignalBook
from knowledge.units import amounts
from knowledge.vocabulary import vocabulary
from thai.normalise import normalise

# The documents run to the plans of พ.ศ. 2570; nothing of them tells of earlier than 2547.
_FIRST_YEAR, _LAST_YEAR = 2547, 2568
# Score by which an entry of another subject must fit better, years aside.
_LIFTED = 2.0
_ABBREVIATION = re.compile(r"(?<![ก-๙.])(?:[ก-ฮ]{1,4}\.){1,5}(?![ก-๙])")
_DATED = re.compile(r"\d{1,2} [ก-๙.]{3,12} (?:พ\.ศ\. )?25\d\d")
_NEAR_SPELLING = 78.0
# Parts of the work that are counted through: none beyond the last.
_COUNTED = frozenset({"step", "form", "round"})
# Short terms are mostly abbreviations: one letter off is another thing (ITA, KPA).
_SHORT_TERM = 4
# What tells how much or when, of whatever is named beside it.
_MEASURES = frozenset({"score", "percent", "date", "baht", "who"})
# A criterion says what is to be done: not by whom, where, when or how often, unless it says so.
_NOT_OF_CRITERIA = frozenset({"date", "place", "baht", "hours", "minutes"})
_UNITS_OF_CRITERIA = frozenset(
    {"ระดับ", "ข้อ", "เรื่อง", "ประเด็น", "มิติ", "หมวด", "ด้าน", "ตัว", "ขั้น", "อย่าง"}
)
# What the rows of a list may be called.
_ROWS = frozenset(
    {"ข้อ", "ประการ", "มิติ", "ด้าน", "ส่วน", "ประเภท", "วาระ", "ปัจจัย", "อย่าง", "ขั้นตอน", "แบบฟอร์ม"}
)
_PLAN = re.compile(r"แผน[ก-๙]{0,12}\s?(\d{1,2})\s?ปี")
_MARKS, _CATEGORY = frozenset({"weight", "full_score"}), "หมวด"
_POINTS = frozenset({"คะแนน"})
_WHERE = re.compile("ที่ไหน")
# What a body does, where its name was read on into the sentence.
_DOES = re.compile(r"(?<=\S{8})(?:ได้|มี|เป็น|ส่ง|ทำ|เคย|จะ|ต้อง|ชนะ|คว้า|ผ่าน|สมัคร)(?:รับ)?$")
_LATIN_LEVEL = re.compile(r"(?:ระดับ|ขั้น)\s?(?!band)[a-z]{3,}")


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Why a question is not answered: a key of the phrases under ``abstain`` and its values."""

    reason: str
    values: dict[str, str] = field(default_factory=dict)
    in_doubt: bool = False  # less than sure: an answer that fits all else outweighs it


_UNKNOWN = NearMiss("unknown")


def near_miss(book: SignalBook, question: Reading, ranking: Ranking) -> NearMiss | None:
    """What the question names that the best entry, or every entry, does not hold."""
    if question.impossible:
        return NearMiss("criterion", {"asked": ", ".join(question.impossible)})
    return (
        _level(question)
        or _unknown_body(book, question, ranking)
        or _no_such_part(book, question)
        or _beyond_its_rows(book, question, ranking)
        or _other_plan(question, ranking)
        or _year(book, question, ranking)
        or _unknown_term(book, question)
        or _lacking(book, question, ranking)
        or _untold_quality(question, ranking)
        or _measure_of_another(book, question, ranking)
        or _not_of_criteria(book, question, ranking)
        or _other_award(book, question, ranking)
    )


def _level(question: Reading) -> NearMiss | None:
    results = [number for number in question.criteria if number.startswith("7")]
    if results and question.levels and len(results) == len(question.criteria):
        return NearMiss("level", {"asked": ", ".join(results)})
    of_levels = question.criteria or any(award.startswith("pmqa") for award in question.awards)
    strange = of_levels and not question.levels and _LATIN_LEVEL.search(question.text)
    return _UNKNOWN if strange else None


def _untold_quality(question: Reading, ranking: Ranking) -> NearMiss | None:
    """A weight, a target, a penalty … is asked for that the best entry does not give."""
    known, answer = vocabulary(), ranking.best[0].entry.answer
    asked = known.qualities.find(question.folded)
    # What an award's dimensions weigh is no weight of a หมวด.
    of_categories = _MARKS.intersection(asked) and _CATEGORY in question.text
    untold = any(not known.told[quality].search(answer) for quality in asked)
    return _UNKNOWN if untold or (of_categories and _CATEGORY not in answer) else None


def _measure_of_another(book: SignalBook, question: Reading, ranking: Ranking) -> NearMiss | None:
    """A figure is wanted of a criterion or หมวด that the best entry does not speak of."""
    first = ranking.best[0].entry
    qualities = vocabulary().qualities.find(question.folded)
    measured = question.units or qualities or _MEASURES.intersection(question.wants)
    # An award for a หมวด has its conditions, which do not speak of each by number.
    if not measured or question.echo or question.awards or "รางวัล" in question.text:
        return None
    named = question.criteria or question.categories
    spoken_of = book.holds("criteria", question.criteria, first) or (
        book.degree("categories", question.categories, first) > 0
    )
    return _UNKNOWN if named and not spoken_of else None


def _not_of_criteria(book: SignalBook, question: Reading, ranking: Ranking) -> NearMiss | None:
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
    return _UNKNOWN if lacks or somewhere else None


def _unknown_body(book: SignalBook, question: Reading, ranking: Ranking) -> NearMiss | None:
    """A public body named that no entry knows, or that the best entry says nothing of."""
    first, named = ranking.best[0].entry, book.bodies.named(question.text)
    if any(known and book.speaks(name, first) for name, known in named):
        return None
    strange = [name for name, known in named if not (known and question.echo)]
    return NearMiss("agency", {"asked": _DOES.sub("", strange[0])}) if strange else None


def _year(book: SignalBook, question: Reading, ranking: Ranking) -> NearMiss | None:
    if not question.years:
        return None
    first, ageless = ranking.best[0].entry, ranking.ageless
    tells = _tells_of(book, first, question.years)
    on_a_day = "date" in question.wants or _DATED.search(question.text)
    if not tells or (_only_dated(book, first, question.years) and not on_a_day):
        return _other_years(book, question, first)
    # Something else of that year came first only because of the year: คะแนนเฉลี่ย … ปี 2568.
    if ranking.year_lift > _LIFTED and not _tells_of(book, ageless, question.years):
        return _other_years(book, question, ageless)
    return None


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
    if not _tells_what_is_asked(book, question, entry):
        return _UNKNOWN
    years = sorted(held) or [entry.source.year or _LAST_YEAR]
    told = _told_years(years, entry)
    return NearMiss("year", {"asked": ", ".join(map(str, question.years)), "held": told})


def _tells_what_is_asked(book: SignalBook, question: Reading, entry: Entry) -> bool:
    """Whether an entry has a figure, date or body of the kind asked for, of any year."""
    units = [unit for unit in question.units if unit not in vocabulary().loose_units]
    wants = [want for want in question.wants if want in _MEASURES]
    return not (units and not book.holds("units", units, entry)) and not (
        wants and not book.holds("wants", wants, entry)
    )


def _told_years(years: Sequence[int], entry: Entry) -> str:
    """The years as people write them: a row without a gap, or one told so, as 2548-2565."""
    first, last = years[0], years[-1]
    gapless = len(years) > 2 and last - first == len(years) - 1
    together = f"{first}-{last}" in f"{entry.title} {entry.answer}"
    return f"{first}-{last}" if gapless or together else ", ".join(map(str, years))


def _asks_who(question: Reading) -> bool:
    """Whether the winners of a year are asked for, which only an entry of that year has."""
    return bool(question.awards) and "who" in question.wants


def _no_such_part(book: SignalBook, question: Reading) -> NearMiss | None:
    """A step, form or round beyond the last."""
    table = book.tables["numbered"]
    beyond = [part for part in question.numbered if part[0] in _COUNTED and not table.holds(part)]
    return NearMiss("unknown") if beyond and not question.echo else None


def _beyond_its_rows(book: SignalBook, question: Reading, ranking: Ranking) -> NearMiss | None:
    """The fourth is asked for of what the best entry counts three."""
    first = ranking.best[0].entry
    if question.criteria or _CATEGORY in question.text or len(question.numbered) != 1:
        return None
    asked = [part for part in question.numbered if not book.holds_part(part, first)]
    if not asked or first.kind not in LONG_KINDS:
        return None
    told = amounts(normalise(f"{first.title} {first.answer.split(chr(10), 1)[0]}"))
    counts = [number for number, unit in told if unit in _ROWS]
    beyond = bool(counts) and any(number > max(counts) for _, number in asked)
    return _UNKNOWN if beyond else None


def _other_plan(question: Reading, ranking: Ranking) -> NearMiss | None:
    """A plan of so many years is asked for, and the best entry tells of none so long."""
    asked = {(int(years), "ปี") for years in _PLAN.findall(question.text)}
    if not asked:
        return None
    told = amounts(normalise(f"{ranking.best[0].entry.title} {ranking.best[0].entry.answer}"))
    return _UNKNOWN if asked - told else None


def _lacking(book: SignalBook, question: Reading, ranking: Ranking) -> NearMiss | None:
    """The best entry has no figure of the unit asked for, nor the thing that alone would do."""
    known = vocabulary()
    first = ranking.best[0].entry
    # The parts of a หมวด are มิติ, those of a form ส่วน; all rows may be asked for as ข้อ.
    in_rows = question.categories or question.numbered or first.kind in LONG_KINDS
    loose = known.loose_units | ({"ข้อ"} if in_rows else set())
    if book.bodies.named(question.text):  # What a body scored is told in points or not at all.
        loose = loose - _POINTS
    for table, wanted in (
        ("units", [unit for unit in question.units if unit not in loose]),
        ("wants", [want for want in question.wants if want in known.must]),
    ):
        if wanted and not book.holds(table, wanted, first):
            return NearMiss("unknown", in_doubt=table == "units")
    return None


def _unknown_term(book: SignalBook, question: Reading) -> NearMiss | None:
    """A Latin term or an abbreviation in a Thai question that stands nowhere in the entries."""
    if not any("\u0e00" <= letter <= "\u0e7f" for letter in question.text):
        return None
    for term in question.latin:
        if term in book.lexicon.latin:
            continue
        cutoff = _NEAR_SPELLING if len(term) > _SHORT_TERM else 100.0
        near = process.extractOne(term, book.lexicon.latin, scorer=fuzz.ratio, score_cutoff=cutoff)
        near = near or _one_letter_off(term, book.lexicon.latin)
        if near is None and not any(len(k) > 3 and k in term for k in book.lexicon.latin):
            return NearMiss("term", {"asked": term.upper()})
    strange = [
        *(word for word in question.words if word in vocabulary().strangers),
        *(s for s in _ABBREVIATION.findall(question.text) if not book.bodies.abbreviates(s)),
    ]
    return NearMiss("term", {"asked": strange[0]}) if strange else None


def _one_letter_off(term: str, known: Sequence[str]) -> tuple[str, float, int] | None:
    """The known term that another misses by a letter left out or two in each other's place."""
    long = [other for other in known if len(other) >= _SHORT_TERM and other[0] == term[0]]
    near = process.extractOne(term, long, scorer=OSA.distance, score_cutoff=1)
    slip = near and (len(near[0]) > len(term) or sorted(near[0]) == sorted(term))
    return near if slip else None


def _other_award(book: SignalBook, question: Reading, ranking: Ranking) -> NearMiss | None:
    """The best entry says nothing of the award named. PMQA is named too freely to tell."""
    # Not those that a misspelling seems to mean.
    spelt = vocabulary().awards.find(question.folded)
    awards = [a for a in question.awards if a in spelt and not a.startswith("pmqa")]
    first = ranking.best[0].entry
    if not awards or question.echo:
        return None
    # Kin will do for what an award is, not for how many of it there were in a year.
    counted = bool(question.years and question.units)
    held = book.names if counted else book.holds
    return None if held("awards", awards, first) else NearMiss("unknown")
