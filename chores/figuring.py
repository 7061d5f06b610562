"""Keep the facts behind the figures up with what has happened."""

from chores.tools import Tools
from complaints.figures.upkeep import catch_up


def count_up(tools: Tools) -> None:
    """Write the facts of every ticket to which something has happened, some at a time."""
    written = 1
    while written:
        with tools.database.transaction() as session:
            written = catch_up(session, tools.services.desk, tools.clock())
