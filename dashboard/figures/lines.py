"""The tickets behind a number as they stood, on the page and in the file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from complaints.figures.standing import standing_at
from complaints.lifecycle import Status
from complaints.queries import codes_for_officer
from complaints.tables import Ticket
from core.clock import to_bangkok
from dashboard import paths
from dashboard.auth import Visitor
from dashboard.figures.asked import Asked
from dashboard.places import area_words
from dashboard.wiring import Wiring
from dashboard.wording import say

AT_ONCE = 500  # tickets read for a file


@dataclass(frozen=True, slots=True)
class Line:
    """A ticket as it stood. No code and no address where it is not theirs to see any more."""

    code: str
    address: str
    category: str
    status: Status
    reported_at: datetime
    place: str


def read_lines(
    session: Session, wiring: Wiring, visitor: Visitor, ids: Sequence[int], as_of: datetime
) -> list[Line]:
    """Return these tickets as they stood, in that order."""
    states = standing_at(session, wiring.desk, ids, as_of)
    codes = codes_for_officer(session, visitor.officer, set(ids))
    query = select(Ticket).where(col(Ticket.id).in_(ids))
    tickets = {each.id or 0: each for each in session.exec(query)}
    return [
        Line(
            code=codes.get(each, ""),
            address=paths.ticket(codes[each]) if each in codes else "",
            category=wiring.desk.catalog.get(states[each].category).name_th,
            status=Status(states[each].status),
            reported_at=tickets[each].created_at,
            place=_place(tickets[each]),
        )
        for each in ids
        if each in states and each in tickets
    ]


def rows_of(
    wiring: Wiring, visitor: Visitor, asked: Asked, ids: Sequence[int]
) -> Iterator[list[str]]:
    """Yield the lines of a file, sealed tickets left out.

    No reading stays open while it is on its way.
    """
    for start in range(0, len(ids), AT_ONCE):
        with wiring.database.reading() as session:
            some = _unsealed(session, ids[start : start + AT_ONCE])
            found = read_lines(session, wiring, visitor, some, asked.as_of)
        for line in found:
            reported = f"{to_bangkok(line.reported_at):%Y-%m-%d %H:%M}"
            status = say(f"status.{line.status.value}")
            yield [line.code, line.category, status, reported, line.place]


def _unsealed(session: Session, ids: Sequence[int]) -> list[int]:
    query = select(Ticket.id).where(col(Ticket.id).in_(ids), col(Ticket.sealed).is_(False))
    return sorted(each for each in session.exec(query) if each is not None)


def _place(ticket: Ticket) -> str:
    return area_words(ticket.province, ticket.district, ticket.subdistrict)
