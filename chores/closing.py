"""What closing leaves to do later: ask once more, delete photos whose officers never came back."""

from chores.tools import Tools
from complaints.closing.kept import discard_lapsed
from complaints.closing.reminding import remind

AT_ONCE = 100  # tickets


def tidy_closing(tools: Tools) -> None:
    """Do both; several workers share the tickets."""
    now = tools.clock()
    while True:
        with tools.database.transaction() as session:
            if remind(session, tools.services.desk, now, AT_ONCE) < AT_ONCE:
                break
    with tools.database.transaction() as session:
        discard_lapsed(session, now)
