"""Reads which cautions a typed line tells of: "ส่งแบบฟอร์มช้า 3 วัน", "ขาด 1 มิติ"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from core.errors import InvalidInput
from knowledge.tools.numerals import spell
from knowledge.tools.wording import leftover

_CLAUSES = re.compile(r"\s*(?:[,;\n+]|และ|แล้วก็|กับ|\band\b)\s*")
# The first that fits a clause counts. A dimension or an indicator named decides before the rest.
_FAULTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("dimensions", re.compile(r"ขาด.*มิติ|ไม่(?:ครบ|มี|ได้ทำ).*มิติ|มี(?:แค่|เพียง)?\s*[012]\s*มิติ|"
                              r"(?:แค่|เพียง)\s*[012]\s*มิติ|missing.*dimension|dimension.*missing")),
    ("target", re.compile(r"ไม่(?:ถึง|บรรลุ|ได้|ผ่าน)(?:ตาม)?\s*(?:ค่า)?(?:เป้า(?:หมาย)?|ร้อยละ|85)|"
                          r"ต่ำกว่า\s*(?:ค่า)?(?:เป้า|ร้อยละ|85)|น้อยกว่า(?:ร้อยละ|\s*85)|ตกเป้า|"
                          r"below\s*(?:target|85)|missed?\s*(?:the\s*)?target")),
    ("channel", re.compile(r"กระดาษ|เป็นเล่ม|อีเมล|e-?mail|ผิดช่องทาง|paper|hard\s?copy|"
                           r"ไม่(?:ได้)?(?:ส่ง)?(?:ผ่าน|ใน|ทาง|ใช้)\s*(?:google|กูเกิล|ไดรฟ์|drive)")),
    ("overview", re.compile(r"ไม่(?:ได้)?(?:เป็น|ใช่|ทำ|ส่ง)?(?:ใน)?\s*ภาพรวม|"
                            r"แยก(?:ราย)?(?:กลุ่ม|ฝ่าย)(?:งาน)?|ไม่(?:ได้)?(?:จัด)?ส่ง(?!ครบ|ตรง|ทัน|ตาม)|not\s(?:sent|submitted)")),
    ("late", re.compile(r"ล่าช้า|ช้า|เลท|ดีเลย์|ไม่ทัน|(?:เกิน|เลย)(?:กำหนด|เวลา)|ไม่ตรงเวลา|ไม่ครบ(?:ถ้วน)?|"
                        r"ส่งสาย|\blate\b|incomplete|overdue")),
)  # fmt: skip
_COUNT = re.compile(
    r"(?<![\d.])(\d{1,4})\s*(?:ขั้นตอน|ขั้น|มิติ|ตัวชี้วัด|ตัว(?!ชี้)|steps?|dimensions?|indicators?)"
)
_NUMBERED_STEPS = re.compile(r"(?:ขั้น(?:ตอน)?(?:ที่)?|step)\s*(\d(?:\s*(?:-|,|/)\s*\d)*)(?![\d.])")
_DAYS = re.compile(r"\d+\s*(?:วัน|สัปดาห์|อาทิตย์|เดือน|ชั่วโมง|days?|weeks?|months?)")
_HELD_DIMENSIONS = re.compile(r"(?:มี|แค่|เพียง|ได้|only)\s*([012])\s*(?:มิติ|dimension)")
_ALL_DIMENSIONS = 3
_OVERVIEW_STEPS = frozenset({3, 4})
_SUBJECT = re.compile(
    "ส่ง|ฟอร์ม|เอกสาร|รายงาน|แผน|ตัวชี้วัด|มิติ|หัก|ตัด|kpi|submit|form|report|document|deduct|"
    "plan|indicator|dimension"
)
_FIGURES = re.compile(r"(?<![\d.])\d+(?:\.\d+)?\s*%?")
_PLAIN_COUNT = re.compile(r"(\d{1,4})")


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
    if leftover("deductions", _FIGURES.sub(" ", _blank_faults(plain))):
        return Told()
    counts: dict[str, int] = {}
    uncounted: list[str] = []
    for key, clause in _clauses(plain):
        count = _count(key, clause)
        if count is None:
            uncounted.append(key)
        else:
            counts[key] = max(count, counts.get(key, 0))
    left = tuple(dict.fromkeys(key for key in uncounted if key not in counts))
    return Told(counts, left, bool(_DAYS.search(plain)))


def read_cautions_told(text: str) -> Told:
    """What words that come unasked tell: in figures, and of the KPI's papers or points."""
    told = read_cautions(text) if _SUBJECT.search(spell(text)) else Told()
    return told if told.counts or told.in_days else Told()


def read_count(text: str) -> int | None:
    """The whole number that an answer to "how many" consists of; None where it is not one."""
    plain = spell(text)
    found = _PLAIN_COUNT.findall(plain)
    if len(found) != 1 or leftover("deductions", plain.replace(found[0], " ")):
        return None
    return int(found[0])


def _clauses(plain: str) -> Iterator[tuple[str, str]]:
    """Each clause with the caution it tells of; one that tells of none belongs to the last."""
    key, words = "", ""
    for clause in _CLAUSES.split(plain):
        told = next((name for name, fault in _FAULTS if fault.search(clause)), "")
        if told and key:
            yield key, words
        key, words = (told, clause) if told else (key, f"{words} {clause}")
    if key:
        yield key, words


def _count(key: str, clause: str) -> int | None:
    if key == "dimensions":
        return _missing_dimensions(clause)
    if key != "target" and (steps := _NUMBERED_STEPS.search(clause)):
        named = _steps(steps[1])
        if key == "overview" and not named <= _OVERVIEW_STEPS:
            raise InvalidInput("deduction_steps")
        return len(named)
    told = _COUNT.search(clause)
    if told:
        return int(told[1])
    return 1 if key == "late" and _DAYS.search(clause) else None


def _missing_dimensions(clause: str) -> int | None:
    held = _HELD_DIMENSIONS.search(clause)
    if held:
        return _ALL_DIMENSIONS - int(held[1])
    told = _COUNT.search(clause)
    # "ไม่ครบ 3 มิติ" tells how many there should be, not how many are missing.
    return int(told[1]) if told and not re.search("ไม่ครบ", clause) else None


def _steps(listed: str) -> set[int]:
    """The step numbers of "3-4" or "3, 5"."""
    numbers = [int(digit) for digit in re.findall(r"\d", listed)]
    if "-" in listed and len(numbers) == 2:
        return set(range(min(numbers), max(numbers) + 1))
    return set(numbers)


def _blank_faults(plain: str) -> str:
    for _, fault in _FAULTS:
        plain = fault.sub(" ", plain)
    return plain
