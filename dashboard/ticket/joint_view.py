"""What a ticket's page says about the agencies that join in."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from agencies.queries import agency_names
from agencies.tables import Agency, Officer
from complaints.joint.lifecycle import PartMove, PartState, part_moves_from
from complaints.joint.parts import list_parts
from complaints.lifecycle import OPEN
from complaints.tables import Assignment, Ticket


@dataclass(frozen=True, slots=True)
class PartView:
    """One agency's part. `moves` are what this officer may do with it; `at` since when it is so."""

    agency_id: int
    agency: str
    state: PartState
    ended: bool
    invited_at: datetime
    at: datetime
    moves: tuple[PartMove, ...]


@dataclass(frozen=True, slots=True)
class JointView:
    """The parts, oldest first; `moving` where parts may change at all."""

    parts: tuple[PartView, ...]
    moving: bool
    invitable: tuple[Agency, ...]

    @property
    def mine(self) -> PartView | None:
        """The part of who looks at the page, where there is something to do with it."""
        return next((part for part in self.parts if part.moves), None)


def load(
    session: Session, officer: Officer, ticket: Ticket, others: tuple[Agency, ...]
) -> JointView:
    """Read it for an officer who may see the ticket; `others` are agencies that could join in."""
    parts = [part for part in list_parts(session, ticket) if part.agency_id != ticket.agency_id]
    names = agency_names(session, {part.agency_id for part in parts})
    moving = ticket.status in OPEN and ticket.main_id is None
    busy = {
        part.agency_id
        for part in parts
        if part.ended_at is None and part.state is not PartState.FINISHED
    }
    return JointView(
        parts=tuple(_part(part, names, officer, moving=moving) for part in parts),
        moving=moving,
        invitable=tuple(each for each in others if each.id not in busy),
    )


def _part(part: Assignment, names: dict[int, str], officer: Officer, *, moving: bool) -> PartView:
    own = part.agency_id == officer.agency_id and part.ended_at is None
    return PartView(
        agency_id=part.agency_id,
        agency=names.get(part.agency_id, ""),
        state=part.state,
        ended=part.ended_at is not None,
        invited_at=part.started_at,
        at=part.ended_at or part.finished_at or part.accepted_at or part.started_at,
        moves=part_moves_from(part.state) if own and moving else (),
    )
