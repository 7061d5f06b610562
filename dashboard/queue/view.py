"""The queue as the page shows it."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from agencies.permissions import sees_all_agencies
from agencies.queries import agency_names
from agencies.tables import Officer
from categories.catalog import Category
from complaints import queries
from complaints.desk import Desk
from complaints.groups.members import codes_of, count_people
from complaints.lifecycle import Status
from complaints.parts import leads
from complaints.tables import Attachment, Ticket
from dashboard import paths
from dashboard.due import Due, read_due
from dashboard.places import area_words
from dashboard.queue.asked import OVERDUE_TAB, SOON_TAB, TABS, Asked


@dataclass(frozen=True, slots=True)
class Tab:
    """A counter that narrows the queue."""

    key: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One ticket of the queue."""

    code: str
    address: str
    category: Category
    status: Status
    description: str
    place: str
    created_at: datetime
    reopened: int
    sealed: bool
    imported: bool
    thumb: str
    agency: str
    people: int
    main_code: str
    joint: bool
    due: Due | None


@dataclass(frozen=True, slots=True)
class QueueView:
    """A page of the queue with its counters. `refresh` is where its live part comes from."""

    asked: Asked
    tabs: tuple[Tab, ...]
    rows: tuple[Row, ...]
    categories: tuple[Category, ...]
    clear_address: str
    next_address: str
    first_address: str
    refresh: str


def load(session: Session, desk: Desk, officer: Officer, asked: Asked, now: datetime) -> QueueView:
    """Read a page of the officer's queue."""
    filters = asked.filters(desk, now)
    found = queries.list_for_officer(session, officer, filters, limit=queries.PAGE + 1)
    tickets = found[: queries.PAGE]
    more = len(found) > len(tickets)
    return QueueView(
        asked=asked,
        tabs=_tabs(_count(session, desk, officer, asked, now), asked),
        rows=_rows(session, desk, officer, tickets, now),
        categories=desk.catalog.categories,
        clear_address=asked.address(category="", words="", before=None) if asked.narrows else "",
        next_address=asked.address(before=tickets[-1].id) if more else "",
        first_address=asked.address(before=None) if asked.before else "",
        refresh=asked.address("rows"),
    )


def _count(
    session: Session, desk: Desk, officer: Officer, asked: Asked, now: datetime
) -> dict[str, int]:
    by_status = queries.count_by_status(session, officer, asked.filters(desk, now))
    counts = {
        tab: sum(by_status[status] for status in statuses or Status)
        for tab, statuses in TABS.items()
    }
    for tab in (SOON_TAB, OVERDUE_TAB):
        filters = replace(asked, tab=tab).filters(desk, now)
        counts[tab] = queries.count_for_officer(session, officer, filters)
    return counts


def _tabs(counts: dict[str, int], asked: Asked) -> tuple[Tab, ...]:
    return tuple(
        Tab(key, count, asked.address(tab=key, before=None), key == asked.tab)
        for key, count in counts.items()
    )


def _rows(
    session: Session, desk: Desk, officer: Officer, tickets: list[Ticket], now: datetime
) -> tuple[Row, ...]:
    photos = queries.first_photos(session, tickets)
    everybody = sees_all_agencies(officer)
    # A ticket in which the officer's agency only joins shows whose it is.
    owners = {t.agency_id for t in tickets if everybody or t.agency_id != officer.agency_id}
    names = agency_names(session, owners)
    rows = [
        _row(
            desk,
            ticket,
            photos.get(ticket.id or 0),
            names.get(ticket.agency_id, ""),
            now,
            joint=not leads(officer, ticket),
        )
        for ticket in tickets
    ]
    return _with_people(session, rows, tickets)


def _with_people(session: Session, rows: list[Row], tickets: list[Ticket]) -> tuple[Row, ...]:
    """Add how many people have reported each problem, and the main ticket of a child."""
    people = count_people(session, {ticket.main_id or ticket.id or 0 for ticket in tickets})
    mains = codes_of(session, {ticket.main_id for ticket in tickets if ticket.main_id})
    return tuple(
        replace(
            row,
            people=people[ticket.main_id or ticket.id or 0],
            main_code=mains.get(ticket.main_id or 0, ""),
        )
        for row, ticket in zip(rows, tickets, strict=True)
    )


def _row(
    desk: Desk,
    ticket: Ticket,
    photo: Attachment | None,
    agency: str,
    now: datetime,
    *,
    joint: bool,
) -> Row:
    return Row(
        code=ticket.code,
        address=paths.ticket(ticket.code),
        category=desk.catalog.get(ticket.category),
        status=ticket.status,
        description=ticket.description,
        place=area_words(ticket.province, ticket.district, ticket.subdistrict) or ticket.address,
        created_at=ticket.created_at,
        reopened=ticket.reopened_count,
        sealed=ticket.sealed,
        imported=ticket.external_id is not None,
        thumb=paths.photo(ticket.code, photo.id, thumb=True) if photo and photo.id else "",
        agency=agency,
        people=1,
        main_code="",
        joint=joint,
        due=read_due(desk.office, ticket, now),
    )
