"""What people asked in vain, what they thought of answers, and what editors have added."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from store.columns import choice, utc


class Vote(SQLModel, table=True):
    """Whether an answer helped, as its reader said."""

    __tablename__ = "answer_vote"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = utc()
    user_id: str = Field(max_length=64, index=True)
    question: str = Field(max_length=500)
    entry_id: str = Field(max_length=120)
    helpful: bool


class GapKind(StrEnum):
    """How a question came up short."""

    UNANSWERED = "unanswered"
    UNHELPFUL = "unhelpful"


class GapState(StrEnum):
    """What the editors have made of it."""

    OPEN = "open"
    ANSWERED = "answered"
    DISMISSED = "dismissed"


class Gap(SQLModel, table=True):
    """A question that was not answered, or not well, however many people asked it.

    It holds nothing of who asked. `before` are the questions it leaned on, oldest first. `reason`
    is the engine's topic of an unanswered one, `entry_id` the answer voted down, `answered_by` the
    entry that answers now. `message_id` is the last message that asked, so that it can be unsent.
    """

    __tablename__ = "knowledge_gap"
    # read by the editors' list: one state, most asked first
    __table_args__ = (Index("ix_knowledge_gap_list", "state", "count", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    fingerprint: str = Field(max_length=64, unique=True)
    kind: GapKind = choice(GapKind)
    question: str = Field(max_length=300)
    before: list[str] = Field(default_factory=list, sa_type=JSON)
    reason: str = Field(default="", max_length=40)
    entry_id: str = Field(default="", max_length=120)
    count: int = 1
    message_id: str | None = Field(default=None, max_length=64, index=True)
    first_asked_at: datetime = utc()
    last_asked_at: datetime = utc()
    state: GapState = choice(GapState, default=GapState.OPEN)
    answered_by: str = Field(default="", max_length=120)
    settled_at: datetime | None = utc(default=None)
    settled_by: int | None = Field(default=None, foreign_key="officer.id")


class Revision(SQLModel, table=True):
    """One published state of an entry, never changed or deleted; the newest of an entry counts.

    `content` is the entry as its file would have it. None takes back what was published: the
    entry of the files holds again, and where the files have none, nothing is answered.
    """

    __tablename__ = "knowledge_revision"
    __table_args__ = (UniqueConstraint("entry_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    entry_id: str = Field(max_length=120)
    number: int  # 1, 2, 3 … within the entry
    content: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    note: str = Field(default="", max_length=300)
    officer_id: int = Field(foreign_key="officer.id")
    published_at: datetime = utc()


class Document(SQLModel, table=True):
    """A document that an editor added; its passages are searched until it is withdrawn."""

    __tablename__ = "knowledge_document"

    id: int | None = Field(default=None, primary_key=True)
    title: str = Field(max_length=200)
    year: int | None = None
    file_name: str = Field(max_length=200)
    file: str = Field(max_length=200)
    sha256: str = Field(max_length=64, index=True)
    pages: int = 0  # 0 where the format has none
    officer_id: int = Field(foreign_key="officer.id")
    added_at: datetime = utc()
    withdrawn_at: datetime | None = utc(default=None)


class Passage(SQLModel, table=True):
    """A piece of a document, short enough to be shown whole. No person has reviewed it."""

    __tablename__ = "knowledge_passage"

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="knowledge_document.id", index=True)
    heading: str = Field(default="", max_length=200)
    page: int = 0  # 0 where the format has none
    text: str = Field(sa_type=Text)
