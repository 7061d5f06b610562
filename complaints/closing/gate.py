"""What speaks against closing a ticket now: gathers the facts, and judges them.

    doubts = look(session, desk, ticket, photos, now)

`make_move` looks again in its own transaction, so nothing is closed on yesterday's facts, and
waits for its turn there: two officers of one agency who close with the same photo at once come
one after the other.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, union_all
from sqlmodel import Session, col, or_, select

from agencies.coordinates import Point, read_point
from agencies.tables import Agency
from complaints.closing.doubts import FAR, Doubt, Facts, PhotoFacts, judge
from complaints.closing.hashes import (
    NEAR_FINE_BITS,
    SCENE_FINE_BITS,
    bands,
    is_plain,
    is_same,
    near_bands,
)
from complaints.desk import Desk
from complaints.lifecycle import Move
from complaints.photos import NewPhoto
from complaints.tables import (
    Assignment,
    AssignmentRole,
    Attachment,
    AttachmentKind,
    Ticket,
    TicketEvent,
)

BANDS = (Attachment.band_1, Attachment.band_2, Attachment.band_3, Attachment.band_4)
MOST_COMPARED = 50_000  # photos; where more share a band with one, it tells nothing


def look(
    session: Session, desk: Desk, ticket: Ticket, photos: Sequence[NewPhoto], now: datetime
) -> tuple[Doubt, ...]:
    """Return what speaks against closing the ticket with these photos as the proof."""
    return judge(_gather(session, desk, ticket, photos, now))


def wait_for_turn(session: Session, ticket: Ticket) -> None:
    """Let no other ticket of the agency be closed until this transaction ends."""
    # Weaker than FOR UPDATE: who only refers to the agency need not wait.
    query = select(Agency.id).where(Agency.id == ticket.agency_id)
    session.exec(query.with_for_update(key_share=True)).one()


def _gather(
    session: Session, desk: Desk, ticket: Ticket, photos: Sequence[NewPhoto], now: datetime
) -> Facts:
    reopened_at = _reopened_at(session, ticket)
    since = reopened_at or ticket.created_at
    radius = desk.catalog.get(ticket.category).duplicate_radius_m
    own = session.exec(select(Attachment).where(Attachment.ticket_id == ticket.id)).all()
    reported = [each for each in own if each.kind is AttachmentKind.REPORT]
    spent = [
        each
        for each in own
        if each.kind is AttachmentKind.AFTER and reopened_at and each.created_at < reopened_at
    ]
    pin = read_point(ticket.latitude, ticket.longitude)
    return Facts(
        now=now,
        problem_since=since,
        work_since=max(since, _accepted_at(session, ticket) or since),
        far=max(FAR, radius) if radius else None,
        photos=tuple(
            PhotoFacts(
                taken_at=photo.taken_at,
                metres=_metres(pin, photo),
                same_as_report=any(_is_one(photo, each) for each in reported),
                used_before=any(_is_one(photo, each) for each in spent),
                elsewhere=_find_elsewhere(session, ticket, photo),
            )
            for photo in photos
        ),
    )


def _reopened_at(session: Session, ticket: Ticket) -> datetime | None:
    if not ticket.reopened_count:
        return None
    query = select(TicketEvent.at).where(
        TicketEvent.ticket_id == ticket.id, TicketEvent.move == Move.REOPEN
    )
    return session.exec(query.order_by(col(TicketEvent.id).desc())).first()


def _accepted_at(session: Session, ticket: Ticket) -> datetime | None:
    query = select(Assignment.accepted_at).where(
        Assignment.ticket_id == ticket.id,
        Assignment.role == AssignmentRole.LEAD,
        col(Assignment.ended_at).is_(None),
    )
    return session.exec(query).first()


def _metres(pin: Point | None, photo: NewPhoto) -> float | None:
    taken = read_point(photo.latitude, photo.longitude)
    return pin.metres_to(taken) if pin and taken else None


def _find_elsewhere(session: Session, ticket: Ticket, photo: NewPhoto) -> str | None:
    """Return the number of another problem's ticket that has the photo, "" for a foreign one."""
    found = {each.ticket_id for each in _alike(session, photo) if _is_one(photo, each)}
    if not found:
        return None
    query = select(Ticket).where(col(Ticket.id).in_(found), *_of_another_problem(ticket))
    others = session.exec(query.order_by(col(Ticket.id).desc())).all()
    if not others:
        return None
    return next((each.code for each in others if each.agency_id == ticket.agency_id), "")


def _of_another_problem(ticket: Ticket) -> Iterable[ColumnElement[bool]]:
    main = ticket.main_id or ticket.id
    yield col(Ticket.id) != main
    yield or_(col(Ticket.main_id).is_(None), col(Ticket.main_id) != main)
    if not ticket.sealed:  # not even that there is one
        yield col(Ticket.sealed).is_(False)


class _Known(NamedTuple):
    """A photo of some ticket, by its hashes."""

    ticket_id: int
    kind: AttachmentKind
    sha256: str
    phash: str
    fine_hash: str


def _is_one(photo: NewPhoto, other: Attachment | _Known) -> bool:
    report = other.kind == AttachmentKind.REPORT
    return is_same(photo, other, SCENE_FINE_BITS if report else NEAR_FINE_BITS)


def _alike(session: Session, photo: NewPhoto) -> Iterator[_Known]:
    """Yield the photos whose hash may be near, found by its bands."""
    columns = [getattr(Attachment, name) for name in _Known._fields]
    found = session.exec(select(*columns).where(_may_be(photo)).limit(MOST_COMPARED))
    return (_Known(*each) for each in found)


def _may_be(photo: NewPhoto) -> ColumnElement[bool]:
    pairs = list(zip(map(col, BANDS), bands(photo.phash), strict=True))
    if is_plain(photo.phash):
        return and_(col(Attachment.sha256) == photo.sha256, *(each == band for each, band in pairs))
    # One statement for each band: so every database takes the index of each.
    ids = [select(Attachment.id).where(each.in_(near_bands(band))) for each, band in pairs]
    return col(Attachment.id).in_(union_all(*ids))
