"""An entry as an editor types it, and the checks that stand between it and being published."""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import uuid4

from knowledge import corpus
from knowledge.answer import source_line
from knowledge.entry import ADDED, KINDS, LEVELS, Entry, Facets, Figure, Source

DOCUMENTS = ("000", "001", "002", "003", "004", "added")
MOST_ASKS = 40
MOST_FIGURES = 40
_FIRST_YEAR, _LAST_YEAR = 2500, 2600
_TITLE, _ASK, _PLACE, _CONFLICT, _TERM = 120, 200, 300, 300, 80
_WHOLE_YEAR = re.compile(r"2[56]\d\d")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a field cannot stay as it is: the key of a phrase, and what fills it."""

    field: str
    reason: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields of the form. `figures` lines read "name | value | unit | year"."""

    entry_id: str = ""
    title: str = ""
    kind: str = "fact"
    asks: tuple[str, ...] = ()
    answer: str = ""
    conflict: str = ""
    doc: str = "added"
    place: str = ""
    source_year: str = ""
    criterion: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    dimension: tuple[str, ...] = ()
    award: tuple[str, ...] = ()
    years: str = ""
    figures: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    see: tuple[str, ...] = ()


def new_id() -> str:
    """An id for an entry that no file has."""
    return f"{ADDED}{uuid4().hex[:12]}"


def draft_of(entry: Entry) -> Draft:
    """The form filled with an entry."""
    facets = entry.facets
    return Draft(
        entry_id=entry.id,
        title=entry.title,
        kind=entry.kind,
        asks=entry.asks,
        answer=entry.answer,
        conflict=entry.conflict,
        doc=entry.source.doc,
        place=entry.source.place,
        source_year=str(entry.source.year or ""),
        criterion=facets.criterion,
        category=tuple(map(str, facets.category)),
        level=facets.level,
        dimension=tuple(map(str, facets.dimension)),
        award=facets.award,
        years=", ".join(map(str, facets.year)),
        figures=tuple(_figure_line(figure) for figure in entry.figures),
        terms=entry.terms,
        see=entry.see,
    )


def find_problems(draft: Draft, others: Mapping[str, Entry]) -> tuple[Problem, ...]:
    """What must be put right before the draft can be published; `others` may be linked to."""
    found = [*_text_problems(draft), *_number_problems(draft)]
    unknown = [link for link in draft.see if link not in others]
    if unknown:
        found.append(Problem("see", "see_unknown", {"ids": ", ".join(unknown)}))
    if not found:
        entry = to_entry(draft, others.get(draft.entry_id))
        found += _whole_problems(entry, others)
    return tuple(found)


def to_entry(draft: Draft, before: Entry | None = None) -> Entry:
    """The entry that a draft without problems asks for.

    What the form does not show (lines covered, label, topics, measures) stays as it was `before`;
    what is said to yes-or-no questions too, unless the answer is another.
    """
    facets = replace(
        before.facets if before else Facets(),
        criterion=draft.criterion,
        category=tuple(map(int, draft.category)),
        level=draft.level,
        year=_years(draft.years),
        award=draft.award,
        dimension=tuple(map(int, draft.dimension)),
    )
    return Entry(
        id=draft.entry_id,
        title=draft.title,
        kind=draft.kind,
        asks=draft.asks,
        answer=draft.answer,
        source=Source(draft.doc, draft.place, _year(draft.source_year), _also(draft, before)),
        facets=facets,
        figures=tuple(_figure(line) for line in draft.figures),
        terms=draft.terms,
        conflict=draft.conflict,
        see=draft.see,
        covers=before.covers if before else (),
        missing=False,
        label=before.label if before else "",
        verdicts=before.verdicts if before and before.answer == draft.answer else (),
    )


def _also(draft: Draft, before: Entry | None) -> tuple[str, ...]:
    """The further documents of an answer that stays as it was."""
    return before.source.also if before and before.answer == draft.answer else ()


