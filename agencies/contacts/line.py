"""Officers' LINE accounts: bound by a code, let go from either side."""

from datetime import datetime

from sqlmodel import Session, col, delete, select

from agencies.contacts import codes
from agencies.contacts.tables import LineAccount
from agencies.queries import name_order
from agencies.tables import Officer
from core.errors import InvalidInput
from store import audit


def bind(session: Session, code: str, user_id: str, now: datetime) -> Officer:
    """Bind the LINE account to the officer who asked for the code, in place of a former one.

    Raises:
        InvalidInput: the code is not good ("code_unknown", "code_guessed"), or the account is
            another officer's ("account_taken").
    """
    owner = find_officer(session, user_id)
    officer, _ = codes.redeem(session, code, user_id, now, for_group=False)
    assert officer.id is not None
    if owner is not None and owner.id != officer.id:
        raise InvalidInput("account_taken", name=owner.name)
    session.connection().execute(
        delete(LineAccount).where(
            (col(LineAccount.officer_id) == officer.id) | (col(LineAccount.user_id) == user_id)
        )
    )
    session.add(LineAccount(officer_id=officer.id, user_id=user_id, bound_at=now))
    session.flush()
    _record(session, "officer.line_bound", officer.id, f"officer:{officer.id}", now)
    return officer


def unbind(session: Session, officer_id: int, actor: str, now: datetime) -> bool:
    """Let the officer's LINE account go. Returns whether there was one."""
    account = find_account(session, officer_id)
    if account is None:
        return False
    session.delete(account)
    session.flush()
    _record(session, "officer.line_unbound", officer_id, actor, now)
    return True


def unbind_account(session: Session, user_id: str, now: datetime) -> bool:
    """Let go whichever officer this LINE account is bound to: it was said there, or it is gone."""
    account = session.exec(select(LineAccount).where(LineAccount.user_id == user_id)).first()
    if account is None:
        return False
    return unbind(session, account.officer_id, f"officer:{account.officer_id}", now)


def find_officer(session: Session, user_id: str) -> Officer | None:
    """Return the active officer whose LINE account this is, or None."""
    query = (
        select(Officer)
        .join(LineAccount, col(LineAccount.officer_id) == col(Officer.id))
        .where(LineAccount.user_id == user_id, col(Officer.active).is_(True))
    )
    return session.exec(query).first()


def find_account(session: Session, officer_id: int) -> LineAccount | None:
    """Return the officer's LINE account, or None."""
    query = select(LineAccount).where(LineAccount.officer_id == officer_id)
    return session.exec(query).first()


def list_accounts(session: Session, agency_id: int) -> list[tuple[Officer, LineAccount]]:
    """Return the agency's bound officers with their accounts, by name."""
    query = (
        select(Officer, LineAccount)
        .join(LineAccount, col(LineAccount.officer_id) == col(Officer.id))
        .where(Officer.agency_id == agency_id, col(Officer.active).is_(True))
    )
    found = [(officer, account) for officer, account in session.exec(query)]
    return sorted(found, key=lambda each: name_order(each[0]))


def _record(session: Session, action: str, officer_id: int, actor: str, now: datetime) -> None:
    audit.record(session, at=now, actor=actor, action=action, subject=f"officer:{officer_id}")
