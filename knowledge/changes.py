"""What differs between two states of an entry, line by line."""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import partial
from typing import Literal

from knowledge.entry import Entry, Facets

Sign = Literal["+", "-", " "]


@dataclass(frozen=True, slots=True)
class Change:
    """A field that changed and its lines, each kept, added or removed.

    `field` names a field of `Entry`, or one of its facets as in "facet.year".
    """

    field: str
    lines: tuple[tuple[Sign, str], ...]


def changes(before: Entry | None, after: Entry | None) -> tuple[Change, ...]:
    """The fields that differ, in the order a person fills them in; None is no entry at all."""
    found = []
    for name, lines_of in _FIELDS.items():
        old = lines_of(before) if before else []
        new = lines_of(after) if after else []
        if old != new:
            found.append(Change(name, _marked(old, new)))
    return tuple(found)


def _marked(old: list[str], new: list[str]) -> tuple[tuple[Sign, str], ...]:
    signs: Mapping[str, Sign] = {"+ ": "+", "- ": "-", "  ": " "}
    compared = difflib.Differ().compare(old, new)
    return tuple((signs[line[:2]], line[2:]) for line in compared if line[:2] in signs)


def _facet_lines(name: str, entry: Entry) -> list[str]:
    return [str(value) for value in getattr(entry.facets, name)]


def _figure_lines(entry: Entry) -> list[str]:
    return [
        " | ".join(str(part) for part in (f.name, f.value, f.unit, f.year) if part)
        for f in entry.figures
    ]


def _source_lines(entry: Entry) -> list[str]:
    source = entry.source
    return [" · ".join(str(part) for part in (source.doc, source.place, source.year) if part)]


_FIELDS: Mapping[str, Callable[[Entry], list[str]]] = {
    "title": lambda entry: [entry.title],
    "kind": lambda entry: [entry.kind],
    "asks": lambda entry: list(entry.asks),
    "answer": lambda entry: entry.answer.splitlines(),
    "figures": _figure_lines,
    "conflict": lambda entry: [entry.conflict] if entry.conflict else [],
    **{f"facet.{each.name}": partial(_facet_lines, each.name) for each in fields(Facets)},
    "terms": lambda entry: list(entry.terms),
    "source": _source_lines,
    "see": lambda entry: list(entry.see),
}
