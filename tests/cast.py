"""The fixed people of the tests.

Malee reports. Anan works for agency A, which gets her tickets. Bua works for agency B and must see
nothing of them. Dao only reads, Fon sees sealed tickets, Chai sits at the central desk, Kaew edits
the answers, Ek runs the service.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from agencies.passwords import hash_password
from agencies.tables import Agency, Coverage, Officer, Role
from complaints.desk import Desk
from complaints.intake import Draft, DraftPhoto, DraftPlace, DraftText
from complaints.reporters import get_reporter, give_consent
from complaints.submit import submit
from complaints.tables import Reporter, Ticket

MALEE = "U" + "a" * 32
SOMCHAI = "U" + "b" * 32
PASSWORD = "correct horse battery"
PASSWORD_HASH = hash_password(PASSWORD)  # once: argon2 takes its time
BANGKOK_ADDRESS = "ซอยลาดพร้าว 64 แขวงวังทองหลาง เขตวังทองหลาง กรุงเทพมหานคร 10310"
KHONKAEN_ADDRESS = "ถนนกลางเมือง ตำบลในเมือง อำเภอเมืองขอนแก่น ขอนแก่น 40000"


@dataclass(frozen=True, slots=True)
class Cast:
    """Agencies and officers as they stand in the database."""

    agency_a: Agency
    agency_b: Agency
    central: Agency
    anan: Officer
    arun: Officer
    bua: Officer
    dao: Officer
    fon: Officer
    chai: Officer
    kaew: Officer
    ek: Officer


def put_on_stage(session: Session, now: datetime) -> Cast:
    """Insert everybody; agency A covers Bangkok, agency B Khon Kaen."""
    central = _agency(session, "central", "ศูนย์กลางรับเรื่อง", is_central_desk=True)
    agency_a = _agency(session, "a", "สำนักการโยธา", province="กรุงเทพมหานคร")
    agency_b = _agency(session, "b", "เทศบาลนครขอนแก่น", province="ขอนแก่น")
    return Cast(
        agency_a=agency_a,
        agency_b=agency_b,
        central=central,
        anan=_officer(session, "anan", "อนันต์ ใจดี", agency_a, Role.OFFICER, now),
        arun=_officer(session, "arun", "อรุณ ขยัน", agency_a, Role.OFFICER, now),
        bua=_officer(session, "bua", "บัว สุขใจ", agency_b, Role.OFFICER, now),
        dao=_officer(session, "dao", "ดาว ผู้บริหาร", agency_a, Role.EXECUTIVE, now),
        fon=_officer(session, "fon", "ฝน ธรรมาภิบาล", central, Role.INTEGRITY, now),
        chai=_officer(session, "chai", "ชัย กลางทาง", central, Role.CENTRAL, now),
        kaew=_officer(session, "kaew", "แก้ว บรรณาธิการ", central, Role.EDITOR, now),
        ek=_officer(session, "ek", "เอก ผู้ดูแล", central, Role.ADMINISTRATOR, now),
    )


def make_reporter(session: Session, now: datetime, user_id: str = MALEE) -> Reporter:
    """Return a reporter who has agreed to the privacy notice."""
    reporter = get_reporter(session, user_id, now)
    give_consent(reporter, now)
    return reporter


def make_draft(
    *,
    text: str = "ถนนเป็นหลุมลึกหน้าตลาด รถล้มบ่อย",
    address: str = BANGKOK_ADDRESS,
    category: str = "road_sidewalk",
    photo: str | None = "photos/before.jpg",
) -> Draft:
    """Return a complete draft."""
    photos = (DraftPhoto("m2", photo, "0" * 64, "0" * 16, 1200, 900),) if photo else ()
    return Draft(
        texts=(DraftText(text, "m1"),),
        photos=photos,
        place=DraftPlace(address, 13.7796, 100.6065, "m3"),
        no_photo=not photos,
        category=category,
        proposals=(category,),
        score=0.9,
        consent=True,
    )


def make_ticket(
    session: Session, desk: Desk, now: datetime, user_id: str = MALEE, **draft: str | None
) -> Ticket:
    """Return a ticket as it is right after it was sent; `draft` as `make_draft` takes it."""
    reporter = make_reporter(session, now, user_id)
    return submit(session, desk, reporter, make_draft(**draft), now)  # type: ignore[arg-type]


def _agency(
    session: Session, code: str, name: str, *, province: str = "", is_central_desk: bool = False
) -> Agency:
    agency = Agency(code=code, name=name, short_name=name, is_central_desk=is_central_desk)
    session.add(agency)
    session.flush()
    if province:
        session.add(Coverage(agency_id=agency.id or 0, province=province))
    return agency


def _officer(
    session: Session, username: str, name: str, agency: Agency, role: Role, now: datetime
) -> Officer:
    officer = Officer(
        agency_id=agency.id or 0,
        username=username,
        name=name,
        role=role,
        password_hash=PASSWORD_HASH,
        created_at=now,
    )
    session.add(officer)
    session.flush()
    return officer
