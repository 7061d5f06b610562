"""Every figure of a pack, read once: what workbook, forms and index are written from."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, select

from agencies.tables import Agency
from complaints.desk import Desk
from complaints.evidence import benefit
from complaints.evidence.assessed import Assessed, assess
from complaints.evidence.texts import Texts, read_texts
from complaints.figures import periods
from complaints.figures.ages import Age
from complaints.figures.apart import By
from complaints.figures.lives import Lives
from complaints.figures.measures import Over
from complaints.figures.periods import Period
from complaints.figures.reckoning import Reckoning
from complaints.figures.results import Report, Result
from complaints.figures.scope import Scope, everything
from complaints.tables import Ticket
from thai.dates import fiscal_year

YEARS_BACK = 3
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose evidence of when: `agency_id` None for all agencies; `before` None: right before."""

    agency_id: int | None
    period: Period
    as_of: datetime
    before: Period | None = None

    @property
    def year(self) -> int:
        """The fiscal year in พ.ศ. that its last day is in: that of the forms."""
        return fiscal_year(self.period.last_day)

    @property
    def earlier(self) -> Period:
        """The period it is compared with."""
        return self.before or periods.before(self.period)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a pack is made of. Of sealed tickets nothing is in it, not even that there are any.

    `history` holds the three fiscal years before that of the forms. `estimate` is empty where it
    is switched off. `codes` are {ticket id: number}, `agencies` {id: name}.
    """

    subject: Subject
    agency: str
    report: Report
    earlier: Report
    by_category: Mapping[str, Mapping[str, Result]]
    by_agency: Mapping[str, Mapping[str, Result]]
    by_month: Mapping[str, Mapping[str, Result]]
    ages: Sequence[Age]
    history: Mapping[int, Report]
    reported: Lives
    still_open: Lives
    codes: Mapping[int, str]
    agencies: Mapping[int, str]
    categories: Mapping[str, str]
    estimate: Sequence[benefit.Line]
    texts: Texts
    assessed: Assessed | None  # of a whole fiscal year only


def scope_for(session: Session, agency_id: int | None) -> Scope:
    """Return what is counted: the agency's tickets or everybody's, never a sealed one."""
    return everything(session) if agency_id is None else Scope(frozenset({agency_id}))


def reckon(session: Session, desk: Desk, subject: Subject) -> tuple[Reckoning, Report]:
    """Return the reckoning of the period, and the report of that which it is compared with."""
    scope, as_of = scope_for(session, subject.agency_id), subject.as_of
    then = periods.same_age(subject.period, as_of, subject.earlier)
    earlier = Reckoning(session, desk, scope, subject.earlier, then, known_by=as_of)
    now = Reckoning(session, desk, scope, subject.period, as_of)
    return now, earlier.report(compare=False)


def gather(session: Session, desk: Desk, subject: Subject) -> Evidence:
    """Read everything. A second or so for 100,000 tickets and each year of history."""
    asked, earlier = reckon(session, desk, subject)
    report = asked.report()
    reported, still_open = asked.lives(Over.REPORTED), asked.lives(Over.OPEN)
    names = _agencies(session)
    shown = benefit.is_shown(session, subject.agency_id)
    return Evidence(
        subject=subject,
        agency=names[subject.agency_id] if subject.agency_id is not None else "",
        report=report,
        earlier=earlier,
        by_category=asked.by(By.CATEGORY),
        by_agency=asked.by(By.AGENCY),
        by_month=_months(asked),
        ages=asked.ages(),
        history=_history(session, desk, subject),
        reported=reported,
        still_open=still_open,
        codes=_codes(session, {*_ids(reported), *_ids(still_open)}),
        agencies=names,
        categories={each.code: each.name_th for each in desk.catalog},
        estimate=benefit.estimate(report.results) if shown else (),
        texts=read_texts(session, subject.agency_id, subject.year),
        assessed=assess(session, desk, subject.agency_id, report),
    )


def _months(asked: Reckoning) -> dict[str, dict[str, Result]]:
    """Return the months of the period; what is still open of earlier ones has no line here."""
    first, last = (f"{day:%Y-%m}" for day in (asked.period.first_day, asked.period.last_day))
    return {key: each for key, each in asked.by(By.MONTH).items() if first <= key <= last}


def _agencies(session: Session) -> dict[int, str]:
    """Return the agencies' names; those of one name with their code: sheets find them by it."""
    every = session.exec(select(Agency)).all()
    known = Counter(each.name for each in every)
    return {
        each.id or 0: each.name if known[each.name] == 1 else f"{each.name} ({each.code})"
        for each in every
    }


def _history(session: Session, desk: Desk, subject: Subject) -> dict[int, Report]:
    """Return whole years, each as long over as the period is."""
    scope, found = scope_for(session, subject.agency_id), {}
    over = max(subject.as_of - subject.period.end, timedelta())
    for year in range(subject.year - YEARS_BACK, subject.year):
        period = periods.fiscal(year)
        then = min(period.end + over, subject.as_of)
        asked = Reckoning(session, desk, scope, period, then, known_by=subject.as_of)
        found[year] = asked.report(compare=False)
    return found


def _ids(lives: Lives) -> list[int]:
    ids: list[int] = lives.numbers("ticket_id").tolist()
    return ids


def _codes(session: Session, ticket_ids: set[int]) -> dict[int, str]:
    ids, found = sorted(ticket_ids), {}
    for start in range(0, len(ids), CHUNK):
        query = select(Ticket.id, Ticket.code).where(
            Ticket.id.in_(ids[start : start + CHUNK])  # type: ignore[union-attr]
        )
        found.update({ticket_id or 0: code for ticket_id, code in session.exec(query)})
    return found
