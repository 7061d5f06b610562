"""How some tickets stood at a moment: for lists of what is behind a figure."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlmodel import Session

from complaints.desk import Desk
from complaints.figures.history import read_histories
from complaints.figures.moments import micros
from complaints.figures.replay import replay
from complaints.figures.state import State
from complaints.figures.upkeep import make_ruler


def standing_at(
    session: Session, desk: Desk, ticket_ids: Collection[int], as_of: datetime
) -> Mapping[int, State]:
    """Return {ticket id: its state then}; some hundreds of tickets at best."""
    ruler, moment = make_ruler(session, desk), micros(as_of)
    states = {
        history.ticket_id: replay(history, ruler, moment, moment)
        for history in read_histories(session, ticket_ids)
    }
    return {key: state for key, state in states.items() if state is not None}
