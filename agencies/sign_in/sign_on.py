"""Who somebody is that the ministry's sign-on vouches for: only an officer we already have."""

import hashlib
from dataclasses import dataclass

from sqlmodel import Session, col, select

from agencies.tables import Officer


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom the provider vouches for: its key for them, and names it has proved, in lower case."""

    issuer: str
    subject: str
    names: tuple[str, ...]

    @property
    def key(self) -> str:
        """What we keep of the provider's key: the same person at the same provider, always."""
        return hashlib.sha256(f"{self.issuer}\n{self.subject}".encode()).hexdigest()


def recognise(session: Session, identity: Identity) -> Officer | None:
    """Return the active officer this is, or None.

    The first time they are known by the name a manager wrote down; from then on by the provider's
    key alone, so that whoever is given the name of one who left is not taken for them.
    """
    known = select(Officer).where(Officer.sign_on_subject == identity.key)
    officer = session.exec(known).first()
    if officer is None:
        named = select(Officer).where(
            col(Officer.sign_on_name).in_(identity.names), col(Officer.sign_on_subject).is_(None)
        )
        officer = session.exec(named.order_by(col(Officer.id))).first()
        if officer is not None and officer.active:
            officer.sign_on_subject = identity.key
            session.add(officer)
    return officer if officer is not None and officer.active else None
