"""Tellings that are due become one message each for whoever they are for.

No network here: the message joins the outbox, of LINE or of mail, in the same transaction. Where
little push quota is left, officers' news goes by mail, or waits: for quota, or until the officer
writes and can be answered free of charge.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from agencies.contacts import addresses, line
from agencies.contacts.tables import LineGroup
from agencies.queries import get_agency
from agencies.tables import Officer
from complaints.alerts import cards, letters, news
from complaints.alerts.teller import Teller
from complaints.alerts.telling_tables import Channel, Telling
from core.logs import stack_of
from core.messages import Outgoing
from store import gauges, mail
from store.outbox_tables import Purpose

log = logging.getLogger(__name__)

LATER = timedelta(hours=1)  # until the quota is looked at again, or what failed is tried again


def is_any_due(session: Session, now: datetime) -> bool:
    """Tell whether a telling is due, without the lock of a writer."""
    query = select(Telling.id).where(_unsettled(), col(Telling.due_at) <= now)
    return session.exec(query.limit(1)).first() is not None


def pass_on_next(session: Session, teller: Teller, now: datetime) -> bool:
    """Pass on everything that waits for the one whose telling is due first.

    Returns False where nothing is due that no other worker has in hand.
    """
    due = select(Telling).where(_unsettled(), col(Telling.due_at) <= now)
    query = due.order_by(col(Telling.due_at)).limit(1).with_for_update(skip_locked=True)
    first = session.exec(query).first()
    if first is None:
        return False
    if first.group_id is not None:
        group_id = first.group_id
        with _else_put_off(session, _of_group(group_id), now):
            _tell_group(session, teller, group_id, now)
        return True
    # Who has the officer has all of their news: two workers would make two messages of it.
    own = select(Officer).where(Officer.id == first.officer_id).with_for_update(skip_locked=True)
    officer = session.exec(own).first()
    if officer is None:
        return False
    channel = first.channel
    with _else_put_off(session, _of_officer(officer.id or 0, channel), now):
        _tell_officer(session, teller, officer, channel, now)
    return True


@contextmanager
def _else_put_off(
    session: Session, those: SelectOfScalar[Telling], now: datetime
) -> Iterator[None]:
    """Undo and put off what cannot be told now: the others' news must not wait behind it."""
    try:
        with session.begin_nested():
            yield
    except Exception as error:  # noqa: BLE001 — whatever it is, the next one is told
        told = {"error": type(error).__name__, "stack": stack_of(error)}
        log.error("news not passed on", extra=told)
        _put_off(session.exec(those).all(), now)


def take_along(session: Session, teller: Teller, officer: Officer, now: datetime) -> list[Outgoing]:
    """Return what waits to be told in LINE, to go along with an answer that costs nothing."""
    waiting = _waiting(session, officer, Channel.LINE)
    told = news.for_officer(session, officer, waiting)
    _settle(waiting, now)
    return cards.for_officer(teller, officer, told)


def quota_is_low(session: Session, reserve: int) -> bool:
    """Tell whether what is left of this month's push messages is kept for citizens."""
    gauge = gauges.get_gauge(session, gauges.LINE_QUOTA)
    limit = gauge.value["limit"] if gauge else None
    return gauge is not None and limit is not None and limit - gauge.value["used"] <= reserve


def _tell_officer(
    session: Session, teller: Teller, officer: Officer, channel: Channel, now: datetime
) -> None:
    waiting = _waiting(session, officer, channel)
    account = line.find_account(session, officer.id or 0)
    address = addresses.confirmed_address(session, officer.id or 0) if teller.sends_mail else None
    if channel is Channel.LINE and account and quota_is_low(session, teller.push_reserve):
        if address is None:
            _put_off(waiting, now)
            return
        channel = Channel.MAIL
        waiting += _waiting(session, officer, Channel.MAIL)
    told = news.for_officer(session, officer, waiting) if officer.active else []
    if told and channel is Channel.LINE and account is not None:
        messages = cards.for_officer(teller, officer, told)
        about = f"officer:{officer.id}"
        _put_in_line(session, teller, account.user_id, messages, about, now)
    elif told and address is not None:
        mail.put(session, address, letters.for_officer(teller, officer, told), now)
    _settle(waiting, now)


def _tell_group(session: Session, teller: Teller, group_id: int, now: datetime) -> None:
    locked = select(LineGroup).where(LineGroup.id == group_id).with_for_update()
    group = session.exec(locked).first()
    waiting = session.exec(_of_group(group_id)).all()
    if group is not None and quota_is_low(session, teller.push_reserve):
        _put_off(waiting, now)
        return
    told = news.for_group(session, group.agency_id, waiting) if group else []
    if group is not None and told:
        card = cards.for_group(teller, get_agency(session, group.agency_id), told)
        about = f"agency:{group.agency_id}"
        _put_in_line(session, teller, group.chat_id, [card], about, now)
    _settle(waiting, now)


def _put_in_line(
    session: Session,
    teller: Teller,
    recipient: str,
    messages: Sequence[Outgoing],
    about: str,
    now: datetime,
) -> None:
    outbox, purpose = teller.desk.outbox, Purpose.STAFF
    outbox.put(session, recipient, messages, now=now, purpose=purpose, about=about)


def _waiting(session: Session, officer: Officer, channel: Channel) -> list[Telling]:
    return list(session.exec(_of_officer(officer.id or 0, channel)))


def _of_officer(officer_id: int, channel: Channel) -> SelectOfScalar[Telling]:
    query = select(Telling).where(
        _unsettled(), Telling.officer_id == officer_id, Telling.channel == channel
    )
    return query.order_by(col(Telling.id))


def _of_group(group_id: int) -> SelectOfScalar[Telling]:
    return select(Telling).where(_unsettled(), Telling.group_id == group_id)


def _settle(tellings: Sequence[Telling], now: datetime) -> None:
    for telling in tellings:
        telling.settled_at = now


def _put_off(tellings: Sequence[Telling], now: datetime) -> None:
    for telling in tellings:
        telling.due_at = now + LATER


def _unsettled() -> ColumnElement[bool]:
    return col(Telling.settled_at).is_(None)
