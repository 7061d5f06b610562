"""Saved self-checks of a person: kept, read by criterion, forgotten."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session, col, delete, func, select

from core.clock import to_bangkok
from handlers.tables import SelfCheck
from knowledge.entry import LEVELS


def save(
    session: Session, user_id: str, criterion: str, met: Collection[str], now: datetime
) -> SelfCheck:
    """Keep a self-check; the same one again on the same day (Bangkok) is kept once."""
    ordered = [level for level in LEVELS if level in met]
    before = list_checks(session, user_id, criterion, most=1)
    if before and before[0].met == ordered and _is_same_day(before[0].at, now):
        return before[0]
    check = SelfCheck(user_id=user_id, criterion=criterion, met=ordered, at=now)
    session.add(check)
    session.flush()
    return check


def list_checks(session: Session, user_id: str, criterion: str, most: int) -> list[SelfCheck]:
    """Return the person's self-checks of one criterion, newest first."""
    mine = select(SelfCheck).where(SelfCheck.user_id == user_id, SelfCheck.criterion == criterion)
    return list(session.exec(mine.order_by(col(SelfCheck.id).desc()).limit(most)))


def list_latest(session: Session, user_id: str) -> list[SelfCheck]:
    """Return the person's latest self-check of each criterion, in the order of the criteria."""
    newest = (
        select(func.max(SelfCheck.id))
        .where(SelfCheck.user_id == user_id)
        .group_by(col(SelfCheck.criterion))
    )
    found = select(SelfCheck).where(col(SelfCheck.id).in_(newest))
    return list(session.exec(found.order_by(col(SelfCheck.criterion))))


def forget_checks(session: Session, user_id: str) -> None:
    """Delete all self-checks of a person."""
    session.connection().execute(delete(SelfCheck).where(col(SelfCheck.user_id) == user_id))


def _is_same_day(one: datetime, other: datetime) -> bool:
    return to_bangkok(one).date() == to_bangkok(other).date()
