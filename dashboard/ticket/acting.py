"""What every act on a ticket page has in common: one commit, and a form comes back as typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request, UploadFile
from sqlmodel import Session
from starlette.responses import RedirectResponse, Response

from agencies.tables import Officer
from complaints import queries
from complaints.change import By
from complaints.desk import Desk
from complaints.lifecycle import Actor
from complaints.parts import need_lead, takes_part
from complaints.photos import NewPhoto
from complaints.seen import Seen
from complaints.tables import Ticket
from core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from dashboard import paths
from dashboard.auth import SignedIn, Visitor
from dashboard.ticket.clash import SeenForm
from dashboard.ticket.forms import Problem, problem
from dashboard.ticket.page import ticket_page
from dashboard.ticket.typed import Kept
from dashboard.ticket.uploads import stored
from dashboard.wiring import Wired, Wiring

FIELD_OF = {  # where a reason of refusal is shown; what is not here concerns the whole page
    "officer_unfit": "officer_id",
    "tag_empty": "tag",
    "tag_long": "tag",
    "tags_many": "tag",
    "needs_words": "note",
    "words_long": "note",
    "note_long": "note",
    "note_gap": "note",
    "nobody_to_tell": "note",
    "needs_agency": "agency_id",
    "agency_not_sealed": "agency_id",
    "joint_already": "agency_id",
    "needs_note": "note",
    "photos_many": "photos",
    "photo_large": "photos",
    "photo_unreadable": "photos",
}


@dataclass(frozen=True, slots=True)
class Click:
    """What an act works with, inside its transaction."""

    session: Session
    desk: Desk
    officer: Officer
    ticket: Ticket
    seen: Seen
    photos: tuple[NewPhoto, ...]
    now: datetime

    @property
    def by(self) -> By:
        """The officer as moves and audit name them."""
        return By(Actor.OFFICER, f"officer:{self.officer.id}", self.officer.agency_id)

    def need_lead(self) -> None:
        """Raise NotAllowed where the ticket is another agency's to handle."""
        need_lead(self.officer, self.ticket)

    def need_part(self) -> None:
        """Raise NotAllowed where the officer's agency only may read the ticket."""
        if not takes_part(self.session, self.officer, self.ticket):
            raise NotAllowed(f"{self.officer.username} takes no part in {self.ticket.code}")


@dataclass(frozen=True, slots=True)
class Asked:
    """An act as it was asked for: on which ticket, on what was seen, with what typed."""

    request: Request
    wiring: Wiring
    visitor: Visitor
    code: str
    seen: Seen
    kept: Kept = field(default_factory=Kept)

    def typed(self, act: str, words: str = "", **values: str) -> "Asked":
        """Return it with the fields of that form; `words` is what would hurt to lose."""
        return replace(self, kept=Kept(act, values, words))


def _read_asked(
    request: Request, wiring: Wired, visitor: SignedIn, code: str, seen: SeenForm
) -> Asked:
    return Asked(request, wiring, visitor, code, seen)


AskedOn = Annotated[Asked, Depends(_read_asked)]


def carry_out(
    asked: Asked,
    act: Callable[[Click], object],
    done: str,
    uploads: Sequence[UploadFile] = (),
) -> Response:
    """Run the act in one commit and lead back to the ticket, which says `done`.

    Refused, the page comes back as typed (422); too late, it tells what has changed (409).

    Raises:
        NotFound: the ticket is out of sight (now); the page that says so gives back what was typed.
    """
    wiring, officer = asked.wiring, asked.visitor.officer
    try:
        if uploads:  # before any photo of a stranger is stored
            with wiring.database.reading() as session:
                queries.get_for_officer(session, officer, asked.code)
        with stored(wiring.files, uploads) as photos, wiring.database.transaction() as session:
            ticket = queries.get_for_officer(session, officer, asked.code)
            now = wiring.clock()
            act(Click(session, wiring.desk, officer, ticket, asked.seen, photos, now))
    except InvalidInput as error:
        return _page(asked, problem=problem(error, FIELD_OF))
    except Conflict:
        return _page(asked, clash=asked.seen)
    wiring.wake()
    return RedirectResponse(where_next(wiring, officer, asked.code, done), 303)


def where_next(wiring: Wiring, officer: Officer, code: str, done: str) -> str:
    """Return the ticket's address, or the queue's where it is out of this officer's sight now."""
    try:
        with wiring.database.reading() as session:
            queries.get_for_officer(session, officer, code)
    except NotFound:
        return paths.with_query(f"{paths.ROOT}/", done=done, code=code)
    return paths.ticket(code, done=done)


def _page(asked: Asked, *, problem: Problem | None = None, clash: Seen | None = None) -> Response:
    return ticket_page(
        asked.request,
        asked.wiring,
        asked.visitor,
        asked.code,
        problem=problem,
        kept=asked.kept,
        clash=clash,
    )
