"""One-shot commands: run, work, migrate, officers, LINE set-up, ask and categorise in bulk."""

import argparse
import getpass
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from sqlmodel import Session

from agencies import commands as agency_commands
from agencies import demo, logins
from agencies.changes import By
from agencies.passwords import hash_password
from agencies.queries import find_agency, find_officer, get_officer
from agencies.tables import Officer, Role
from bootstrap import assemble, make_line_client
from bot import richmenu
from bot.client import LineClient
from bot.errors import LineError
from bot.tokens import make_token_source
from categories import catalog, labelled
from categories import evaluate as categories_evaluate
from categories.suggest import Suggester
from complaints.learning import train as category_training
from complaints.traffy import command as traffy
from complaints.traffy.importing import Tools as TraffyTools
from core import logs
from core.clock import utc_now
from core.errors import AppError, InvalidInput
from core.phrases import LANGUAGES
from core.settings import Settings, read
from dashboard.agencies.imports import category_codes
from dashboard.wording import say
from handlers import bulk
from knowledge import evaluate as knowledge_evaluate
from knowledge.engine import Engine
from store import audit, inbox
from store.database import Database

GOLDEN = Path(__file__).parent / "tests" / "golden"
QUESTIONS = GOLDEN / "questions.jsonl"
COMPLAINTS = (GOLDEN / "complaints.jsonl", GOLDEN / "complaints_second.jsonl")


