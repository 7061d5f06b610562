"""Keep up what everybody may read: agencies' figures, the day's file, words taken back."""

from chores.tools import Tools
from complaints.publishing import figures, snapshots
from complaints.publishing.texts import forget_outdated

AT_ONCE = 200  # texts


def publish(tools: Tools) -> None:
    """Do what is due; several workers at once do the same twice."""
    now = tools.clock()
    with tools.database.transaction() as session:
        forget_outdated(session, AT_ONCE)
    with tools.database.reading() as session:
        counted = None
        if figures.is_due(session, now):
            counted = figures.reckon(session, tools.services.desk, now)
    if counted is not None:
        with tools.database.transaction() as session:
            figures.keep(session, counted, now)
    desk = tools.services.desk
    snapshots.keep_up(tools.database, tools.files, desk, now, tools.public_url)