def length_shown(entry: Entry) -> int:
    """Characters of the answer as it is sent, source line included."""
    tail = source_line([entry], "th")
    return len("\n".join(part for part in (entry.answer, entry.conflict, tail) if part))


def _text_problems(draft: Draft) -> Iterator[Problem]:
    rules: tuple[tuple[bool, str, str, Mapping[str, object]], ...] = (
        (bool(draft.title), "title", "needed", {}),
        (len(draft.title) <= _TITLE, "title", "long", {"most": _TITLE}),
        (draft.kind in KINDS, "kind", "needed", {}),
        (bool(draft.asks), "asks", "asks_needed", {}),
        (len(draft.asks) <= MOST_ASKS, "asks", "asks_many", {"most": MOST_ASKS}),
        (_longest(draft.asks) <= _ASK, "asks", "line_long", {"most": _ASK}),
        (bool(draft.answer), "answer", "needed", {}),
        (len(draft.conflict) <= _CONFLICT, "conflict", "long", {"most": _CONFLICT}),
        (draft.doc in DOCUMENTS, "doc", "needed", {}),
        (bool(draft.place), "place", "needed", {}),
        (len(draft.place) <= _PLACE, "place", "long", {"most": _PLACE}),
        (_longest(draft.terms) <= _TERM, "terms", "line_long", {"most": _TERM}),
    )
    return (Problem(name, reason, values) for holds, name, reason, values in rules if not holds)


def _number_problems(draft: Draft) -> Iterator[Problem]:
    if draft.source_year and _year(draft.source_year) is None:
        yield Problem("source_year", "year", {"text": draft.source_year})
    unread = [text for text in _split(draft.years) if _year(text) is None]
    if unread:
        yield Problem("years", "year", {"text": ", ".join(unread)})
    if len(draft.figures) > MOST_FIGURES:
        yield Problem("figures", "figures_many", {"most": MOST_FIGURES})
    for line in draft.figures:
        parts = [part.strip() for part in line.split("|")]
        if not 2 <= len(parts) <= 4 or not all(parts[:2]) or not _is_year(parts[3:]):
            yield Problem("figures", "figure_line", {"text": line})
    known: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
        ("level", draft.level, LEVELS),
        ("dimension", draft.dimension, ("1", "2", "3")),
        ("category", draft.category, tuple("1234567")),
    )
    for name, chosen, possible in known:
        if not set(chosen) <= set(possible):
            yield Problem(name, "needed", {})


def _whole_problems(entry: Entry, others: Mapping[str, Entry]) -> Iterator[Problem]:
    length = length_shown(entry)
    if length > entry.limit:
        yield Problem("answer", "answer_long", {"length": length, "most": entry.limit})
        return
    before = set(corpus.check(others.values()))
    for line in corpus.check({**others, entry.id: entry}.values()):
        if line not in before:
            yield Problem("", "other", {"text": line})


def _longest(lines: tuple[str, ...]) -> int:
    return max(map(len, lines), default=0)


def _split(text: str) -> list[str]:
    return [part for part in re.split(r"[,\s]+", text) if part]


def _year(text: str) -> int | None:
    return int(text) if _WHOLE_YEAR.fullmatch(text) and _in_range(int(text)) else None


def _in_range(year: int) -> bool:
    return _FIRST_YEAR <= year <= _LAST_YEAR


def _years(text: str) -> tuple[int, ...]:
    return tuple(year for part in _split(text) if (year := _year(part)) is not None)


def _is_year(parts: list[str]) -> bool:
    return not parts or not parts[0] or _year(parts[0]) is not None


def _figure(line: str) -> Figure:
    name, value, unit, year, *_ = [*(part.strip() for part in line.split("|")), "", ""]
    return Figure(name, value, unit, _year(year))


def _figure_line(figure: Figure) -> str:
    parts = [figure.name, figure.value, figure.unit, str(figure.year or "")]
    while not parts[-1]:
        parts.pop()
    return " | ".join(parts)
