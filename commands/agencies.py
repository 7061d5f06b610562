"""Agencies and what they cover."""

import argparse
import sys
from pathlib import Path

from agencies import commands as agency_commands
from agencies.changes import By
from categories import catalog
from commands.connections import OPERATOR, transaction
from commands.parser import Commands
from core.clock import utc_now
from core.errors import InvalidInput
from dashboard.wording import say


def add_to(commands: Commands) -> None:
    """Put in these commands."""
    agency = commands.add("add-agency", add_agency)
    agency.add_argument("code")
    agency.add_argument("name")
    agency.add_argument("--short-name", default="")
    agency.add_argument("--central-desk", action="store_true")
    for name, help_ in (
        ("--province", "may be given often, as may the next two"),
        ("--area", "a district or subdistrict, as in an address"),
        ("--category", "code or Thai name"),
    ):
        agency.add_argument(name, action="append", default=[], help=help_)
    agency.add_argument("--joint", action="store_true", help="joins in, does not lead")
    areas = commands.add("import-areas", import_areas)
    areas.add_argument("file", type=Path)
    areas.add_argument("--dry-run", action="store_true", help="say what would be added")


def add_agency(chosen: argparse.Namespace) -> int:
    """Add an agency, with the areas and categories it covers unless it is the central desk."""
    wanted = agency_commands.Wanted(
        code=chosen.code.lower(),
        name=chosen.name,
        short_name=chosen.short_name,
        central_desk=chosen.central_desk,
        areas=[*chosen.province, *chosen.area],
        categories=chosen.category,
        joint=chosen.joint,
    )
    try:
        with transaction() as session:
            agency_commands.add(session, wanted, catalog.load().codes_by_name, _operator())
    except InvalidInput as error:
        return _refused(error)
    print(f"added agency {wanted.code}")
    return 0


def import_areas(chosen: argparse.Namespace) -> int:
    """Import agencies and what they cover from a CSV or Excel table; all rows or none."""
    codes = catalog.load().codes_by_name
    try:
        data = chosen.file.read_bytes()
        with transaction() as session:
            planned = agency_commands.import_table(
                session, data, codes, _operator(), dry_run=chosen.dry_run
            )
    except InvalidInput as error:
        return _refused(error)
    for wrong in planned.errors:
        words = say(f"agencies.problem.{wrong.reason}", **wrong.values)
        print(f"row {wrong.number}: {words}", file=sys.stderr)
    verb = "would add" if chosen.dry_run or planned.errors else "added"
    added = f"{len(planned.agencies)} agencies, {len(planned.lines)} lines of coverage"
    print(f"{verb} {added}; {planned.known} were there already")
    return 1 if planned.errors else 0


def _operator() -> By:
    return By(OPERATOR, utc_now())


def _refused(error: InvalidInput) -> int:
    print(f"error: {say(f'agencies.problem.{error.reason}', **error.values)}", file=sys.stderr)
    return 1
