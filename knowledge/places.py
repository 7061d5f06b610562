"""Places in a row that a follow-up names: the next, the third, the last, all of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.reading import Reading
from knowledge.vocabulary import vocabulary
from thai.normalise import fold
from thai.numbers import read_number

# What anything in a row may be called, and what is called so only; those of one set are the same.
ANYTHING = "หัวข้อ ข้อ อัน ตัว เบอร์ หมายเลข เลข เกณฑ์ รายการ ประเด็น กิจกรรม ช่วง ที่".split()  # noqa: SIM905
_CALLED = "แบบฟอร์ม ฟอร์ม ขั้นตอน ขั้น ระดับ หมวด มิติ ด้าน ส่วน รอบ ประเภท ปัจจัย กลุ่ม".split()  # noqa: SIM905
_ALIKE = (frozenset({"มิติ", "ด้าน", "ส่วน"}), frozenset({"แบบฟอร์ม", "ฟอร์ม"}))
LEVEL_KINDS = frozenset({"ระดับ", "ขั้น"})
_NUMBER_WORDS = "หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ"
_NEXT = "ถัดไป|ต่อไป|ต่อมา|ถัดมา|(?:ต่อ|ถัด|หลัง)จาก(?:นั้น|นี้)"
_STEP = (
    rf"(?P<next>{_NEXT})|(?P<before>ก่อนหน้า(?:นี้|นั้น)?|ก่อน(?=ล่ะ|$))"
    r"|(?P<up>สูงกว่า|สูงขึ้น(?:ไป)?|เหนือกว่า)(?:นี้|นั้น)?(?:อีก(?:ขั้น|ระดับ))?"
    r"|(?P<down>ต่ำกว่า|ต่ำลง)(?:นี้|นั้น)?(?:อีก(?:ขั้น|ระดับ))?"
)
_KIND = rf"(?P<kind>{'|'.join(ANYTHING)}|{'|'.join(_CALLED)})?(?:ที่|หมายเลข)?\s*"
_MOVE = re.compile(rf"{_KIND}(?:{_STEP})")
_PLACE = re.compile(
    rf"{_KIND}(?:{_STEP}"
    rf"|(?<=[ก-๙])\s*(?P<number>\d{{1,2}}|{_NUMBER_WORDS})(?![\d.])"
    r"|^(?:แล้ว)?\s*(?P<bare>\d{1,2})(?=\s*(?:ล่ะ|ละ|อ่ะ|อะ|$))"
    r"|(?P<first>แรก)|(?P<last>สุดท้าย|ท้ายสุด))"
)
# What is said to be done where it is asked what comes next.
_ON = r"(?:ต่อไป|ถัดไป)|(?:ต้อง)?(?:ทำ|มี)?(?:อะไร|ไร|ยังไง|ไง)ต่อ"
_BEHIND = re.compile(
    r"(?:(?:หลังจาก|หลัง(?!คา)|พอ(?!ใจ))\s*|^)(?P<done>\S.{3,60}?)\s*(?:ไป)?(?:แล้ว|เสร็จ)\S{0,6}\s*(?:ขั้น(?:ตอน)?)?(?:ที่)?"
    rf"(?:{_ON})"
)
_ALL = re.compile("(?:เอา|ขอ)?(?:ทั้งหมด|ครบทุกข้อ|ทุกข้อ|ทุกอัน|ทุกตัว|ทุกขั้น)(?:มี)?")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a row: so many on from the last one, or a number, -1 being the end; or all."""

    kind: str = ""
    step: int = 0
    number: int = 0
    by_level: bool = False
    all: bool = False

    def names(self, title: str) -> bool:
        """Whether what has that title may be called as the place is."""
        return not self._called or any(kind in fold(title) for kind in self._called)

    def begins(self, title: str) -> bool:
        """Whether a title begins as the place is called: มิติที่ 2 …"""
        return any(fold(title).startswith(kind) for kind in self._called)

    @property
    def _called(self) -> tuple[str, ...]:
        """What the place may be called, folded; nothing where anything may be called so."""
        if not self.kind or self.kind in ANYTHING:
            return ()
        same = next((kinds for kinds in _ALIKE if self.kind in kinds), {self.kind})
        return tuple(map(fold, same))


def place_named(question: Reading) -> Place | None:
    """The place in a row that a question names, if it says nothing else but what it wants of it."""
    match = None if question.impossible else _PLACE.search(question.text)
    if match is None or not _is_vague(_cut(question.text, match)):
        named_all = _ALL.search(question.text)
        whole = named_all and _is_vague(_cut(question.text, named_all))
        return Place(all=True) if whole else None
    number = (
        -1 if match["last"] else 1 if match["first"] else _number(match["number"] or match["bare"])
    )
    return Place(match["kind"] or "", _step(match), number, _by_level(match))


def move_named(text: str) -> Place:
    """The step along a row that a text speaks of, whatever else it says; none is a step of 0."""
    match = _MOVE.search(text)
    if match is None:
        return Place()
    return Place(match["kind"] or "", _step(match), by_level=_by_level(match))


def _step(match: re.Match[str]) -> int:
    return bool(match["next"] or match["up"]) - bool(match["before"] or match["down"])


def _by_level(match: re.Match[str]) -> bool:
    return bool(match["up"] or match["down"] or match["kind"] in LEVEL_KINDS)


def step_behind(text: str) -> str:
    """What a question says is done, to ask what comes next: หลังประชุมชี้แจงแล้ว ต่อไปทำอะไร."""
    match = _BEHIND.search(text)
    return match["done"].strip() if match else ""


def _cut(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _is_vague(rest: str) -> bool:
    known = vocabulary()
    bare = known.levels.without(known.wants.without(fold(rest)))
    return bool(known.vague_of_places.fullmatch(bare))


def _number(written: str | None) -> int:
    if not written:
        return 0
    return int(written) if written.isdecimal() else read_number(written) or 0
