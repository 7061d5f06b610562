"""Officers hear once of each stage that a ticket's clock reaches: near its end, and past it.

`alarm_at` tells when to look at a ticket again, so that a look costs no more than what is due. What
officers have heard of stands in the ticket's stages; another due date begins anew (deadlines.py).
"""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, select, update

from complaints.alerts.raising import raise_alert
from complaints.alerts.tables import AlertKind, Audience
from complaints.clocks.deadlines import Clocks
from complaints.clocks.stages import Stage
from complaints.desk import Desk
from complaints.due_dates import clocks_of
from complaints.tables import Ticket

BATCH = 200  # tickets a transaction
TOLD = {
    Stage.SOON: ((AlertKind.DUE_SOON, Audience.OWNER),),
    Stage.OVERDUE: (
        (AlertKind.OVERDUE, Audience.OWNER),
        (AlertKind.OVERDUE, Audience.SUPERVISORS),
    ),
}
_COLUMNS: dict[str, Any] = {
    name: bindparam(name) for name in ("response_stage", "due_stage", "alarm_at")
}


def escalate(session: Session, desk: Desk, now: datetime, limit: int = BATCH) -> int:
    """Raise the alerts of those tickets that have waited longest for a look; returns how many.

    Rows another worker looks at are left to it.
    """
    query = select(Ticket).where(col(Ticket.alarm_at) <= now).order_by(col(Ticket.alarm_at))
    tickets = session.exec(query.limit(limit).with_for_update(skip_locked=True)).all()
    looked = [_look(session, desk, ticket, now) for ticket in tickets]
    if looked:
        # Beside the session: nothing of what it watches for is changed by this.
        written = update(Ticket).where(col(Ticket.id) == bindparam("looked_id"))
        session.connection().execute(written.values(_COLUMNS), looked)
    return len(tickets)


def _look(session: Session, desk: Desk, ticket: Ticket, now: datetime) -> dict[str, object]:
    """Raise what is due for one ticket; returns its columns."""
    clocks = clocks_of(desk, ticket)
    before = clocks.response_stage, clocks.due_stage
    clocks.take_for_told(now)
    reached = {
        after
        for was, after in zip(before, (clocks.response_stage, clocks.due_stage), strict=True)
        if after is not was
    }
    if ticket.main_id is None:  # a child is its main ticket's
        _tell(session, ticket, reached, now)
    return {"looked_id": ticket.id} | _marks(clocks)


def _tell(session: Session, ticket: Ticket, reached: set[Stage], now: datetime) -> None:
    for stage in reached - {Stage.RUNNING}:
        for kind, audience in TOLD[stage]:
            raise_alert(session, ticket, kind, now, audience=audience)


def _marks(clocks: Clocks) -> dict[str, object]:
    return {
        "response_stage": clocks.response_stage,
        "due_stage": clocks.due_stage,
        "alarm_at": clocks.next_look(),
    }
