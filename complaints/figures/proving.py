"""Proves the facts: each ticket's against a replay of its events at every moment that matters."""

from sqlmodel import Session, col, select

from complaints.desk import Desk
from complaints.figures.history import History, read_histories
from complaints.figures.moments import FOREVER
from complaints.figures.replay import replay
from complaints.figures.spans import Span
from complaints.figures.state import Ruler
from complaints.figures.tables import Fact
from complaints.figures.upkeep import chunks, fact_row, fresh_tickets, make_ruler
from complaints.tables import Ticket

_SPAN = ("valid_from", "valid_to", "known_from", "known_to")


def count_wrong_facts(session: Session, desk: Desk) -> tuple[int, int]:
    """Return of how many tickets the facts are written, and how many of those have wrong ones."""
    ruler, fresh = make_ruler(session, desk), set(fresh_tickets(session))
    ids = [each for each in session.exec(select(Ticket.id)) if each is not None]
    settled = [each for each in ids if each not in fresh]
    wrong = 0
    for chunk in chunks(settled):
        facts: dict[int, list[Fact]] = {}
        for fact in session.exec(select(Fact).where(col(Fact.ticket_id).in_(chunk))):
            facts.setdefault(fact.ticket_id, []).append(fact)
        for history in read_histories(session, chunk):
            wrong += not _is_right(history, facts.get(history.ticket_id, []), ruler)
    return len(settled), wrong


def _is_right(history: History, facts: list[Fact], ruler: Ruler) -> bool:
    """Tell whether the one fact that holds at a moment is what a replay tells, and none else."""
    moments = {each.at for each in history.happened} | {each.known for each in history.happened}
    edges = {moment + beside for moment in moments for beside in (-1, 0)} | {max(moments) + 1}
    for at in edges:
        for known in {edge for edge in edges if edge >= at} | {FOREVER - 1}:
            state = replay(history, ruler, at, known)
            there = [fact for fact in facts if _holds(fact, at, known)]
            if len(there) != (state is not None):
                return False
            if state is not None:
                row = fact_row(history, Span(0, 0, 0, 0, state))
                if any(getattr(there[0], name) != row[name] for name in row if name not in _SPAN):
                    return False
    return True


def _holds(fact: Fact, at: int, known: int) -> bool:
    return fact.valid_from <= at < fact.valid_to and fact.known_from <= known < fact.known_to
