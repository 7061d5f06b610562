"""The agencies and officers of the made-up province. Nobody can sign in as one of them."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, select

from agencies.passwords import hash_password
from agencies.queries import find_central_desk
from agencies.routing import takes_sealed
from agencies.tables import Agency, Coverage, Officer, Role
from complaints.province.standing import CENTRAL
from core.errors import Conflict
from core.phrases import Phrases, load_phrases

FILE = Path(__file__).with_name("province.yml")
AGENCIES = 4
CODE = "demo-province-{number}"


@dataclass(frozen=True, slots=True)
class Setting:
    """{place in the plan: agency id}, {agency id: the id of an officer who works there}."""

    agencies: dict[int, int]
    officers: dict[int, int]


def load_words() -> Phrases:
    """Return the names and texts of the province."""
    return load_phrases(FILE)


def set_up(session: Session, words: Phrases, now: datetime) -> Setting:
    """Insert agencies, their coverage and officers; the central desk where there is none.

    Raises:
        Conflict: the province is here already.
    """
    codes = [CODE.format(number=number) for number in range(AGENCIES)]
    if session.exec(select(Agency.id).where(Agency.code == codes[0])).first() is not None:
        raise Conflict("the demo province is in this database already")
    locked = hash_password(secrets.token_urlsafe())
    central = find_central_desk(session) or _agency(session, "demo-centre", words.say("central"))
    central.is_central_desk = True
    agencies = {CENTRAL: central.id or 0}
    for number, code in enumerate(codes):
        agency = _agency(session, code, words.say(f"agency.{number}"))
        agencies[number] = agency.id or 0
        province, district = words.say("province"), words.say(f"district.{number}")
        line = Coverage(agency_id=agencies[number], province=province, district=district)
        session.add(line)
    officers = {}
    for number, agency_id in agencies.items():
        role = Role.CENTRAL if number == CENTRAL else Role.OFFICER
        name = words.say("officer", number=number + 2)
        officers[agency_id] = _officer(session, agency_id, name, role, locked, now)
    if not takes_sealed(session, agencies[CENTRAL]):
        name = words.say("integrity")
        _officer(session, agencies[CENTRAL], name, Role.INTEGRITY, locked, now)
    return Setting(agencies, officers)


def _agency(session: Session, code: str, name: str) -> Agency:
    agency = Agency(code=code, name=name, short_name=name[:40])
    session.add(agency)
    session.flush()
    return agency


def _officer(
    session: Session, agency_id: int, name: str, role: Role, locked: str, now: datetime
) -> int:
    officer = Officer(
        agency_id=agency_id,
        username=f"demo-{role}-{agency_id}",
        name=name,
        role=role,
        password_hash=locked,
        created_at=now,
    )
    session.add(officer)
    session.flush()
    assert officer.id is not None
    return officer.id
