"""Officers and their passwords."""

import argparse
import getpass
import sys

from agencies import logins
from agencies.contacts.ending import let_go
from agencies.passwords import hash_password
from agencies.queries import find_agency, find_officer, get_officer
from agencies.tables import Officer, Role
from commands.connections import OPERATOR, record, transaction
from commands.parser import Commands
from core.clock import utc_now


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
    password_hash = hash_password(_read_password())
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
            password_hash=password_hash,
            created_at=utc_now(),
        )
        session.add(officer)
        session.flush()
        record(session, "officer.added", f"officer:{officer.id}")
    print(f"added officer {chosen.username}")
    return 0


def set_password(chosen: argparse.Namespace) -> None:
    """Give an officer a new password and end their sessions; it is asked for, or read."""
    password_hash = hash_password(_read_password())
    with transaction() as session:
        officer = get_officer(session, chosen.username)
        officer.password_hash = password_hash
        logins.sign_out_everywhere(session, officer)
        record(session, "officer.password", f"officer:{officer.id}")
    print(f"new password for {chosen.username}")


def switch_officer_off(chosen: argparse.Namespace) -> None:
    """Let an officer no longer sign in; what they did stays on record."""
    with transaction() as session:
        officer = get_officer(session, chosen.username)
        officer.active = False
        logins.sign_out_everywhere(session, officer)
        let_go(session, officer.id or 0, OPERATOR, utc_now())
        record(session, "officer.off", f"officer:{officer.id}")
    print(f"{chosen.username} can no longer sign in")


def _read_password() -> str:
    return getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().strip()
