"""The queue as the page shows it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, col, func, select

from agencies.permissions import may_oversee
from agencies.tables import Officer
from complaints.desk import Desk
from complaints.queue.counting import MOST_FOUND, MOST_LIKELY, count_views
from complaints.queue.filters import Moments, View
from complaints.queue.listing import Page, Wanted, list_page, usable_sort
from complaints.queue.order import OF_OPEN_ONLY, Place, Sort, read_place
from complaints.queue.saved import list_views
from complaints.tables import Ticket
from core.errors import InvalidInput
from dashboard.due import SOON
from dashboard.queue.asked import Asked, read_query
from dashboard.queue.choices import Choices, known_to, list_choices
from dashboard.queue.fields import Chip, Understood, understand
from dashboard.queue.rows import Row, make_rows
from dashboard.wording import say

MAP = "queue/map"
KEYS: Mapping[View, str] = {  # after g
    View.OPEN: "a",
    View.MINE: "m",
    View.UNASSIGNED: "u",
    View.SOON: "s",
    View.OVERDUE: "o",
    View.REOPENED: "r",
    View.WAITING: "w",
    View.REPLIED: "c",
    View.APPROVAL: "p",
    View.DUPLICATES: "d",
    View.CLOSED: "f",
    View.ALL: "l",
}


@dataclass(frozen=True, slots=True)
class Tab:
    """A view to turn to. `count` is None where nobody counts; `more`: counting ended there."""

    key: str
    letter: str
    count: int | None
    more: bool
    address: str
    map_address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A view that somebody keeps."""

    id: int
    name: str
    address: str
    own: bool
    shared: bool
    is_default: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class Order:
    """One order to choose."""

    key: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class QueueView:
    """A page of the queue with its counters; every `*_address` is empty where it leads nowhere."""

    asked: Asked
    tabs: tuple[Tab, ...]
    rows: tuple[Row, ...]
    choices: Choices
    chips: tuple[Chip, ...]
    problems: tuple[str, ...]
    orders: tuple[Order, ...]
    kept: tuple[Kept, ...]
    may_share: bool
    found: int | None
    found_more: bool
    clear_address: str
    next_address: str
    first_address: str
    rows_address: str
    news_address: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What is asked for, understood: the tickets wanted, their order, where the page begins."""

    wanted: Wanted
    understood: Understood
    choices: Choices
    sort: Sort
    after: Place | None
    problems: tuple[str, ...]


def read_asked(
    session: Session, desk: Desk, officer: Officer, asked: Asked, now: datetime
) -> Reading:
    """Return what the address asks for; what it cannot mean is told and narrows nothing."""
    choices = list_choices(session, desk, officer, asked)
    understood = understand(asked, known_to(choices, desk, officer, now))
    at = Moments(now, desk.office.add(now, SOON))
    wanted = Wanted(officer, at, asked.tab, understood.filters)
    sort = usable_sort(wanted, Sort(asked.sort or Sort.NEWEST))
    problems = understood.problems
    try:
        after = read_place(sort, asked.after)
    except InvalidInput:
        after, problems = None, (*problems, say("queue.wrong.after"))
    if asked.sort and sort != asked.sort:
        problems = (*problems, say("queue.wrong.sort"))
    return Reading(wanted, understood, choices, sort, after, problems)


def load(session: Session, desk: Desk, officer: Officer, asked: Asked, now: datetime) -> QueueView:
    """Read a page of the officer's queue."""
    reading = read_asked(session, desk, officer, asked, now)
    page = list_page(session, reading.wanted, reading.sort, reading.after)
    counts = count_views(session, reading.wanted)
    further = str(page.further) if page.further else ""
    print_ = _print(page)
    newest = session.exec(select(func.max(col(Ticket.id)))).one() or 0
    return QueueView(
        asked=asked,
        tabs=tuple(_tab(view, counts.get(view), asked) for view in View),
        rows=make_rows(session, desk, officer, page.tickets, now),
        choices=reading.choices,
        chips=reading.understood.chips,
        problems=reading.problems,
        orders=_orders(reading),
        kept=_kept(session, officer, asked),
        may_share=may_oversee(officer),
        found=counts.get(asked.tab),
        found_more=bool(asked.get("q")) and counts.get(asked.tab) == MOST_FOUND,
        clear_address=asked.without(*asked.values).address() if asked.narrows else "",
        next_address=asked.address(after=further) if further else "",
        first_address=asked.address() if asked.after else "",
        rows_address=asked.address("queue/rows", after=asked.after),
        news_address=asked.address(
            "queue/news", after=asked.after, newest=str(newest), print=print_
        ),
    )


@dataclass(frozen=True, slots=True)
class News:
    """What has changed since the page was made. `print` tells these news from the next."""

    fresh: int
    changed: bool
    print: str
    rows_address: str
    news_address: str


def load_news(
    session: Session,
    desk: Desk,
    officer: Officer,
    asked: Asked,
    now: datetime,
    *,
    newest: int,
    known: str,
) -> News:
    """Return what is new in the page asked for, since the row `newest` and the print `known`."""
    reading = read_asked(session, desk, officer, asked, now)
    page = list_page(session, reading.wanted, reading.sort, reading.after)
    fresh = sum((ticket.id or 0) > newest for ticket in page.tickets)
    print_ = _print(page)
    return News(
        fresh=fresh,
        changed=print_ != known,
        print=print_,
        rows_address=asked.address("queue/rows", after=asked.after),
        news_address=asked.address(
            "queue/news", after=asked.after, newest=str(newest), print=print_, told="yes"
        ),
    )


def _print(page: Page) -> str:
    """Return what two pages share only where they show the same tickets, unchanged."""
    shown = "|".join(f"{ticket.code}{ticket.updated_at.timestamp()}" for ticket in page.tickets)
    return hashlib.sha256(shown.encode()).hexdigest()[:16]


def _tab(view: View, count: int | None, asked: Asked) -> Tab:
    turned = asked.turned_to(view)
    return Tab(
        key=view.value,
        letter=KEYS[view],
        count=count,
        more=view is View.DUPLICATES and view is not asked.tab and count == MOST_LIKELY,
        address=turned.address(),
        map_address=turned.address(MAP),
        chosen=view is asked.tab,
    )


def _orders(reading: Reading) -> tuple[Order, ...]:
    closed_too = usable_sort(reading.wanted, Sort.DUE) is not Sort.DUE
    offered: Sequence[Sort] = [s for s in Sort if not (closed_too and s in OF_OPEN_ONLY)]
    return tuple(Order(each.value, each is reading.sort) for each in offered)


def _kept(session: Session, officer: Officer, asked: Asked) -> tuple[Kept, ...]:
    here = replace(asked, after="").address()
    return tuple(
        Kept(
            id=view.id or 0,
            name=view.name,
            address=(address := read_query(view.query).address()),
            own=view.officer_id == officer.id,
            shared=view.shared,
            is_default=view.is_default and view.officer_id == officer.id,
            chosen=address == here,
        )
        for view in list_views(session, officer)
    )


def query_of(asked: Asked) -> str:
    """Return the address's query, as a kept view holds it."""
    return replace(asked, after="").address().partition("?")[2]
