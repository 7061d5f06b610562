"""The sides of a question that names several things of a kind, each as a question of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from knowledge.kin import awards_named, full_name
from knowledge.reading import Reading
from knowledge.vocabulary import Names, vocabulary
from thai.normalise import unfolded
from thai.numbers import BUDDHIST_OFFSET

FACETS = ("criteria", "levels", "dimensions", "categories", "years", "awards", "numbered")
SCORE = "score"  # what two scores put as cases are values of
_SCORES = re.compile(
    r"(?:ได้)?\s*(?<!\d)(\d{3})\s*(?:คะแนน|แต้ม)?\s*(?:เทียบกับ|กับ|กะ|และ|vs\.?)\s*(?:ได้)?\s*(\d{3})(?!\d)"
    r"\s*(?:คะแนน|แต้ม|(?=\s))"
)
_MOST = 3
# Where another thing of the kind stood, with what joined it to the first.
_OTHER = "\x00"
_ALTERNATIVE = re.compile(r"หรือ|\bor\b")
# What they have in common is a question of its own.
_IN_COMMON = re.compile(r"(?:ไหน|อะไร)(?:บ้าง)?(?:ที่)?(?:ร่วมกัน|ซ้ำกัน|ซ้ำ$|ตรงกัน)")
_JOINT = r"(?:เทียบกับ|เปรียบกับ|เทียบ|กับ|กะ|และ|หรือ|แล้วก็|แล้ว|ส่วน|vs\.?|versus|and|or|[,/&])"
_JOINS = re.compile(_JOINT)
_CALLED = r"(?:รางวัล|ประเภท|สาขา|ระดับ|ขั้น|หมวด|มิติ)"
_WITH_JOINT = re.compile(
    rf"\s*{_JOINT}?\s*(?:ของ)?\s*{_CALLED}?\s*{_OTHER}\s*(?:ล่ะ(?![ก-๙])|ละ(?![ก-๙]))?"
)
_KIND = (
    r"(?P<kind>(?:ปีงบประมาณ|ปีงบ|ปี|พ\.ศ\.|หมวด|มิติ|ข้อ|ด้าน|เกณฑ์|ขั้นตอน|ขั้น|แบบฟอร์ม|ฟอร์ม|รอบ(?:การ)?(?:ประเมิน)?|ประเภท"
    r"|กรณี|วาระ|ปัจจัย|step|form|category)(?:ที่|หมายเลข|เลขที่|เลข|เบอร์)?)"
)
_ITEM = r"(?:ข้อ|มิติ|ด้าน|ประเด็น|หัวข้อ)(?:ย่อย)?(?:ที่)?\s*"
_BY_NAME = frozenset({"levels", "dimensions", "categories"})


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things with what is asked of it; ``facet`` is what they are values of."""

    facet: str
    value: Any
    text: str


@dataclass(frozen=True, slots=True)
class _Mention:
    """Where a text names a value, and how it is to be written where it stands alone."""

    start: int
    end: int
    value: Any
    written: str


def sides(question: Reading) -> tuple[Side, ...]:
    """Each thing with the words that ask of them all; empty where no two of a kind are named."""
    if _IN_COMMON.search(question.text):
        return ()
    if scores := _SCORES.search(question.text):
        before, after = question.text[: scores.start()], question.text[scores.end() :]
        rest = vocabulary().comparing.sub(" ", after)
        return tuple(
            Side(SCORE, each, f"{before}ได้ {each} คะแนน{rest}") for each in scores.groups()
        )
    facets = [facet for facet in FACETS if 1 < len(getattr(question, facet)) <= _MOST]
    told = {facet: mentions for facet in facets if (mentions := _mentions(question, facet))}
    beside = [facet for facet, mentions in told.items() if _beside(question.text, mentions)]
    if not beside:
        return ()
    # What a word joins goes before what only stands side by side.
    facet = next(
        (each for each in beside if _JOINS.search(_between(question.text, told[each])[0])),
        beside[0],
    )
    first = told[facet]
    values = [mention.value for mention in _each_first(first)]
    together = [first, *(other for other in told.values() if _alternate(first, other))]
    texts = [_side(question, together, at) for at in range(len(values))]
    return tuple(Side(facet, *pair) for pair in zip(values, texts, strict=True))


def _each_first(mentions: Iterable[_Mention]) -> list[_Mention]:
    """The first mention of each value, in order."""
    found: dict[Any, _Mention] = {}
    for mention in mentions:
        found.setdefault(mention.value, mention)
    return list(found.values())


def _between(text: str, mentions: Sequence[_Mention]) -> list[str]:
    """What stands between the things, one after the other."""
    firsts = _each_first(mentions)
    return [text[a.end : b.start] for a, b in pairwise(firsts)]


