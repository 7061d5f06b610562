"""Reads which cautions a typed line tells of: "ส่งแบบฟอร์มช้า 3 วัน", "ขาด 1 มิติ"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from core.errors import InvalidInput
from knowledge.tools.deductions import Unit, caution_of
from knowledge.tools.numerals import spell
from knowledge.tools.wording import leftover

_CLAUSES = re.compile(r"\s*(?:[,;\n+]|และ|แล้วก็|กับ|\band\b)\s*")
_DRIVE = r"(?:google|กูเกิล|ไดรฟ์|drive)"
# In the order in which they are looked for: what one has matched is not there for the next.
_FAULTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "dimensions",
        re.compile(
            r"(?:ขาด|ไม่(?:ครบ|มี|ได้ทำ)).{0,12}?มิติ|(?:มี|แค่|เพียง)+\s*[012]\s*มิติ|"
            r"missing.{0,12}?dimension|only\s*[012]\s*dimension"
        ),
    ),
    (
        "target",
        re.compile(
            r"ไม่(?:ถึง|บรรลุ|ได้|ผ่าน)(?:ตาม)?\s*(?:ค่า)?(?:เป้า(?:หมาย)?|ร้อยละ|85)|ตกเป้า|"
            r"(?:ต่ำ|น้อย)กว่า\s*(?:ค่า)?(?:เป้า|ร้อยละ|85)|"
            r"below\s*(?:the\s*)?(?:target|85)|miss(?:ed)?\s*(?:the\s*)?target"
        ),
    ),
    (
        "channel",
        re.compile(
            r"กระดาษ|เป็นเล่ม|อีเมล|e-?mail|ผิดช่องทาง|paper|hard\s?copy|"
            rf"ไม่(?:ได้)?(?:จัด)?(?:ส่ง)?.{{0,12}}?(?:ผ่าน|ใน|ทาง|ใช้)\s*{_DRIVE}"
        ),
    ),
    (
        "overview",
        re.compile(
            r"ไม่(?:ได้)?(?:เป็น|ใช่|ทำ|ส่ง)?(?:ใน)?\s*ภาพรวม|แยก(?:ราย)?(?:กลุ่ม|ฝ่าย)(?:งาน)?|"
            r"ไม่(?:ได้)?(?:จัด)?ส่ง(?!ครบ|ตรง|ทัน|ตาม)|not\s(?:sent|submitted)"
        ),
    ),
    (
        "late",
        re.compile(
            r"ล่าช้า|ช้า|เลท|ดีเลย์|ไม่ทัน|(?:เกิน|เลย)(?:กำหนด|เวลา)|ไม่ตรงเวลา|ไม่ครบ(?:ถ้วน)?|"
            r"ไม่(?:ได้)?(?:จัด)?ส่ง(?:ครบ|ตรง|ทัน|ตาม)|ส่งสาย|\blate\b|incomplete|overdue"
        ),
    ),
)
_COUNTS: Mapping[Unit, re.Pattern[str]] = {
    "step": re.compile(r"(?<![\d.])(\d{1,4})\s*(?:ขั้นตอน|ขั้น|steps?)"),
    "dimension": re.compile(r"(?<![\d.])(\d{1,4})\s*(?:มิติ|dimensions?)"),
    "indicator": re.compile(r"(?<![\d.])(\d{1,4})\s*(?:ตัวชี้วัด|ตัว(?!ชี้)|indicators?)"),
}
_NAMED_STEPS = re.compile(r"(?:ขั้น(?:ตอน)?(?:ที่)?|steps?)\s*(\d(?:\s*(?:-|,|/|หรือ)\s*\d)*)(?![\d.])")
_DAYS = re.compile(r"\d+\s*(?:วัน|สัปดาห์|อาทิตย์|เดือน|ชั่วโมง|days?|weeks?|months?)")
_HELD_DIMENSIONS = re.compile(r"(?:มี|แค่|เพียง|ได้|only)\s*([012])\s*(?:มิติ|dimension)")
_ALL_DIMENSIONS = 3
_OVERVIEW_STEPS = frozenset({3, 4})
_SUBJECT = re.compile(
    "ส่ง|ฟอร์ม|เอกสาร|รายงาน|แผน|ตัวชี้วัด|มิติ|หัก|ตัด|kpi|submit|form|report|document|deduct|"
    "plan|indicator|dimension"
)
_FIGURES = re.compile(r"(?<![\d.])\d+(?:\.\d+)?\s*%?")
_PLAIN_COUNT = re.compile(r"(?<![\d.])\d{1,4}(?![\d.])")


@dataclass(frozen=True, slots=True)
class Told:
    """Cautions told of with their counts, those whose count was not told, and whether time was."""

    counts: Mapping[str, int] = field(default_factory=dict)
    uncounted: tuple[str, ...] = ()
    in_days: bool = False

    def __bool__(self) -> bool:
        return bool(self.counts or self.uncounted)


def read_cautions(text: str) -> Told:
    """What a line tells of; empty where it says anything besides.

    A line that names no count is left uncounted; late by days is one step unless steps are named,
    since the document counts steps.

    Raises:
        InvalidInput: ``deduction_steps``, a step is named that caution 1 does not speak of.
    """
    plain = spell(text)
    if leftover("deductions", _FIGURES.sub(" ", _without_faults(plain))):
        return Told()
    counts: dict[str, int] = {}
    uncounted: list[str] = []
    for key, count in _told(plain):
        if count is None:
            uncounted.append(key)
        else:
            counts[key] = max(count, counts.get(key, 0))
    left = tuple(dict.fromkeys(key for key in uncounted if key not in counts))
    return Told(counts, left, bool(_DAYS.search(plain)))


def read_cautions_told(text: str) -> Told:
    """What words that come unasked tell: in figures, and of the KPI's papers or points."""
    told = read_cautions(text) if _SUBJECT.search(spell(text)) else Told()
    return told if told.counts else Told()


