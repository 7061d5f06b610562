"""Agency, what it covers, its officers, their sessions and failed logins."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from store.columns import choice, utc


class Role(StrEnum):
    """What an officer is there for; agencies/permissions says what each may do."""

    OFFICER = "officer"
    SUPERVISOR = "supervisor"
    EXECUTIVE = "executive"
    INTEGRITY = "integrity"
    EDITOR = "editor"
    CENTRAL = "central"
    ADMINISTRATOR = "administrator"


class Agency(SQLModel, table=True):
    """An organisation that owns problems. The central desk takes what nobody else covers."""

    __tablename__ = "agency"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(max_length=40, unique=True)
    name: str = Field(max_length=200)
    short_name: str = Field(max_length=40)
    parent_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    is_central_desk: bool = False
    active: bool = True


class Part(StrEnum):
    """How an agency takes part in what a line of coverage names."""

    LEAD = "lead"
    JOINT = "joint"


class Boundary(SQLModel, table=True):
    """An area drawn on the map. Never changed: a new drawing is a new row.

    `shape` is a GeoJSON MultiPolygon, valid, in WGS 84; `west` to `north` its box in degrees,
    `km2` its size, `digest` what processes keep the read shape by.
    """

    __tablename__ = "boundary"
    __table_args__ = (
        # read by routing: whose box holds the pin
        Index("ix_boundary_box", "west", "east", "south", "north"),
    )

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    name: str = Field(max_length=80)
    shape: str = Field(sa_type=Text)
    digest: str = Field(max_length=64)
    km2: float
    west: float
    south: float
    east: float
    north: float
    created_at: datetime = utc()


class Coverage(SQLModel, table=True):
    """One line of who owns what. An empty field means "all"; agencies/coverage says which wins."""

    __tablename__ = "coverage"
    __table_args__ = (Index("ix_coverage_province", "province"),)

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id")
    part: Part = choice(Part, default=Part.LEAD)
    category: str = Field(default="", max_length=40)
    province: str = Field(default="", max_length=80)
    district: str = Field(default="", max_length=80)
    subdistrict: str = Field(default="", max_length=80)
    boundary_id: int | None = Field(default=None, foreign_key="boundary.id", index=True)


class Officer(SQLModel, table=True):
    """A person who works for an agency."""

    __tablename__ = "officer"

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    username: str = Field(max_length=80, unique=True)  # kept in lower case
    name: str = Field(max_length=120)
    role: Role = choice(Role, default=Role.OFFICER)
    password_hash: str = Field(max_length=200)  # "" until they have set one themselves
    active: bool = True
    created_at: datetime = utc()
    signed_in_at: datetime | None = utc(default=None)
    # Who they are at the ministry's sign-on: the name a manager wrote down, and the provider's own
    # key for them, kept from the first time on.
    sign_on_name: str | None = Field(default=None, max_length=254, unique=True)
    sign_on_subject: str | None = Field(default=None, max_length=255, unique=True)


class Door(StrEnum):
    """How somebody came in."""

    PASSWORD = "password"  # noqa: S105 - no password, but the word for one
    SIGN_ON = "sign_on"


class OfficerSession(SQLModel, table=True):
    """A signed-in browser. Only the hash of its token is kept."""

    __tablename__ = "officer_session"

    id: int | None = Field(default=None, primary_key=True)
    officer_id: int = Field(foreign_key="officer.id", index=True)
    token_hash: str = Field(max_length=64, unique=True)
    created_at: datetime = utc()
    expires_at: datetime = utc()
    door: Door = choice(Door, default=Door.PASSWORD)
    address: str = Field(default="", max_length=45)
    browser: str = Field(default="", max_length=200)


class LoginFailure(SQLModel, table=True):
    """A failed login, counted by user name and by address to slow guessing down."""

    __tablename__ = "login_failure"
    __table_args__ = (Index("ix_login_failure_subject", "subject", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(max_length=120)
    at: datetime = utc()
