"""Citizens: found or made by their messenger id; consent, language, blocking."""

from datetime import datetime

from sqlmodel import Session, select

from complaints.codes import new_pseudonym
from complaints.tables import Reporter
from core.phrases import Language

CONSENT_VERSION = 1  # raised when the notice changes in a way people must agree to again


def get_reporter(session: Session, user_id: str, now: datetime) -> Reporter:
    """Return the reporter of this messenger id, made where there is none."""
    found = find_reporter(session, user_id)
    if found is not None:
        return found
    reporter = Reporter(user_id=user_id, pseudonym=new_pseudonym(), created_at=now)
    session.add(reporter)
    session.flush()
    return reporter


def find_reporter(session: Session, user_id: str) -> Reporter | None:
    """Return the reporter of this messenger id, or None."""
    return session.exec(select(Reporter).where(Reporter.user_id == user_id)).first()


def has_consented(reporter: Reporter) -> bool:
    """Tell whether the reporter agreed to the present notice."""
    return reporter.consent_version >= CONSENT_VERSION


def give_consent(reporter: Reporter, now: datetime) -> None:
    """Record that the reporter agreed to the present notice."""
    reporter.consent_version = CONSENT_VERSION
    reporter.consent_at = now


def language_of(reporter: Reporter | None) -> Language:
    """Return the language the reporter chose."""
    return "en" if reporter is not None and reporter.language == "en" else "th"
