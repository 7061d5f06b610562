"""The words of the forms: written by people for an agency's year, else out of the figures."""

import functools
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from agencies.tables import Officer
from complaints.evidence.tables import FormText
from complaints.evidence.words import period_name, say, spoken
from complaints.figures.results import Report
from core.errors import Conflict, InvalidInput, NotFound
from store import audit

FILE = Path(__file__).with_name("forms.yml")
LONGEST = 6000  # characters of one part
Texts = Mapping[str, FormText]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a form that people write, with its heading and what is asked for."""

    id: str
    heading: str
    hint: str

    @property
    def form(self) -> int:
        """Return the number of its form."""
        return int(self.id[1])


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in a part; `drafted` where nobody has written it yet."""

    words: str
    drafted: bool


@functools.cache
def form_words() -> Mapping[str, Any]:
    """Return headings, tables' heads and suggestions as forms.yml has them."""
    words: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return words


@functools.cache
def list_parts() -> tuple[Part, ...]:
    """Return the parts that are written, in the order of the forms."""
    words = form_words()
    return tuple(
        Part(part, words["heading"][part], words["hint"].get(part, "")) for part in words["suggest"]
    )


def read_texts(session: Session, agency_id: int | None, year: int) -> Texts:
    """Return {part: its newest words} of an agency's fiscal year."""
    rows = session.exec(_of(agency_id, year).order_by(col(FormText.id)))
    return {row.part: row for row in rows}


def list_versions(
    session: Session, agency_id: int | None, year: int, part: str
) -> Sequence[FormText]:
    """Return every version of a part, the newest first."""
    query = _of(agency_id, year).where(FormText.part == part)
    return session.exec(query.order_by(col(FormText.id).desc())).all()


def write(
    session: Session,
    wanted: FormText,
    officer: Officer,
    seen: int,
) -> FormText | None:
    """Keep what was written; None where nothing changed. `seen` is the id of what was there, or 0.

    Raises:
        NotFound: there is no such part.
        InvalidInput: "text_long".
        Conflict: somebody else has written it since.
    """
    if wanted.part not in form_words()["suggest"]:
        raise NotFound(f"no part {wanted.part}")
    wanted.words = wanted.words.replace("\r\n", "\n").strip()
    if len(wanted.words) > LONGEST:
        raise InvalidInput("text_long", most=LONGEST)
    there = read_texts(session, wanted.agency_id, wanted.year).get(wanted.part)
    if (there.id if there else 0) != seen:
        raise Conflict(f"{wanted.part} was written by somebody else")
    if wanted.words == (there.words if there else ""):
        return None
    session.add(wanted)
    session.flush()
    _record(session, wanted, officer, wanted.at)
    return wanted


def said(texts: Texts, part: str, report: Report, agency: str) -> Said:
    """Return what stands in a part: what was written, else what the figures suggest."""
    written = texts.get(part)
    if written is not None and written.words:
        return Said(written.words, drafted=False)
    return Said(suggest(part, report, agency), drafted=True)


def suggest(part: str, report: Report, agency: str) -> str:
    """Return the suggestion for a part; sentences about figures that tell nothing are left out."""
    values: dict[str, str | None] = {
        name: spoken(result) for name, result in report.results.items()
    }
    values |= {"period": period_name(report.period), "agency": agency or say("everybody")}
    sentences: list[str] = form_words()["suggest"][part]
    return "\n".join(
        each.format(**values)
        for each in sentences
        if all(values[name] is not None for name in _names(each))
    )


def _names(sentence: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(sentence) if name]


def _of(agency_id: int | None, year: int) -> SelectOfScalar[FormText]:
    return select(FormText).where(col(FormText.agency_id) == agency_id, FormText.year == year)


def _record(session: Session, row: FormText, officer: Officer, now: datetime) -> None:
    audit.record(
        session,
        at=now,
        actor=f"officer:{officer.id}",
        action="evidence.written",
        subject=f"agency:{row.agency_id}" if row.agency_id is not None else "agency:all",
        part=row.part,
        year=row.year,
    )
