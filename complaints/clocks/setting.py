"""Set targets and special days: rows added, never rewritten, everything on record."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select, update

from complaints.clocks.tables import DayKind, SpecialDay, Target
from core.errors import Conflict, InvalidInput
from store import audit

MOST_HOURS = 2_000  # of working time: a year
LONGEST_NAME = 120  # characters


@dataclass(frozen=True, slots=True)
class Setter:
    """Who sets something, as audit names them, and when."""

    actor: str
    now: datetime


def set_target(
    session: Session,
    agency_id: int | None,
    category: str,
    hours: tuple[int, int] | None,
    by: Setter,
) -> Target:
    """Promise so many working hours (first response, resolution) for new tickets from now on.

    No agency: for all without a target of their own. No hours: the wider target counts again.

    Raises:
        InvalidInput: as `check_hours`.
    """
    if hours is not None:
        check_hours(hours)
    response, resolution = hours or (None, None)
    row = Target(
        agency_id=agency_id,
        category=category,
        response_hours=response,
        resolution_hours=resolution,
        valid_from=by.now,
        actor=by.actor,
    )
    session.add(row)
    session.flush()
    audit.record(
        session,
        at=by.now,
        actor=by.actor,
        action="target.set",
        subject=f"agency:{agency_id}" if agency_id else "targets",
        category=category,
        response_hours=response,
        resolution_hours=resolution,
    )
    return row


def check_hours(hours: tuple[int, int]) -> None:
    """Refuse hours that cannot be promised.

    Raises:
        InvalidInput: they are out of bounds ("hours"), or the response comes after the resolution
            ("hours_order").
    """
    if not all(1 <= each <= MOST_HOURS for each in hours):
        raise InvalidInput("hours", most=MOST_HOURS)
    if hours[0] > hours[1]:
        raise InvalidInput("hours_order")


def add_day(session: Session, day: SpecialDay, by: Setter) -> None:
    """Let a day differ from the calendar.

    Raises:
        InvalidInput: no name ("day_name"), or the day is there already for the same ("day_known").
    """
    day.name = check_day_name(day.name)
    if _find(session, day) is not None:
        raise InvalidInput("day_known")
    session.add(day)
    session.flush()
    _record(session, day, "day.added", by)


def check_day_name(name: str) -> str:
    """Return the name as it is kept. Raises InvalidInput where there is none ("day_name")."""
    plain = " ".join(name.split())[:LONGEST_NAME]
    if not plain:
        raise InvalidInput("day_name")
    return plain


def remove_day(session: Session, day: SpecialDay, by: Setter) -> None:
    """Take a special day back. Raises Conflict where somebody else has."""
    taken = session.connection().execute(
        update(SpecialDay)
        .where(col(SpecialDay.id) == day.id, col(SpecialDay.removed_at).is_(None))
        .values(removed_at=by.now, removed_by=by.actor, moving=day.shifts, moved_to=0)
    )
    if taken.rowcount != 1:
        raise Conflict(f"special day {day.id} was taken back")
    _record(session, day, "day.removed", by)


def list_days(session: Session, first: date, last: date) -> list[SpecialDay]:
    """Return the special days in force between two days, both included, in order."""
    query = select(SpecialDay).where(
        col(SpecialDay.removed_at).is_(None), col(SpecialDay.day).between(first, last)
    )
    return list(session.exec(query.order_by(col(SpecialDay.day), col(SpecialDay.id))))


def new_day(
    day: date,
    kind: DayKind,
    name: str,
    by: Setter,
    agency_id: int | None,
    province: str,
    *,
    shifts: bool = False,
) -> SpecialDay:
    """Return a special day that is not yet in force; `shifts`: open tickets' due dates follow."""
    return SpecialDay(
        day=day,
        kind=kind,
        name=name,
        agency_id=agency_id,
        province=province,
        added_at=by.now,
        added_by=by.actor,
        shifts=shifts,
        moving=shifts,
    )


def _find(session: Session, day: SpecialDay) -> SpecialDay | None:
    agency = col(SpecialDay.agency_id)
    query = select(SpecialDay).where(
        SpecialDay.day == day.day,
        SpecialDay.province == day.province,
        agency.is_(None) if day.agency_id is None else agency == day.agency_id,
        col(SpecialDay.removed_at).is_(None),
    )
    return session.exec(query).first()


def _record(session: Session, day: SpecialDay, action: str, by: Setter) -> None:
    audit.record(
        session,
        at=by.now,
        actor=by.actor,
        action=action,
        subject=f"special_day:{day.id}",
        day=day.day.isoformat(),
        kind=day.kind,
        name=day.name,
        agency=day.agency_id,
        province=day.province,
        shifts=day.shifts,
    )
