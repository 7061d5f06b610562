"""What an officer has begun in LINE and not ended."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Text
from sqlmodel import Field, SQLModel

from store.columns import choice, utc


class TaskStep(StrEnum):
    """What the officer's next words or photo are for."""

    NOTE = "note"  # an internal note
    PHOTOS = "photos"  # taken after the repair, or the reason why there is none
    REASON = "reason"  # why there is no photo
    WORDS = "words"  # what was done, for the citizen
    OVERRIDE = "override"  # why it is closed though something looks odd
    CONFIRM = "confirm"  # everything is there: close it?


class OfficerTask(SQLModel, table=True):
    """One ticket that one LINE account is writing a note on, or closing."""

    __tablename__ = "officer_task"

    user_id: str = Field(max_length=64, primary_key=True)
    code: str = Field(max_length=16)
    seen: str = Field(max_length=20)  # the ticket's status when the task was begun
    seen_agency_id: int
    step: TaskStep = choice(TaskStep)
    photos: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    reason: str = Field(default="", sa_type=Text)
    words: str = Field(default="", sa_type=Text)
    override: str = Field(default="", sa_type=Text)
    changed_at: datetime = utc(index=True)
