"""What the page of one's own keys shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import segno
from sqlmodel import Session

from agencies import logins
from agencies.sign_in import second_factor
from agencies.tables import Door, OfficerSession
from dashboard.auth import Visitor
from dashboard.security.browsers import browser_words


@dataclass(frozen=True, slots=True)
class SessionRow:
    """An open session: since when, whence; `here` is the one that looks."""

    since: datetime
    until: datetime
    address: str
    browser: str
    door: Door
    here: bool


@dataclass(frozen=True, slots=True)
class SecurityView:
    """Everything on the page. `must` tells that the role asks for a second step."""

    has_password: bool
    second_step: bool
    must: bool
    codes_left: int
    sessions: tuple[SessionRow, ...]


def load(
    session: Session, visitor: Visitor, token: str, now: datetime, *, must: bool
) -> SecurityView:
    """Read one's own page."""
    officer_id = visitor.officer.id or 0
    here = logins.find_session(session, token, now)
    return SecurityView(
        has_password=bool(visitor.officer.password_hash),
        second_step=second_factor.is_on(session, officer_id),
        must=must,
        codes_left=second_factor.count_recovery_codes(session, officer_id),
        sessions=session_rows(logins.list_sessions(session, officer_id, now), here),
    )


def session_rows(
    sessions: Sequence[OfficerSession], here: OfficerSession | None = None
) -> tuple[SessionRow, ...]:
    """Return open sessions as a page lists them."""
    return tuple(
        SessionRow(
            each.created_at,
            each.expires_at,
            each.address,
            browser_words(each.browser),
            each.door,
            here is not None and each.id == here.id,
        )
        for each in sessions
    )


def qr_svg(address: str) -> str:
    """Return the QR code of an address as SVG, to stand in a page; it takes the text's colour."""
    code = segno.make(address, error="m", micro=False)
    return code.svg_inline(scale=5, border=4, dark="#000", light="#fff", omitsize=True)
