"""Follow-up questions: what the turn before lends to a question that leans on it."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import Any

from knowledge.asking import asks_yes_or_no
from knowledge.intent import Intents
from knowledge.places import move_named
from knowledge.reading import LEVELS, Reading, parts_asked
from knowledge.vocabulary import vocabulary
from thai.normalise import fold

# Words by which a question leans on the one before, folded.
_LEANS = re.compile(
    "|".join(
        map(
            fold,
            ["^แล้ว", "^ส่วน", "^งั้น", "^ถ้า", "^อันนี้", "^คิดเป็น",
             "^อันนั้น", "^ข้อนี้", "^ตัวนี้", "^ระดับนี้", "เมื่อกี้", "ก่อนหน้านั้น", "ด้านบน",
             "^และ", "^หรือ", "^กับ", "ของมัน", "มันคือ", "^มัน", "อันนี้"],
        )
    )
)  # fmt: skip
# The particle at the end of a question, with its tone mark or without: no และ, ร้อยละ or มิติละกี่.
_PARTICLE = re.compile(
    "(?<!แต่)(?<!เข้าใจ)ล่ะ|(?<!แ)(?<!แต่)(?<!ร้อย)(?<!เข้าใจ)ละ(?=$|\\s|คะ|ครับ|คับ|ค่ะ|นะ|จ้ะ|อ่ะ|อะ)"
)
_YEAR_BEFORE = re.compile("ปี(ก่อนหน้า|ก่อน|ที่แล้ว)")
_YEAR_AFTER = re.compile("ปี(ถัดไป|ต่อมา|ถัดมา|หลังจากนั้น)")
_A_YEAR = re.compile(r"(?:ปีงบประมาณ|ปีงบ|ปี|พ\.ศ\.)?\s*(?:25|20)?\d\d(?!\d)")
_ONE_OF_THREE = re.compile(r"(?:ด้าน|อัน|ตัว|ข้อ)ที่\s?([1-3])(?![\d.])")
# Beside the name of a thing: nothing, or how much, which what was asked before makes definite.
_NOTHING = (
    "รางวัล ประเภท สาขา แบบ เท่าไหร่ เท่าไร กี่ ล่ะ ละ อะ คะ ครับ ค่ะ นะ ต้อง ได้ มี แล้ว ส่วน".split()  # noqa: SIM905
)
_BARE = re.compile(rf"(?:\s|{'|'.join(map(fold, _NOTHING))})*")
_ASKING = re.compile("อะไร|ไร|ยังไง|อย่างไร|กี่|เท่า|ไหน|ใด|เมื่อ|ใคร|ทำไม|คือ|หมายถึง|\\?")
_FEW_WORDS = 4
_OTHER_WORDS = 2  # beside the name of a level
_LEVEL = "ระดับ"
_NUMBER = re.compile(r"\d[\d.]*")
# Rows of what is named by number, each in its order.
_ROWS: tuple[tuple[str, Sequence[Hashable]], ...] = (
    ("criteria", tuple(f"{category}.{item}" for category in range(1, 7) for item in range(1, 5))),
    ("categories", range(1, 8)),
    ("dimensions", range(1, 4)),
)
_FACETS = ("criteria", "categories", "levels", "years", "awards", "dimensions", "numbered")


def leans(question: Reading) -> bool:
    """Whether the wording itself points back (แล้ว…ล่ะ, ส่วน…, อันนี้)."""
    return bool(_LEANS.search(question.folded) or _PARTICLE.search(question.text))


def moves(question: Reading) -> bool:
    """Whether it speaks of the next or the one before in a row: หมวดต่อไปชื่ออะไร."""
    return bool(move_named(question.text).step)


def substitutes(question: Reading, before: Reading) -> bool:
    """Whether a question only puts another thing in the place of one before: แล้วนวัตกรรมล่ะ.

    It may ask for the same figure again: แล้วนวัตกรรมกี่คะแนน.
    """
    figures = {*question.wants, *question.units}
    again = figures and figures <= {*before.wants, *before.units}
    asks = not again and (figures or _ASKING.search(question.text))
    return leans(question) and 0 < len(question.words) <= _FEW_WORDS and not asks


def names_only_year(question: Reading) -> bool:
    """Whether a question names another year and nothing else: แล้วปี 2568 ล่ะ."""
    rest = _LEANS.sub(" ", fold(_A_YEAR.sub(" ", question.text)))
    return bool(question.years) and bool(_BARE.fullmatch(rest))


def completes(question: Reading, before: Reading) -> bool:
    """Whether a question names only a level, a year or a kin of what the one before was about."""
    if _names_kin(question, before) or _asks_for_part(question, before):
        return True
    if question.names_something or len(question.words) > _FEW_WORDS:
        return False
    known = vocabulary()
    levels = {known.canonical(level) for level in question.levels} | {_LEVEL}
    other = [w for w in question.words if w not in levels and not known.levels.find(fold(w))]
    of_levels = before.criteria or before.categories or before.levels
    # How many points a level takes is asked of no criterion.
    figure = question.wants or question.units
    of_level = question.levels and of_levels and len(other) <= _OTHER_WORDS and not figure
    return bool(of_level or (question.years and before.years))


def _names_kin(question: Reading, before: Reading) -> bool:
    """Whether it names an award kin to the one before, and asks nothing definite of its own."""
    asks = question.wants or question.units or question.shapes or question.parts or question.years
    asked_before = before.wants or before.units or before.parts
    families = {award.split("_")[0] for award in before.awards}
    kin = question.awards and {award.split("_")[0] for award in question.awards} <= families
    rest = vocabulary().awards.without(question.folded)
    other = question.criteria or question.categories or question.levels
    return bool(kin and asked_before and not asks and not other and _BARE.fullmatch(rest))


def _asks_for_part(question: Reading, before: Reading) -> bool:
    """Whether it asks for a part of the award spoken of before, in few words: ใครสมัครได้."""
    few = len(question.words) <= _OTHER_WORDS and not question.names_something
    return bool(few and before.awards and parts_asked(question, before.awards))


def carried(question: Reading, before: Reading) -> Reading:
    """The question with what it leaves open filled from the question before.

    A facet that the question names replaces the former one of its kind, and the words that named
    the former one do not come along.
    """
    moved = _YEAR_BEFORE.search(question.text) or _YEAR_AFTER.search(question.text)
    if moved:
        question = _without(question, moved[0])
    inherited = {name: getattr(question, name) or getattr(before, name) for name in _FACETS}
    if question.criteria:
        inherited["categories"] = inherited["dimensions"] = ()
    inherited |= _stepped(question, before) | _other_dimension(question, before)
    if not question.years:
        inherited["years"] = _shifted(moved[0] if moved else "", before.years)
    of_part = _asks_for_part(question, before)
    kept = "" if of_part and question.words else _without_replaced(question, before)
    # Whether something is so leaves no figure open, nor does another part of an award.
    closed = asks_yes_or_no(question.text) or of_part
    open_before = replace(before, wants=(), units=()) if closed else before
    return replace(
        question,
        echo=tuple(
            w for w in (*before.words, *before.echo) if w not in question.words and fold(w) in kept
        ),
        echo_folded=kept,
        parts=_parts(question, before, inherited["awards"]),
        wants=question.wants or open_before.wants,
        shapes=question.shapes or (() if question.wants or question.units else before.shapes),
        units=question.units or (() if question.wants else open_before.units),
        # A few words that lean on a question of the documents speak for no intent of their own.
        intents=max(question.intents, before.intents, key=_of_documents),
        **inherited,
    )


def _parts(question: Reading, before: Reading, awards: tuple[str, ...]) -> tuple[str, ...]:
    """The part asked for, else that asked for before of the award that now stands for another."""
    other = question.wants or question.units or question.shapes
    return parts_asked(question, awards) or (() if other or not question.awards else before.parts)


def _of_documents(intents: Intents) -> float:
    others = (intents.complaint, intents.elsewhere, intents.chatter)
    return intents.documents - max(others)


def _without_replaced(question: Reading, before: Reading) -> str:
    """The folded text before, less what names a facet that the question names anew."""
    known = vocabulary()
    text = f"{before.folded} {before.echo_folded}"
    for name, names in (
        ("awards", known.awards),
        ("levels", known.levels),
        ("categories", known.categories),
        ("dimensions", known.dimensions),
    ):
        if getattr(question, name):
            text = names.without(text)
    if _NUMBER.search(question.text):
        text = _NUMBER.sub(" ", text)
    return text.strip()


def _stepped(question: Reading, before: Reading) -> dict[str, tuple[Any, ...]]:
    """What a question moves to from the one thing of its kind named before, if it does."""
    move = move_named(question.text)
    if not question.levels and before.criteria:
        if named := vocabulary().steps_of_levels.find(question.folded):
            return {"levels": named}
        if move.by_level and len(before.levels) == 1:
            place = LEVELS.index(before.levels[0]) + move.step
            return {"levels": LEVELS[place : place + 1] if place >= 0 else ()}
    for facet, known in _ROWS if move.step else ():
        named_before = getattr(before, facet)
        if len(named_before) == 1 and not getattr(question, facet):
            return {facet: _beside(known, named_before[0], move.step)}
    if move.step and not question.numbered and len(before.numbered) == 1:
        kind, number = before.numbered[0]
        return {"numbered": ((kind, number + move.step),)}
    return {}


def _beside(row: Sequence[Hashable], one: Hashable, step: int) -> tuple[Hashable, ...]:
    place = row.index(one) + step if one in row else -1
    return tuple(row[place : place + 1]) if place >= 0 else ()


def _other_dimension(question: Reading, before: Reading) -> dict[str, tuple[Any, ...]]:
    """The dimension that is meant by a number, where dimensions were spoken of: ด้านที่ 3."""
    found = _ONE_OF_THREE.search(question.text)
    if not found or not before.dimensions or before.criteria or question.dimensions:
        return {}
    return {"dimensions": (int(found[1]),), "numbered": ()}


def _shifted(moved: str, years: tuple[int, ...]) -> tuple[int, ...]:
    """The years before, moved by one where the question says so (ปีก่อนหน้านั้น, ปีถัดไป)."""
    step = bool(_YEAR_AFTER.match(moved)) - bool(_YEAR_BEFORE.match(moved))
    return tuple(year + step for year in years)


def _without(question: Reading, said: str) -> Reading:
    """The question less words that only move the year."""
    words = tuple(word for word in question.words if not (word in said or said in word))
    return replace(question, words=words, folded=question.folded.replace(fold(said), " "))
