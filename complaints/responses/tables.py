"""Ready-made words as agencies have written or adapted them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, Text
from sqlmodel import Field, SQLModel

from store.columns import choice, utc


class Use(StrEnum):
    """What the words are for: the note of a move, or a message to the citizen."""

    FINISH = "finish"
    HOLD = "hold"
    FORWARD = "forward"
    REJECT = "reject"
    REPLY = "reply"


class ResponseTemplate(SQLModel, table=True):
    """One text. Never deleted: archived, so that what was once offered can be looked up."""

    __tablename__ = "response_template"
    __table_args__ = (
        # read by who offers words to an officer, and by the page that manages them
        Index("ix_response_template_scope", "agency_id", "use", "category"),
        CheckConstraint("revision > 0", name="revision"),
    )

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int | None = Field(default=None, foreign_key="agency.id")  # None: every agency
    category: str = Field(default="", max_length=40)  # "": every category
    use: Use = choice(Use)
    title: str = Field(max_length=80)
    body: str = Field(sa_type=Text)
    # Which of the shipped texts it stands in for (see starter.yml), "" for one of their own.
    starter: str = Field(default="", max_length=80)
    revision: int = 1  # goes up with every change: who saved an older one hears of it
    created_at: datetime = utc()
    updated_at: datetime = utc()
    archived_at: datetime | None = utc(default=None)
