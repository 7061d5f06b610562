"""Is it reported already? Looks before the summary is shown, and joins what was found."""

import re

from complaints.duplicates.search import Match, find_for_draft
from complaints.groups.joining import join as join_ticket
from complaints.intake import Draft, Question, next_question, offer
from complaints.tables import Ticket
from core.errors import Conflict, InvalidInput
from handlers.commands import is_command
from handlers.turn import Turn
from thai.normalise import normalise

_PLACE = re.compile(r"[0-9]{1,2}")  # in the list of what was shown


def find(turn: Turn, draft: Draft) -> list[Match]:
    """Return the tickets to ask about, likeliest first; none before all else is told."""
    if draft.different or next_question(offer(draft, ())) is not Question.CONFIRM:
        return []
    catalog = turn.services.desk.catalog
    return find_for_draft(turn.session, catalog, draft, turn.reporter(), turn.now)


def offered(turn: Turn, draft: Draft, code: str) -> Ticket | None:
    """Return the ticket of that number if it is one of those asked about."""
    tickets = (turn.session.get(Ticket, number) for number in draft.offered)
    return next((ticket for ticket in tickets if ticket and ticket.code == code), None)


def named(turn: Turn, draft: Draft, words: str) -> Ticket | None:
    """Return the ticket that typed words name: its place in the list, or "yes" to a single one."""
    plain = normalise(words).strip()
    alone = len(draft.offered) == 1 and is_command(words, "same")
    at = 1 if alone else int(plain) if _PLACE.fullmatch(plain) else 0
    if not 1 <= at <= len(draft.offered):
        return None
    return turn.session.get(Ticket, draft.offered[at - 1])


def join(turn: Turn, draft: Draft, ticket: Ticket) -> bool:
    """Let the person join the ticket with what they sent; false where it was closed meanwhile."""
    try:
        with turn.session.begin_nested():
            join_ticket(turn.session, turn.services.desk, ticket, turn.reporter(), draft, turn.now)
    except (Conflict, InvalidInput):
        return False
    return True
