"""The life of a pack: asked for, claimed by lease, ready or failed, deleted after its time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, update
from sqlmodel import Session, col, func, select

from agencies.permissions import sees_all_agencies
from agencies.tables import Officer
from agencies.tree import list_below
from complaints.evidence.tables import EvidencePack, PackState, Step
from complaints.figures.periods import Period, days
from complaints.figures.scope import scope_of
from core.errors import Conflict, InvalidInput, NotFound
from store import audit, removals
from store.columns import written_out
from store.leases import next_due

LEASE = timedelta(minutes=20)  # longer than a step takes of a million tickets; each renews it
MOST_TRIES = 3
LIFE = timedelta(days=30)  # as long a file is kept; asked for again it can be any time
MOST_WAITING = 5  # of one officer
LONGEST = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a pack is to tell of; `agency_id` None: all agencies, for who sees them."""

    agency_id: int | None
    period: Period
    before: Period | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A pack that is ours until the lease ends; `attempts` is the fencing token."""

    id: int
    attempts: int


def ask(session: Session, officer: Officer, wanted: Wanted, now: datetime) -> EvidencePack:
    """Put a pack in the queue. What is waited for already is not asked for twice.

    Raises:
        NotFound: the agency is not theirs to see.
        InvalidInput: "future", "too_long", "too_many".
    """
    agency_id = agency_of(session, officer, wanted.agency_id)
    _check(session, officer, wanted, now)
    row = EvidencePack(
        agency_id=agency_id,
        asked_by=officer.id or 0,
        asked_at=now,
        first_day=wanted.period.first_day,
        last_day=wanted.period.last_day,
        months=wanted.period.months,
        before_first=wanted.before.first_day if wanted.before else None,
        before_last=wanted.before.last_day if wanted.before else None,
        due_at=now,
    )
    waiting = _same_waiting(session, row)
    if waiting is not None:
        return waiting
    session.add(row)
    session.flush()
    _record(session, row, "asked", f"officer:{officer.id}", now)
    return row


def agency_of(session: Session, officer: Officer, agency_id: int | None) -> int | None:
    """Return whose evidence this officer gets who asks for that. Raises NotFound."""
    if agency_id is None:
        return None if sees_all_agencies(officer) else officer.agency_id
    scope_of(session, officer, agency_id)
    return agency_id


def list_packs(session: Session, officer: Officer, limit: int = 30) -> list[EvidencePack]:
    """Return the packs this officer may see, the newest first."""
    query = select(EvidencePack).order_by(col(EvidencePack.id).desc()).limit(limit)
    if not sees_all_agencies(officer):
        seen = (officer.agency_id, *list_below(session, officer))
        query = query.where(col(EvidencePack.agency_id).in_(seen))
    return list(session.exec(query))


def get_pack(session: Session, officer: Officer, pack_id: int) -> EvidencePack:
    """Return a pack. Raises NotFound: there is none, or not for this officer."""
    row = session.get(EvidencePack, pack_id)
    seen = (officer.agency_id, *list_below(session, officer))
    if row is None or not (sees_all_agencies(officer) or row.agency_id in seen):
        raise NotFound(f"no pack {pack_id}")
    return row


def take(session: Session, officer: Officer, pack_id: int, now: datetime) -> EvidencePack:
    """Return a pack whose file is about to be handed out, and put that on record.

    Raises:
        NotFound: as `get_pack`, or its file is not there, or no more.
    """
    row = get_pack(session, officer, pack_id)
    if row.state is not PackState.READY:
        raise NotFound(f"pack {pack_id} is {row.state}")
    _record(session, row, "taken", f"officer:{officer.id}", now)
    return row


def period_of(row: EvidencePack) -> Period:
    """Return the period a pack tells of."""
    plain = days(row.first_day, row.last_day)
    return Period(plain.start, plain.end, row.months)


def before_of(row: EvidencePack) -> Period | None:
    """Return the period it is compared with, None for the one right before."""
    if row.before_first is None or row.before_last is None:
        return None
    return days(row.before_first, row.before_last)


def claim(session: Session, now: datetime) -> Claimed | None:
    """Lease the oldest pack that is due; what nobody managed to make is given up."""
    row = session.exec(
        select(EvidencePack)
        .where(
            written_out(col(EvidencePack.state), PackState.WAITING),
            col(EvidencePack.due_at) <= now,
            or_(col(EvidencePack.lease_until).is_(None), col(EvidencePack.lease_until) <= now),
        )
        .order_by(col(EvidencePack.id))
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    if row is None:
        return None
    if row.attempts >= MOST_TRIES:  # the worker died each time, and told nobody
        _give_up(session, row, "stopped", now)
        return None
    row.attempts += 1
    row.step = Step.QUEUED
    row.lease_until = now + LEASE
    session.flush()
    return Claimed(row.id or 0, row.attempts)


def go_on(session: Session, claimed: Claimed, step: Step, now: datetime) -> None:
    """Say what is being made now, and keep the lease. Raises Conflict where it is lost."""
    _change(session, claimed, step=step, lease_until=now + LEASE)


def finish(session: Session, claimed: Claimed, file: str, size: int, sha256: str) -> None:
    """Say where the file lies. Raises Conflict where the lease is lost."""
    _change(session, claimed, step=Step.DONE, state=PackState.READY, lease_until=None)
    row = session.get_one(EvidencePack, claimed.id)
    row.file, row.size, row.sha256, row.error = file, size, sha256, ""


def settle(session: Session, claimed: Claimed, now: datetime) -> None:
    """Set the times of a pack that has just been finished."""
    row = session.get_one(EvidencePack, claimed.id)
    row.finished_at, row.expires_at = now, now + LIFE
    _record(session, row, "made", "system", now)


def fail(session: Session, claimed: Claimed, now: datetime) -> None:
    """Try it again later, or give it up after the last try."""
    row = session.get_one(EvidencePack, claimed.id)
    if row.attempts != claimed.attempts or row.state is not PackState.WAITING:
        return
    if row.attempts >= MOST_TRIES:
        _give_up(session, row, "broke", now)
        return
    row.lease_until, row.step = None, Step.QUEUED
    row.due_at = next_due(now, row.attempts)


def expire(session: Session, now: datetime) -> None:
    """Have the files deleted whose time is over; the list keeps saying that they were made."""
    over = select(EvidencePack).where(
        EvidencePack.state == PackState.READY, col(EvidencePack.expires_at) <= now
    )
    for row in session.exec(over.with_for_update(skip_locked=True)):
        removals.note(session, [row.file], now)
        row.state, row.file = PackState.EXPIRED, ""


def _check(session: Session, officer: Officer, wanted: Wanted, now: datetime) -> None:
    period = wanted.period
    if period.start >= now or (wanted.before is not None and wanted.before.start >= now):
        raise InvalidInput("future")
    if period.end - period.start > LONGEST:
        raise InvalidInput("too_long")
    waiting = select(func.count()).where(
        EvidencePack.asked_by == officer.id, EvidencePack.state == PackState.WAITING
    )
    if session.exec(waiting).one() >= MOST_WAITING:
        raise InvalidInput("too_many")


def _same_waiting(session: Session, row: EvidencePack) -> EvidencePack | None:
    names = ("agency_id", "asked_by", "first_day", "last_day", "before_first", "before_last")
    same = [col(getattr(EvidencePack, name)) == getattr(row, name) for name in names]
    query = select(EvidencePack).where(*same, EvidencePack.state == PackState.WAITING)
    return session.exec(query).first()


def _change(session: Session, claimed: Claimed, **values: object) -> None:
    ours = update(EvidencePack).where(
        col(EvidencePack.id) == claimed.id,
        col(EvidencePack.attempts) == claimed.attempts,
        col(EvidencePack.state) == PackState.WAITING,
    )
    if session.connection().execute(ours.values(**values)).rowcount != 1:
        raise Conflict(f"pack {claimed.id} is another worker's")
    session.expire_all()


def _give_up(session: Session, row: EvidencePack, why: str, now: datetime) -> None:
    row.state, row.error, row.lease_until, row.finished_at = PackState.FAILED, why, None, now
    _record(session, row, "failed", "system", now, why=why)


def _record(
    session: Session, row: EvidencePack, what: str, actor: str, now: datetime, **more: str
) -> None:
    detail = {"from": str(row.first_day), "until": str(row.last_day), **more}
    about = f"agency:{row.agency_id}" if row.agency_id is not None else "agency:all"
    detail["of"] = about
    audit.record(
        session,
        at=now,
        actor=actor,
        action=f"evidence.{what}",
        subject=f"evidence:{row.id}",
        **detail,
    )
