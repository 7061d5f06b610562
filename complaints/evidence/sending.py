"""The monthly summary goes to executives, and to whoever wants it, by the way they chose; once."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from agencies.permissions import TAKES_EVIDENCE
from agencies.tables import Officer, Role
from complaints.alerts.periodic import lock_active, put, reachable
from complaints.alerts.teller import Teller
from complaints.alerts.telling_tables import Way
from complaints.evidence.monthly import Summary, compose, is_time, month_before
from complaints.evidence.tables import SummaryChoice
from complaints.evidence.words import say
from core.letters import Item, Letter
from core.letters import Way as LetterWay
from core.messages import Card, Fact, Link, Paragraph
from store import audit


def way_of(officer: Officer, choice: SummaryChoice | None) -> Way:
    """Return by which way an officer gets the summary: executives until they say otherwise."""
    if choice is not None:
        return choice.way
    return Way.LINE if officer.role is Role.EXECUTIVE else Way.NONE


def choose(session: Session, officer: Officer, way: Way, now: datetime) -> None:
    """Keep by which way an officer wants the summary."""
    officer_id = officer.id or 0
    row = session.get(SummaryChoice, officer_id)
    if row is None:
        # A month that was over before they chose is not told after the fact.
        row = SummaryChoice(officer_id=officer_id, way=way, sent_for=_told(officer, now))
    row.way = way
    session.add(row)
    by = f"officer:{officer_id}"
    audit.record(session, at=now, actor=by, action="evidence.monthly", subject=by, way=way.value)


def _told(officer: Officer, now: datetime) -> date | None:
    return None if officer.role is Role.EXECUTIVE else month_before(now).first_day


def who_waits(session: Session, teller: Teller, now: datetime) -> list[int]:
    """Return the ids of the officers who can be reached and are to get a summary now."""
    query = (
        select(Officer, SummaryChoice)
        .join(SummaryChoice, col(SummaryChoice.officer_id) == col(Officer.id), isouter=True)
        .where(reachable(), col(Officer.role).in_(TAKES_EVIDENCE))
    )
    return [
        officer.id or 0
        for officer, choice in session.exec(query)
        if way_of(officer, choice) is not Way.NONE and _waits(teller, officer, choice, now)
    ]


def send(session: Session, teller: Teller, officer_id: int, now: datetime) -> None:
    """Send one officer's summary, unless another worker has, or there is nothing to tell."""
    officer = lock_active(session, officer_id)
    if officer is None or officer.role not in TAKES_EVIDENCE:
        return
    choice = session.get(SummaryChoice, officer_id)
    way = way_of(officer, choice)
    if way is Way.NONE or not _waits(teller, officer, choice, now):
        return
    if choice is None:
        choice = SummaryChoice(officer_id=officer_id, way=way)
    choice.sent_for = month_before(now).first_day
    session.add(choice)
    summary = compose(session, teller.desk, officer, now)
    if not summary.is_empty:
        card, letter = _card(teller, summary), _letter(teller, officer, summary)
        put(session, teller, officer, way, card, letter, now)


def _waits(teller: Teller, officer: Officer, choice: SummaryChoice | None, now: datetime) -> bool:
    office = teller.desk.calendar.office(officer.agency_id)
    return is_time(office, now, choice.sent_for if choice else None)


def _card(teller: Teller, summary: Summary) -> Card:
    facts = tuple(
        Fact(each.label, f"{each.value} ({each.before})" if each.before else each.value)
        for each in summary.lines
    )
    said = ", ".join(f"{each.label} {each.value}" for each in summary.lines)
    return Card(
        alt=f"{summary.title}: {said}",
        title=summary.title,
        tone="info",
        blocks=(Paragraph(summary.opening, small=True), *facts),
        buttons=(Link(say("monthly.button"), teller.addresses.evidence),),
        quiet=True,
    )


def _letter(teller: Teller, officer: Officer, summary: Summary) -> Letter:
    lines = tuple(
        f"{each.label}: {each.value}" + (f" ({each.before})" if each.before else "")
        for each in summary.lines
    )
    return Letter(
        subject=summary.title,
        opening=say("monthly.greeting", name=officer.name),
        items=(Item(summary.opening, lines),),
        way=LetterWay(say("monthly.button"), teller.addresses.evidence),
        settings_url=teller.addresses.settings,
    )
