"""The list of packs as plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from agencies.queries import agency_names, officer_names
from agencies.tables import Agency, Officer
from complaints.evidence import packs
from complaints.evidence.tables import EvidencePack, PackState, Step
from complaints.evidence.words import period_name
from dashboard import paths
from dashboard.evidence.asked import agencies_for, years_to

ROWS = f"{paths.EVIDENCE}/rows"
STEPS = tuple(Step)
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class PackRow:
    """One pack. `done` of `steps` are made; `file` is "" where there is nothing to take."""

    id: int
    period: str
    before: str
    agency: str
    state: str
    step: str
    done: int
    steps: int
    error: str
    again: bool
    asked_by: str
    asked_at: datetime
    expires_at: datetime | None
    megabytes: float
    sha256: str
    file: str


@dataclass(frozen=True, slots=True)
class PacksView:
    """The page. `agencies` are empty where there is no choice; `all` may be chosen by some."""

    packs: Sequence[PackRow]
    agencies: Sequence[Agency]
    years: Sequence[int]
    address: str = ROWS

    @property
    def moving(self) -> bool:
        """Tell whether something is being made."""
        return any(each.state == PackState.WAITING.value for each in self.packs)


def load(session: Session, officer: Officer, now: datetime) -> PacksView:
    """Read the packs an officer may see."""
    rows = packs.list_packs(session, officer)
    people = officer_names(session, {row.asked_by for row in rows})
    agencies = agency_names(session, {row.agency_id for row in rows if row.agency_id is not None})
    return PacksView(
        packs=[_row(row, people, agencies) for row in rows],
        agencies=agencies_for(session, officer),
        years=years_to(now),
    )


def _row(row: EvidencePack, people: dict[int, str], agencies: dict[int, str]) -> PackRow:
    before = packs.before_of(row)
    return PackRow(
        id=row.id or 0,
        period=period_name(packs.period_of(row)),
        before=period_name(before) if before else "",
        agency=agencies.get(row.agency_id or 0, ""),
        state=row.state.value,
        step=row.step.value,
        done=STEPS.index(row.step),
        steps=len(STEPS) - 1,
        error=row.error,
        again=row.attempts > 1,
        asked_by=people.get(row.asked_by, ""),
        asked_at=row.asked_at,
        expires_at=row.expires_at,
        megabytes=row.size / MEGABYTE,
        sha256=row.sha256,
        file=f"{paths.EVIDENCE}/{row.id}/file" if row.state is PackState.READY else "",
    )
