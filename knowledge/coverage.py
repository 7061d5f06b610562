"""Writes docs/knowledge-coverage.md: which entries hold each section of the five documents.

Run as ``python -m knowledge.coverage``. The documents are not in the repository: sections come
from the entries' ``covers`` and ``source.place``, the rest from ``left_out.yml``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from knowledge.corpus import load_corpus
from knowledge.entry import Entry
from knowledge.phrases import phrase

PAGE = Path(__file__).parent.parent / "docs" / "knowledge-coverage.md"
LEFT_OUT = Path(__file__).with_name("left_out.yml")
_INTRODUCTION = """# What the knowledge covers

Made by `python -m knowledge.coverage`; change the entries or `knowledge/left_out.yml`, not this
page. For each section of the five documents, in their order, it names the entries that hold it.
Numbers of lines are those of each document's text. ⚠ marks a heading whose content is a picture in
the document: the assistant knows the heading and says that the content is not in the text.
"""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Lines that no answer repeats, what they are, and why."""

    doc: str
    lines: frozenset[int]
    what: str
    why: str


@dataclass(slots=True)
class Section:
    """A place in a document, the lines that entries cite from it, and those entries."""

    place: str
    lines: set[int] = field(default_factory=set)
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Coverage:
    """One document: its sections in order, and how its lines of text are accounted for."""

    doc: str
    text: frozenset[int]
    sections: tuple[Section, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def covered(self) -> frozenset[int]:
        """Lines of text that entries cite."""
        return self.text & {n for section in self.sections for n in section.lines}

    @property
    def unaccounted(self) -> frozenset[int]:
        """Lines of text that neither an entry cites nor the list of what is left out names."""
        return self.text - self.covered - {n for each in self.left_out for n in each.lines}


def coverage(entries: Sequence[Entry], path: Path = LEFT_OUT) -> tuple[Coverage, ...]:
    """How the entries cover each document."""
    raw: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    left_out = [_left_out(each) for each in raw["left_out"]]
    return tuple(
        Coverage(
            doc=doc,
            text=frozenset(range(1, facts["lines"] + 1)) - numbers(facts["blank"]),
            sections=_sections(doc, entries),
            left_out=tuple(each for each in left_out if each.doc == doc),
        )
        for doc, facts in raw["documents"].items()
    )


def page(documents: Iterable[Coverage]) -> str:
    """The whole page in Markdown."""
    return "\n".join([_INTRODUCTION, *(_document(each) for each in documents)])


def numbers(text: str) -> frozenset[int]:
    """The numbers of a list such as "3, 7-9"."""
    spans = (part.strip().partition("-") for part in text.split(",") if part.strip())
    return frozenset(n for a, _, b in spans for n in range(int(a), int(b or a) + 1))


def spans(lines: Iterable[int]) -> str:
    """The list that `numbers` reads."""
    runs: list[list[int]] = []
    for line in sorted(lines):
        if runs and line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def _left_out(raw: Mapping[str, str]) -> LeftOut:
    doc, _, lines = raw["lines"].partition(":")
    return LeftOut(doc, numbers(lines), raw["what"], raw["why"])


def _sections(doc: str, entries: Sequence[Entry]) -> tuple[Section, ...]:
    """Sections of a document by the place that their entries name, in the order of its lines."""
    sections: dict[str, Section] = {}
    guests = []
    for entry in entries:
        lines = _cited(entry, doc)
        if entry.source.doc != doc:
            guests += [(entry, lines)] if lines else []
            continue
        section = sections.setdefault(entry.source.place, Section(entry.source.place))
        section.lines |= lines
        section.entries.append(entry)
    for entry, lines in guests:
        _seat(sections, entry, lines)
    return tuple(sorted(sections.values(), key=lambda s: (min(s.lines, default=0), s.place)))


def _seat(sections: dict[str, Section], entry: Entry, lines: frozenset[int]) -> None:
    """Put an entry of another document with the section that it shares most lines with."""
    best = max(sections.values(), key=lambda s: len(s.lines & lines), default=None)
    if best is None or not best.lines & lines:
        best = sections.setdefault(entry.title, Section(entry.title))
    best.lines |= lines
    best.entries.append(entry)


def _cited(entry: Entry, doc: str) -> frozenset[int]:
    cited = (span.partition(":") for span in entry.covers)
    return frozenset(n for name, _, lines in cited if name == doc for n in numbers(lines))


def _document(each: Coverage) -> str:
    title = phrase("documents", each.doc, language="th")
    left_out = len(each.text) - len(each.covered) - len(each.unaccounted)
    counts = [
        f"{len(each.text)} lines of text: {len(each.covered)} held by entries",
        f"{left_out} left out",
        f"{len(each.unaccounted)} unaccounted for",
    ]
    lines = [f"## {each.doc} {title}", "", ", ".join(counts) + ".", ""]
    lines += ["| lines | section | entries |", "|---|---|---|"]
    lines += [
        f"| {spans(s.lines)} | {_cell(s.place)} | {', '.join(map(_named, s.entries))} |"
        for s in each.sections
    ]
    lines += ["", f"### Left out of {each.doc}", ""]
    return "\n".join([*lines, *_left_out_lines(each), ""])


def _left_out_lines(each: Coverage) -> list[str]:
    missing = dict.fromkeys(e.id for s in each.sections for e in s.entries if e.missing)
    lines = [f"- {spans(x.lines)}: {x.what}; {x.why}." for x in each.left_out]
    if missing:
        lines.append(f"- Headings whose content is a picture: {', '.join(map(_code, missing))}.")
    return lines or ["Nothing."]


def _named(entry: Entry) -> str:
    return _code(entry.id) + (" ⚠" if entry.missing else "")


def _code(text: str) -> str:
    return f"`{text}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(coverage(load_corpus())), encoding="utf-8")
    sys.stdout.write(f"wrote {PAGE.name}\n")


if __name__ == "__main__":
    main()
