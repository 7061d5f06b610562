"""An answer that is a list, read as a table: lead, rows under headings, closing notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from knowledge.entry import Entry
from thai.normalise import graphemes

# How rows are best shown: beside a short mark, under a name, or before a value at the line's end.
Shape = Literal["listed", "named", "valued"]

_LEAST_ROWS = 3
_TWO_SIDES = 2  # an old and a new side are a table already
_READ_AT_A_GLANCE = 240  # characters of two sides that need no table
_MARK = 6  # graphemes of a mark that stands in a column of its own
_VALUE = 18
_NAME = 48

_NESTED = re.compile(r"^ +(?P<body>.+)$")
_BULLET = re.compile(r"^[-•*]\s+(?P<body>.+)$")
_COUNTED = re.compile(r"^(?P<mark>\d{1,2})[.)]\s+(?P<body>.+)$")
_CODE = re.compile(r"^(?P<mark>\d\.\d{1,2})\s+(?P<body>.+)$")
_ITEM = re.compile(
    r"^(?P<mark>(?:ข้อ|ขั้นตอนที่|ประเภทที่|ส่วนที่|มิติที่|รอบที่|หมวด)\s\d{1,2}(?:-\d{1,2})?)"
    r":?\s+(?!คือ)(?P<body>.+)$"
)
_NAMED = re.compile(r"^(?P<mark>[^:=]+?)(?:: | = )(?P<body>.+)$")
_DATED = re.compile(r"^(?P<mark>(?:ปี )?2[05]\d\d)\s+(?P<body>.+)$")
_VALUED = re.compile(
    r"^(?P<mark>.+?)(?: ได้)?\s+(?P<body>(?:ร้อยละ |เฉลี่ย )?\d[\d,.]*(?: ?- ?\d[\d,.]*)?\s?"
    r"(?:%|[^\d\s:()]+))$"
)
_JOINT = re.compile(r"(?:หรือ|และ|ที่|วันที่|ปี|พ\.ศ\.)$")
_FIGURE = re.compile(r"\d")
_CHANGED = re.compile(r"^(?P<before>.+?) → (?P<text>.+)$")


@dataclass(frozen=True, slots=True)
class Row:
    """One line: ``mark`` is its number, name or empty; ``before`` what it was, in a comparison.

    ``entry_id`` is the entry that tells more of it, or empty (see ``sheet_links``).
    """

    mark: str
    text: str
    before: str = ""
    entry_id: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of one shape under a heading, which may be empty."""

    heading: str
    rows: tuple[Row, ...]
    shape: Shape


@dataclass(frozen=True, slots=True)
class Sheet:
    """``lead`` answers before the rows; ``notes`` follow them. ``lines`` are those of the rows."""

    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    lines: frozenset[str]

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(len(section.rows) for section in self.sections)


def sheet_of(entry: Entry) -> Sheet | None:
    """The table that an entry's answer is; None where it is running words."""
    lines = entry.answer.split("\n")
    two_sides = _is_two_sides(lines)
    if two_sides and len(entry.answer) <= _READ_AT_A_GLANCE:
        return None
    groups = _groups(lines, 0 if two_sides else 1)
    least = _TWO_SIDES if entry.kind == "compare" else _LEAST_ROWS
    if sum(len(group) for _, group in groups) < least:
        return None
    taken = frozenset(line for _, group in groups for line in group)
    first = lines.index(groups[0][1][0])
    last = max(index for index, line in enumerate(lines) if line in taken)
    lead = lines[:first]
    heading = _first_heading(lead, groups)
    sections = [_section(h or (heading if n == 0 else ""), g) for n, (h, g) in enumerate(groups)]
    headings = {section.heading for section in sections} & set(lines)
    told = tuple(line for line in lead if line not in headings)
    return Sheet(
        lead=told or (entry.title,),
        sections=tuple(sections),
        notes=tuple(lines[last + 1 :]),
        lines=taken | headings,
    )


def _groups(lines: list[str], start: int) -> list[tuple[str, list[str]]]:
    """Runs of row lines, each with the line that stands between it and the run before."""
    kinds = [_kind(line, two_sides=start == 0) for line in lines[start:]]
    groups: list[tuple[str, list[str]]] = []
    between: list[str] = []
    for line, kind in zip(lines[start:], kinds, strict=True):
        alone = kinds.count(kind) == 1 and kind is not _NESTED
        if kind is None or alone:
            between.append(line)  # one of its kind is a remark, not a row
        elif groups and not between:
            groups[-1][1].append(line)
        else:
            groups.append((between[-1] if groups and between else "", [line]))
            between = []
    return groups


