"""A score put as a case (ถ้าได้ 388, ออกมา 471): the entry of the level whose points hold it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from knowledge.entry import Entry
from knowledge.reading import Reading
from thai.normalise import normalise

_POINTS = re.compile(r"(?<![\d.])(\d{3}) ?- ?(\d{3}) คะแนน")
# How entries declare that they tell a level's points, and what lies beyond the levels.
_BAND, _LIMITS = "score_band", "limits"
# Fewer points than any level has, still a score of these criteria.
_LEAST = 100
_CASE = re.compile(
    r"(?:ได้|ออกมา|เหลือ|คะแนน|สมมติ|ถ้า)(?:[ก-๙]|\s){0,14}(?<!\d)(\d{3})(?![\d.,]\d|\d)\s*(?:คะแนน|แต้ม)?"
    r"|^(\d{3})\s*(?:คะแนน|แต้ม|ล่ะ|$)"
)
_SCORE = re.compile(r"(?<![\d.,])\d{3}(?![\d.,]\d|\d)")
# What else may be said of a score without asking anything but its level.
_OF_LEVEL = re.compile(
    "ระดับ|สถานะ|ขั้น|เลเวล|basic|advance|significance|พื้นฐาน|ก้าวหน้า|พัฒนาจนเกิดผล|เป็นไง|ถือว่า|เรียก"
)
_LITTLE = re.compile(
    "แล้ว|ถ้า|สมมติ|ว่า|หน่วยงาน|เรา|ผม|หนู|กรม|ทำ|ได้|ออกมา|แค่|เหลือ|คะแนน|แต้ม|รวม|มา|ที่|ไป|ล่ะ|ละ|อะ|คือ|นี่"
    "|ครับ|คะ|ค่ะ|คับ|อ่ะ|pmqa|4\\.0|\\d{3}|\\s"
)
_OTHER = re.compile("ขึ้นไป|รางวัล|เฉลี่ย|หน่วยงานไหน|กรมไหน|ใคร|กี่|เงื่อนไข|สมัคร|ปี|หมวด|มิติ|ผ่าน")


class Bands:
    """The levels by their points, read from the entries that tell one level's each."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._bands: list[tuple[int, int, Entry]] = []
        self._limits: Entry | None = None
        for entry in entries:
            if _BAND not in entry.facets.topic:
                continue
            found = _POINTS.search(normalise(entry.answer))
            if found and len(entry.facets.level) == 1:
                self._bands.append((int(found[1]), int(found[2]), entry))
            elif _LIMITS in entry.facets.topic:
                self._limits = entry

    def holding(self, question: Reading) -> Entry | None:
        """The level of the score that a question puts as a case; None if it does nothing else."""
        match = _CASE.search(question.text)
        several = len(set(_SCORE.findall(question.text))) > 1
        if match is None or several or _OTHER.search(question.text) or _names_more(question):
            return None
        bare = not _LITTLE.sub("", question.text)
        if not bare and not _OF_LEVEL.search(question.text):
            return None
        score = int(match[1] or match[2])
        held = (entry for low, high, entry in self._bands if low <= score <= high)
        below = all(score < low for low, _, _ in self._bands)
        return next(held, self._limits if below and score >= _LEAST else None)


def _names_more(question: Reading) -> bool:
    other = any(not award.startswith("pmqa") for award in question.awards)
    return bool(other or question.criteria or question.categories or question.years)
