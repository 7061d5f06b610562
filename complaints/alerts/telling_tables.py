"""How officers want to be told, and what is on its way to whom."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from store.columns import choice, utc


class Way(StrEnum):
    """Where an officer hears of something."""

    LINE = "line"
    MAIL = "mail"
    BOTH = "both"
    NONE = "none"


class Pace(StrEnum):
    """When an officer hears of it."""

    AT_ONCE = "at_once"
    MERGED = "merged"  # what comes within a few minutes in one message
    DAILY = "daily"  # everything in one message, when the office opens


class TellingChoice(SQLModel, table=True):
    """How one officer wants to be told; who never chose has no row."""

    __tablename__ = "telling_choice"

    officer_id: int = Field(foreign_key="officer.id", primary_key=True)
    ways: dict[str, str] = Field(default_factory=dict, sa_type=JSON)  # {AlertKind: Way}
    pace: Pace = choice(Pace, default=Pace.MERGED)
    quiet: bool = True  # outside working time only what cannot wait
    digest: Way = choice(Way, default=Way.NONE)
    digest_sent_at: datetime | None = utc(default=None)


class Channel(StrEnum):
    """What carries a telling."""

    LINE = "line"
    MAIL = "mail"


class Telling(SQLModel, table=True):
    """One alert on its way to one officer or one group. Settled when passed on, or dropped."""

    __tablename__ = "telling"
    __table_args__ = (
        # read by who passes on: what is due
        Index(
            "ix_telling_due",
            "due_at",
            sqlite_where=text("settled_at IS NULL"),
            postgresql_where=text("settled_at IS NULL"),
        ),
        # read where an officer's message is made: what else waits for them
        Index(
            "ix_telling_officer",
            "officer_id",
            sqlite_where=text("settled_at IS NULL"),
            postgresql_where=text("settled_at IS NULL"),
        ),
        # read by purge()
        Index("ix_telling_settled_at", "settled_at"),
        CheckConstraint("(officer_id IS NULL) <> (group_id IS NULL)", name="one_recipient"),
    )

    id: int | None = Field(default=None, primary_key=True)
    alert_id: int = Field(foreign_key="alert.id")
    officer_id: int | None = Field(default=None, foreign_key="officer.id")
    # No foreign key: a group that has been unbound leaves its tellings to be dropped.
    group_id: int | None = None
    channel: Channel = choice(Channel)
    due_at: datetime = utc()
    settled_at: datetime | None = utc(default=None)
