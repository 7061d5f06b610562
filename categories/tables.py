"""Models learned in use: which there are, how good they were, which one is in force."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, LargeBinary, text
from sqlmodel import Field, SQLModel

from store.columns import choice, utc


class Source(StrEnum):
    """Where a model's lessons came from, beside our own sentences."""

    TICKETS = "tickets"  # tickets closed here
    CSV = "csv"  # a Traffy export


class CategoryModel(SQLModel, table=True):
    """A model that was better than the one before it. None in force: the shipped one is.

    `before` and `after` are figures on the same held-back complaints (categories.figures.as_dict).
    """

    __tablename__ = "category_model"
    __table_args__ = (
        # one is in force, at most; read by every worker every few seconds
        Index(
            "ix_category_model_active",
            "active",
            unique=True,
            sqlite_where=text("active"),
            postgresql_where=text("active"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    trained_at: datetime = utc()
    agency_id: int | None = Field(default=None, foreign_key="agency.id")  # None: of all agencies
    source: Source = choice(Source)
    learned: int
    held_back: int
    before: dict[str, Any] = Field(sa_type=JSON)
    after: dict[str, Any] = Field(sa_type=JSON)
    release: str = Field(max_length=16)  # fingerprint of the sentences and concepts it goes with
    active: bool = True


class CategoryModelFile(SQLModel, table=True):
    """The weights of a model, apart so that reading its row stays cheap."""

    __tablename__ = "category_model_file"

    model_id: int = Field(primary_key=True, foreign_key="category_model.id")
    data: bytes = Field(sa_type=LargeBinary)
