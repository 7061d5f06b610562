"""Where a person's reports stand: all of them as cards, one in full, or one in a plain line."""

from collections.abc import Mapping

from complaints.groups.followers import find_followed, list_followed
from complaints.groups.pictures import pictures_for
from complaints.groups.tables import FollowKind
from complaints.lifecycle import OPEN
from complaints.queries import find_own, get_public, list_for_reporter
from complaints.tables import Attachment, Ticket
from core.errors import NotFound
from core.messages import Carousel, Outgoing, Text
from handlers import track_cards as cards
from handlers.track_cards import Access
from handlers.turn import Turn
from handlers.welcome import menu

MOST_LISTED = 10
ACCESS = {FollowKind.JOINED: Access.JOINED, FollowKind.WATCHING: Access.WATCHER}


def mine(turn: Turn) -> list[Outgoing]:
    """List what the person reported and follows, the last changed first."""
    tickets = _theirs(turn)
    if not tickets:
        return [Text(turn.say("track.none"), quick=menu(turn))]
    if len(tickets) == 1:
        return by_code(turn, tickets[0].code)
    photos = pictures_for(turn.session, turn.reporter(), tickets)
    shown = tuple(
        cards.short_card(turn, ticket, _access(turn, ticket), _picture(turn, photos, ticket))
        for ticket in tickets
    )
    return [Carousel(turn.say("track.list.alt", count=len(shown)), shown, quick=menu(turn))]


def _theirs(turn: Turn) -> list[Ticket]:
    """Return what the person reported or follows, the last changed first."""
    reporter = turn.reporter()
    own = list_for_reporter(turn.session, reporter, MOST_LISTED)
    followed = list_followed(turn.session, reporter, MOST_LISTED)
    tickets = sorted((*own, *followed), key=lambda ticket: ticket.updated_at, reverse=True)
    return tickets[:MOST_LISTED]


def _picture(turn: Turn, photos: Mapping[int, Attachment], ticket: Ticket) -> str | None:
    photo = photos.get(ticket.id or 0)
    return turn.services.desk.photo_url(photo.file) if photo else None


def _access(turn: Turn, ticket: Ticket) -> Access:
    reporter = turn.reporter()
    if ticket.reporter_id == reporter.id:
        return Access.OWNER
    followed = find_followed(turn.session, reporter, ticket.code)
    return ACCESS[followed[1].kind] if followed else Access.STRANGER


def progress(turn: Turn) -> list[Outgoing]:
    """Say in one line where the person's ticket stands: the only open one, that of just now, or
    the one that changed last.
    """
    tickets = _theirs(turn)
    if not tickets:
        return [Text(turn.say("track.none"), quick=menu(turn))]
    still_open = [ticket for ticket in tickets if ticket.status in OPEN] or tickets
    just_now = [each for each in tickets if each.code == turn.conversation.last_ticket]
    ticket = still_open[0] if len(still_open) == 1 else (just_now or still_open)[0]
    others = len(tickets) - 1
    return [cards.status(turn, ticket, _access(turn, ticket), others=others)]


def progress_of(turn: Turn, code: str) -> list[Outgoing]:
    """Say in one line where the ticket of that number stands; a stranger reads no notes of it."""
    own = find_own(turn.session, turn.reporter(), code)
    try:
        ticket = own or get_public(turn.session, code)
    except NotFound:
        return [Text(turn.say("track.unknown", code=code), quick=menu(turn))]
    return [cards.status(turn, ticket, _access(turn, ticket))]


def by_code(turn: Turn, code: str) -> list[Outgoing]:
    """Show the ticket of that number: in full to its reporter, in outline to anybody else."""
    reporter = turn.reporter()
    own = find_own(turn.session, reporter, code)
    if own is not None:
        return [cards.ticket_card(turn, own, Access.OWNER, rated=own.stars is not None)]
    if followed := find_followed(turn.session, reporter, code):
        ticket, follower = followed
        rated = follower.stars is not None
        return [cards.ticket_card(turn, ticket, ACCESS[follower.kind], rated=rated)]
    try:
        return [cards.ticket_card(turn, get_public(turn.session, code), Access.STRANGER)]
    except NotFound:
        return [Text(turn.say("track.unknown", code=code), quick=menu(turn))]


def show(turn: Turn, values: Mapping[str, str]) -> list[Outgoing]:
    """Show the ticket whose button was tapped."""
    return by_code(turn, values.get("code", ""))
