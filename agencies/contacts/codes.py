"""One-time codes that an officer reads on the dashboard and types in LINE."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, delete, select

from agencies.contacts import throttle
from agencies.contacts.tables import LinkCode
from agencies.tables import Agency, Officer
from core.errors import InvalidInput
from store import audit

LIFE = timedelta(minutes=10)
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without I, O, 0 and 1
LENGTH = 8  # 40 bits: at so few guesses in so short a time nobody comes near
MOST_ASKED = 6  # codes within the window, by one officer
MOST_GUESSED = 6  # wrong codes within the window, by one LINE account
_ORDER = r"(?:ผูก|เชื่อม|bind|link)\S*"
_PART = rf"([{ALPHABET}]{{4}})"
_CODE = re.compile(rf"({_ORDER})?\s*{_PART}([-\s]?){_PART}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Typed:
    """What may be a code; `surely` where nothing else can be meant."""

    code: str
    surely: bool


def issue(session: Session, officer: Officer, now: datetime, agency: Agency | None = None) -> str:
    """Return a new code such as "K7MQ-2XPD": for the officer, or for groups of that agency.

    It is kept nowhere, lives for LIFE and makes the officer's former one of its kind worthless.

    Raises:
        InvalidInput: too many were asked for ("codes_many").
    """
    subject = f"code:{officer.id}"
    if not throttle.is_open(session, subject, MOST_ASKED, now):
        raise InvalidInput("codes_many")
    throttle.count(session, subject, now)
    agency_id = agency.id if agency else None
    _forget_former(session, officer.id or 0, agency_id)
    plain = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    session.add(
        LinkCode(
            code_hash=_hash(plain),
            officer_id=officer.id or 0,
            agency_id=agency_id,
            created_at=now,
            expires_at=now + LIFE,
        )
    )
    action = "officer.group_code" if agency else "officer.line_code"
    by = f"officer:{officer.id}"
    audit.record(session, at=now, actor=by, action=action, subject=by)
    return f"{plain[:4]}-{plain[4:]}"


def read_typed(text: str) -> Typed | None:
    """Return the code that the whole text is, with or without an order before it, or None."""
    found = _CODE.fullmatch(text.strip())
    if found is None:
        return None
    order, first, hyphen, second = found.groups()
    return Typed(f"{first}{second}".upper(), surely=bool(order or hyphen == "-"))


def redeem(
    session: Session, code: str, user_id: str, now: datetime, *, for_group: bool
) -> tuple[Officer, int | None]:
    """Use a code up. Returns the active officer who asked for it, and the agency of a group code.

    Raises:
        InvalidInput: too many wrong ones were typed ("code_guessed"), or it is unknown, used, too
            old, or of the other kind ("code_unknown").
    """
    subject = f"link:{user_id}"
    if not throttle.is_open(session, subject, MOST_GUESSED, now):
        raise InvalidInput("code_guessed")
    found = _find(session, code, now)
    if found is None or (found[0].agency_id is not None) is not for_group:
        throttle.count(session, subject, now)
        raise InvalidInput("code_unknown")
    row, officer = found
    session.delete(row)
    return officer, row.agency_id


def forget_codes(session: Session, officer_id: int) -> None:
    """Make an officer's codes worthless, of both kinds."""
    session.connection().execute(delete(LinkCode).where(col(LinkCode.officer_id) == officer_id))


def purge(session: Session, now: datetime) -> None:
    """Delete codes whose time is over."""
    session.connection().execute(delete(LinkCode).where(col(LinkCode.expires_at) <= now))


def _forget_former(session: Session, officer_id: int, agency_id: int | None) -> None:
    own = col(LinkCode.officer_id) == officer_id
    same_kind = col(LinkCode.agency_id).is_not_distinct_from(agency_id)
    session.connection().execute(delete(LinkCode).where(own, same_kind))


def _find(session: Session, code: str, now: datetime) -> tuple[LinkCode, Officer] | None:
    query = (
        select(LinkCode, Officer)
        .join(Officer, col(Officer.id) == col(LinkCode.officer_id))
        .where(
            LinkCode.code_hash == _hash(code),
            col(LinkCode.expires_at) > now,
            col(Officer.active).is_(True),
        )
        .with_for_update(of=LinkCode)
    )
    return session.exec(query).first()


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
