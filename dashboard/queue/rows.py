"""Tickets as rows of the queue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from agencies.permissions import sees_all_agencies
from agencies.queries import agency_names, officer_names
from agencies.tables import Officer
from agencies.tree import list_below
from categories.catalog import Category
from complaints import queries
from complaints.desk import Desk
from complaints.groups.members import codes_of, count_people
from complaints.lifecycle import HoldReason, Status
from complaints.parts import leads
from complaints.tables import Attachment, Priority, Ticket
from complaints.tagging import tags_of
from dashboard import paths
from dashboard.due import Due, read_due
from dashboard.places import area_words


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
    updated_at: datetime
    reopened: int
    sealed: bool
    imported: bool
    urgent: bool
    waiting: bool
    replied_at: datetime | None
    approval_since: datetime | None
    thumb: str
    agency: str
    officer: str
    mine: bool
    tags: tuple[str, ...]
    people: int
    main_code: str
    joint: bool
    due: Due | None


@dataclass(frozen=True, slots=True)
class _Beside:
    """What rows show of other tables, by ticket, agency or officer."""

    photos: dict[int, Attachment]
    agencies: dict[int, str]
    officers: dict[int, str]
    tags: dict[int, list[str]]
    people: dict[int, int]
    mains: dict[int, str]
    below: tuple[int, ...]


def make_rows(
    session: Session, desk: Desk, officer: Officer, tickets: Sequence[Ticket], now: datetime
) -> tuple[Row, ...]:
    """Return a row for each ticket, read with one query for each table beside."""
    beside = _read_beside(session, officer, tickets)
    return tuple(_row(desk, officer, ticket, beside, now) for ticket in tickets)


def _read_beside(session: Session, officer: Officer, tickets: Sequence[Ticket]) -> _Beside:
    everybody = sees_all_agencies(officer)
    # A ticket in which the officer's agency only joins shows whose it is.
    owners = {t.agency_id for t in tickets if everybody or t.agency_id != officer.agency_id}
    ids = [ticket.id or 0 for ticket in tickets]
    return _Beside(
        photos=queries.first_photos(session, tickets),
        agencies=agency_names(session, owners),
        officers=officer_names(session, {t.officer_id for t in tickets if t.officer_id}),
        tags=tags_of(session, ids, None if everybody else officer.agency_id),
        people=count_people(session, {t.main_id or t.id or 0 for t in tickets}),
        mains=codes_of(session, {t.main_id for t in tickets if t.main_id}),
        below=list_below(session, officer),
    )


def _row(desk: Desk, officer: Officer, ticket: Ticket, beside: _Beside, now: datetime) -> Row:
    number = ticket.id or 0
    photo = beside.photos.get(number)
    return Row(
        code=ticket.code,
        address=paths.ticket(ticket.code),
        category=desk.catalog.get(ticket.category),
        status=ticket.status,
        description=ticket.description,
        place=area_words(ticket.province, ticket.district, ticket.subdistrict) or ticket.address,
        created_at=ticket.created_at,
        updated_at=ticket.updated_at,
        reopened=ticket.reopened_count,
        sealed=ticket.sealed,
        imported=ticket.external_id is not None,
        urgent=ticket.priority is Priority.URGENT,
        waiting=ticket.hold_reason is HoldReason.MORE_INFORMATION,
        replied_at=ticket.citizen_wrote_at,
        approval_since=ticket.approval_since,
        thumb=paths.photo(ticket.code, photo.id, thumb=True) if photo and photo.id else "",
        agency=beside.agencies.get(ticket.agency_id, ""),
        officer=beside.officers.get(ticket.officer_id or 0, ""),
        mine=ticket.officer_id == officer.id,
        tags=tuple(beside.tags[number]),
        people=beside.people[ticket.main_id or number],
        main_code=beside.mains.get(ticket.main_id or 0, ""),
        joint=not leads(officer, ticket) and ticket.agency_id not in beside.below,
        due=read_due(desk.office_of(ticket), ticket, now),
    )
