"""Reads and checks the entry files; every problem is reported at once, with file and id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from core.errors import AppError
from knowledge.entry import KINDS, LABEL_LIMIT, LEVELS, Entry, Facets, Figure, Source, Verdict
from thai.normalise import graphemes

FOLDER = Path(__file__).with_name("entries")
_ID = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)+")
_COVER = re.compile(r"00[0-4]:\d+(-\d+)?")
_FIELDS = {
    "id", "title", "kind", "asks", "answer", "facets", "figures", "terms", "conflict", "source",
    "see", "covers", "missing", "label", "verdicts",
}  # fmt: skip
_TITLE_LIMIT = 120
# The fast parser of libyaml, where the wheel has it.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class CorpusError(AppError):
    """The entry files break a rule; the text lists each break as ``file [id]: what``."""


def load_corpus(folder: Path = FOLDER) -> tuple[Entry, ...]:
    """All entries under a folder, checked. Raises CorpusError naming every problem."""
    entries, problems = read_corpus(folder)
    problems += check(entries)
    if problems:
        raise CorpusError("\n".join(problems))
    return tuple(entries)


def read_corpus(folder: Path = FOLDER) -> tuple[list[Entry], list[str]]:
    """The entries that can be read, and what is wrong with the rest."""
    problems: list[str] = []
    entries: list[Entry] = []
    for path in sorted(folder.rglob("*.yml")):
        for raw in _read(path, problems):
            where = f"{path.relative_to(folder)} [{raw.get('id', '?')}]"
            try:
                entries.append(parse_entry(raw))
            except (KeyError, TypeError, ValueError) as error:
                problems.append(f"{where}: {error!r}")
    return entries, problems


def _read(path: Path, problems: list[str]) -> list[Mapping[str, Any]]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 (a safe loader)
    except yaml.YAMLError as error:
        problems.append(f"{path.name}: {error}")
        return []
    if not isinstance(content, list) or not all(isinstance(item, Mapping) for item in content):
        problems.append(f"{path.name}: a list of entries is wanted")
        return []
    return content


def parse_entry(raw: Mapping[str, Any]) -> Entry:
    """One entry out of its mapping. Raises KeyError or ValueError where the shape is wrong."""
    unknown = set(raw) - _FIELDS
    if unknown:
        raise ValueError(f"unknown fields {sorted(unknown)}")
    return Entry(
        id=str(raw["id"]),
        title=str(raw["title"]).strip(),
        kind=str(raw["kind"]),
        asks=_strings(raw.get("asks")),
        answer=str(raw["answer"]).strip(),
        source=Source(
            doc=str(raw["source"]["doc"]),
            place=str(raw["source"].get("place", "")),
            year=_optional_int(raw["source"].get("year")),
            also=_strings(raw["source"].get("also")),
        ),
        facets=_facets(raw.get("facets") or {}),
        figures=tuple(_figure(item) for item in raw.get("figures") or ()),
        terms=_strings(raw.get("terms")),
        conflict=str(raw.get("conflict") or "").strip(),
        see=_strings(raw.get("see")),
        covers=_strings(raw.get("covers")),
        missing=bool(raw.get("missing", False)),
        label=str(raw.get("label") or "").strip(),
        verdicts=tuple(
            Verdict(_strings(item["when"]), str(item["says"])) for item in raw.get("verdicts") or ()
        ),
    )


def _facets(raw: Mapping[str, Any]) -> Facets:
    unknown = set(raw) - set(Facets.__dataclass_fields__)
    if unknown:
        raise ValueError(f"unknown facets {sorted(unknown)}")
    return Facets(
        criterion=_strings(raw.get("criterion")),
        category=_ints(raw.get("category")),
        level=_strings(raw.get("level")),
        year=_ints(raw.get("year")),
        award=_strings(raw.get("award")),
        dimension=_ints(raw.get("dimension")),
        topic=_strings(raw.get("topic")),
        measure=_strings(raw.get("measure")),
    )


def _figure(raw: Mapping[str, Any]) -> Figure:
    return Figure(
        name=str(raw["name"]),
        value=str(raw["value"]),
        unit=str(raw.get("unit") or ""),
        year=_optional_int(raw.get("year")),
    )


def _strings(raw: Any) -> tuple[str, ...]:
    if raw is None:
        return ()
    return tuple(str(item) for item in raw) if isinstance(raw, list) else (str(raw),)


def _ints(raw: Any) -> tuple[int, ...]:
    return tuple(int(item) for item in _strings(raw))


def _optional_int(raw: Any) -> int | None:
    return None if raw is None else int(raw)


def check(entries: Iterable[Entry]) -> list[str]:
    """What breaks the rules across entries, one line each: ids, lengths, sources, links."""
    entries = list(entries)
    ids = [entry.id for entry in entries]
    known = set(ids)
    problems = [f"[{double}]: id used twice" for double in {i for i in ids if ids.count(i) > 1}]
    for entry in entries:
        problems += [f"[{entry.id}]: {what}" for what in _problems(entry, known)]
    return problems


def _problems(entry: Entry, known: set[str]) -> list[str]:
    rules = (
        (_ID.fullmatch(entry.id) is not None, "id is not dotted lower case"),
        (entry.kind in KINDS, f"kind {entry.kind!r} is not one of {', '.join(KINDS)}"),
        (len(entry.title) <= _TITLE_LIMIT, f"title has {len(entry.title)} characters"),
        (len(graphemes(entry.label)) <= LABEL_LIMIT, f"label has over {LABEL_LIMIT} characters"),
        (bool(entry.asks), "no ways of asking"),
        (bool(entry.answer), "empty answer"),
        (len(entry.answer) <= entry.limit, f"answer has {len(entry.answer)} characters"),
        (re.fullmatch(r"00[0-4]|added", entry.source.doc) is not None, "unknown document"),
        (bool(entry.source.place), "no place in the document"),
        (set(entry.facets.level) <= set(LEVELS), "unknown level"),
    )
    broken = [what for holds, what in rules if not holds]
    broken += [f"see {link!r} does not exist" for link in entry.see if link not in known]
    broken += [
        f"covers {span!r} is no line range" for span in entry.covers if not _COVER.fullmatch(span)
    ]
    return broken
