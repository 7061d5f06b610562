"""What managers change about officers: invite, correct, switch on and off; all of it on record.

agencies/permissions holds the table of who may give which role. Nobody manages themselves, so no
administrator can lock themselves out; `_keep_an_administrator` sees to the rest.
"""

import re
from dataclasses import dataclass

from sqlmodel import Session, col, select

from agencies import logins
from agencies.changes import By, check_name
from agencies.contacts.ending import let_go
from agencies.permissions import may_give, may_manage
from agencies.queries import find_officer, is_agency
from agencies.sign_in import links, second_factor
from agencies.sign_in.tables import Purpose
from agencies.tables import Officer, Role
from core.errors import InvalidInput, NotAllowed
from core.gathering import Gathered
from store import audit

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._@+-]{2,79}")
LONGEST_NAME, LONGEST_SIGN_ON_NAME = 120, 254  # characters


@dataclass(frozen=True, slots=True)
class Profile:
    """What a manager writes down of an officer. `sign_on_name` is "" where they have none."""

    name: str
    role: Role
    agency_id: int
    sign_on_name: str = ""


def invite(session: Session, manager: Officer, username: str, profile: Profile, by: By) -> Officer:
    """Add an officer who has no password yet; `links.make_link` makes what they set it by.

    Raises:
        NotAllowed: the manager may not give this role in this agency.
        InvalidInput: as `check_words`, or "agency_unknown".
    """
    check_words(session, profile.name, profile.sign_on_name, username)
    officer = Officer(
        agency_id=profile.agency_id,
        username=_username(username),
        name=check_name(profile.name, LONGEST_NAME),
        role=profile.role,
        password_hash="",
        created_at=by.now,
        sign_on_name=_sign_on_name(session, profile.sign_on_name, None),
    )
    _check_gift(session, manager, profile)
    session.add(officer)
    session.flush()
    _record(session, by, "officer.invited", officer, role=profile.role)
    return officer


def check_words(
    session: Session,
    name: str,
    sign_on_name: str,
    username: str | None = None,
    officer_id: int | None = None,
) -> None:
    """Refuse what cannot be written down of an officer; a `username` where they are to get one.

    Raises:
        InvalidInput: all that is wrong of "name_needed", "name_long", "sign_on_name_taken",
            "sign_on_name_long", "username_shape" and "username_taken".
    """
    wrong = Gathered()
    with wrong.noted():
        check_name(name, LONGEST_NAME)
    with wrong.noted():
        _sign_on_name(session, sign_on_name, officer_id)
    with wrong.noted():
        if username is not None and find_officer(session, _username(username)) is not None:
            raise InvalidInput("username_taken")
    wrong.tell()


def change(session: Session, manager: Officer, officer: Officer, to: Profile, by: By) -> bool:
    """Correct an officer; with another agency or role their sessions end.

    Returns:
        Whether they left their agency or the work on tickets: their tickets are to be given back.

    Raises:
        NotAllowed: the manager may not manage them, or not give this role in this agency.
        InvalidInput: as `check_words`, "agency_unknown" or "last_administrator".
    """
    _check_manager(manager, officer)
    _check_gift(session, manager, to)
    check_words(session, to.name, to.sign_on_name, officer_id=officer.id)
    before = Profile(officer.name, officer.role, officer.agency_id, officer.sign_on_name or "")
    if before.role is Role.ADMINISTRATOR and to.role is not Role.ADMINISTRATOR:
        _keep_an_administrator(session, officer)
    sign_on_name = _sign_on_name(session, to.sign_on_name, officer.id)
    if sign_on_name != officer.sign_on_name:
        officer.sign_on_name, officer.sign_on_subject = sign_on_name, None
    officer.name = check_name(to.name, LONGEST_NAME)
    officer.role, officer.agency_id = to.role, to.agency_id
    session.add(officer)
    moved = (before.role, before.agency_id) != (to.role, to.agency_id)
    if moved:
        logins.sign_out_everywhere(session, officer)
    _record(session, by, "officer.changed", officer, before=_told(before), after=_told(to))
    return moved


