"""What officers get regularly, such as the morning's digest: who can be told, once, and how."""

from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from agencies.contacts import addresses, line
from agencies.contacts.tables import LineAccount, MailAddress
from agencies.tables import Officer
from complaints.alerts.passing_on import quota_is_low
from complaints.alerts.reach import among
from complaints.alerts.teller import Teller
from complaints.alerts.telling_tables import Channel, Way
from core.letters import Letter
from core.messages import Card
from store import mail
from store.outbox_tables import Purpose


def reachable() -> ColumnElement[bool]:
    """Return the condition that an officer is active and has a LINE account or an address."""
    return col(Officer.active).is_(True) & or_(
        col(Officer.id).in_(select(LineAccount.officer_id)),
        col(Officer.id).in_(select(MailAddress.officer_id)),
    )


def lock_active(session: Session, officer_id: int) -> Officer | None:
    """Return the officer, unless they have left or another worker has them in hand."""
    query = select(Officer).where(Officer.id == officer_id).with_for_update(skip_locked=True)
    officer = session.exec(query).first()
    return officer if officer is not None and officer.active else None


def put(
    session: Session,
    teller: Teller,
    officer: Officer,
    way: Way,
    card: Card,
    letter: Letter,
    now: datetime,
) -> None:
    """Send the officer the card, the letter or both, by their way; below the reserve no push.

    What is pushed here stands on a page as well, so the rest of the quota is the citizens'.
    """
    listener = next(iter(among(session, [officer])), None)
    channels = listener.channels_of(way) if listener else frozenset[Channel]()
    address = addresses.confirmed_address(session, officer.id or 0) if teller.sends_mail else None
    account = line.find_account(session, officer.id or 0)
    if Channel.LINE in channels and account and not quota_is_low(session, teller.push_reserve):
        outbox, about = teller.desk.outbox, f"officer:{officer.id}"
        outbox.put(session, account.user_id, [card], now=now, purpose=Purpose.STAFF, about=about)
    elif Channel.LINE in channels:
        channels = frozenset({Channel.MAIL})
    if Channel.MAIL in channels and address is not None:
        mail.put(session, address, letter, now)
