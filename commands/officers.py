"""Officers and their passwords."""

import argparse
import getpass
import sys

from agencies import logins, officers
from agencies.changes import By
from agencies.password_rules import check_password, words_about
from agencies.passwords import hash_password
from agencies.queries import find_agency, find_officer, get_agency, get_officer
from agencies.tables import Agency, Officer, Role
from commands.connections import OPERATOR, record, transaction
from commands.parser import Commands
from complaints.assigning import release_all
from complaints.change import By as Mover
from complaints.lifecycle import Actor
from core.clock import utc_now
from core.errors import InvalidInput
from dashboard.wording import say


def add_to(commands: Commands) -> None:
    """Put in these commands."""
    officer = commands.add("add-officer", add_officer)
    officer.add_argument("username")
    officer.add_argument("name")
    officer.add_argument("--agency", required=True, help="the agency's code")
    officer.add_argument("--role", choices=[role.value for role in Role], default="officer")
    commands.add("set-password", set_password).add_argument("username")
    commands.add("officer-off", switch_officer_off).add_argument("username")


def add_officer(chosen: argparse.Namespace) -> int:
    """Add an officer; the password is asked for, or read from standard input."""
    password = _read_password()
    with transaction() as session:
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
            password_hash="",
            created_at=utc_now(),
        )
        if not _give_password(officer, agency, password):
            return 1
        session.add(officer)
        session.flush()
        record(session, "officer.added", f"officer:{officer.id}")
    print(f"added officer {chosen.username}")
    return 0


def set_password(chosen: argparse.Namespace) -> int:
    """Give an officer a new password and end their sessions; it is asked for, or read."""
    password = _read_password()
    with transaction() as session:
        officer = get_officer(session, chosen.username)
        if not _give_password(officer, get_agency(session, officer.agency_id), password):
            return 1
        session.add(officer)
        logins.sign_out_everywhere(session, officer)
        logins.forget_failures(session, officer)
        record(session, "officer.password", f"officer:{officer.id}")
    print(f"new password for {chosen.username}")
    return 0


def switch_officer_off(chosen: argparse.Namespace) -> int:
    """Let an officer no longer sign in; what they did stays on record, their tickets are free."""
    now = utc_now()
    with transaction() as session:
        officer = get_officer(session, chosen.username)
        try:
            officers.shut_out(session, officer, By(OPERATOR, now))
        except InvalidInput as error:
            _explain(error)
            return 1
        release_all(session, officer.id or 0, Mover(Actor.OFFICER, OPERATOR), now)
    print(f"{chosen.username} can no longer sign in")
    return 0


def _give_password(officer: Officer, agency: Agency, password: str) -> bool:
    try:
        check_password(password, words_about(officer, agency))
    except InvalidInput as error:
        _explain(error)
        return False
    officer.password_hash = hash_password(password)
    return True


def _explain(error: InvalidInput) -> None:
    words = say(f"officers.problem.{error.reason}", **error.values)
    print(f"error: {words}", file=sys.stderr)


def _read_password() -> str:
    return getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().strip()
