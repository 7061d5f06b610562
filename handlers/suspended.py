"""Turning away, politely, who may not report for a while."""

from agencies.queries import get_agency
from complaints.abuse.suspending import find_suspension
from core.clock import to_bangkok
from core.messages import Outgoing, Text
from handlers.conversation import discard_draft
from handlers.turn import Turn
from handlers.welcome import menu
from thai.dates import format_date


def turn_away(turn: Turn) -> list[Outgoing]:
    """Return what to say to somebody who may not report, and drop their draft; else nothing."""
    suspension = find_suspension(turn.session, turn.conversation.user_id, turn.now)
    if suspension is None:
        return []
    discard_draft(turn.session, turn.conversation, turn.now)
    until = to_bangkok(suspension.until).date()
    words = turn.say(
        "suspended.reporting",
        until=f"{until:%d %B %Y}" if turn.language == "en" else format_date(until),
        reason=suspension.reason,
        agency=get_agency(turn.session, suspension.agency_id).name,
    )
    return [Text(words, quick=menu(turn))]
