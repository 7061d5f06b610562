"""The agency's open tickets in LINE: what waits, by view, some at a time."""

from collections.abc import Mapping
from dataclasses import dataclass

from agencies.queries import get_agency
from agencies.tables import Officer
from complaints.alerts.passing_on import take_along
from complaints.clocks.working_time import WORKING_DAY
from complaints.lifecycle import Status
from complaints.queue.counting import count
from complaints.queue.filters import Filters, Moments, View
from complaints.queue.listing import Page, Wanted, list_page
from complaints.queue.order import Sort, read_place
from core.errors import InvalidInput
from core.messages import Card, Carousel, Outgoing, Paragraph, Press, Text
from handlers.officer_cards import short_card
from handlers.officer_words import say
from handlers.turn import Turn

AT_A_TIME = 10
MOST_COUNTED = 99


@dataclass(frozen=True, slots=True)
class Shelf:
    """A share of the work that can be asked for."""

    view: View
    statuses: tuple[Status, ...] = ()


SHELVES: Mapping[str, Shelf] = {
    "mine": Shelf(View.MINE),
    "new": Shelf(View.OPEN, (Status.RECEIVED,)),
    "soon": Shelf(View.SOON),
    "overdue": Shelf(View.OVERDUE),
    "open": Shelf(View.OPEN),
}


def begin(turn: Turn, officer: Officer) -> list[Outgoing]:
    """Tell what waits and show the first shelf that holds something; news goes along for free."""
    counts = {name: _count(turn, officer, name) for name in SHELVES}
    name = next((each for each in SHELVES if counts[each]), "open")
    shown = {each: _number(counts[each]) for each in SHELVES}
    agency = get_agency(turn.session, officer.agency_id).name
    words = say(turn, "list.summary", agency=agency, view=_name(turn, name), **shown)
    news = take_along(turn.session, turn.services.teller, officer, turn.now)
    return [*news, Text(words), *_page(turn, officer, name, "", counts)]


def show(turn: Turn, officer: Officer, values: Mapping[str, str]) -> list[Outgoing]:
    """Show a shelf, from where the page before ended."""
    name = values.get("view", "")
    counts = {each: _count(turn, officer, each) for each in SHELVES}
    known = name if name in SHELVES else "open"
    return _page(turn, officer, known, values.get("after", ""), counts)


def _page(
    turn: Turn, officer: Officer, name: str, after: str, counts: Mapping[str, int]
) -> list[Outgoing]:
    quick = tuple(_shelf_button(turn, each, counts[each]) for each in SHELVES if each != name)
    page = _read(turn, officer, name, after)
    if not page.tickets:
        return [Text(say(turn, "list.none", view=_name(turn, name)), quick=quick)]
    cards = [short_card(turn, officer, ticket) for ticket in page.tickets]
    if page.further is not None:
        cards.append(_more(turn, name, str(page.further)))
    codes = ", ".join(ticket.code for ticket in page.tickets)
    alt = say(turn, "list.alt", view=_name(turn, name), codes=codes)
    return [Carousel(alt, tuple(cards), quick=quick)]


def _read(turn: Turn, officer: Officer, name: str, after: str) -> Page:
    wanted = _wanted(turn, officer, name)
    try:
        place = read_place(Sort.DUE, after)
    except InvalidInput:
        place = None
    return list_page(turn.session, wanted, Sort.DUE, place, AT_A_TIME)


def _count(turn: Turn, officer: Officer, name: str) -> int:
    return count(turn.session, _wanted(turn, officer, name), MOST_COUNTED + 1)


def _wanted(turn: Turn, officer: Officer, name: str) -> Wanted:
    shelf = SHELVES[name]
    soon = turn.services.desk.office.add(turn.now, WORKING_DAY)
    # Sealed tickets are read on the dashboard only: a chat is read over shoulders.
    filters = Filters(statuses=shelf.statuses, agency_id=officer.agency_id)
    return Wanted(officer, Moments(turn.now, soon), shelf.view, filters, unsealed=True)


def _more(turn: Turn, name: str, after: str) -> Card:
    label = say(turn, "list.more")
    return Card(
        alt=label,
        title=say(turn, "list.more.title"),
        kicker=_name(turn, name),
        tone="plain",
        blocks=(Paragraph(say(turn, "list.more.words", count=AT_A_TIME)),),
        buttons=(Press(label, "work_list", {"view": name, "after": after}, shown=label),),
        quiet=True,
    )


def _shelf_button(turn: Turn, name: str, held: int) -> Press:
    label = say(turn, "view.button", view=_name(turn, name), count=_number(held))
    return Press(label, "work_list", {"view": name}, shown=_name(turn, name))


def _name(turn: Turn, name: str) -> str:
    return say(turn, f"view.{name}")


def _number(held: int) -> str:
    return str(held) if held <= MOST_COUNTED else f"{MOST_COUNTED}+"
