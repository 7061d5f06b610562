"""The tickets behind a figure, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from sqlmodel import Session, col, select

from complaints.figures.lives import Lives
from complaints.figures.measures import MEASURES, Count, Ratio, Times
from complaints.tables import Ticket

PAGE = 50


class Part(StrEnum):
    """Which tickets of a figure."""

    TOP = "top"  # those of the numerator
    BOTTOM = "bottom"  # those of the denominator
    REST = "rest"  # those of the denominator that the numerator lacks


@dataclass(frozen=True, slots=True)
class Behind:
    """Which tickets are behind a figure, by id in rising order: all of them in the scope."""

    ticket_ids: Sequence[int]

    def page(self, session: Session, after_id: int = 0, limit: int = PAGE) -> list[Ticket]:
        """Return the next tickets after that id, as they are now."""
        ids = [each for each in self.ticket_ids if each > after_id][:limit]
        query = select(Ticket).where(col(Ticket.id).in_(ids)).order_by(col(Ticket.id))
        return list(session.exec(query))


def pick(lives: Lives, figure: str, part: Part) -> Behind:
    """Return those of the tickets that a figure counts."""
    match MEASURES[figure]:
        case Count(top):
            above = below = top(lives)
        case Ratio(top, bottom):
            above, below = top(lives), bottom(lives)
        case Times(_, of):
            above = below = of(lives)
    up, down = np.greater(above, 0), np.greater(below, 0)
    chosen = {Part.TOP: up, Part.BOTTOM: down, Part.REST: down & ~up}
    return Behind(sorted(lives.numbers("ticket_id")[chosen[part]].tolist()))
