"""The panel "one problem?" of a ticket as plain data."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from agencies.permissions import may_work
from agencies.tables import Officer
from categories.catalog import Category
from complaints import queries
from complaints.desk import Desk
from complaints.duplicates.judged import judged_different
from complaints.duplicates.search import Match, find_for_officer
from complaints.groups.members import children_of, count_people, main_of
from complaints.lifecycle import OPEN, Status
from complaints.parts import leads
from complaints.tables import Attachment, AttachmentKind, Ticket
from dashboard import paths
from dashboard.wording import say

MOST_SHARED = 4  # words that stand in both, as a reason
MOST_SURE = 99  # percent: only people know for certain


@dataclass(frozen=True, slots=True)
class Member:
    """A ticket of the group, or one that may belong to it."""

    code: str
    address: str
    category: Category
    status: Status
    created_at: datetime
    description: str
    thumb: str
    leads: bool


@dataclass(frozen=True, slots=True)
class Likely:
    """A ticket that may tell of the same problem, and why. `percent` is the likelihood."""

    member: Member
    percent: int
    distance: str
    reasons: tuple[str, ...]
    can_be_under: bool  # that one under this
    can_be_over: bool  # this one under that
    reporter_says_no: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """Everything of the panel. `main` is set where this ticket is a child."""

    code: str
    sealed: bool
    may_change: bool
    people: int
    main: Member | None
    children: tuple[Member, ...]
    likely: tuple[Likely, ...]
    apart: tuple[Member, ...]
    photo: str
    photo_cleared: bool


def load(session: Session, desk: Desk, officer: Officer, code: str) -> Panel:
    """Read the panel of a ticket this officer may know of. Raises NotFound."""
    ticket = queries.get_for_officer(session, officer, code)
    main = main_of(session, ticket)
    judged = judged_different(session, ticket)
    matches = find_for_officer(session, desk.catalog, officer, ticket)
    apart = {number for number, actor in judged.items() if actor.startswith("officer:")}
    photo = _first_photo(session, ticket)
    children = [each for each in children_of(session, ticket) if not each.sealed]
    reader = _Reader(session, desk, officer)
    return Panel(
        code=ticket.code,
        sealed=ticket.sealed,
        may_change=may_work(officer) and leads(officer, ticket) and not ticket.sealed,
        people=count_people(session, [main.id or 0])[main.id or 0],
        main=reader.member(main) if main.id != ticket.id else None,
        children=reader.members(children),
        likely=tuple(
            reader.likely(ticket, match, judged.get(match.ticket.id or 0, ""))
            for match in matches
            if match.ticket.id not in apart
        ),
        apart=reader.members(reader.visible(apart)),
        photo=paths.photo(ticket.code, photo.id, thumb=True) if photo and photo.id else "",
        photo_cleared=photo is not None and photo.cleared_at is not None,
    )


def _first_photo(session: Session, ticket: Ticket) -> Attachment | None:
    query = select(Attachment).where(
        Attachment.ticket_id == ticket.id, Attachment.kind == AttachmentKind.REPORT
    )
    return session.exec(query.order_by(col(Attachment.id))).first()


@dataclass(frozen=True, slots=True)
class _Reader:
    session: Session
    desk: Desk
    officer: Officer

    def visible(self, numbers: Collection[int]) -> list[Ticket]:
        """Return those of the tickets that this officer may know of."""
        query = select(Ticket).where(col(Ticket.id).in_(numbers), queries.visible_to(self.officer))
        return list(self.session.exec(query.order_by(col(Ticket.id))))

    def members(self, tickets: list[Ticket]) -> tuple[Member, ...]:
        """Return the tickets as the panel shows them."""
        return tuple(self.member(ticket) for ticket in tickets)

    def member(self, ticket: Ticket) -> Member:
        """Return the ticket as the panel shows it."""
        photo = queries.first_photos(self.session, [ticket]).get(ticket.id or 0)
        return Member(
            code=ticket.code,
            address=paths.ticket(ticket.code),
            category=self.desk.catalog.get(ticket.category),
            status=ticket.status,
            created_at=ticket.created_at,
            description=ticket.description,
            thumb=paths.photo(ticket.code, photo.id, thumb=True) if photo and photo.id else "",
            leads=leads(self.officer, ticket),
        )

    def likely(self, ticket: Ticket, match: Match, said_different_by: str) -> Likely:
        """Return a match with its reasons in words."""
        other, likeness = match.ticket, match.likeness
        shared = ", ".join(f"“{word}”" for word in likeness.shared[:MOST_SHARED])
        reasons = [say(f"same.reason.{reason}", words=shared) for reason in likeness.reasons]
        return Likely(
            member=self.member(other),
            percent=min(MOST_SURE, round(likeness.probability * 100)),
            distance=_distance(likeness.distance),
            reasons=tuple(reasons),
            can_be_under=other.status in OPEN and leads(self.officer, other),
            can_be_over=ticket.status in OPEN and ticket.main_id is None,
            reporter_says_no=said_different_by.startswith("reporter:"),
        )


def _distance(metres: float | None) -> str:
    if metres is None:
        return say("same.area")
    return say("same.metres", n=round(metres)) if round(metres) else say("same.here")
