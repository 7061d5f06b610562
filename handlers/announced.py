"""What the office has announced, put into the conversation: an emergency, closed offices."""

from complaints.announcements.tables import Kind
from complaints.notices import show_moment
from complaints.tables import Ticket
from core.clock import to_bangkok
from core.messages import Outgoing, Paragraph, Text
from handlers.turn import Turn

OPENS_MARK = "{opens}"  # stands in an announced text for when offices open again


def urgent(turn: Turn) -> list[Outgoing]:
    """Return what is to be read before anything else, if anything is."""
    said = turn.services.desk.announcements.current(Kind.EMERGENCY, turn.now)
    if said is None:
        return []
    return [Text(turn.say("announced.urgent", text=said.in_language(turn.language)))]


def out_of_hours(turn: Turn, ticket: Ticket) -> tuple[Paragraph, ...]:
    """Return when work on a new report begins, where offices are closed."""
    office = turn.services.desk.office_of(ticket)
    said = turn.services.desk.announcements.out_of_hours(ticket.agency_id)
    if said is None or office.is_open(turn.now):
        return ()
    opens = _opening(turn, ticket)
    own = said.in_language(turn.language)
    if own:
        return (Paragraph(own.replace(OPENS_MARK, opens)),)
    phrases = turn.services.desk.phrases
    return (Paragraph(phrases.say("out_of_hours", turn.language, opens=opens)),)


def _opening(turn: Turn, ticket: Ticket) -> str:
    """Return when offices open, in the nearest words there are."""
    opens = turn.services.desk.office_of(ticket).opens_at(turn.now)
    days = (to_bangkok(opens).date() - to_bangkok(turn.now).date()).days
    if days > 1:
        return turn.say("announced.day", moment=show_moment(opens, turn.language))
    day = turn.say("announced.today" if days == 0 else "announced.tomorrow")
    return f"{day} {turn.say('announced.clock', clock=f'{to_bangkok(opens):%H:%M}')}"
