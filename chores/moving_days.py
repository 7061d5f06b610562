"""Let due dates of open tickets follow a special day that was added or taken back."""

from chores.tools import Tools
from complaints.retargeting.days import apply_days


def move_due_dates(tools: Tools) -> None:
    """Go through the tickets that a day meets, some at a time."""
    more = True
    while more:
        desk = tools.services.desk
        desk.calendar.refresh(tools.database)  # this process may not know of the day yet
        with tools.database.transaction() as session:
            more = apply_days(session, desk, tools.clock())
