"""The panel as plain data."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from agencies.permissions import may_work
from agencies.tables import Officer
from complaints import queries
from complaints.parts import leads
from complaints.publishing.texts import MOST, Piece, list_pieces
from complaints.tables import AttachmentKind
from dashboard import paths
from dashboard.wording import say


@dataclass(frozen=True, slots=True)
class PieceView:
    """Words that may be cleared: `proposed` begins the form, `found` is what was blotted out."""

    key: str
    number: int
    title: str
    at: datetime | None
    source: str
    proposed: str
    found: tuple[str, ...]
    cleared_at: datetime | None


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A photo that may be cleared."""

    id: int
    about: str
    thumb: str
    address: str
    cleared: bool


@dataclass(frozen=True, slots=True)
class PublishingView:
    """Everything on the panel."""

    code: str
    sealed: bool
    may_change: bool
    pieces: tuple[PieceView, ...]
    photos: tuple[PhotoView, ...]
    most: int = MOST

    @property
    def public(self) -> int:
        """How many words and photos everybody may see."""
        words = sum(each.cleared_at is not None for each in self.pieces)
        return words + sum(each.cleared for each in self.photos)


def load(session: Session, officer: Officer, code: str) -> PublishingView:
    """Read the panel of a ticket this officer may know of. Raises NotFound."""
    ticket = queries.get_for_officer(session, officer, code)
    photos = [] if ticket.sealed else queries.list_attachments(session, ticket)
    return PublishingView(
        code=ticket.code,
        sealed=ticket.sealed,
        may_change=may_work(officer) and leads(officer, ticket),
        pieces=tuple(
            _piece(each, number) for number, each in enumerate(list_pieces(session, ticket))
        ),
        photos=tuple(
            PhotoView(
                id=each.id or 0,
                about=say(f"publishing.photo.{AttachmentKind(each.kind).value}"),
                thumb=paths.photo(ticket.code, each.id or 0, thumb=True),
                address=paths.photo(ticket.code, each.id or 0),
                cleared=each.cleared_at is not None,
            )
            for each in photos
        ),
    )


def _piece(piece: Piece, number: int) -> PieceView:
    event = piece.event
    return PieceView(
        key=piece.key,
        number=number,
        title=say("publishing.note" if event else "publishing.description"),
        at=event.at if event else None,
        source=piece.source,
        proposed=piece.cleared.words if piece.cleared else piece.masked.text,
        found=tuple(say(f"publishing.found.{kind.value}") for kind in piece.masked.found),
        cleared_at=piece.cleared.cleared_at if piece.cleared else None,
    )