def _kind(line: str, *, two_sides: bool) -> re.Pattern[str] | None:
    """The pattern of rows that a line has; None of a line that is none."""
    patterns = (_NESTED, _BULLET, _COUNTED, _CODE, _ITEM, *((_NAMED,) if two_sides else ()))
    return next((pattern for pattern in patterns if pattern.match(line)), None)


def _is_two_sides(lines: list[str]) -> bool:
    """Whether an answer is named lines from its first on, as "old: …" and "new: …"."""
    named = [_NAMED.match(line) for line in lines]
    return len(lines) >= _TWO_SIDES and all(
        match and not _BULLET.match(match[0]) and len(graphemes(match["mark"])) <= _NAME
        for match in named
    )


def _first_heading(lead: list[str], groups: list[tuple[str, list[str]]]) -> str:
    """The last line before the rows, where it is worded as the headings of later groups are."""
    later = [heading for heading, _ in groups[1:] if heading]
    alike = bool(lead) and any(lead[-1][:6] == heading[:6] for heading in later)
    return lead[-1] if alike else ""


def _section(heading: str, lines: list[str]) -> Section:
    rows = _rows(lines)
    for shape in (_as_named, _as_valued):
        if all(not row.mark for row in rows):
            rows = shape(rows)
    if _short(rows):
        return Section(heading, rows, "listed")
    values = all(row.mark and _FIGURE.search(row.text) for row in rows)
    if values and all(len(graphemes(row.text)) <= _VALUE for row in rows):
        return _valued(heading, rows)
    return Section(heading, rows, "named")


def _valued(heading: str, rows: tuple[Row, ...]) -> Section:
    """Names and values; a word that all names end in is their heading."""
    last = {row.mark.rpartition(" ")[2] for row in rows}
    if heading or len(last) > 1 or any(" " not in row.mark for row in rows):
        return Section(heading, rows, "valued")
    shorter = tuple(replace(row, mark=row.mark.rpartition(" ")[0]) for row in rows)
    return Section(last.pop(), shorter, "valued")


def _rows(lines: list[str]) -> tuple[Row, ...]:
    rows: list[Row] = []
    for line in lines:
        if line.startswith(" ") and rows:  # belongs to the row above it
            rows[-1] = replace(rows[-1], text=f"{rows[-1].text}\n{line.strip()}")
        else:
            rows.append(_row(line))
    return tuple(rows)


def _row(line: str) -> Row:
    bullet = _BULLET.match(line)
    body = bullet["body"] if bullet else line
    for pattern in (_COUNTED, _CODE, _ITEM, _DATED):
        if match := pattern.match(body):
            return _changed(match["mark"], match["body"])
    if not bullet and (match := _NAMED.match(body)):
        return _changed(match["mark"], match["body"])
    return _changed("", body)


def _changed(mark: str, body: str) -> Row:
    """A row that may tell what something was before; what it is of joins its mark."""
    changed = _CHANGED.match(body)
    if not changed:
        return Row(mark, body)
    before = changed["before"]
    if named := _NAMED.match(before):
        mark, before = f"{mark} {named['mark']}".strip(), named["body"]
    return Row(mark, changed["text"], before)


def _as_named(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Rows cut at their colons, where all have one."""
    return _cut(rows, _NAMED, _NAME)


def _as_valued(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Rows cut before the figures they end in, where all end in one."""
    return _cut(rows, _VALUED, 2 * _NAME)


def _cut(rows: tuple[Row, ...], pattern: re.Pattern[str], longest: int) -> tuple[Row, ...]:
    found = [pattern.match(row.text) for row in rows]
    fits = [
        match and len(graphemes(match["mark"])) <= longest and not _JOINT.search(match["mark"])
        for match in found
    ]
    if not all(fits):
        return rows
    return tuple(
        replace(row, mark=match["mark"], text=match["body"])
        for row, match in zip(rows, found, strict=True)
        if match
    )


def _short(rows: tuple[Row, ...]) -> bool:
    return all(len(graphemes(row.mark)) <= _MARK for row in rows)
