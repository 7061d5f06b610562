"""Whose LINE account, LINE group and e-mail address it is, and the codes that prove it."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from store.columns import utc


class LinkCode(SQLModel, table=True):
    """A one-time code that is typed in LINE. Only its hash is kept.

    With an `agency_id` it binds a group to that agency, else the account that types it to the
    officer.
    """

    __tablename__ = "link_code"

    id: int | None = Field(default=None, primary_key=True)
    code_hash: str = Field(max_length=64, unique=True)
    officer_id: int = Field(foreign_key="officer.id", index=True)  # who asked for it
    agency_id: int | None = Field(default=None, foreign_key="agency.id")
    created_at: datetime = utc()
    expires_at: datetime = utc()


class LineAccount(SQLModel, table=True):
    """An officer's LINE account: one each, and each one officer's."""

    __tablename__ = "line_account"

    id: int | None = Field(default=None, primary_key=True)
    officer_id: int = Field(foreign_key="officer.id", unique=True)
    user_id: str = Field(max_length=64, unique=True)
    bound_at: datetime = utc()


class LineGroup(SQLModel, table=True):
    """A LINE group or room that hears of an agency's tickets."""

    __tablename__ = "line_group"

    id: int | None = Field(default=None, primary_key=True)
    chat_id: str = Field(max_length=64, unique=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    bound_by: int = Field(foreign_key="officer.id")
    bound_at: datetime = utc()


class MailAddress(SQLModel, table=True):
    """An officer's e-mail address. Nothing but the question goes there until it is confirmed."""

    __tablename__ = "mail_address"

    officer_id: int = Field(foreign_key="officer.id", primary_key=True)
    address: str = Field(max_length=254)
    set_at: datetime = utc()
    confirmed_at: datetime | None = utc(default=None)
