"""Tickets as public pages show them: plain data, in the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from agencies.queries import agency_names
from complaints.groups.members import count_people
from complaints.lifecycle import OPEN, Status
from complaints.publishing import story
from complaints.publishing.columns import clean_area
from complaints.publishing.listing import list_joined
from complaints.publishing.reach import Spot, get_ticket, spot_of
from complaints.publishing.rows import is_told
from complaints.publishing.story import Step
from complaints.publishing.texts import DESCRIPTION, descriptions_of, words_of
from complaints.queries import list_attachments
from complaints.tables import AttachmentKind, Ticket
from public.site import Reader, Site
from thai.masking import street_of
from thai.normalise import shorten

LINES = 160  # characters of a text in a list


@dataclass(frozen=True, slots=True)
class Line:
    """A ticket in a list."""

    code: str
    category: str
    icon: str
    status: Status
    area: str
    agency: str
    reported_at: datetime
    overdue: bool
    people: int
    words: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A cleared photo: its address, size in pixels, whether it shows the place as repaired."""

    address: str
    width: int
    height: int
    after: bool


@dataclass(frozen=True, slots=True)
class TicketView:
    """Everything on a ticket's page."""

    line: Line
    street: str
    spot: Spot | None
    words: str
    due_at: datetime | None
    finished_at: datetime | None
    confirmed: bool
    reopened: int
    main_code: str
    joined: Sequence[tuple[str, datetime]]
    steps: Sequence[Step]
    photos: Sequence[Photo]
    updated_at: datetime


def lines_of(site: Site, session: Session, reader: Reader, tickets: Sequence[Ticket]) -> list[Line]:
    """Return the lines of these tickets, with what is beside them read at once."""
    words = descriptions_of(session, [each for each in tickets if is_told(each)])
    people = count_people(session, [each.id or 0 for each in tickets])
    names = agency_names(session, {each.agency_id for each in tickets})
    return [_line(site, reader, each, people, names, words) for each in tickets]


def load(site: Site, session: Session, reader: Reader, code: str) -> TicketView:
    """Read a ticket's page. Raises NotFound, for a sealed one as for none."""
    ticket = get_ticket(session, code)
    [line] = lines_of(site, session, reader, [ticket])
    words = words_of(session, ticket) if is_told(ticket) else {}
    main = session.get(Ticket, ticket.main_id) if ticket.main_id else None
    still_open = ticket.status in OPEN
    return TicketView(
        line=line,
        street=street_of(ticket.address),
        spot=spot_of(ticket.latitude, ticket.longitude),
        words=words.get(DESCRIPTION, ""),
        due_at=ticket.due_at if still_open else None,
        finished_at=ticket.finished_at,
        confirmed=ticket.confirmed_at is not None,
        reopened=ticket.reopened_count,
        main_code=main.code if main is not None and not main.sealed else "",
        joined=[(each.code, each.created_at) for each in list_joined(session, ticket)],
        steps=story.tell(session, ticket, words),
        photos=_photos(session, ticket) if is_told(ticket) else (),
        updated_at=ticket.updated_at,
    )


def _line(
    site: Site,
    reader: Reader,
    ticket: Ticket,
    people: Mapping[int, int],
    names: Mapping[int, str],
    words: Mapping[int, str],
) -> Line:
    category, number = site.desk.catalog.get(ticket.category), ticket.id or 0
    late = ticket.due_at is not None and ticket.due_at < site.clock()
    areas = (ticket.subdistrict, ticket.district, ticket.province)
    return Line(
        code=ticket.code,
        category=category.name_en if reader.language == "en" else category.name_th,
        icon=category.icon,
        status=ticket.status,
        area=" ".join(area for each in areas if (area := clean_area(each))),
        agency=names.get(ticket.agency_id, ""),
        reported_at=ticket.created_at,
        overdue=late and ticket.status in OPEN,
        people=people.get(number, 1),
        words=shorten(words.get(number, ""), LINES),
    )


def _photos(session: Session, ticket: Ticket) -> list[Photo]:
    return [
        Photo(
            f"/t/{ticket.code}/photos/{place}.jpg",
            photo.width,
            photo.height,
            photo.kind is AttachmentKind.AFTER,
        )
        for place, photo in enumerate(list_attachments(session, ticket), start=1)
        if photo.cleared_at is not None
    ]
