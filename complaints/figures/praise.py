"""The stars one by one, and what citizens wrote beside them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlmodel import Session, col, select

from complaints.figures.lives import Ints, Lives
from complaints.figures.measures import MEASURES, Ratio
from complaints.figures.moments import moment_of
from complaints.tables import EventKind, Ticket, TicketEvent

MOST_STARS = 5
SHOWN = 40
LOOKED_AT, CHUNK = 5000, 500  # tickets, and those of one statement


@dataclass(frozen=True, slots=True)
class Praise:
    """A rated ticket: its stars on average, and what was written after it was last finished."""

    ticket: Ticket
    stars: float
    ratings: int
    words: tuple[str, ...]


def spread_of_stars(lives: Lives) -> dict[int, int]:
    """Return {stars: how many finished tickets}, best first; of several ratings, their mean.

    A mean between two is rounded to the nearer, a half to the better.
    """
    rounded = _rounded(lives)
    return {stars: int(np.count_nonzero(rounded == stars)) for stars in range(MOST_STARS, 0, -1)}


def rated_ids(lives: Lives, stars: int | None) -> Sequence[int]:
    """Return the finished tickets of so many stars, of any where None; last finished first."""
    rounded = _rounded(lives)
    chosen = rounded > 0 if stars is None else rounded == stars
    order = np.argsort(-lives.numbers("finished_at")[chosen], kind="stable")
    found: list[int] = lives.numbers("ticket_id")[chosen][order].tolist()
    return found


def read_praise(
    session: Session, lives: Lives, stars: int | None, limit: int = SHOWN
) -> list[Praise]:
    """Return those of the tickets of which citizens wrote something, last finished first.

    Looked for among the last LOOKED_AT.
    """
    rated = rated_ids(lives, stars)[:LOOKED_AT]
    places = {int(each): place for place, each in enumerate(lives.numbers("ticket_id"))}
    words: dict[int, list[str]] = {}
    for start in range(0, len(rated), CHUNK):
        if len(words) >= limit:
            break
        chunk = rated[start : start + CHUNK]
        found = _words(session, lives, chunk, places)
        words |= {each: found[each] for each in chunk if each in found}
    ids = list(words)[:limit]
    tickets = {
        each.id: each for each in session.exec(select(Ticket).where(col(Ticket.id).in_(ids)))
    }
    return [
        Praise(
            ticket=tickets[each],
            stars=_at(lives, "stars", places[each]) / _at(lives, "ratings", places[each]),
            ratings=_at(lives, "ratings", places[each]),
            words=tuple(words[each]),
        )
        for each in ids
        if each in tickets
    ]


def _words(
    session: Session, lives: Lives, ids: Sequence[int], places: dict[int, int]
) -> defaultdict[int, list[str]]:
    query = select(TicketEvent.ticket_id, TicketEvent.at, TicketEvent.note).where(
        col(TicketEvent.ticket_id).in_(ids),
        TicketEvent.kind == EventKind.COMMENTED,
        TicketEvent.note != "",
        col(TicketEvent.at) <= moment_of(lives.as_of),
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for ticket_id, at, note in session.exec(query.order_by(col(TicketEvent.id))):
        if at >= moment_of(_at(lives, "finished_at", places[ticket_id])):
            found[ticket_id].append(note)
    return found


def _rounded(lives: Lives) -> Ints:
    """Return the stars of finished tickets, 0 where there are none."""
    stars = MEASURES["stars"]
    assert isinstance(stars, Ratio)
    total, people = stars.top(lives), stars.bottom(lives)
    return (2 * total + people) // np.maximum(2 * people, 1) * (people > 0)


def _at(lives: Lives, name: str, place: int) -> int:
    return int(lives.numbers(name)[place])
