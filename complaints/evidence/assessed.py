"""How far each level of dimension 3.4 is met in a fiscal year, as a pack tells it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from complaints.assessment.judging import Finding, judge_all, level_of
from complaints.assessment.keeping import find_assessment, read_book, whose_of
from complaints.assessment.requirements import load_requirements
from complaints.desk import Desk
from complaints.figures import periods
from complaints.figures.results import Report
from complaints.improvements.effect import improved
from complaints.improvements.keeping import list_cases
from thai.dates import fiscal_year


@dataclass(frozen=True, slots=True)
class Assessed:
    """What is found of each requirement; the level reached, and that which was signed, if any.

    Levels are those of `definitions.Level`, "" for none.
    """

    findings: Sequence[Finding]
    reached: str
    signed_at: datetime | None
    signed_level: str


def assess(session: Session, desk: Desk, agency_id: int | None, report: Report) -> Assessed | None:
    """Judge the report of a whole fiscal year, with what people wrote; None for another period."""
    year = fiscal_year(report.period.last_day)
    if report.period != periods.fiscal(year):
        return None
    kept = find_assessment(session, whose_of(agency_id), year)
    cases = list_cases(session, report.scope.agency_ids)
    done = improved(session, desk, cases, report.period, report.as_of)
    findings = judge_all(load_requirements(), read_book(session, kept), report, done)
    reached = level_of(findings)
    return Assessed(
        findings,
        reached.value if reached else "",
        kept.signed_at if kept else None,
        kept.level if kept else "",
    )
