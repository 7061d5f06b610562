"""Let open tickets count by new targets, where that was ordered."""

from chores.tools import Tools
from complaints.retargeting.orders import carry_out


def apply_targets(tools: Tools) -> None:
    """Carry out every order, some tickets at a time."""
    more = True
    while more:
        desk = tools.services.desk
        with tools.database.transaction() as session:
            more = carry_out(session, desk, tools.clock())
