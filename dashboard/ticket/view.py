"""A ticket's page as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from agencies.permissions import may_work
from agencies.queries import agency_names, get_agency, list_agencies
from agencies.routing import taking_sealed
from agencies.tables import Agency, Officer
from categories.catalog import Category
from complaints import queries
from complaints.desk import Desk
from complaints.groups.members import main_of
from complaints.lifecycle import Actor, Move, Status, moves_from
from complaints.parts import joint_agencies, leads
from complaints.responses.offering import Offer, offers_for
from complaints.responses.tables import Use
from complaints.tables import AttachmentKind, Reporter, Ticket
from dashboard.due import Due, read_due
from dashboard.places import area_words
from dashboard.ticket import category_view, imported, place_view, timeline, told
from dashboard.ticket.category_view import CategoryView
from dashboard.ticket.imported import Imported
from dashboard.ticket.photo_view import PhotoView, photo_view
from dashboard.ticket.place_view import Past
from dashboard.ticket.routing import routing_sentence
from dashboard.ticket.timeline import Entry
from dashboard.ticket.told import Told
from thai.order import dictionary_order


@dataclass(frozen=True, slots=True)
class TicketView:
    """Everything on the page.

    `leads`: this officer's agency leads, so moves are theirs; `joint` are the agencies that join
    in. `moves` are what an officer of the lead may do from this status.
    """

    code: str
    category: Category
    filed: CategoryView
    status: Status
    agency_id: int
    agency: str
    leads: bool
    joint: tuple[str, ...]
    routing: str
    description: str
    address: str
    latitude: float | None
    longitude: float | None
    created_at: datetime
    updated_at: datetime
    due: Due | None
    response_due_at: datetime | None
    first_response_at: datetime | None
    finished_at: datetime | None
    confirmed_at: datetime | None
    dispute_until: datetime | None
    stars: int | None
    reopened: int
    sealed: bool
    reporter: str
    imported: Imported | None
    before: tuple[PhotoView, ...]
    after: tuple[PhotoView, ...]
    timeline: tuple[Entry, ...]
    told: Told
    main_code: str
    moves: tuple[Move, ...]
    other_agencies: tuple[Agency, ...]
    past: Past | None
    offers: Mapping[Use, tuple[Offer, ...]]


def load(session: Session, desk: Desk, officer: Officer, code: str, now: datetime) -> TicketView:
    """Read the page of a ticket this officer may know of. Raises NotFound."""
    ticket = queries.get_for_officer(session, officer, code)
    events = queries.list_events(session, ticket)
    attachments = queries.list_attachments(session, ticket)
    photos = tuple(photo_view(ticket.code, each) for each in attachments)
    reporter = queries.get_reporter_of(session, ticket)
    main = main_of(session, ticket)
    return TicketView(
        code=ticket.code,
        category=desk.catalog.get(ticket.category),
        filed=category_view.load(session, desk, officer, ticket),
        status=ticket.status,
        agency_id=ticket.agency_id,
        agency=get_agency(session, ticket.agency_id).name,
        leads=leads(officer, ticket),
        joint=_joint(session, ticket),
        routing=routing_sentence(ticket.routing_reason, desk.catalog),
        description=ticket.description,
        address=ticket.address or area_words(ticket.province, ticket.district, ticket.subdistrict),
        latitude=ticket.latitude,
        longitude=ticket.longitude,
        created_at=ticket.created_at,
        updated_at=ticket.updated_at,
        due=read_due(desk.office_of(ticket), ticket, now),
        response_due_at=ticket.response_due_at,
        first_response_at=ticket.first_response_at,
        finished_at=ticket.finished_at,
        confirmed_at=ticket.confirmed_at,
        dispute_until=ticket.dispute_until,
        stars=ticket.stars,
        reopened=ticket.reopened_count,
        sealed=ticket.sealed,
        reporter=_pseudonym(reporter),
        imported=imported.load(ticket, events),
        before=_of_kind(photos, AttachmentKind.REPORT),
        after=_of_kind(photos, AttachmentKind.AFTER),
        timeline=timeline.load(session, events, photos, desk.catalog),
        told=told.load(session, desk, ticket, reporter, events),
        main_code=main.code if main.id != ticket.id else "",
        moves=_moves(officer, ticket),
        other_agencies=_other_agencies(session, ticket),
        past=place_view.load(session, desk, officer, ticket),
        offers=offers_for(session, desk, officer, ticket, now) if may_work(officer) else {},
    )


def load_told(session: Session, desk: Desk, officer: Officer, code: str) -> Told:
    """Read the notices of a ticket this officer may know of. Raises NotFound."""
    ticket = queries.get_for_officer(session, officer, code)
    events = queries.list_events(session, ticket)
    return told.load(session, desk, ticket, queries.get_reporter_of(session, ticket), events)


def _moves(officer: Officer, ticket: Ticket) -> tuple[Move, ...]:
    alone = ticket.main_id is None  # a child moves with its main ticket
    return moves_from(ticket.status, Actor.OFFICER) if alone and leads(officer, ticket) else ()


def _joint(session: Session, ticket: Ticket) -> tuple[str, ...]:
    names = agency_names(session, joint_agencies(session, ticket)).values()
    return tuple(sorted(names, key=dictionary_order))


def _pseudonym(reporter: Reporter | None) -> str:
    return reporter.pseudonym if reporter else ""


def _of_kind(photos: tuple[PhotoView, ...], kind: AttachmentKind) -> tuple[PhotoView, ...]:
    return tuple(photo for photo in photos if photo.kind is kind)


def _other_agencies(session: Session, ticket: Ticket) -> tuple[Agency, ...]:
    others = (each for each in list_agencies(session) if each.id != ticket.agency_id)
    if not ticket.sealed:
        return tuple(others)
    fit = taking_sealed(session)
    return tuple(each for each in others if each.id in fit)
