"""Which rows of a table have an entry of their own, found by their numbers and names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from knowledge.entry import Entry
from knowledge.sheet import Section, Sheet, sheet_of

_CRITERION = re.compile(r"[1-7]\.[1-6]")
_OF_CRITERIA = frozenset({"000", "001"})  # elsewhere 6.1 may be an item of a form or an award


def linked_sheet(entry: Entry, entries: Mapping[str, Entry]) -> Sheet | None:
    """The table of an answer, each row with the entry that tells more of it, where there is one."""
    sheet = sheet_of(entry)
    if sheet is None:
        return None
    return replace(sheet, sections=tuple(_linked(each, entry, entries) for each in sheet.sections))


def _linked(section: Section, entry: Entry, entries: Mapping[str, Entry]) -> Section:
    near = [entries[link] for link in entry.see if link in entries]
    titled = [_titled(row.mark, near) for row in section.rows]
    if not _alike(titled):  # a number alone may count other things in some neighbour's title
        marked = zip(titled, section.rows, strict=True)
        titled = [link if " " in row.mark else "" for link, row in marked]
    rows = tuple(
        replace(row, entry_id=_numbered(row.mark, entry, near, entries) or link)
        for row, link in zip(section.rows, titled, strict=True)
    )
    return replace(section, rows=rows)


def _alike(links: Sequence[str]) -> bool:
    """Whether all rows are linked, and with entries of one family: one.1, one.2 or a.one, b.one."""
    ids = [link.rpartition(".") for link in links]
    return all(links) and (len({i[0] for i in ids}) == 1 or len({i[2] for i in ids}) == 1)


def _titled(mark: str, near: Sequence[Entry]) -> str:
    """The one neighbour whose title holds "ขั้นตอนที่ 2", or the number alone after ที่."""
    if not mark:
        return ""
    words = re.escape(mark) if " " in mark else f"(?:ที่|หมายเลข) ?{re.escape(mark)}"
    pattern = re.compile(rf"{words}(?![\d.])")
    found = [entry.id for entry in near if pattern.search(entry.title)]
    return found[0] if len(found) == 1 else ""


def _numbered(mark: str, entry: Entry, near: Sequence[Entry], entries: Mapping[str, Entry]) -> str:
    """The criterion of that number, or the part of the entry that has it."""
    number = mark.rpartition(" ")[2]
    if not _CRITERION.fullmatch(number):
        parts = (f"{entry.id}.{number}", f"{entry.id.removesuffix('s')}.{number}")
        return next((part for part in parts if part in entries), "")
    named = [one.id for one in near if one.facets.criterion == (number,)]
    if len(named) == 1:
        return named[0]
    known = f"criteria.{number}"
    return known if known in entries and entry.source.doc in _OF_CRITERIA else ""