def _beside(text: str, mentions: Sequence[_Mention]) -> bool:
    """Whether the things are joined or compared: no span from one to the other."""
    compared, between = vocabulary().comparing, _between(text, mentions)
    if any(map(_ALTERNATIVE.search, between)) and not compared.search(text):
        return False
    return all(not each.strip() or _JOINS.search(each) or compared.search(each) for each in between)


def _alternate(one: Sequence[_Mention], other: Sequence[_Mention]) -> bool:
    """Whether each thing of one kind has its own of the other: 3.4 basic and 3.5 advance."""
    firsts, seconds = _each_first(one), _each_first(other)
    pairs = list(zip(firsts, seconds, strict=False))
    apart = all(a.end <= b.start or b.end <= a.start for a, b in pairs)
    swapped = sorted((*firsts, *seconds), key=lambda mention: mention.start)
    kinds = [mention in firsts for mention in swapped]
    turns = all(kinds[at] != kinds[at + 1] for at in range(0, len(kinds) - 1, 2))
    return one is not other and len(firsts) == len(seconds) and apart and turns


def _side(question: Reading, together: Sequence[Sequence[_Mention]], at: int) -> str:
    """The question with one thing of each kind, where the first stood, and without comparing."""
    cuts = [(*match.span(), " ") for match in vocabulary().comparing.finditer(question.text)]
    for mentions in together:
        own = _each_first(mentions)[at].written
        cuts += [(each.start, each.end, _OTHER) for each in mentions[1:]]
        cuts.append((mentions[0].start, mentions[0].end, f" {own} "))
    text = question.text
    for start, end, put in sorted(cuts, reverse=True):
        text = text[:start] + put + text[end:]
    return " ".join(_WITH_JOINT.sub(" ", text).split())


def _mentions(question: Reading, facet: str) -> list[_Mention]:
    """Where all values of a facet are named; empty where one of them is found nowhere."""
    values = getattr(question, facet)
    found = [mention for value in values for mention in _numbers(question.text, facet, value)]
    for named, start, end in _named(question.folded, facet):
        place = unfolded(question.text, start, end)
        written = question.text[slice(*place)]
        written = full_name(named, written) if facet == "awards" else written
        found.append(_Mention(*place, named, written))
    named = [mention for mention in _with_family(found) if mention.value in values]
    return named if {mention.value for mention in named} == {*values} else []


def _with_family(mentions: Sequence[_Mention]) -> list[_Mention]:
    """Mentions in order, each with the name of its family that stands before it: PMQA รายหมวด."""
    found: list[_Mention] = []
    for mention in sorted(mentions, key=lambda mention: mention.start):
        before = found[-1] if found else None
        if before and before.end + 1 >= mention.start and _is_of(mention.value, before.value):
            written = f"{before.written} {mention.written}"
            found[-1] = replace(mention, start=before.start, written=written)
        else:
            found.append(mention)
    return found


def _is_of(value: Any, family: Any) -> bool:
    return str(value).startswith(f"{family}_")


def _named(folded: str, facet: str) -> Sequence[tuple[Any, int, int]]:
    """Where a folded text names values of a facet by name."""
    if facet == "awards":
        return awards_named(folded)
    names: Names | None = getattr(vocabulary(), facet) if facet in _BY_NAME else None
    return names.places(folded) if names else ()


def _numbers(text: str, facet: str, value: Any) -> list[_Mention]:
    """Where a value stands as a number, with what it is called there or was at the first."""
    number = _written(facet, value)
    if not number:
        return []
    pattern = re.compile(rf"(?:{_KIND}\s*)?(?<![\d.,])(?:{number})(?![\d]|[.,]\d)")
    called = re.search(rf"{_KIND}\s*\d", text)
    kind = called["kind"] if called and facet != "criteria" else ""
    shown = value[1] if facet == "numbered" else value
    return [
        _Mention(match.start(), match.end(), value, f"{kind} {shown}".strip())
        for match in pattern.finditer(text)
    ]


def _written(facet: str, value: Any) -> str:
    """A pattern for the ways of writing a value as a number; empty where there is none."""
    if facet == "criteria":
        category, item = value.split(".")
        return (
            rf"{category}\s?[.·]\s?{item}|หมวด(?:ที่)?\s*{category}\s*{_ITEM}{item}"
            rf"|{category}{item}|(?<=กับ){_ITEM}{item}"
        )
    if facet == "years":
        return f"{value}|{value - BUDDHIST_OFFSET}|{value % 100}"
    if facet == "numbered":
        return str(value[1])
    return str(value) if facet in ("categories", "dimensions") else ""
