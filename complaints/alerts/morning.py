"""The morning's digest goes to whoever wants it: once a working day, by the way they chose.

Who looks after others' work gets it until they say otherwise.
"""

from datetime import datetime

from sqlmodel import Session, col, or_, select

from agencies.permissions import OVERSEES, may_oversee
from agencies.tables import Officer
from complaints.alerts.cards import SHOW
from complaints.alerts.periodic import lock_active, put, reachable
from complaints.alerts.teller import Teller, say
from complaints.alerts.telling_tables import TellingChoice, Way
from complaints.desk import Desk
from complaints.digest.composing import Digest, compose_digest, is_time
from core.letters import Item, Letter
from core.letters import Way as LetterWay
from core.messages import Card, Divider, Fact, Link, Paragraph, Press, Row, Table


def digest_way(officer: Officer, choice: TellingChoice | None) -> Way:
    """Return by which way the officer gets the digest."""
    if choice is not None:
        return choice.digest
    return Way.LINE if may_oversee(officer) else Way.NONE


def who_waits(session: Session, desk: Desk, now: datetime) -> list[int]:
    """Return the ids of the officers who can be reached and are to get a digest now."""
    chosen = col(TellingChoice.officer_id).is_not(None)
    query = (
        select(Officer, TellingChoice)
        .join(TellingChoice, col(TellingChoice.officer_id) == col(Officer.id), isouter=True)
        .where(reachable(), or_(chosen, col(Officer.role).in_(OVERSEES)))
    )
    return [
        officer.id or 0
        for officer, choice in session.exec(query)
        if digest_way(officer, choice) is not Way.NONE
        and is_time(desk, officer, now, choice.digest_sent_at if choice else None)
    ]


def send_digest(session: Session, teller: Teller, officer_id: int, now: datetime) -> None:
    """Send one officer's digest, unless another worker has, or there is nothing to tell."""
    officer = lock_active(session, officer_id)
    if officer is None:
        return
    choice = session.get(TellingChoice, officer_id)
    way = digest_way(officer, choice)
    if not is_time(teller.desk, officer, now, choice.digest_sent_at if choice else None):
        return
    if choice is None:
        choice = TellingChoice(officer_id=officer_id, digest=way)
        session.add(choice)
    choice.digest_sent_at = now
    digest = compose_digest(session, teller.desk, officer, now)
    if not digest.is_empty:
        card, letter = _card(teller, digest), _letter(teller, officer, digest)
        put(session, teller, officer, way, card, letter, now)


def _card(teller: Teller, digest: Digest) -> Card:
    counts = tuple(Fact(each.label, f"{each.count:,}") for each in digest.lines)
    rows = tuple(
        Row(each.code, f"{each.about} ({each.late})", press=_show(each.code))
        for each in digest.oldest
    )
    oldest = (Divider(), Paragraph(digest.oldest_title, small=True), Table(rows, "named"))
    said = ", ".join(f"{each.label} {each.count:,}" for each in digest.lines)
    return Card(
        alt=f"{digest.title}: {said}",
        title=digest.title,
        tone="warn" if any(each.pressing for each in digest.lines) else "info",
        blocks=(Paragraph(digest.opening, small=True), *counts, *(oldest if rows else ())),
        buttons=(Link(say("button.queue"), teller.addresses.queue),),
        quiet=True,
    )


def _show(code: str) -> Press:
    label = say("button.show", code=code)
    return Press(label, SHOW, {"code": code}, shown=label)


def _letter(teller: Teller, officer: Officer, digest: Digest) -> Letter:
    counts = tuple(f"{each.label}: {each.count:,}" for each in digest.lines)
    items = [Item(digest.opening, counts)]
    if digest.oldest:
        late = tuple(f"{each.code} {each.about} ({each.late})" for each in digest.oldest)
        items.append(Item(digest.oldest_title, late))
    return Letter(
        subject=digest.title,
        opening=say("mail.greeting", name=officer.name),
        items=tuple(items),
        way=LetterWay(say("button.queue"), teller.addresses.queue),
        settings_url=teller.addresses.settings,
    )
