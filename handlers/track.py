"""What people do about reports: follow, add to them, confirm, dispute, withdraw."""

from collections.abc import Callable, Mapping

from complaints import feedback
from complaints.groups import followers
from complaints.groups.followers import find_followed
from complaints.groups.tables import FollowKind
from complaints.photos import NewPhoto
from complaints.queries import find_own, get_public
from complaints.tables import Ticket
from complaints.thread.answering import answer
from complaints.withdrawal import goes_on_for_others
from complaints.withdrawal import withdraw as withdraw_ticket
from core.errors import Conflict, InvalidInput, NotFound
from core.messages import Outgoing, PhotoSent, Text, TextSent
from handlers import track_cards as cards
from handlers.conversation import ADDING
from handlers.track_show import ACCESS, by_code
from handlers.turn import Turn
from handlers.welcome import menu

Action = Callable[[Turn, Mapping[str, str]], list[Outgoing]]
TicketAction = Callable[[Turn, Ticket, Mapping[str, str]], list[Outgoing]]


def follow(turn: Turn, values: Mapping[str, str]) -> list[Outgoing]:
    """Let the person hear of a ticket of somebody else."""
    code, reporter = values.get("code", ""), turn.reporter()
    if find_own(turn.session, reporter, code) or find_followed(turn.session, reporter, code):
        return by_code(turn, code)
    try:
        ticket = get_public(turn.session, code)
    except NotFound:
        return by_code(turn, code)
    followers.follow(turn.session, ticket, reporter, FollowKind.WATCHING, turn.now)
    return [Text(turn.say("track.followed", code=code)), *by_code(turn, code)]


def unfollow(turn: Turn, values: Mapping[str, str]) -> list[Outgoing]:
    """Let the person hear no more of it."""
    code, reporter = values.get("code", ""), turn.reporter()
    if followed := find_followed(turn.session, reporter, code):
        followers.leave(turn.session, followed[0], reporter, turn.now)
    return [Text(turn.say("track.unfollowed", code=code), quick=menu(turn))]


def find_with_problem(turn: Turn, code: str) -> Ticket | None:
    """Return the ticket that the person reported or has joined."""
    reporter = turn.reporter()
    if (own := find_own(turn.session, reporter, code)) is not None:
        return own
    followed = find_followed(turn.session, reporter, code)
    return followed[0] if followed and ACCESS[followed[1].kind].has_problem else None


def _theirs(act: TicketAction, find: Callable[[Turn, str], Ticket | None]) -> Action:
    """Let `act` see only a ticket that `find` gives this person."""

    def run(turn: Turn, values: Mapping[str, str]) -> list[Outgoing]:
        code = values.get("code", "")
        ticket = find(turn, code)
        if ticket is None:
            return [Text(turn.say("track.unknown", code=code), quick=menu(turn))]
        return act(turn, ticket, values)

    return run


def _find_own(turn: Turn, code: str) -> Ticket | None:
    return find_own(turn.session, turn.reporter(), code)


def _rate(turn: Turn, ticket: Ticket, values: Mapping[str, str]) -> list[Outgoing]:
    stars = values.get("stars", "")
    try:
        number = int(stars) if stars.isascii() and stars.isdigit() else 0
        feedback.confirm(turn.session, ticket, turn.reporter(), number, turn.now)
    except InvalidInput as error:
        return [Text(turn.say(f"rate.{error.reason}", code=ticket.code), quick=menu(turn))]
    return [Text(turn.say("rate.thanks", stars=stars, code=ticket.code), quick=menu(turn))]


def _dispute(turn: Turn, ticket: Ticket, _values: Mapping[str, str]) -> list[Outgoing]:
    try:
        feedback.dispute(turn.session, turn.services.desk, ticket, turn.reporter(), turn.now)
    except InvalidInput as error:
        return [Text(turn.say(f"dispute.{error.reason}", code=ticket.code), quick=menu(turn))]
    turn.conversation.expecting = f"{ADDING}:{ticket.code}"
    return [cards.ask_what_is_wrong(turn, turn.say("dispute.done", code=ticket.code))]


