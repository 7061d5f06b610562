"""Follow-ups that name only a place in a row: the next, the third, the last, all of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from knowledge.entry import Entry
from knowledge.reading import LEVELS, Reading, named
from knowledge.sheet_links import linked_sheet
from knowledge.vocabulary import vocabulary
from thai.normalise import fold, normalise
from thai.numbers import read_number

# Of anything in a row, and of what is called so only.
_ANYTHING = "ข้อ|อัน|ตัว|เบอร์|หมายเลข|เลข|เกณฑ์|ที่"
_NUMBERS = ("", "เบอร์", "หมายเลข", "เลข")
_CALLED = "แบบฟอร์ม|ฟอร์ม|ขั้นตอน|ขั้น|ระดับ|หมวด|มิติ|ด้าน|ส่วน|รอบ|ประเภท|ปัจจัย|ช่วง|กลุ่ม"
_NUMBER_WORDS = "หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ"
_PLACE = re.compile(
    rf"(?P<kind>{_ANYTHING}|{_CALLED})?(?:ที่|หมายเลข)?\s*"
    r"(?:(?P<next>ถัดไป|ต่อไป|ต่อมา|ถัดมา|ต่อจาก(?:นั้น|นี้))"
    r"|(?P<before>ก่อนหน้า(?:นี้|นั้น)?|ก่อน(?=ล่ะ|$))"
    r"|(?P<up>สูงกว่า|สูงขึ้น(?:ไป)?|เหนือกว่า)(?:นี้|นั้น)?(?:อีก(?:ขั้น|ระดับ))?|(?P<down>ต่ำกว่า|ต่ำลง)(?:นี้|นั้น)?(?:อีก(?:ขั้น|ระดับ))?"
    rf"|(?<=[ก-๙])\s*(?P<number>\d{{1,2}}|{_NUMBER_WORDS})(?![\d.])"
    r"|^(?:แล้ว)?\s*(?P<bare>\d{1,2})(?=\s*(?:ล่ะ|ละ|อ่ะ|อะ|$))"
    r"|(?P<first>แรก)|(?P<last>สุดท้าย|ท้ายสุด))"
)
_ALL = re.compile("(?:เอา|ขอ)?(?:ทั้งหมด|ครบทุกข้อ|ทุกข้อ|ทุกอัน|ทุกตัว|ทุกขั้น)(?:มี)?")
_SAID_AROUND = ["แล้ว", "ล่ะ", "ละ", "ส่วน", "งั้น", "ต่อ", "ชื่อ", "รายละเอียด", "ถ้า", "ข้อมูล", "เลย", "อีก",
                "ในหมวดเดียวกัน", "ของหมวดเดียวกัน", "ในหมวดเดิม", "ในชุดเดียวกัน"]  # fmt: skip
_AROUND = re.compile("|".join(map(fold, _SAID_AROUND)))
_CRITERION = re.compile(r"criteria\.[1-6]\.[1-4]")
# What a part of an entry is called at the end of its id.
_PARTS = ("{}.{}", "{}.part{}", "{}.d{}", "{}.item.{}")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a row: so many on from the last one, or a number, -1 being the end; or all."""

    kind: str = ""
    step: int = 0
    number: int = 0
    by_level: bool = False
    all: bool = False


def place_named(question: Reading) -> Place | None:
    """The place in a row that a question names, if it says nothing else."""
    match = _PLACE.search(question.text)
    rest = question.text if match is None else _cut(question.text, match)
    if match is None or not _is_vague(rest):
        named_all = _ALL.search(question.text)
        whole = named_all and _is_vague(_cut(question.text, named_all))
        return Place(all=True) if whole else None
    step = bool(match["next"] or match["up"]) - bool(match["before"] or match["down"])
    by_level = bool(match["up"] or match["down"] or match["kind"] in ("ระดับ", "ขั้น"))
    number = (
        -1 if match["last"] else 1 if match["first"] else _number(match["number"] or match["bare"])
    )
    return Place(match["kind"] or "", step, number, by_level)


