"""What administrators change: agencies, their coverage, their boundaries; all of it on record."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, delete, select

from agencies.boundaries import make_boundary
from agencies.queries import find_agency, get_agency
from agencies.shapes import Drawn
from agencies.tables import Agency, Boundary, Coverage, Part
from core.errors import InvalidInput, NotFound
from core.gathering import Gathered
from store import audit
from thai.address import Address, read_address

_CODE = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")
EVERYWHERE = Address()
LONGEST_NAME, LONGEST_SHORT_NAME, LONGEST_BOUNDARY_NAME = 200, 40, 80  # characters


@dataclass(frozen=True, slots=True)
class By:
    """Who changes it, as audit names them ("officer:7"), and when."""

    actor: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """A line of coverage to be added; empty means all."""

    category: str = ""
    area: Address = EVERYWHERE
    part: Part = Part.LEAD


def read_area(text: str) -> Address:
    """Return the area that a person named; nothing named is the whole country.

    Raises:
        InvalidInput: "area_unknown", or "area_doubtful" where its parts contradict each other.
    """
    if not text.strip():
        return EVERYWHERE
    area = read_address(text)
    if not area.code:
        raise InvalidInput("area_unknown", text=text.strip()[:80])
    if area.doubts:
        raise InvalidInput("area_doubtful", text=text.strip()[:80])
    return area


def check_code(code: str) -> str:
    """Return a new agency's code. Raises InvalidInput ("code_shape")."""
    if not _CODE.fullmatch(code):
        raise InvalidInput("code_shape")
    return code


def check_name(name: str, most: int = LONGEST_NAME) -> str:
    """Return the name in single spaces. Raises InvalidInput ("name_needed", "name_long")."""
    plain = " ".join(name.split())
    if not plain:
        raise InvalidInput("name_needed")
    if len(plain) > most:
        raise InvalidInput("name_long", most=most)
    return plain


def add_agency(
    session: Session, code: str, name: str, short_name: str, by: By, *, central_desk: bool = False
) -> Agency:
    """Add an agency; without a short name it gets the beginning of its name.

    Raises:
        InvalidInput: as `check_code` and `check_name`, or "code_taken".
    """
    wrong = Gathered()
    with wrong.noted():
        plain = check_name(name)
    with wrong.noted():
        short = _short_name(short_name, name)
    with wrong.noted():
        _check_free(session, check_code(code))
    wrong.tell()
    agency = Agency(
        code=code,
        name=plain,
        short_name=short,
        is_central_desk=central_desk,
    )
    session.add(agency)
    session.flush()
    _record(session, by, "agency.added", agency.id, code=code)
    return agency


def rename(session: Session, agency_id: int, name: str, short_name: str, by: By) -> None:
    """Give an agency other names. Raises NotFound, or InvalidInput as `check_name`."""
    agency, wrong = get_agency(session, agency_id), Gathered()
    with wrong.noted():
        plain = check_name(name)
    with wrong.noted():
        short = _short_name(short_name, name)
    wrong.tell()
    before = agency.name
    agency.name, agency.short_name = plain, short
    session.add(agency)
    _record(session, by, "agency.renamed", agency_id, before=before, after=agency.name)


def switch(session: Session, agency_id: int, by: By, *, active: bool) -> None:
    """Let problems come to an agency, or no more; what it has stays with it.

    Raises:
        NotFound: there is no such agency.
        InvalidInput: it is the last central desk ("last_central_desk").
    """
    agency = get_agency(session, agency_id)
    if not active and agency.is_central_desk and not _has_other_desk(session, agency_id):
        raise InvalidInput("last_central_desk")
    agency.active = active
    session.add(agency)
    _record(session, by, "agency.on" if active else "agency.off", agency_id)


def add_line(session: Session, agency_id: int, line: Line, by: By) -> Coverage:
    """Add a line of coverage. Raises NotFound, or InvalidInput ("line_known")."""
    get_agency(session, agency_id)
    if find_line(session, agency_id, line) is not None:
        raise InvalidInput("line_known")
    return _insert(session, agency_id, line, None, by)


