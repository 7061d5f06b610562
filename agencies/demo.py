"""Demo agencies and officers for development: put in once, into an empty database."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from sqlmodel import Session, select

from agencies.changes import By, Line, add_boundary
from agencies.passwords import hash_password
from agencies.shapes import read_corners
from agencies.tables import Agency, Coverage, Officer, Part, Role

FILE = Path(__file__).with_name("demo.yml")


@dataclass(frozen=True, slots=True)
class Login:
    """A demo login to print."""

    username: str
    password: str
    role: str
    agency: str


def put_in(session: Session, now: datetime) -> bool:
    """Insert the demo data where there is no agency yet. Returns whether it did."""
    if session.exec(select(Agency.id).limit(1)).first() is not None:
        return False
    demo = _read()
    ids = {each["code"]: _add_agency(session, each) for each in demo["agencies"]}
    for line in demo["coverage"]:
        areas = {name: value for name, value in line.items() if name not in {"agency", "part"}}
        part = Part(line.get("part", Part.LEAD))
        session.add(Coverage(agency_id=ids[line["agency"]], part=part, **areas))
    for each in demo["boundaries"]:
        drawn = read_corners(each["corners"])
        by = By("system", now)
        add_boundary(session, ids[each["agency"]], each["name"], drawn, Line(), by)
    password_hash = hash_password(demo["password"])
    for officer in demo["officers"]:
        session.add(
            Officer(
                agency_id=ids[officer["agency"]],
                username=officer["username"],
                name=officer["name"],
                role=Role(officer["role"]),
                password_hash=password_hash,
                created_at=now,
            )
        )
    return True


def logins() -> list[Login]:
    """Return the demo logins."""
    demo = _read()
    names = {each["code"]: each["name"] for each in demo["agencies"]}
    return [
        Login(each["username"], demo["password"], each["role"], names[each["agency"]])
        for each in demo["officers"]
    ]


def _add_agency(session: Session, entry: dict[str, Any]) -> int:
    agency = Agency(
        code=entry["code"],
        name=entry["name"],
        short_name=entry["short_name"],
        is_central_desk=entry.get("central_desk", False),
    )
    session.add(agency)
    session.flush()
    assert agency.id is not None
    return agency.id


def _read() -> dict[str, Any]:
    demo: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return demo
