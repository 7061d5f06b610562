"""Awards called by short names beside their kin: นวัตกรรมกับตอบโจทย์ตรงใจ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.vocabulary import vocabulary
from thai.normalise import fold

_JOINED = re.compile(
    rf"\s*(?:{'|'.join(map(fold, ['เทียบกับ', 'กับ', 'กะ', 'และ', 'หรือ', 'vs', '/', ',']))})\s*"
    rf"(?:ของ)?(?:{'|'.join(map(fold, ['ประเภท', 'รางวัล', 'สาขา']))})?\s*"
)

Place = tuple[str, int, int]


def full_name(award: str, written: str) -> str:
    """An award as it is known without its kin beside it."""
    known = vocabulary().awards
    return written if award in known.find(fold(written)) else known.called(award)


def awards_named(folded: str) -> list[Place]:
    """Each award named in a folded text, short names beside their kin among them, in order."""
    named: list[Place] = vocabulary().awards.places(folded)
    return sorted([*named, *_beside(folded, named)], key=lambda place: place[1])


def _beside(folded: str, named: list[Place]) -> Iterator[Place]:
    for award, start, end in vocabulary().awards_beside.places(folded) if named else ():
        inside = any(start < ended and begun < end for _, begun, ended in named)
        if not inside and any(_are_joined(folded, (award, start, end), kin) for kin in named):
            yield award, start, end


def _are_joined(folded: str, one: Place, other: Place) -> bool:
    (award, start, end), (kin, begun, ended) = one, other
    gap = folded[end:begun] if end <= begun else folded[ended:start]
    return kin != award and _branch(kin) == _branch(award) and bool(_JOINED.fullmatch(gap))


def _branch(award: str) -> str:
    return award.split("_", maxsplit=1)[0]
