"""The tickets behind a figure, page by page, as far as who asks may know of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session, col, select

from complaints.desk import Desk
from complaints.figures.measures import MEASURES, Count, Over, Ratio, Times
from complaints.figures.periods import Period
from complaints.figures.reading import Reader
from complaints.figures.report import HANDED_ON
from complaints.figures.scope import Scope
from complaints.figures.upkeep import make_ruler
from complaints.tables import Ticket
from core.errors import NotFound

PAGE = 50


class Part(StrEnum):
    """Which tickets of a figure."""

    TOP = "top"  # those of the numerator
    BOTTOM = "bottom"  # those of the denominator
    REST = "rest"  # those of the denominator that the numerator lacks


@dataclass(frozen=True, slots=True)
class Behind:
    """Which tickets are behind a figure, by id in rising order."""

    ticket_ids: Sequence[int]

    def page(self, session: Session, after_id: int = 0, limit: int = PAGE) -> list[Ticket]:
        """Return the next tickets after that id. Sealed ones are among them for whom they count."""
        ids = [each for each in self.ticket_ids if each > after_id][:limit]
        query = select(Ticket).where(col(Ticket.id).in_(ids)).order_by(col(Ticket.id))
        return list(session.exec(query))


def tickets_behind(
    session: Session,
    desk: Desk,
    scope: Scope,
    period: Period,
    as_of: datetime,
    figure: str,
    part: Part = Part.TOP,
    *,
    known_by: datetime | None = None,
) -> Behind:
    """Return the tickets of a figure as `reckon` counts them with the same arguments.

    Raises:
        NotFound: no such figure, or it is one of no tickets.
    """
    reader = Reader(session, make_ruler(session, desk), as_of, known_by or as_of)
    if figure == HANDED_ON:
        return Behind(reader.handed_on(scope, period))
    measure = MEASURES.get(figure)
    if measure is None:
        raise NotFound(f"no tickets behind {figure}")
    open_ones = measure.over is Over.OPEN
    lives = reader.open(scope) if open_ones else reader.reported(scope, period)
    match measure:
        case Count(top):
            above = below = top(lives)
        case Ratio(top, bottom):
            above, below = top(lives), bottom(lives)
        case Times(_, of):
            above = below = of(lives)
    chosen = {Part.TOP: above > 0, Part.BOTTOM: below > 0, Part.REST: (below > 0) & (above <= 0)}
    return Behind(sorted(lives.numbers("ticket_id")[chosen[part]].tolist()))
