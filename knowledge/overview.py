"""A question that names one thing and asks nothing definite of it: its overview card answers."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable

from knowledge.context import leans
from knowledge.entry import Entry
from knowledge.reading import Reading, named
from knowledge.vocabulary import vocabulary
from thai.normalise import fold, normalise

# How an entry declares, among its topics, that the bare name of its subject opens it.
MAIN = "main"
_FACETS = ("criteria", "categories", "numbered", "awards")
_KINDS_OF_THINGS = (
    "หมวด มิติ ข้อ เกณฑ์ ขั้นตอน ขั้น แบบฟอร์ม ฟอร์ม รอบการประเมิน รอบ ด้าน step form criterion category"
)
_CALLED = (
    f"(?:{'|'.join(map(fold, _KINDS_OF_THINGS.split()))})?\\s*"
    f"(?:{'|'.join(map(fold, ['ที่', 'หมายเลข', 'เลข']))})?\\s*"
)
_AWARD = re.compile("|".join(map(fold, ["รางวัล", "ประเภท", "สาขา", "award"])))
# A step of an award's assessment is none of the work's.
_OF_AWARD = re.compile("ตรวจ|รางวัล|สมัคร")

_Thing = tuple[str, Hashable]


class Overviews:
    """The overview of each criterion, หมวด, numbered part and award."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        found: dict[_Thing, list[Entry]] = {}
        for entry in entries:
            if thing := _subject(entry):
                found.setdefault(thing, []).append(entry)
        self._of = {thing: owners[0] for thing, owners in found.items() if len(owners) == 1}

    def asked_for(self, question: Reading, *, in_conversation: bool) -> Entry | None:
        """The card of the one thing that a question names, if all else in it is vague.

        In a conversation a bare name, or the number of a step, may go on with the turn before.
        """
        thing = _only_thing(question)
        if thing is None or thing not in self._of or _is_particular(question):
            return None
        rest = _without(thing, question.folded).strip()
        known = vocabulary()
        vague = known.vague_of_awards if thing[0] == "awards" else known.vague
        goes_on = not rest or thing[0] == "numbered" or leans(question)
        if not vague.fullmatch(rest) or (in_conversation and goes_on):
            return None
        return self._of[thing]


def _subject(entry: Entry) -> _Thing | None:
    """What an entry is the overview of, if of anything."""
    facets = entry.facets
    if entry.kind == "criterion" and len(facets.criterion) == 1 and not facets.level:
        return "criteria", facets.criterion[0]
    if MAIN not in facets.topic:
        return None
    numbered = named(normalise(entry.title)).numbered if not facets.award else ()
    held = (facets.criterion, facets.category, numbered, facets.award)
    things = ((facet, values) for facet, values in zip(_FACETS, held, strict=True) if values)
    return next(((facet, values[0]) for facet, values in things), None)


def _only_thing(question: Reading) -> _Thing | None:
    """The one thing named; beside a criterion, a หมวด or a step the award is but its edition."""
    for facet in _FACETS:
        values: tuple[Hashable, ...] = getattr(question, facet)
        if values:
            of_award = facet == "numbered" and question.awards and _OF_AWARD.search(question.text)
            return (facet, values[0]) if len(values) == 1 and not of_award else None
    return None


def _is_particular(question: Reading) -> bool:
    winners = bool(question.awards) and "who" in question.wants
    return bool(
        question.levels or question.years or question.units or question.impossible or winners
    )


def _without(thing: _Thing, folded: str) -> str:
    """The folded text less the name of the thing, and of the award that it belongs to."""
    facet, value = thing
    known = vocabulary()
    bare = _AWARD.sub(" ", known.awards.without(folded))
    if facet == "awards":
        return bare
    number = re.escape(str(value[1] if isinstance(value, tuple) else value))
    bare = re.sub(rf"{_CALLED}(?<![\d.]){number}(?![\d.]*\d)", " ", bare)
    return known.categories.without(bare) if facet == "categories" else bare
