"""Compare tickets that came in with those near them, so that officers can ask for likely ones."""

from chores.tools import Tools
from complaints.duplicates.keeping import compare_waiting, keep_compared


def compare_tickets(tools: Tools) -> None:
    """Compare all that wait. Nobody waits for that: it is written when it is done."""
    while True:
        with tools.database.reading() as session:
            compared = compare_waiting(session, tools.services.desk.catalog)
        if not compared:
            return
        with tools.database.transaction() as session:
            keep_compared(session, compared)