def read_count(text: str) -> int | None:
    """The whole number that an answer to "how many" consists of; None where it is not one."""
    plain = spell(text)
    found = _PLAIN_COUNT.findall(plain)
    if len(found) != 1 or leftover("deductions", _PLAIN_COUNT.sub(" ", plain)):
        return None
    return int(found[0])


def _told(plain: str) -> Iterator[tuple[str, int | None]]:
    """Each caution told of with its count, clause by clause."""
    for clause in _joined(_CLAUSES.split(plain)):
        faults = _faults(clause)
        units = [_unit(key) for key in faults]
        for key in faults:
            # Which of two the steps belong to cannot be told: both are asked for.
            yield key, _count(key, clause) if units.count(_unit(key)) == 1 else None


def _joined(clauses: list[str]) -> Iterator[str]:
    """The clauses; one that tells of no caution belongs to the one before."""
    held = ""
    for clause in clauses:
        if held and _faults(held) and _faults(clause):
            yield held
            held = clause
        else:
            held = f"{held} {clause}".strip()
    yield held


def _faults(clause: str) -> list[str]:
    found = []
    for key, fault in _FAULTS:
        if fault.search(clause):
            found.append(key)
            clause = fault.sub(" ", clause)
    return found


def _without_faults(plain: str) -> str:
    for _, fault in _FAULTS:
        plain = fault.sub(" ", plain)
    return plain


def _unit(key: str) -> Unit:
    caution = caution_of(key)
    assert caution is not None
    return caution.unit


def _count(key: str, clause: str) -> int | None:
    if key == "dimensions":
        return _missing_dimensions(clause)
    if key != "target" and (steps := _NAMED_STEPS.search(clause)):
        named = _steps(steps[1])
        if key == "overview" and not named <= _OVERVIEW_STEPS:
            raise InvalidInput("deduction_steps")
        return len(named)
    told = _COUNTS[_unit(key)].search(clause)
    if told:
        return int(told[1])
    return 1 if key == "late" and _DAYS.search(clause) else None


def _missing_dimensions(clause: str) -> int | None:
    held = _HELD_DIMENSIONS.search(clause)
    if held:
        return _ALL_DIMENSIONS - int(held[1])
    told = _COUNTS["dimension"].search(clause)
    # "ไม่ครบ 3 มิติ" tells how many there should be, not how many are missing.
    return int(told[1]) if told and not re.search(r"ไม่ครบ(?:ทั้ง)?\s*\d", clause) else None


def _steps(listed: str) -> set[int]:
    """The step numbers of "3-4" or "3, 5"; of "3 or 4" one."""
    numbers = [int(digit) for digit in re.findall(r"\d", listed)]
    if "หรือ" in listed:
        return set(numbers[:1])
    if "-" in listed and len(numbers) == 2:
        return set(range(min(numbers), max(numbers) + 1))
    return set(numbers)
