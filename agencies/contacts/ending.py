"""Letting go of everything an officer is reached by, because they no longer work here."""

from datetime import datetime

from sqlmodel import Session, col, select

from agencies.contacts import addresses, codes, line
from agencies.contacts.tables import LineAccount, MailAddress
from agencies.tables import Officer


def let_go(session: Session, officer_id: int, actor: str, now: datetime) -> None:
    """Unbind an officer's LINE account, forget their address and make their codes worthless."""
    line.unbind(session, officer_id, actor, now)
    addresses.remove(session, officer_id, now)
    codes.forget_codes(session, officer_id)


def let_go_inactive(session: Session, now: datetime) -> None:
    """Do so for whoever was switched off by any other way."""
    inactive = select(Officer.id).where(col(Officer.active).is_(False))
    for table in (LineAccount, MailAddress):
        query = select(table.officer_id).where(col(table.officer_id).in_(inactive))
        for officer_id in session.exec(query).all():
            let_go(session, officer_id, "system", now)
