"""What the command line does with agencies: add one with its coverage, import a table of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from agencies.changes import EVERYWHERE, By, Line, add_agency, add_line, read_area
from agencies.importing import Plan, carry_out, plan
from agencies.sheet import read_rows
from agencies.tables import Part
from core.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Wanted:
    """An agency as the command line names it: each category in each area, all of what is empty."""

    code: str
    name: str
    short_name: str = ""
    central_desk: bool = False
    areas: Sequence[str] = ()
    categories: Sequence[str] = ()
    joint: bool = False


def add(session: Session, wanted: Wanted, known: Mapping[str, str], by: By) -> None:
    """Add the agency and its lines; `known` are {code or name of a category: code}.

    Raises:
        InvalidInput: as `agencies.changes` has them, or "category_unknown".
    """
    agency = add_agency(
        session,
        wanted.code,
        wanted.name,
        wanted.short_name,
        by,
        central_desk=wanted.central_desk,
    )
    if not wanted.areas and not wanted.categories:
        return
    part = Part.JOINT if wanted.joint else Part.LEAD
    for area in [read_area(text) for text in wanted.areas] or [EVERYWHERE]:
        for category in [_known(name, known) for name in wanted.categories] or [""]:
            add_line(session, agency.id or 0, Line(category, area, part), by)


def import_table(
    session: Session, data: bytes, known: Mapping[str, str], by: By, *, dry_run: bool
) -> Plan:
    """Plan the import of a CSV or Excel file, and carry it out where no row is wrong.

    Raises:
        InvalidInput: the file cannot be read, as `agencies.sheet.read_rows`.
    """
    planned = plan(session, read_rows(data), known)
    if not planned.errors and not dry_run:
        carry_out(session, planned, by)
    return planned


def _known(name: str, known: Mapping[str, str]) -> str:
    if name not in known:
        raise InvalidInput("category_unknown", text=name)
    return known[name]