def add_lines(session: Session, agency_id: int, lines: Sequence[Line], by: By) -> None:
    """Add lines that are known to be new, as one entry on record. Raises NotFound."""
    get_agency(session, agency_id)
    rows = [_row(agency_id, line, None) for line in lines]
    session.add_all(rows)
    told = [_told(row) for row in rows]
    _record(session, by, "coverage.imported", agency_id, lines=told)


def find_line(session: Session, agency_id: int, line: Line) -> Coverage | None:
    """Return the agency's line that says just this without a boundary, or None."""
    query = select(Coverage).where(
        Coverage.agency_id == agency_id,
        Coverage.part == line.part,
        Coverage.category == line.category,
        Coverage.province == line.area.province,
        Coverage.district == line.area.district,
        Coverage.subdistrict == line.area.subdistrict,
        col(Coverage.boundary_id).is_(None),
    )
    return session.exec(query).first()


def line_of(row: Coverage) -> Line:
    """Return what a stored line says, apart from a boundary."""
    return Line(row.category, Address(row.province, row.district, row.subdistrict), row.part)


def add_boundary(
    session: Session, agency_id: int, name: str, drawn: Drawn, line: Line, by: By
) -> Boundary:
    """Add a boundary with the line that makes problems in it this agency's.

    Raises:
        NotFound: there is no such agency.
        InvalidInput: as `check_name`.
    """
    get_agency(session, agency_id)
    plain = check_name(name, LONGEST_BOUNDARY_NAME)
    boundary = make_boundary(agency_id, plain, drawn, by.now)
    session.add(boundary)
    session.flush()
    _insert(session, agency_id, line, boundary.id, by)
    return boundary


def remove_line(session: Session, agency_id: int, line_id: int, by: By) -> None:
    """Take back a line, with its boundary where no other line needs that. Raises NotFound."""
    line = session.get(Coverage, line_id)
    if line is None or line.agency_id != agency_id:
        raise NotFound(f"no line {line_id} of agency {agency_id}")
    boundary_id = line.boundary_id
    session.delete(line)
    session.flush()
    _record(session, by, "coverage.removed", agency_id, **_told(line))
    others = select(Coverage.id).where(Coverage.boundary_id == boundary_id)
    if boundary_id is not None and session.exec(others).first() is None:
        session.connection().execute(delete(Boundary).where(col(Boundary.id) == boundary_id))


def _insert(
    session: Session, agency_id: int, line: Line, boundary_id: int | None, by: By
) -> Coverage:
    row = _row(agency_id, line, boundary_id)
    session.add(row)
    session.flush()
    _record(session, by, "coverage.added", agency_id, **_told(row))
    return row


def _row(agency_id: int, line: Line, boundary_id: int | None) -> Coverage:
    return Coverage(
        agency_id=agency_id,
        part=line.part,
        category=line.category,
        province=line.area.province,
        district=line.area.district,
        subdistrict=line.area.subdistrict,
        boundary_id=boundary_id,
    )


def _told(line: Coverage) -> dict[str, object]:
    fields = ("part", "category", "province", "district", "subdistrict", "boundary_id")
    return {name: value for name in fields if (value := getattr(line, name))}


def _check_free(session: Session, code: str) -> None:
    if find_agency(session, code) is not None:
        raise InvalidInput("code_taken", code=code)


def _short_name(short_name: str, name: str) -> str:
    plain = " ".join(short_name.split())
    if len(plain) > LONGEST_SHORT_NAME:
        raise InvalidInput("name_long", most=LONGEST_SHORT_NAME, field="short_name")
    return plain or " ".join(name.split())[:LONGEST_SHORT_NAME].rstrip()


def _has_other_desk(session: Session, agency_id: int) -> bool:
    query = select(Agency.id).where(
        col(Agency.is_central_desk).is_(True),
        col(Agency.active).is_(True),
        col(Agency.id) != agency_id,
    )
    return session.exec(query).first() is not None


def _record(session: Session, by: By, action: str, agency_id: int | None, **detail: object) -> None:
    subject = f"agency:{agency_id}"
    audit.record(session, at=by.now, actor=by.actor, action=action, subject=subject, **detail)
