"""Agencies and their coverage out of a table: planned first, row by row, then carried out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from agencies.changes import (
    LONGEST_SHORT_NAME,
    By,
    Line,
    add_agency,
    add_lines,
    check_code,
    check_name,
    line_of,
    read_area,
)
from agencies.queries import find_agency, list_all_agencies
from agencies.sheet import Row, words
from agencies.tables import Coverage, Part
from core.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with a row: a reason with its values, as InvalidInput has them."""

    number: int
    reason: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewAgency:
    """An agency that is not there yet."""

    code: str
    name: str
    short_name: str


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line that is not there yet, of the agency of that code."""

    number: int
    code: str
    line: Line


@dataclass(frozen=True, slots=True)
class Plan:
    """What importing would do. `known` rows are there already, so a second import adds nothing."""

    agencies: tuple[NewAgency, ...]
    lines: tuple[NewLine, ...]
    known: int
    errors: tuple[RowError, ...]


def plan(session: Session, rows: Iterable[Row], categories: Mapping[str, str]) -> Plan:
    """Return what the rows would add; `categories` are {code or name: code}."""
    planner = _Planner(session, {name.lower(): code for name, code in categories.items()})
    errors = []
    for row in rows:
        try:
            planner.take(row)
        except InvalidInput as error:
            errors.append(RowError(row.number, error.reason, error.values))
    return Plan(
        tuple(planner.agencies.values()), tuple(planner.lines), planner.known, tuple(errors)
    )


def carry_out(session: Session, planned: Plan, by: By) -> None:
    """Add everything planned, in the caller's transaction."""
    for agency in planned.agencies:
        add_agency(session, agency.code, agency.name, agency.short_name, by)
    lines: dict[str, list[Line]] = {}
    for new in planned.lines:
        lines.setdefault(new.code, []).append(new.line)
    for code, added in lines.items():
        found = find_agency(session, code)
        assert found is not None
        add_lines(session, found.id or 0, added, by)


class _Planner:
    def __init__(self, session: Session, categories: Mapping[str, str]) -> None:
        there = {each.id: each.code for each in list_all_agencies(session)}
        self._codes = set(there.values())
        self._seen = {(there[row.agency_id], line_of(row)) for row in _without_boundary(session)}
        self._categories = categories
        self.agencies: dict[str, NewAgency] = {}
        self.lines: list[NewLine] = []
        self.known = 0

    def take(self, row: Row) -> None:
        code = row.cells["code"]
        code = code if code in self._codes else check_code(code.lower())
        line = self._line(row.cells)
        if code not in self._codes:
            self.agencies[code] = _agency(code, row.cells)
            self._codes.add(code)
        if (code, line) in self._seen:
            self.known += 1
            return
        self._seen.add((code, line))
        self.lines.append(NewLine(row.number, code, line))

    def _line(self, cells: Mapping[str, str]) -> Line:
        area = cells.get("area", "")
        area = "" if area.lower() in words().everything else area
        return Line(self._category(cells.get("category", "")), read_area(area), _part(cells))

    def _category(self, said: str) -> str:
        if not said or said.lower() in words().everything:
            return ""
        code = self._categories.get(said.lower())
        if code is None:
            raise InvalidInput("category_unknown", text=said[:60])
        return code


def _without_boundary(session: Session) -> Sequence[Coverage]:
    return session.exec(select(Coverage).where(col(Coverage.boundary_id).is_(None))).all()


def _agency(code: str, cells: Mapping[str, str]) -> NewAgency:
    name = check_name(cells.get("name", ""))
    short_name = cells.get("short_name", "") or name[:LONGEST_SHORT_NAME]
    return NewAgency(code, name, check_name(short_name, LONGEST_SHORT_NAME))


def _part(cells: Mapping[str, str]) -> Part:
    said = cells.get("part", "").lower()
    if not said:
        return Part.LEAD
    found: Sequence[str] = [part for part, names in words().parts.items() if said in names]
    if not found:
        raise InvalidInput("part_unknown", text=said[:40])
    return Part(found[0])
