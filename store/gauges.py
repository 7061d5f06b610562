"""The last known state of things outside, such as the push quota, for every process to show."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, Session, SQLModel

from store.columns import utc

LINE_QUOTA = "line.quota"  # {"limit": int or null, "used": int}


class Gauge(SQLModel, table=True):
    """One named reading."""

    __tablename__ = "gauge"

    name: str = Field(max_length=40, primary_key=True)
    read_at: datetime = utc()
    value: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


def set_gauge(session: Session, name: str, value: dict[str, Any], now: datetime) -> None:
    """Write the newest reading over the one before."""
    session.merge(Gauge(name=name, read_at=now, value=value))


def get_gauge(session: Session, name: str) -> Gauge | None:
    """Return the newest reading, None before the first."""
    return session.get(Gauge, name)
