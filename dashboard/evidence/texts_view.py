"""The words of the forms as plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from agencies.permissions import may_oversee
from agencies.queries import officer_names
from agencies.tables import Agency, Officer
from complaints.desk import Desk
from complaints.evidence import texts
from complaints.evidence.gathering import scope_for
from complaints.evidence.packs import agency_of
from complaints.figures import periods
from complaints.figures.reckoning import Reckoning
from complaints.figures.results import Report
from core.errors import NotFound
from dashboard import paths
from dashboard.evidence.asked import agencies_for, agency_words, years_to

FORMS = f"{paths.EVIDENCE}/forms"


@dataclass(frozen=True, slots=True)
class Version:
    """What once stood in a part."""

    at: datetime
    who: str
    words: str


@dataclass(frozen=True, slots=True)
class PartView:
    """One part: what stands in it, whether anybody wrote it, what the figures suggest."""

    id: str
    form: int
    heading: str
    hint: str
    words: str
    drafted: bool
    suggested: str
    address: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose words of which fiscal year; `agency_id` None: all agencies together."""

    agency_id: int | None
    year: int

    def address(self, part: str = "", **query: str) -> str:
        """Return the address of the list, or of a part."""
        path = f"{FORMS}/edit/{part}" if part else FORMS
        agency = str(self.agency_id or "")
        return paths.with_query(path, agency=agency, year=str(self.year), **query)


@dataclass(frozen=True, slots=True)
class TextsView:
    """The page with every part."""

    asked: Asked
    agency: str
    agencies: Sequence[Agency]
    years: Sequence[int]
    parts: Sequence[PartView]
    may_write: bool

    @property
    def left(self) -> int:
        """How many parts nobody has written yet."""
        return sum(part.drafted for part in self.parts)


@dataclass(frozen=True, slots=True)
class PartPage:
    """The page of one part; `seen` is the version shown, 0 where there is none."""

    asked: Asked
    agency: str
    part: PartView
    seen: int
    past: Sequence[Version]
    may_write: bool
    longest: int = texts.LONGEST


def ask(session: Session, officer: Officer, agency_id: int | None, year: int) -> Asked:
    """Return whose words are meant. Raises NotFound: not theirs to see."""
    return Asked(agency_of(session, officer, agency_id), year)


def load(session: Session, desk: Desk, officer: Officer, asked: Asked, now: datetime) -> TextsView:
    """Read every part of an agency's year."""
    written = texts.read_texts(session, asked.agency_id, asked.year)
    report, agency = _report(session, desk, asked, now), agency_words(session, asked.agency_id)
    return TextsView(
        asked=asked,
        agency=agency,
        agencies=agencies_for(session, officer),
        years=years_to(now),
        parts=[_part(each, written, report, agency, asked) for each in texts.list_parts()],
        may_write=may_oversee(officer),
    )


def load_part(
    session: Session, desk: Desk, officer: Officer, asked: Asked, part: str, now: datetime
) -> PartPage:
    """Read one part with its past. Raises NotFound: there is no such part."""
    known = next((each for each in texts.list_parts() if each.id == part), None)
    if known is None:
        raise NotFound(f"no part {part}")
    written = texts.read_texts(session, asked.agency_id, asked.year)
    report, agency = _report(session, desk, asked, now), agency_words(session, asked.agency_id)
    versions = texts.list_versions(session, asked.agency_id, asked.year, part)
    people = officer_names(session, {each.officer_id for each in versions})
    there = written.get(part)
    return PartPage(
        asked=asked,
        agency=agency,
        part=_part(known, written, report, agency, asked),
        seen=(there.id or 0) if there else 0,
        past=[Version(each.at, people.get(each.officer_id, ""), each.words) for each in versions],
        may_write=may_oversee(officer),
    )


def _report(session: Session, desk: Desk, asked: Asked, now: datetime) -> Report:
    scope = scope_for(session, asked.agency_id)
    return Reckoning(session, desk, scope, periods.fiscal(asked.year), now).report(compare=False)


def _part(
    part: texts.Part, written: texts.Texts, report: Report, agency: str, asked: Asked
) -> PartView:
    said = texts.said(written, part.id, report, agency)
    suggested = texts.suggest(part.id, report, agency)
    address = asked.address(part.id)
    return PartView(
        part.id, part.form, part.heading, part.hint, said.words, said.drafted, suggested, address
    )
