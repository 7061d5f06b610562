"""What a ticket's page says about closing it: doubts so far, photos kept, a word that waits."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from agencies.queries import officer_names
from agencies.tables import Officer
from complaints.closing.approval import may_decide
from complaints.closing.doubts import Doubt, from_json, words_of
from complaints.closing.gate import look
from complaints.closing.kept import list_kept, photo_of
from complaints.closing.requests import find_request
from complaints.closing.rules import approval_for
from complaints.closing.tables import Approval, ClosingRequest
from complaints.desk import Desk
from complaints.lifecycle import Actor, Move, moves_from
from complaints.parts import leads
from complaints.queries import list_attachments
from complaints.tables import Ticket
from dashboard import paths
from dashboard.ticket.photo_view import PhotoView, photo_view
from dashboard.wording import say


@dataclass(frozen=True, slots=True)
class KeptView:
    """A photo that was sent before and need not be sent again."""

    id: int
    thumb: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class RequestView:
    """An officer's word that it is done. `whose` yes it waits for, in words."""

    id: int
    by: str
    at: datetime
    note: str
    no_photo_reason: str
    photos: tuple[PhotoView, ...]
    doubts: tuple[str, ...]
    override_reason: str
    mine: bool
    may_decide: bool
    whose: str


@dataclass(frozen=True, slots=True)
class ClosingView:
    """`doubts` are what the gate would say now, with the kept photos; `asks` is whose yes the
    agency wants before the ticket counts as finished, "" for nobody's.
    """

    code: str
    kept: tuple[KeptView, ...]
    doubts: tuple[str, ...]
    asks: str
    request: RequestView | None


def load(
    session: Session, desk: Desk, officer: Officer, ticket: Ticket, now: datetime
) -> ClosingView:
    """Read it for an officer who may see the ticket."""
    request = find_request(session, ticket)
    asked = approval_for(session, ticket)
    kept = list_kept(session, ticket, officer.id or 0)
    closable = leads(officer, ticket) and Move.FINISH in moves_from(ticket.status, Actor.OFFICER)
    photos = [photo_of(row) for row in kept]
    doubts = look(session, desk, ticket, photos, now) if closable and request is None else ()
    return ClosingView(
        code=ticket.code,
        kept=tuple(
            KeptView(
                row.id or 0, paths.kept_photo(ticket.code, row.id or 0), photo.width, photo.height
            )
            for row, photo in zip(kept, photos, strict=True)
        ),
        doubts=_words(doubts),
        asks="" if asked is Approval.NOBODY else say(f"closing.whose.{_whose(ticket, asked)}"),
        request=_request(session, officer, ticket, request) if request else None,
    )


def _request(
    session: Session, officer: Officer, ticket: Ticket, request: ClosingRequest
) -> RequestView:
    number = int(request.asked_by.partition(":")[2])
    photos = [
        each for each in list_attachments(session, ticket) if each.event_id == request.event_id
    ]
    return RequestView(
        id=request.id or 0,
        by=officer_names(session, {number}).get(number, say("who.officer")),
        at=request.asked_at,
        note=request.note,
        no_photo_reason=request.no_photo_reason,
        photos=tuple(photo_view(ticket.code, each) for each in photos),
        doubts=_words(from_json(request.warnings)),
        override_reason=request.override_reason,
        mine=number == officer.id,
        may_decide=may_decide(session, officer, ticket, request),
        whose=say(f"closing.whose.{_whose(ticket, approval_for(session, ticket))}"),
    )


def _whose(ticket: Ticket, approval: Approval) -> str:
    if ticket.sealed:
        return "sealed"
    return Approval.COLLEAGUE if approval is Approval.NOBODY else approval


def _words(doubts: tuple[Doubt, ...]) -> tuple[str, ...]:
    return tuple(words_of(doubt) for doubt in doubts)
