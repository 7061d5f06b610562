"""Assessments by year, what was judged in each, files that prove it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from store.columns import choice, utc


class Verdict(StrEnum):
    """How far a requirement is met."""

    MET = "met"
    PARTLY = "partly"
    MISSING = "missing"


class Assessment(SQLModel, table=True):
    """How far an agency was with dimension 3.4 in a fiscal year (พ.ศ.). Frozen once signed.

    `whose` is "agency:7", or "all" for every agency of the service. `level` and `findings` are
    what was signed.
    """

    __tablename__ = "assessment"
    __table_args__ = (UniqueConstraint("whose", "fiscal_year"),)

    id: int | None = Field(default=None, primary_key=True)
    whose: str = Field(max_length=20)
    fiscal_year: int
    created_at: datetime = utc()
    signed_at: datetime | None = utc(default=None)
    signed_by: int | None = Field(default=None, foreign_key="officer.id")
    level: str = Field(default="", max_length=20)
    findings: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)


class Judgement(SQLModel, table=True):
    """What people judged of one requirement; no verdict: that of the figure counts."""

    __tablename__ = "assessment_judgement"
    __table_args__ = (UniqueConstraint("assessment_id", "requirement"),)

    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id")
    requirement: str = Field(max_length=40)
    verdict: Verdict | None = choice(Verdict, default=None)
    note: str = Field(default="", sa_type=Text)
    actor: str = Field(max_length=80)
    at: datetime = utc()


class ProofFile(SQLModel, table=True):
    """A file that proves a requirement of an assessment, or belongs to an improvement."""

    __tablename__ = "proof_file"
    __table_args__ = (
        Index("ix_proof_file_assessment_id", "assessment_id"),
        Index("ix_proof_file_case_id", "case_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int | None = Field(default=None, foreign_key="assessment.id")
    requirement: str = Field(default="", max_length=40)
    case_id: int | None = Field(default=None, foreign_key="improvement_case.id")
    name: str = Field(max_length=200)
    file: str = Field(max_length=200)
    size: int
    sha256: str = Field(max_length=64)
    actor: str = Field(max_length=80)
    at: datetime = utc()
