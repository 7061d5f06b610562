"""Rows that entries stand in, along which a follow-up moves: the next, the third, all of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from knowledge.entry import Entry
from knowledge.places import LEVEL_KINDS, Place
from knowledge.reading import LEVELS, named
from knowledge.sheet import Row
from knowledge.sheet_links import linked_sheet
from thai.normalise import fold, normalise

_CRITERION = re.compile(r"criteria\.[1-6]\.[1-4]")
# What a part of an entry is called at the end of its id.
_PARTS = ("{}.{}", "{}.part{}", "{}.d{}", "{}.item.{}")
_NUMBERS = ("", "เบอร์", "หมายเลข", "เลข")
_NAME = re.compile(r"\s\(|:")
_LEAST_NAME = 5
# Of a criterion these are its neighbours, and no levels of it.
_OF_CATEGORY = frozenset({"ข้อ", "หัวข้อ", "มิติ", "ด้าน", "เกณฑ์", "ประเด็น"})


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

    def entry_at(
        self, place: Place, after: Entry | None, levels: Sequence[str] = ()
    ) -> Entry | None:
        """The entry at a place seen from another; None where there is none or not of that kind.

        One level named leads to the entry at that level, where there is one.
        """
        if after is None:
            return None
        found = map(self._entries.get, self._ids_at(place, after))
        along = next((e for e in found if e and (place.all or self._is_called(place, e))), None)
        if along and len(levels) == 1:
            return self._entries.get(f"{along.id}.{levels[0]}", along)
        return along

    def _ids_at(self, place: Place, after: Entry) -> Iterable[str]:
        if place.all:
            return [self._lists.get(after.id, "")]
        beside = self._rows_beside(after, place)
        if place.step:
            return [_moved(row, after.id, place.step) for row in beside]
        parts = [form.format(after.id, place.number) for form in _PARTS]
        own = self._rows.get(after.id, ())
        if _CRITERION.fullmatch(after.id) and place.kind in _OF_CATEGORY:
            own = ()
        inside = [*parts, _at(own, place.number)]
        kin = [_at(row, place.number) for row in beside]
        # Number 2 after form 3 is another form.
        first = place.kind in _NUMBERS or place.begins(after.title)
        known = [*kin, *inside] if first else [*inside, *kin]
        return [*known, self._as_row(place, after)]

    def _is_called(self, place: Place, found: Entry) -> bool:
        """Whether what is found may be called so: by its title, its list's, or its facets."""
        if place.kind == "มิติ" and found.facets.criterion:
            return True
        if place.kind in LEVEL_KINDS and found.facets.level:
            return True
        whole = self._entries.get(self._lists.get(found.id, ""))
        return place.names(found.title) or (whole is not None and place.names(whole.title))

    def _as_row(self, place: Place, after: Entry) -> str:
        """The entry itself, where the place is that of one of its own rows."""
        sheet = linked_sheet(after, self._entries) if after.kind == "list" else None
        return after.id if sheet and place.number <= sheet.rows else ""

    def _rows_beside(self, entry: Entry, place: Place) -> list[tuple[str, ...]]:
        """The rows that an entry stands in, likeliest first: of levels, of numbers, of a list."""
        stem, _, last = entry.id.rpartition(".")
        if last in LEVELS:
            levels = tuple(f"{stem}.{level}" for level in LEVELS)
            return [levels] if place.by_level else [self._with_level(stem, last), levels]
        if entry.facets.criterion and _CRITERION.fullmatch(entry.id):
            # On from the last of a หมวด is the first of the next; numbers count within it.
            first = "criteria" if place.step else stem
            return [tuple(sorted(e for e in self._entries if _is_criterion_of(first, e)))]
        listed = self._rows.get(self._lists.get(entry.id, ""), ())
        return [self._beside.get(entry.id, ()), self._numbered_beside(stem, last), listed]

    def _numbered_beside(self, stem: str, last: str) -> tuple[str, ...]:
        numbers = range(1, 100) if last.isdecimal() else ()
        known = tuple(f"{stem}.{n}" for n in numbers if f"{stem}.{n}" in self._entries)
        return known if len(known) > 1 else ()

    def _with_level(self, stem: str, level: str) -> tuple[str, ...]:
        """The criteria beside one, all at the same level; without numbers, the levels."""
        family, _, number = stem.rpartition(".")
        if not number.isdecimal():
            return tuple(f"{stem}.{each}" for each in LEVELS)
        beside = (f"{family}.{n}.{level}" for n in range(1, 7))
        return tuple(each for each in beside if each in self._entries)


def _is_criterion_of(stem: str, entry_id: str) -> bool:
    return entry_id.startswith(f"{stem}.") and bool(_CRITERION.fullmatch(entry_id))


def _moved(row: Sequence[str], entry_id: str, step: int) -> str:
    place = row.index(entry_id) + step if entry_id in row else -1
    return row[place] if 0 <= place < len(row) else ""


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
    rows = [row for section in (sheet.sections if sheet else ()) for row in section.rows]
    linked = tuple(row.entry_id for row in rows)
    return linked if len({*linked} - {""}) > 1 else _seen_in_order(entry, rows, entries)


def _seen_in_order(
    entry: Entry, rows: Sequence[Row], entries: Mapping[str, Entry]
) -> tuple[str, ...]:
    """The neighbours of one family, where each tells of one of the entry's rows, in order."""
    families: dict[str, list[Entry]] = {}
    for link in entry.see:
        if link in entries:
            families.setdefault(link.rpartition(".")[0], []).append(entries[link])
    told = (f for f in families.values() if len(f) == len(rows) and all(map(_tells_of, f, rows)))
    return next((tuple(found.id for found in family) for family in told if len(family) > 1), ())


def _tells_of(entry: Entry, row: Row) -> bool:
    """Whether an entry's title holds the name of a row, up to its explanation."""
    told = row.text if row.mark.isdecimal() else row.mark
    name = fold(_NAME.split(told, maxsplit=1)[0])
    return len(name) >= _LEAST_NAME and name in fold(entry.title)
