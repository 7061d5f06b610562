"""One-time links, second factors and their recovery codes."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from store.columns import choice, utc


class Purpose(StrEnum):
    """What a one-time link lets its holder do: both end in a password of their own."""

    INVITATION = "invitation"
    RESET = "reset"


class OneTimeLink(SQLModel, table=True):
    """A link by which an officer sets a password. Only the hash of its token is kept."""

    __tablename__ = "one_time_link"
    __table_args__ = (
        # read by an officer's page and by the link that replaces an older one
        Index("ix_one_time_link_officer_id", "officer_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    officer_id: int = Field(foreign_key="officer.id")
    purpose: Purpose = choice(Purpose)
    token_hash: str = Field(max_length=64, unique=True)
    created_at: datetime = utc()
    created_by: str = Field(max_length=80)  # "officer:7"
    expires_at: datetime = utc()
    used_at: datetime | None = utc(default=None)
    taken_back_at: datetime | None = utc(default=None)


class SecondFactor(SQLModel, table=True):
    """An officer's authenticator (TOTP, RFC 6238). It counts once `confirmed_at` is set.

    `secret` is encrypted. `last_step` is the newest time step a code was accepted of: no code
    works twice.
    """

    __tablename__ = "second_factor"

    officer_id: int = Field(foreign_key="officer.id", primary_key=True)
    secret: str = Field(max_length=300)
    created_at: datetime = utc()
    confirmed_at: datetime | None = utc(default=None)
    last_step: int = 0


class RecoveryCode(SQLModel, table=True):
    """A code that stands in once for a lost authenticator. Only its hash is kept."""

    __tablename__ = "recovery_code"
    __table_args__ = (Index("ix_recovery_code_officer_id", "officer_id"),)

    id: int | None = Field(default=None, primary_key=True)
    officer_id: int = Field(foreign_key="officer.id")
    code_hash: str = Field(max_length=64)
    used_at: datetime | None = utc(default=None)
