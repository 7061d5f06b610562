"""What is named that there is not, or that the best entry does not speak of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from knowledge.entry import LONG_KINDS
from knowledge.misses import UNKNOWN, NearMiss
from knowledge.ranking import Ranking
from knowledge.reading import Reading
from knowledge.signals import SignalBook
from knowledge.units import amounts
from knowledge.vocabulary import vocabulary
from thai.normalise import normalise

_ABBREVIATION = re.compile(r"(?<![ก-๙.])(?:[ก-ฮ]{1,4}\.){1,5}(?![ก-๙])")
_NEAR_SPELLING = 78.0
# Parts of the work that are counted through: none beyond the last.
_COUNTED = frozenset({"step", "form", "round"})
# Short terms are mostly abbreviations: one letter off is another thing (ITA, KPA).
_SHORT_TERM = 4
# What the rows of a list may be called, and those that are told by their kind.
_ANY_ROWS = frozenset(
    {"ข้อ", "ประการ", "มิติ", "ด้าน", "ส่วน", "ประเภท", "วาระ", "ปัจจัย", "อย่าง", "ขั้นตอน", "แบบฟอร์ม"}
)
_ROWS_TO = re.compile(r"ข้อ \d{1,2}\s?[-–]\s?(\d{1,2})")
_ROWS = {"dimension": "มิติ"}
_TIME, _AGAIN = re.compile(r"ครั้งที่\s?(\d{1,2})(?!\d)"), re.compile(r"ครั้งที่\s?[2-9]")
_PLAN = re.compile(r"แผน[ก-๙]{0,12}\s?(\d{1,2})\s?ปี")
# What a body does, where its name was read on into the sentence.
_DOES = re.compile(r"(?<=\S{8})(?:ได้|มี|เป็น|ส่ง|ทำ|เคย|จะ|ต้อง|ชนะ|คว้า|ผ่าน|สมัคร)(?:รับ)?$")
_LATIN_LEVEL = re.compile(r"(?:ระดับ|ขั้น)\s?(?!band|pmqa|kpi)[a-z]{3,}")


def told_so(question: Reading, ranking: Ranking) -> bool:
    """Whether the best entry numbers its rows as no criterion is numbered: 1.6 of an award."""
    answer = ranking.best[0].entry.answer
    return bool(question.awards) and all(f"\n{number} " in answer for number in question.impossible)


def no_such_level(question: Reading) -> NearMiss | None:
    """A level of results, which have none, or one that no criterion has."""
    results = [number for number in question.criteria if number.startswith("7")]
    if results and question.levels and len(results) == len(question.criteria):
        return NearMiss("level", {"asked": ", ".join(results)})
    of_levels = question.criteria or any(award.startswith("pmqa") for award in question.awards)
    strange = of_levels and not question.levels and _LATIN_LEVEL.search(question.text)
    return UNKNOWN if strange else None


def unknown_body(book: SignalBook, question: Reading, ranking: Ranking) -> NearMiss | None:
    """A public body named that no entry knows, or that the best entry says nothing of."""
    first, named = ranking.best[0].entry, book.bodies.named(question.text)
    if any(known and book.speaks(name, first) for name, known in named):
        return None
    strange = [name for name, known in named if not (known and question.echo)]
    return NearMiss("agency", {"asked": _DOES.sub("", strange[0])}) if strange else None


def no_such_part(book: SignalBook, question: Reading) -> NearMiss | None:
    """A step, form or round beyond the last."""
    table = book.tables["numbered"]
    beyond = [part for part in question.numbered if part[0] in _COUNTED and not table.holds(part)]
    return UNKNOWN if beyond and not question.echo else None


def beyond_its_rows(book: SignalBook, question: Reading, ranking: Ranking) -> NearMiss | None:
    """The fourth is asked for of what the best entry counts three."""
    first = ranking.best[0].entry
    if question.criteria or "หมวด" in question.text or len(question.numbered) != 1:
        return None
    asked = [part for part in question.numbered if not book.holds_part(part, first)]
    if not asked or first.kind not in LONG_KINDS:
        return None
    told = amounts(normalise(f"{first.title} {first.answer.split(chr(10), 1)[0]}"))
    rows = {_ROWS[kind] for kind, _ in asked if kind in _ROWS} & {unit for _, unit in told}
    counts = [number for number, unit in told if unit in (rows or _ANY_ROWS)]
    counts += [int(last) for last in _ROWS_TO.findall(first.answer) if not rows]
    beyond = bool(counts) and any(number > max(counts) for _, number in asked)
    return UNKNOWN if beyond else None


def no_such_time(question: Reading, ranking: Ranking) -> NearMiss | None:
    """The second time is asked for of what the best entry tells once."""
    first = ranking.best[0].entry
    if not any(int(number) > 1 for number in _TIME.findall(question.text)):
        return None
    told = normalise(f"{first.title} {first.answer}")
    counted = any(number > 1 and unit == "ครั้ง" for number, unit in amounts(told))
    return None if counted or _AGAIN.search(told) else UNKNOWN


def other_plan(question: Reading, ranking: Ranking) -> NearMiss | None:
    """A plan of so many years is asked for, and the best entry tells of none so long."""
    asked = {(int(years), "ปี") for years in _PLAN.findall(question.text)}
    if not asked:
        return None
    told = amounts(normalise(f"{ranking.best[0].entry.title} {ranking.best[0].entry.answer}"))
    return UNKNOWN if asked - told else None


def unknown_term(book: SignalBook, question: Reading) -> NearMiss | None:
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


def other_award(book: SignalBook, question: Reading, ranking: Ranking) -> NearMiss | None:
    """The best entry says nothing of the award named. PMQA is named too freely to tell."""
    if not question.awards or question.echo or not vocabulary().of_awards.find(question.folded):
        return None
    # Not those that a misspelling seems to mean.
    spelt = vocabulary().awards.find(question.folded)
    awards = [a for a in question.awards if a in spelt and not a.startswith("pmqa")]
    if not awards:
        return None
    first = ranking.best[0].entry
    # Kin will do for what an award is, not for how many of it there were in a year.
    counted = bool(question.years and question.units)
    held = book.names if counted else book.holds
    return None if held("awards", awards, first) else UNKNOWN