def main(arguments: list[str] | None = None) -> int:
    """Run the command that the arguments name; returns the exit status."""
    chosen = _parser().parse_args(arguments)
    try:
        status = chosen.run(chosen)
    except (AppError, LineError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return status if isinstance(status, int) else 0


def run(chosen: argparse.Namespace) -> None:
    """Serve the application on this machine, for a first look and for development."""
    # The simulator and the webhook find each other by this address.
    os.environ.setdefault("PUBLIC_URL", f"http://127.0.0.1:{chosen.port}")
    settings = read()
    print(_banner(settings, chosen.port), flush=True)
    uvicorn.run(
        "app:app",
        host="127.0.0.1",
        port=chosen.port,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=3,
    )


def work(_chosen: argparse.Namespace) -> None:
    """Work off inbox and outbox until told to stop (WORKER=separate)."""
    settings = read()
    logs.configure(as_json=settings.environment == "production")
    assembly = assemble(settings)
    worker, stop = assembly.make_worker(), threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    worker.start()
    stop.wait()
    worker.stop()
    assembly.close()


def migrate(_chosen: argparse.Namespace) -> None:
    """Bring the database to the newest migration."""
    with _database() as database:
        database.migrate()
    print("migrated")


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
        with _transaction() as session:
            agency_commands.add(session, wanted, category_codes(catalog.load()), _operator())
    except InvalidInput as error:
        return _refused(error)
    print(f"added agency {wanted.code}")
    return 0


def import_areas(chosen: argparse.Namespace) -> int:
    """Import agencies and what they cover from a CSV or Excel table; all rows or none."""
    codes = category_codes(catalog.load())
    try:
        data = chosen.file.read_bytes()
        with _transaction() as session:
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


def add_officer(chosen: argparse.Namespace) -> int:
    """Add an officer; the password is asked for, or read from standard input."""
    password_hash = hash_password(_read_password())
    with _transaction() as session:
        agency = find_agency(session, chosen.agency)
        if agency is None or agency.id is None:
            print(f"error: no agency {chosen.agency}", file=sys.stderr)
            return 1
        if find_officer(session, chosen.username) is not None:
            print(f"error: {chosen.username} is taken", file=sys.stderr)
            return 1
        officer = Officer(
            agency_id=agency.id,
            username=chosen.username.lower(),
            name=chosen.name,
            role=Role(chosen.role),
            password_hash=password_hash,
            created_at=utc_now(),
        )
        session.add(officer)
        session.flush()
        _audit(session, "officer.added", f"officer:{officer.id}")
    print(f"added officer {chosen.username}")
    return 0


def set_password(chosen: argparse.Namespace) -> None:
    """Give an officer a new password and end their sessions; it is asked for, or read."""
    password_hash = hash_password(_read_password())
    with _transaction() as session:
        officer = get_officer(session, chosen.username)
        officer.password_hash = password_hash
        logins.sign_out_everywhere(session, officer)
        _audit(session, "officer.password", f"officer:{officer.id}")
    print(f"new password for {chosen.username}")


def switch_officer_off(chosen: argparse.Namespace) -> None:
    """Let an officer no longer sign in; what they did stays on record."""
    with _transaction() as session:
        officer = get_officer(session, chosen.username)
        officer.active = False
        logins.sign_out_everywhere(session, officer)
        _audit(session, "officer.off", f"officer:{officer.id}")
    print(f"{chosen.username} can no longer sign in")


def set_webhook(_chosen: argparse.Namespace) -> int:
    """Tell LINE to send events to PUBLIC_URL, and let it try."""
    url = f"{read().public_url.rstrip('/')}/line/webhook"
    with _line() as client:
        client.set_webhook(url)
        works, reason = client.test_webhook()
    print(f"{url}: {reason}")
    return 0 if works else 1


def rich_menu(_chosen: argparse.Namespace) -> None:
    """Install the rich menu for everybody."""
    with _line() as client:
        print(richmenu.install(client))


def retry_failed(_chosen: argparse.Namespace) -> None:
    """Open the events that were given up again."""
    with _transaction() as session:
        opened = inbox.retry_failed(session, utc_now())
        _audit(session, "inbox.retried", "inbox:failed", count=opened)
    print(f"{opened} events opened again")


def import_traffy(chosen: argparse.Namespace) -> int:
    """Bring an export of Traffy Fondue in as tickets of an agency; again and again, as it grows."""
    options = traffy.Options(
        file=chosen.file,
        agency=chosen.agency,
        dry_run=chosen.dry_run,
        report=chosen.report,
        language=chosen.language,
    )
    with _database() as database, traffy.stopping() as should_stop:
        tools = TraffyTools(database, catalog.load(), Suggester.load())
        return traffy.Command(tools, options, sys.stdout, sys.stderr).run(utc_now(), should_stop)


def ask(_chosen: argparse.Namespace) -> None:
    """Answer questions: one JSON object a line in, one a line out."""
    engine = Engine.load()
    _each_line(lambda row: bulk.ask_row(engine, row))


def categorise(_chosen: argparse.Namespace) -> None:
    """Rank the 14 categories for complaints: one JSON object a line in, one a line out."""
    suggester = Suggester.load()

    def rank(row: Mapping[str, Any]) -> dict[str, Any]:
        guesses = suggester.rank(bulk.text_of(row, "text")).guesses
        return {"ranked": [{"code": g.code, "score": round(g.score, 6)} for g in guesses]}

    _each_line(rank)


def train_categories(chosen: argparse.Namespace) -> int:
    """Let the suggester learn from closed tickets or a Traffy export; switch only if better."""
    if chosen.csv and not chosen.csv.is_file():
        print(f"error: no file {chosen.csv}", file=sys.stderr)
        return 1
    with _database() as database:
        if chosen.shipped:
            changed = category_training.go_back(database, utc_now())
            print("the shipped model is in force" + ("" if changed else " already"))
        else:
            wanted = category_training.Wanted(chosen.agency, chosen.csv, chosen.dry_run)
            category_training.train(database, wanted, utc_now(), print)
    return 0


def evaluate(chosen: argparse.Namespace) -> None:
    """Measure answers and categories on the project's own sets, or on files named."""
    named = bool(chosen.questions or chosen.complaints)
    for path in chosen.questions or ([] if named else [QUESTIONS]):
        rows = knowledge_evaluate.read_rows(path)
        print(f"== questions: {path}", knowledge_evaluate.evaluate(Engine.load(), rows), sep="\n")
    for path in chosen.complaints or ([] if named else COMPLAINTS):
        report = categories_evaluate.evaluate(Suggester.load(), labelled.read(path))
        print(categories_evaluate.summary(str(path), report))


@contextmanager
def _database() -> Iterator[Database]:
    database = Database(read().database_url)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def _transaction() -> Iterator[Session]:
    with _database() as database, database.transaction() as session:
        yield session


@contextmanager
def _line() -> Iterator[LineClient]:
    settings = read()
    client = make_line_client(settings, make_token_source(settings))
    try:
        yield client
    finally:
        client.close()


def _read_password() -> str:
    return getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().strip()


def _audit(session: Session, action: str, subject: str, **detail: Any) -> None:
    now = utc_now()
    audit.record(session, at=now, actor="operator", action=action, subject=subject, **detail)


def _operator() -> By:
    return By("operator", utc_now())


def _refused(error: InvalidInput) -> int:
    print(f"error: {say(f'agencies.problem.{error.reason}', **error.values)}", file=sys.stderr)
    return 1


def _each_line(answer: Callable[[Mapping[str, Any]], dict[str, Any]]) -> None:
    for told in bulk.each_line(sys.stdin, answer):
        print(json.dumps(told, ensure_ascii=False))


def _banner(settings: Settings, port: int) -> str:
    base = f"http://127.0.0.1:{port}"
    lines = [f"  {base}/             front page", f"  {base}/dashboard/   officers"]
    if settings.simulator:
        lines.insert(0, f"  {base}/simulator/   LINE on your desk: start here")
    if settings.environment == "development":
        lines += ["", "  demo logins:"]
        lines += [f"    {x.username:8} {x.password}  ({x.role}, {x.agency})" for x in demo.logins()]
    return "\n".join(["", *lines, ""])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="manage.py", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")

    def command(name: str, act: Callable[[argparse.Namespace], object]) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=act.__doc__, description=act.__doc__)
        sub.set_defaults(run=act)
        return sub

    command("run", run).add_argument("--port", type=int, default=8000)
    for name, act in (
        ("work", work),
        ("migrate", migrate),
        ("set-webhook", set_webhook),
        ("rich-menu", rich_menu),
        ("retry-failed", retry_failed),
    ):
        command(name, act)
    agency = command("add-agency", add_agency)
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
    areas = command("import-areas", import_areas)
    areas.add_argument("file", type=Path)
    areas.add_argument("--dry-run", action="store_true", help="say what would be added")
    officer = command("add-officer", add_officer)
    officer.add_argument("username")
    officer.add_argument("name")
    officer.add_argument("--agency", required=True, help="the agency's code")
    officer.add_argument("--role", choices=[role.value for role in Role], default="officer")
    command("set-password", set_password).add_argument("username")
    command("officer-off", switch_officer_off).add_argument("username")
    traffy_file = command("import-traffy", import_traffy)
    traffy_file.add_argument("file", type=Path, help="CSV as Traffy exports it, or packed as .gz")
    traffy_file.add_argument("--agency", required=True, help="the code of the agency that owns it")
    traffy_file.add_argument("--dry-run", action="store_true", help="only read and compare")
    traffy_file.add_argument("--report", type=Path, metavar="FILE", help="CSV of what was wrong")
    traffy_file.add_argument("--language", choices=LANGUAGES, default="th")
    for name, act in (("ask", ask), ("categorise", categorise)):
        command(name, act).add_argument("--jsonl", action="store_true", required=True)
    learn = command("train-categories", train_categories)
    learn.add_argument("--agency", default="", help="the code of the agency whose tickets teach")
    learn.add_argument("--csv", type=Path, metavar="FILE", help="a Traffy export, not tickets")
    learn.add_argument("--dry-run", action="store_true", help="measure only")
    learn.add_argument("--shipped", action="store_true", help="go back to the shipped model")
    measure = command("eval", evaluate)
    measure.add_argument("--questions", type=Path, action="append", metavar="FILE")
    measure.add_argument("--complaints", type=Path, action="append", metavar="FILE")
    return parser


if __name__ == "__main__":
    sys.exit(main())