def _cut(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _is_vague(rest: str) -> bool:
    return bool(vocabulary().vague.fullmatch(_AROUND.sub(" ", fold(rest))))


def _number(written: str | None) -> int:
    if not written:
        return 0
    return int(written) if written.isdecimal() else read_number(written) or 0


class Series:
    """The rows that entries stand in: those of lists, and those numbered by ids or titles."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries
        self._rows: dict[str, tuple[str, ...]] = {}
        self._lists: dict[str, str] = {}
        families = _families(entries.values())
        for entry in entries.values():
            rows = _rows(entry, entries) or _told_by(entry, families)
            if rows:
                self._rows[entry.id] = rows
                for row in rows:
                    known = self._rows.get(self._lists.get(row, ""), ())
                    if len(rows) > len(known):  # the whole, and not a part of it
                        self._lists[row] = entry.id
        self._beside = {member: family for family in families for member in family}

    def entry_at(self, place: Place, after: Entry | None) -> Entry | None:
        """The entry at a place seen from another; None where there is none or not of that kind."""
        if after is None:
            return None
        found = map(self._entries.get, self._ids_at(place, after))
        return next((e for e in found if e and (place.all or _is_called(place.kind, e))), None)

    def _ids_at(self, place: Place, after: Entry) -> Iterable[str]:
        if place.all:
            return [self._lists.get(after.id, "")]
        row = self._row_of(after, by_level=place.by_level)
        if place.step:
            at = row.index(after.id) + place.step if after.id in row else -1
            return row[at : at + 1] if at >= 0 else ()
        parts = (form.format(after.id, place.number) for form in _PARTS)
        own, kin = _at(self._rows.get(after.id, ()), place.number), _at(row, place.number)
        if place.kind in _NUMBERS:  # number 2 after form 3 is another form
            return [kin, *parts, own, self._as_row(place, after)]
        return [*parts, own, kin, self._as_row(place, after)]

    def _as_row(self, place: Place, after: Entry) -> str:
        """The entry itself, where the place is that of one of its own rows."""
        sheet = linked_sheet(after, self._entries) if after.kind == "list" else None
        return after.id if sheet and place.number <= sheet.rows else ""

    def _row_of(self, entry: Entry, *, by_level: bool) -> tuple[str, ...]:
        """The row that an entry stands in: of levels, of numbers, of a list."""
        stem, _, last = entry.id.rpartition(".")
        if last in LEVELS:
            levels = tuple(f"{stem}.{level}" for level in LEVELS)
            return levels if by_level else self._with_level(stem, last)
        if entry.facets.criterion and _CRITERION.fullmatch(entry.id):
            return tuple(sorted(each for each in self._entries if _CRITERION.fullmatch(each)))
        if last.isdecimal():
            numbers = range(1, 100)
            known = [f"{stem}.{n}" for n in numbers if f"{stem}.{n}" in self._entries]
            if len(known) > 1:
                return tuple(known)
        listed = self._rows.get(self._lists.get(entry.id, ""), ())
        return listed or self._beside.get(entry.id, ())

    def _with_level(self, stem: str, level: str) -> tuple[str, ...]:
        """The criteria beside one, all at the same level; without numbers, the levels."""
        family, _, number = stem.rpartition(".")
        if not number.isdecimal():
            return tuple(f"{stem}.{each}" for each in LEVELS)
        beside = (f"{family}.{n}.{level}" for n in range(1, 7))
        return tuple(each for each in beside if each in self._entries)


def _at(row: Sequence[str], number: int) -> str:
    place = number - 1 if number > 0 else len(row) - 1
    return row[place] if 0 <= place < len(row) else ""


def _families(entries: Iterable[Entry]) -> list[tuple[str, ...]]:
    """Entries beside each other by their ids whose titles number them: ปัจจัยข้อ 1, 2, 3."""
    found: dict[tuple[str, str], dict[int, str]] = {}
    for entry in entries:
        for kind, number in named(normalise(entry.title)).numbered[:1]:
            stem = entry.id.rpartition(".")[0]
            found.setdefault((stem, kind), {}).setdefault(number, entry.id)
    whole = (
        each for each in found.values() if len(each) > 1 and set(each) == {*range(1, len(each) + 1)}
    )
    return [tuple(numbered[n] for n in sorted(numbered)) for numbered in whole]


def _told_by(entry: Entry, families: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The family that an entry is the list of."""
    near = {*entry.see}
    for family in families if entry.kind in ("list", "procedure") else ():
        stem = family[0].rpartition(".")[0]
        if entry.id not in family and (entry.id in (stem, f"{stem}s") or len(near & {*family}) > 1):
            return family
    return ()


def _rows(entry: Entry, entries: Mapping[str, Entry]) -> tuple[str, ...]:
    sheet = linked_sheet(entry, entries)
    sections: Iterable[Sequence[str]] = (
        [row.entry_id for row in section.rows] for section in (sheet.sections if sheet else ())
    )
    rows = tuple(row for section in sections for row in section)
    return rows if len({*rows} - {""}) > 1 else ()


def _is_called(kind: str, found: Entry) -> bool:
    """Whether what is found may be called so; by its title, or its number in the criteria."""
    if not kind or kind in _ANYTHING.split("|"):
        return True
    if kind == "มิติ" and found.facets.criterion:
        return True
    if kind in ("ระดับ", "ขั้น") and found.facets.level:
        return True
    return fold(kind) in fold(found.title)