def _add(turn: Turn, ticket: Ticket, _values: Mapping[str, str]) -> list[Outgoing]:
    turn.conversation.expecting = f"{ADDING}:{ticket.code}"
    return [cards.ask_for_more(turn, turn.say("track.add.ask", code=ticket.code))]


def _withdraw(turn: Turn, ticket: Ticket, values: Mapping[str, str]) -> list[Outgoing]:
    answer = values.get("sure")
    if answer not in {None, "yes"}:
        return [Text(turn.say("track.kept", code=ticket.code), quick=menu(turn))]
    try:
        if answer is None:
            shared = goes_on_for_others(turn.session, ticket)
            return [cards.ask_withdrawal(turn, ticket, shared=shared)]
        withdraw_ticket(turn.session, turn.services.desk, ticket, turn.reporter(), turn.now)
    except InvalidInput as error:
        return [Text(turn.say(f"track.{error.reason}", **error.values), quick=menu(turn))]
    except Conflict:
        return [Text(turn.say("track.cannot", code=ticket.code), quick=menu(turn))]
    return [Text(turn.say("track.withdrawn", code=ticket.code), quick=menu(turn))]


rate, dispute, add = (_theirs(act, find_with_problem) for act in (_rate, _dispute, _add))
withdraw = _theirs(_withdraw, _find_own)


def expected_code(turn: Turn) -> str:
    """Return the ticket that the next words or photo belong to, or ""."""
    purpose, _, rest = turn.conversation.expecting.partition(":")
    return rest.partition(":")[0] if purpose == ADDING else ""


def take_more(turn: Turn, code: str, content: TextSent | PhotoSent) -> list[Outgoing]:
    """Add words or a photo to a ticket; of several photos sent at once the last is answered."""
    more_to_come = _count_part(turn, code, content)
    reporter = turn.reporter()
    ticket = find_with_problem(turn, code)
    if ticket is None:
        return [Text(turn.say("track.unknown", code=code), quick=menu(turn))]
    text = content.text if isinstance(content, TextSent) else ""
    photos = (_new_photo(content),) if isinstance(content, PhotoSent) else ()
    goes_on = answer(
        turn.session,
        turn.services.desk,
        ticket,
        reporter,
        turn.now,
        text=text,
        message_id=content.message_id,
        photos=photos,
    )
    return [] if more_to_come else [added(turn, code, goes_on=goes_on)]


def album_waited(turn: Turn) -> list[Outgoing]:
    """Answer for the photos of an album that were added, where the rest never came."""
    code = expected_code(turn)
    if not _parts_seen(turn):
        return []
    turn.conversation.expecting = ""
    return [added(turn, code)]


def added(turn: Turn, code: str, *, goes_on: bool = False) -> Text:
    """Say that something was added; `goes_on` where the work goes on because of it."""
    again = turn.press_button("track.add", "add", code=code)
    words = turn.say("track.answered" if goes_on else "track.added", code=code)
    return Text(words, quick=(again, *menu(turn)))


def _count_part(turn: Turn, code: str, content: TextSent | PhotoSent) -> bool:
    """Remember how many photos of an album have come; tell whether more are to come."""
    album = content.album if isinstance(content, PhotoSent) else None
    seen = _parts_seen(turn) + 1
    if album is None or seen >= (album.total or 1):
        turn.conversation.expecting = ""
        return False
    turn.conversation.expecting = f"{ADDING}:{code}:{seen}"
    return True


def _parts_seen(turn: Turn) -> int:
    seen = turn.conversation.expecting.split(":")[2:]
    return int(seen[0]) if seen else 0


def _new_photo(sent: PhotoSent) -> NewPhoto:
    return NewPhoto(
        file=sent.file,
        sha256=sent.sha256,
        phash=sent.phash,
        width=sent.width,
        height=sent.height,
        taken_at=sent.taken_at,
        latitude=sent.latitude,
        longitude=sent.longitude,
        fine_hash=sent.fine_hash,
        message_id=sent.message_id,
    )
