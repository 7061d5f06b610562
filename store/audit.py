"""Append-only: who did what to which record. Nothing here is ever changed or deleted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, Index, Subquery, true, union
from sqlmodel import Field, Session, SQLModel, and_, col, or_, select

from store.columns import utc


class AuditEntry(SQLModel, table=True):
    """One act. `actor` and `subject` read "kind:id", such as "officer:7" and "ticket:12"."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_subject", "subject", "id"),
        # read by the log: everything, or what somebody did, or where something was done
        Index("ix_audit_entry_at", "at", "id"),
        Index("ix_audit_entry_actor", "actor", "at", "id"),
        Index("ix_audit_entry_action", "action", "at", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = utc()
    actor: str = Field(max_length=80)
    action: str = Field(max_length=80)
    subject: str = Field(max_length=80)
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


def record(
    session: Session, *, at: datetime, actor: str, action: str, subject: str, **detail: Any
) -> None:
    """Write one entry in the caller's transaction. `detail` must be JSON-serialisable."""
    session.add(AuditEntry(at=at, actor=actor, action=action, subject=subject, detail=detail))


def list_about(session: Session, subject: str) -> list[AuditEntry]:
    """Return what happened to `subject`, oldest first."""
    query = select(AuditEntry).where(AuditEntry.subject == subject).order_by(col(AuditEntry.id))
    return list(session.exec(query))


@dataclass(frozen=True, slots=True)
class Span:
    """What entries are narrowed by; None means no narrowing.

    `actors` and `subjects` are lanes: an entry counts that is in one of them. Both None: every
    entry is in. `after` is the (moment, id) of an entry: only older ones follow it.
    """

    actors: Sequence[str] | None = None
    subjects: Sequence[str] | None = None
    by: Sequence[str] | None = None  # of the entries in those lanes, only what these did
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None
    after: tuple[datetime, int] | None = None


_TOGETHER = 100  # lanes asked at once: SQLite joins no more than 500


def list_entries(session: Session, span: Span, limit: int) -> list[AuditEntry]:
    """Return the newest entries of that span, newest first.

    Each lane is asked apart, for no more than `limit`: so an index gives them in order, however
    many millions there are.
    """
    lanes = _lanes(span)
    found: set[tuple[datetime, int]] = set()
    for at in range(0, len(lanes), _TOGETHER):
        found |= _newest(session, span, lanes[at : at + _TOGETHER], limit)
    ids = [entry_id for _, entry_id in sorted(found, reverse=True)[:limit]]
    newest = (col(AuditEntry.at).desc(), col(AuditEntry.id).desc())
    return list(
        session.exec(select(AuditEntry).where(col(AuditEntry.id).in_(ids)).order_by(*newest))
    )


def _lanes(span: Span) -> list[ColumnElement[bool]]:
    if span.actors is None and span.subjects is None:
        if span.by is None:
            return [true()]
        return [col(AuditEntry.actor) == actor for actor in span.by]
    lanes = [col(AuditEntry.actor) == actor for actor in span.actors or ()]
    return lanes + [col(AuditEntry.subject) == subject for subject in span.subjects or ()]


def _newest(
    session: Session, span: Span, lanes: Sequence[ColumnElement[bool]], limit: int
) -> set[tuple[datetime, int]]:
    parts = [_of_lane(lane, span, limit) for lane in lanes]
    whole = union(*(select(part.c.at, part.c.id) for part in parts)).subquery()
    newest = select(whole.c.at, whole.c.id).order_by(whole.c.at.desc(), whole.c.id.desc())
    return {(at, entry_id) for at, entry_id in session.execute(newest.limit(limit))}


def _of_lane(lane: ColumnElement[bool], span: Span, limit: int) -> Subquery:
    newest = (col(AuditEntry.at).desc(), col(AuditEntry.id).desc())
    query = select(AuditEntry.at, AuditEntry.id).where(lane, *_narrowed(span))
    return query.order_by(*newest).limit(limit).subquery()


def _narrowed(span: Span) -> list[ColumnElement[bool]]:
    at = col(AuditEntry.at)
    conditions: list[ColumnElement[bool]] = []
    if span.by is not None:
        conditions.append(col(AuditEntry.actor).in_(span.by))
    if span.action:
        conditions.append(col(AuditEntry.action) == span.action)
    if span.since is not None:
        conditions.append(at >= span.since)
    if span.until is not None:
        conditions.append(at < span.until)
    if span.after is not None:
        moment, entry_id = span.after
        conditions += [
            at <= moment,
            or_(at < moment, and_(at == moment, col(AuditEntry.id) < entry_id)),
        ]
    return conditions
