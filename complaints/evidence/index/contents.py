"""The index as a page for people and as plain text, out of the same lines."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from complaints.evidence.gathering import Evidence
from complaints.evidence.texts import list_parts, said
from complaints.evidence.words import say, spoken
from complaints.evidence.workbook.book import of_words

FOLDER = Path(__file__).parent
_TEMPLATES = Environment(
    loader=FileSystemLoader(FOLDER),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.globals["say"] = say


@dataclass(frozen=True, slots=True)
class Row:
    """One figure as the index tells it."""

    level: str
    name: str
    words: str
    maths: str
    value: str
    top: int
    bottom: int
    note: str
    link: str


@dataclass(frozen=True, slots=True)
class File:
    """One file of the pack: its size in bytes, its SHA-256 in hex."""

    name: str
    size: int
    sha256: str


def list_files(files: Mapping[str, bytes]) -> tuple[File, ...]:
    """Return what the index says of these files."""
    return tuple(
        File(name, len(data), hashlib.sha256(data).hexdigest()) for name, data in files.items()
    )


def write_index(
    evidence: Evidence, files: Sequence[File], definitions_url: str
) -> dict[str, bytes]:
    """Return the index as {name: bytes}; at `definitions_url` people read what figures are."""
    values = {
        "of": of_words(evidence),
        "files": files,
        "levels": _by_level(evidence, definitions_url),
        "drafts": _drafts(evidence),
        "estimate": evidence.estimate,
    }
    return {
        f"{say('index.name')}.{kind}": _TEMPLATES.get_template(f"index.{kind}")
        .render(**values)
        .encode()
        for kind in ("html", "txt")
    }


def _by_level(evidence: Evidence, url: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for figure, result in evidence.report.results.items():
        each = result.definition
        row = Row(
            level=say(f"level.{each.level}"),
            name=each.say("name"),
            words=each.say("words"),
            maths=each.maths,
            value=spoken(result) or "–",
            top=result.numerator,
            bottom=result.denominator,
            note=say("small") if result.small else "",
            link=f"{url}#{figure}",
        )
        found.setdefault(row.level, []).append(row)
    return found


def _drafts(evidence: Evidence) -> list[str]:
    words = {
        3: say("form.file3"),
        4: say("form.file4"),
    }
    return [
        f"{words[part.form]}: {part.heading}"
        for part in list_parts()
        if said(evidence.texts, part.id, evidence.report, evidence.agency).drafted
    ]
