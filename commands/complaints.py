"""Bring complaints in from elsewhere, and learn from those there are."""

import argparse
import sys
from pathlib import Path

from categories import catalog
from categories.suggest import Suggester
from commands.connections import open_database
from commands.parser import Commands
from complaints.learning import train
from complaints.traffy import command as traffy
from complaints.traffy.importing import Tools
from core.clock import utc_now
from core.phrases import LANGUAGES


def add_to(commands: Commands) -> None:
    """Put in these commands."""
    export = commands.add("import-traffy", import_traffy)
    export.add_argument("file", type=Path, help="CSV as Traffy exports it, or packed as .gz")
    export.add_argument("--agency", required=True, help="the code of the agency that owns it")
    export.add_argument("--dry-run", action="store_true", help="only read and compare")
    export.add_argument("--report", type=Path, metavar="FILE", help="CSV of what was wrong")
    export.add_argument("--language", choices=LANGUAGES, default="th")
    learn = commands.add("train-categories", train_categories)
    learn.add_argument("--agency", default="", help="the code of the agency whose tickets teach")
    learn.add_argument("--csv", type=Path, metavar="FILE", help="a Traffy export, not tickets")
    learn.add_argument("--dry-run", action="store_true", help="measure only")
    learn.add_argument("--shipped", action="store_true", help="go back to the shipped model")
    learn.add_argument("--language", choices=LANGUAGES, default="en")


def import_traffy(chosen: argparse.Namespace) -> int:
    """Bring an export of Traffy Fondue in as tickets of an agency; again and again, as it grows."""
    options = traffy.Options(
        file=chosen.file,
        agency=chosen.agency,
        dry_run=chosen.dry_run,
        report=chosen.report,
        language=chosen.language,
    )
    with open_database() as database, traffy.stopping() as should_stop:
        tools = Tools(database, catalog.load(), Suggester.load())
        return traffy.Command(tools, options, sys.stdout, sys.stderr).run(utc_now(), should_stop)


def train_categories(chosen: argparse.Namespace) -> int:
    """Let the suggester learn from closed tickets or a Traffy export; switch only if better."""
    if chosen.csv and not chosen.csv.is_file():
        print(f"error: no file {chosen.csv}", file=sys.stderr)
        return 1
    with open_database() as database:
        if chosen.shipped:
            changed = train.go_back(database, utc_now())
            print("the shipped model is in force" + ("" if changed else " already"))
        else:
            wanted = train.Wanted(chosen.agency, chosen.csv, chosen.dry_run, chosen.language)
            train.train(database, wanted, utc_now(), print)
    return 0