def switch(session: Session, manager: Officer, officer: Officer, by: By, *, active: bool) -> None:
    """Let an officer in, or no more: their sessions end at once and their links are worthless.

    Raises:
        NotAllowed: the manager may not manage them.
        InvalidInput: it is the last administrator ("last_administrator").
    """
    _check_manager(manager, officer)
    if not active:
        shut_out(session, officer, by)
        return
    officer.active = True
    session.add(officer)
    _record(session, by, "officer.on", officer)


def shut_out(session: Session, officer: Officer, by: By) -> None:
    """Let an officer no longer in, and reach them no more. Raises InvalidInput as `switch`."""
    if officer.role is Role.ADMINISTRATOR:
        _keep_an_administrator(session, officer)
    officer.active = False
    session.add(officer)
    logins.sign_out_everywhere(session, officer)
    links.take_back(session, officer.id or 0, by.now)
    let_go(session, officer.id or 0, by.actor, by.now)
    _record(session, by, "officer.off", officer)


def make_link(session: Session, manager: Officer, officer: Officer, by: By) -> str:
    """Return the token of a link by which the officer sets a (new) password.

    Raises:
        NotAllowed: the manager may not manage them.
        InvalidInput: the officer is switched off ("officer_off").
    """
    _check_manager(manager, officer)
    if not officer.active:
        raise InvalidInput("officer_off")
    purpose = Purpose.RESET if officer.password_hash else Purpose.INVITATION
    return links.make_link(session, officer, purpose, by)


def end_sessions(session: Session, manager: Officer, officer: Officer, by: By) -> None:
    """Sign an officer out everywhere. Raises NotAllowed."""
    _check_manager(manager, officer)
    logins.sign_out_everywhere(session, officer)
    _record(session, by, "officer.sessions_ended", officer)


def reset_second_step(session: Session, manager: Officer, officer: Officer, by: By) -> None:
    """Take an officer's authenticator away, lost or not; their sessions end. Raises NotAllowed."""
    _check_manager(manager, officer)
    second_factor.remove(session, officer.id or 0)
    logins.sign_out_everywhere(session, officer)
    _record(session, by, "officer.second_step_reset", officer)


def _check_manager(manager: Officer, officer: Officer) -> None:
    if not may_manage(manager, officer):
        raise NotAllowed(f"{manager.role} may not manage {officer.role} {officer.username}")


def _check_gift(session: Session, manager: Officer, profile: Profile) -> None:
    if not may_give(manager, profile.role, profile.agency_id):
        raise NotAllowed(f"{manager.role} may not give {profile.role}")
    if not is_agency(session, profile.agency_id):
        raise InvalidInput("agency_unknown")


def _keep_an_administrator(session: Session, leaving: Officer) -> None:
    # Locked in one order, so that two administrators who dismiss each other wait for each other.
    query = select(Officer.id).where(
        Officer.role == Role.ADMINISTRATOR, col(Officer.active).is_(True)
    )
    administrators = session.exec(query.order_by(col(Officer.id)).with_for_update()).all()
    if not set(administrators) - {leaving.id}:
        raise InvalidInput("last_administrator")


def _username(typed: str) -> str:
    username = typed.strip().lower()
    if not _USERNAME.fullmatch(username):
        raise InvalidInput("username_shape")
    return username


def _sign_on_name(session: Session, typed: str, officer_id: int | None) -> str | None:
    name = typed.strip().lower()
    if not name:
        return None
    if len(name) > LONGEST_SIGN_ON_NAME:
        raise InvalidInput("sign_on_name_long", most=LONGEST_SIGN_ON_NAME)
    holder = session.exec(select(Officer.id).where(Officer.sign_on_name == name)).first()
    if holder not in {None, officer_id}:
        raise InvalidInput("sign_on_name_taken")
    return name


def _told(profile: Profile) -> dict[str, object]:
    return {"name": profile.name, "role": profile.role.value, "agency_id": profile.agency_id}


def _record(session: Session, by: By, action: str, officer: Officer, **detail: object) -> None:
    subject = f"officer:{officer.id}"
    audit.record(session, at=by.now, actor=by.actor, action=action, subject=subject, **detail)
