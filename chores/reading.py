"""Read tickets that came in bulk, so that the search finds them by their words."""

from chores.tools import Tools
from complaints.search.keeping import keep_unread

AT_A_TIME = 50  # tickets: on SQLite nobody else writes meanwhile, some 50 ms


def read_tickets(tools: Tools) -> None:
    """Read all that were left unread."""
    read = AT_A_TIME
    while read == AT_A_TIME:
        with tools.database.transaction() as session:
            read = keep_unread(session, AT_A_TIME)
