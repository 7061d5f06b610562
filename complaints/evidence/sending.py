"""The monthly summary goes to executives, and to whoever wants it, by the way they chose; once."""

from datetime import date, datetime

from sqlmodel import Session, col, or_, select

from agencies.contacts import addresses, line
from agencies.contacts.tables import LineAccount, MailAddress
from agencies.permissions import TAKES_EVIDENCE
from agencies.tables import Officer, Role
from complaints.alerts.passing_on import quota_is_low
from complaints.alerts.reach import among
from complaints.alerts.teller import Teller
from complaints.alerts.telling_tables import Channel, Way
from complaints.evidence.monthly import Summary, compose, is_time, month_before
from complaints.evidence.tables import SummaryChoice
from complaints.evidence.words import say
from core.letters import Item, Letter
from core.letters import Way as LetterWay
from core.messages import Card, Fact, Link, Paragraph
from store import audit, mail
from store.outbox_tables import Purpose


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
        .where(
            col(Officer.active).is_(True),
            col(Officer.role).in_(TAKES_EVIDENCE),
            or_(
                col(Officer.id).in_(select(LineAccount.officer_id)),
                col(Officer.id).in_(select(MailAddress.officer_id)),
            ),
        )
    )
    return [
        officer.id or 0
        for officer, choice in session.exec(query)
        if way_of(officer, choice) is not Way.NONE and _waits(teller, officer, choice, now)
    ]


def send(session: Session, teller: Teller, officer_id: int, now: datetime) -> None:
    """Send one officer's summary, unless another worker has, or there is nothing to tell."""
    locked = select(Officer).where(Officer.id == officer_id).with_for_update(skip_locked=True)
    officer = session.exec(locked).first()
    if officer is None or not officer.active or officer.role not in TAKES_EVIDENCE:
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
        _put(session, teller, officer, way, summary, now)


def _waits(teller: Teller, officer: Officer, choice: SummaryChoice | None, now: datetime) -> bool:
    office = teller.desk.calendar.office(officer.agency_id)
    return is_time(office, now, choice.sent_for if choice else None)


def _put(
    session: Session, teller: Teller, officer: Officer, way: Way, summary: Summary, now: datetime
) -> None:
    listener = next(iter(among(session, [officer])), None)
    channels = listener.channels_of(way) if listener else frozenset[Channel]()
    address = addresses.confirmed_address(session, officer.id or 0) if teller.sends_mail else None
    account = line.find_account(session, officer.id or 0)
    if Channel.LINE in channels and account and not quota_is_low(session, teller.push_reserve):
        teller.desk.outbox.put(
            session,
            account.user_id,
            [_card(teller, summary)],
            now=now,
            purpose=Purpose.STAFF,
            about=f"officer:{officer.id}",
        )
    elif Channel.LINE in channels:  # the quota's rest is the citizens'
        channels = frozenset({Channel.MAIL})
    if Channel.MAIL in channels and address is not None:
        mail.put(session, address, _letter(teller, officer, summary), now)


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
