"""What "is it the same problem?" shows. Of another citizen's report never a word, and a photo only
where an officer has cleared it.
"""

from agencies.queries import get_agency
from complaints.duplicates.search import Match
from complaints.groups.members import count_people
from complaints.intake import Draft
from complaints.lifecycle import Status
from complaints.queries import find_cleared_photo
from complaints.tables import Ticket
from core.messages import Card, Carousel, Copy, Fact, Outgoing, Paragraph
from handlers.track_standing import age
from handlers.turn import Turn
from handlers.welcome import menu

HERE_M = 10  # nearer than this is the same spot
STEP_M = 10  # a pin is no better than that


def ask(turn: Turn, draft: Draft, matches: list[Match]) -> Outgoing:
    """Ask whether the draft tells of one of these: one card, or up to three side by side."""
    people = count_people(turn.session, [match.ticket.id or 0 for match in matches])
    cards = tuple(
        _card(turn, draft, match, people[match.ticket.id or 0], at if len(matches) > 1 else 0)
        for at, match in enumerate(matches, start=1)
    )
    if len(cards) == 1:
        return cards[0]
    return Carousel(turn.say("same.list.alt", count=len(cards)), cards)


def _card(turn: Turn, draft: Draft, match: Match, people: int, at: int) -> Card:
    ticket, desk = match.ticket, turn.services.desk
    version = str(draft.version)
    own = ticket.reporter_id == turn.reporter().id
    status = desk.phrases.say(f"status.{ticket.status}", turn.language)
    category = desk.category_name(ticket.category, turn.language)
    distance = _distance(turn, match.likeness.distance)
    yes = "finished" if ticket.status is Status.FINISHED else "own" if own else "join"
    title = turn.say("same.title.own" if own else "same.title")
    return Card(
        alt=turn.say("same.alt", category=category, distance=distance),
        title=f"{at}. {title}" if at else title,
        kicker=turn.say("same.kicker.own" if own else "same.kicker"),
        tone="warn",
        picture=_picture(turn, ticket),
        blocks=(
            Fact(turn.say("same.category"), category),
            Fact(turn.say("same.distance"), distance),
            Fact(turn.say("same.age"), age(turn, ticket)),
            Fact(turn.say("same.status"), status),
            Fact(turn.say("same.people"), turn.say("same.people.count", count=people)),
        ),
        buttons=(
            turn.press_button(f"same.yes.{yes}", "join", code=ticket.code, v=version),
            turn.press_button("same.no", "new", v=version),
        ),
    )


def _picture(turn: Turn, ticket: Ticket) -> str | None:
    photo = find_cleared_photo(turn.session, ticket)
    return turn.services.desk.photo_url(photo.file) if photo else None


def _distance(turn: Turn, metres: float | None) -> str:
    if metres is None:
        return turn.say("same.distance.area")
    if metres < HERE_M:
        return turn.say("same.distance.here")
    return turn.say("same.distance.metres", metres=round(metres / STEP_M) * STEP_M)


def joined(turn: Turn, ticket: Ticket) -> Card:
    """Say that the person has joined the ticket, with its number."""
    people = count_people(turn.session, [ticket.id or 0])[ticket.id or 0]
    own = ticket.reporter_id == turn.reporter().id
    return Card(
        alt=turn.say("same.joined.alt", code=ticket.code),
        title=turn.say("same.joined.own" if own else "same.joined.title"),
        kicker=ticket.code,
        tone="good",
        blocks=(
            Fact(turn.say("sent.code"), ticket.code),
            Fact(turn.say("sent.agency"), get_agency(turn.session, ticket.agency_id).name),
            Fact(turn.say("same.people"), turn.say("same.people.count", count=people)),
            Paragraph(turn.say("same.joined.promise")),
        ),
        buttons=(
            turn.press_button("track.refresh", "track", code=ticket.code),
            Copy(turn.say("sent.copy"), ticket.code),
        ),
        quick=menu(turn),
    )
