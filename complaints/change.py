"""A move that somebody wants to make on a ticket, and who that is."""

from dataclasses import dataclass
from datetime import date

from complaints.closing.doubts import Doubt
from complaints.closing.requests import Approved
from complaints.lifecycle import Actor, HoldReason, Move, Status
from complaints.photos import NewPhoto
from complaints.tables import Ticket


@dataclass(frozen=True, slots=True)
class By:
    """Who makes a move: `id` as audit names them, such as "officer:7"."""

    side: Actor
    id: str
    agency_id: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A move with what it needs.

    `seen` is the status on which the person decided, `seen_agency_id` whose ticket it was then and
    `seen_officer_id` who worked on it, 0 for nobody; None where that does not matter.
    `asked_agency_id` is what was asked for where the ticket goes to the central desk instead.
    `override_reason` says why to close in spite of the gate's doubts, which `make_move` fills in;
    `approved` is set by complaints/closing/approval alone.
    """

    move: Move
    seen: Status
    note: str = ""
    photos: tuple[NewPhoto, ...] = ()
    no_photo_reason: str = ""
    hold_reason: HoldReason | None = None
    expected_on: date | None = None
    agency_id: int | None = None
    seen_agency_id: int | None = None
    seen_officer_id: int | None = None
    asked_agency_id: int | None = None
    override_reason: str = ""
    doubts: tuple[Doubt, ...] = ()
    approved: Approved | None = None

    def agency_seen_on(self, ticket: Ticket) -> int:
        """Return whose ticket it is taken to be."""
        return self.seen_agency_id or ticket.agency_id
