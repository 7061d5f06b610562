"""Take over in this process what was published, learned or set in any other."""

from chores.tools import Tools


def renew_entries(tools: Tools) -> None:
    """Take over the entries that editors have published."""
    tools.services.engine.refresh_entries(tools.database)


def renew_knowledge(tools: Tools) -> None:
    """Take over entries, added documents and the category model in force."""
    tools.services.engine.refresh(tools.database)
    tools.services.suggester.refresh(tools.database)


def renew_office(tools: Tools) -> None:
    """Take over the special days of the calendar, and what is announced."""
    tools.services.desk.calendar.refresh(tools.database)
    tools.services.desk.announcements.refresh(tools.database)
