"""Let officers hear of tickets that are due soon or overdue."""

from chores.tools import Tools
from complaints.escalation import BATCH, escalate


def escalate_all(tools: Tools) -> None:
    """Look at every ticket whose time has come, some at a time."""
    looked = BATCH
    while looked == BATCH:
        with tools.database.transaction() as session:
            looked = escalate(session, tools.services.desk, tools.clock())
