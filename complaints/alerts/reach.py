"""By what an agency's officers can be told, read at once for all of them."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from sqlmodel import Session, col, select

from agencies.contacts.tables import LineAccount, MailAddress
from agencies.tables import Officer
from complaints.alerts.choices import UNCHOSEN, Choices, read_choices
from complaints.alerts.telling_tables import Channel, TellingChoice, Way

CHANNELS = {
    Way.LINE: frozenset({Channel.LINE}),
    Way.MAIL: frozenset({Channel.MAIL}),
    Way.BOTH: frozenset({Channel.LINE, Channel.MAIL}),
    Way.NONE: frozenset[Channel](),
}


@dataclass(frozen=True, slots=True)
class Listener:
    """An officer who can be told by at least one channel, and what they chose."""

    officer: Officer
    choices: Choices
    reached_by: Set[Channel]

    def channels_of(self, way: Way) -> Set[Channel]:
        """Return the channels of a way that lead to the officer: mail where no LINE is bound."""
        wished = CHANNELS[way]
        if Channel.LINE in wished and Channel.LINE not in self.reached_by:
            wished = wished | {Channel.MAIL}
        return wished & self.reached_by


def list_listeners(session: Session, agency_id: int) -> list[Listener]:
    """Return the active officers of the agency who can be told at all."""
    query = select(Officer).where(Officer.agency_id == agency_id, col(Officer.active).is_(True))
    return among(session, session.exec(query.order_by(col(Officer.id))).all())


def among(session: Session, officers: Sequence[Officer]) -> list[Listener]:
    """Return those of the officers who can be told at all."""
    ids = [officer.id for officer in officers]
    in_line = set(
        session.exec(select(LineAccount.officer_id).where(col(LineAccount.officer_id).in_(ids)))
    )
    by_mail = set(
        session.exec(
            select(MailAddress.officer_id).where(
                col(MailAddress.officer_id).in_(ids), col(MailAddress.confirmed_at).is_not(None)
            )
        )
    )
    chosen = select(TellingChoice).where(col(TellingChoice.officer_id).in_(ids))
    choices = {row.officer_id: read_choices(row) for row in session.exec(chosen)}
    return [
        Listener(
            officer, choices.get(officer.id or 0, UNCHOSEN), _reached(officer, in_line, by_mail)
        )
        for officer in officers
        if officer.id in in_line | by_mail
    ]


def _reached(officer: Officer, in_line: Set[int], by_mail: Set[int]) -> Set[Channel]:
    ways = {Channel.LINE: in_line, Channel.MAIL: by_mail}
    return frozenset(channel for channel, those in ways.items() if officer.id in those)
