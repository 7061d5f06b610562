"""Append-only: who did what to which record. Nothing here is ever changed or deleted."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field, Session, SQLModel, col, select

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
