"""Words for everybody: an officer reads them with the personal blotted out, edits, clears them."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from complaints.desk import subject
from complaints.erasure import WITHHELD
from complaints.publishing.tables import PublicText
from complaints.queries import list_events
from complaints.tables import EventKind, Ticket, TicketEvent
from core.errors import InvalidInput
from store import audit
from thai.masking import Masked, mask

DESCRIPTION = "description"
MOST = 4000  # characters
_OFFICER = "officer:"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a ticket that may be cleared: the report's, or what an officer told the citizen."""

    key: str
    source: str
    masked: Masked
    event: TicketEvent | None  # None: the report itself
    cleared: PublicText | None


def list_pieces(session: Session, ticket: Ticket) -> list[Piece]:
    """Return what may be cleared, the report first. None of a sealed ticket."""
    if ticket.sealed:
        return []
    cleared = {each.piece: each for each in _rows(session, [ticket.id or 0])}
    pieces = []
    for key, source, event in _sources(session, ticket):
        row = cleared.get(key)
        valid = row if row is not None and row.digest == _digest(source) else None
        pieces.append(Piece(key, source, mask(source), event, valid))
    return pieces


def clear(
    session: Session,
    ticket: Ticket,
    key: str,
    words: str,
    actor: str,
    now: datetime,
    *,
    although: bool = False,
) -> None:
    """Let everybody read these words for that piece.

    Raises:
        InvalidInput: the ticket is sealed ("sealed"), has no such piece ("no_piece"), the words are
            missing ("empty") or too many ("long"), or they still look personal ("personal") and it
            is not said that they may stay `although` they do.
    """
    if ticket.sealed:
        raise InvalidInput("sealed")
    words = words.replace("\r\n", "\n").replace("\0", "").strip()
    if not words:
        raise InvalidInput("empty")
    if len(words) > MOST:
        raise InvalidInput("long", most=MOST)
    source = _source(session, ticket, key)
    if mask(words).found and not although:
        raise InvalidInput("personal")
    _drop(session, ticket, key)
    session.add(
        PublicText(
            ticket_id=ticket.id or 0,
            piece=key,
            words=words,
            digest=_digest(source),
            cleared_by=actor,
            cleared_at=now,
        )
    )
    about = subject(ticket.id or 0)
    audit.record(session, at=now, actor=actor, action="text.cleared", subject=about, piece=key)


def take_back(session: Session, ticket: Ticket, key: str, actor: str, now: datetime) -> None:
    """Let nobody read that piece any more; no error where nobody could."""
    if _drop(session, ticket, key):
        about = subject(ticket.id or 0)
        audit.record(session, at=now, actor=actor, action="text.withheld", subject=about, piece=key)


def words_of(session: Session, ticket: Ticket) -> Mapping[str, str]:
    """Return {piece: its cleared words} of a ticket that is public."""
    return {each.key: each.cleared.words for each in list_pieces(session, ticket) if each.cleared}


def descriptions_of(session: Session, tickets: Collection[Ticket]) -> Mapping[int, str]:
    """Return {ticket id: the cleared words of the report}, for those that have them."""
    sources = {each.id or 0: each.description for each in tickets if not each.sealed}
    return cleared_descriptions(session, sources)


def cleared_descriptions(session: Session, sources: Mapping[int, str]) -> Mapping[int, str]:
    """Return the same of {ticket id: the report's own words}."""
    query = select(PublicText).where(
        col(PublicText.ticket_id).in_(sources), PublicText.piece == DESCRIPTION
    )
    return {
        each.ticket_id: each.words
        for each in session.exec(query)
        if each.digest == _digest(sources[each.ticket_id])
    }


def forget_outdated(session: Session, limit: int) -> int:
    """Delete so many cleared words of reports whose own were taken back. Returns how many."""
    query = (
        select(PublicText)
        .join(Ticket, col(Ticket.id) == col(PublicText.ticket_id))
        .where(
            PublicText.piece == DESCRIPTION,
            col(Ticket.description).contains(WITHHELD, autoescape=True),
        )
    )
    gone = 0
    # The limit is of those deleted: a person may have written such a dash, too.
    for row in session.exec(query).all():
        ticket = session.get_one(Ticket, row.ticket_id)
        if gone < limit and row.digest != _digest(ticket.description):
            session.delete(row)
            gone += 1
    return gone


def _sources(session: Session, ticket: Ticket) -> list[tuple[str, str, TicketEvent | None]]:
    told: list[tuple[str, str, TicketEvent | None]] = []
    if ticket.description.strip():
        told.append((DESCRIPTION, ticket.description, None))
    for event in list_events(session, ticket):
        by_officer = event.kind is EventKind.MOVED and event.actor.startswith(_OFFICER)
        if by_officer and event.note.strip():
            told.append((f"event:{event.id}", event.note, event))
    return told


def _source(session: Session, ticket: Ticket, key: str) -> str:
    for each, source, _ in _sources(session, ticket):
        if each == key:
            return source
    raise InvalidInput("no_piece")


def _rows(session: Session, ticket_ids: Collection[int]) -> list[PublicText]:
    return list(session.exec(select(PublicText).where(col(PublicText.ticket_id).in_(ticket_ids))))


def _drop(session: Session, ticket: Ticket, key: str) -> bool:
    rows = [each for each in _rows(session, [ticket.id or 0]) if each.piece == key]
    for row in rows:
        session.delete(row)
    session.flush()
    return bool(rows)


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()
