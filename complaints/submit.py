"""A complete draft becomes a ticket: numbered, categorised, assigned, audited, all at once."""

from dataclasses import asdict
from datetime import datetime

from sqlmodel import Session, col, select

from agencies.coordinates import read_point
from agencies.locating import Located, locate
from agencies.routing import Routed, route
from complaints import due_dates
from complaints.alerts.raising import raise_alert
from complaints.alerts.tables import AlertKind
from complaints.codes import new_code
from complaints.desk import Desk, subject
from complaints.duplicates.judged import distinguish
from complaints.duplicates.keeping import note_to_compare
from complaints.intake import Draft, DraftPhoto, DraftPlace, Question, next_question
from complaints.lifecycle import Status
from complaints.parts import assign
from complaints.photos import NewPhoto, attachment
from complaints.tables import AttachmentKind, EventKind, Reporter, Ticket, TicketEvent
from core.clock import to_bangkok
from core.errors import InvalidInput
from store import audit


def submit(session: Session, desk: Desk, reporter: Reporter, draft: Draft, now: datetime) -> Ticket:
    """Make the ticket, with its first event, its lead assignment and its photos.

    Raises:
        InvalidInput: the draft is not complete ("draft_incomplete").
    """
    if next_question(draft) is not Question.CONFIRM or draft.place is None:
        raise InvalidInput("draft_incomplete")
    located, routed = _find_owner(session, desk, draft, draft.place)
    ticket = _new_ticket(session, desk, reporter, draft, draft.place, located, routed, now)
    due_dates.start(session, desk, ticket)
    session.add(ticket)
    session.flush()
    assert ticket.id is not None
    assign(session, ticket, routed.joint, now)
    event = TicketEvent(
        ticket_id=ticket.id,
        at=now,
        kind=EventKind.SUBMITTED,
        to_status=ticket.status,
        actor=f"reporter:{reporter.id}",
        agency_id=ticket.agency_id,
        detail={
            "routing": ticket.routing_reason,
            "category": ticket.category,
            **due_dates.told(ticket),
        },
    )
    session.add(event)
    session.flush()
    session.add_all(
        attachment(new_photo(photo), AttachmentKind.REPORT, ticket.id, event.id, now)
        for photo in draft.photos
    )
    _keep_apart(session, ticket, draft, now)
    note_to_compare(session, [ticket.id], now)
    audit.record(
        session,
        at=now,
        actor=f"reporter:{reporter.id}",
        action="ticket.submitted",
        subject=subject(ticket.id),
        code=ticket.code,
    )
    raise_alert(session, ticket, AlertKind.NEW, now)
    return ticket


def _find_owner(
    session: Session, desk: Desk, draft: Draft, place: DraftPlace
) -> tuple[Located, Routed]:
    located = locate(place.address, place.latitude, place.longitude)
    category = draft.best_category
    routed = route(
        session,
        category,
        located.address,
        point=located.point,
        notes=located.notes,
        sealed=desk.catalog.get(category).sealed,
    )
    return located, routed


def _new_ticket(
    session: Session,
    desk: Desk,
    reporter: Reporter,
    draft: Draft,
    place: DraftPlace,
    located: Located,
    routed: Routed,
    now: datetime,
) -> Ticket:
    area, category = located.address, draft.best_category
    pin = read_point(place.latitude, place.longitude) or place
    filed = desk.catalog.get(category)
    return Ticket(
        code=_free_code(session, now),
        reporter_id=reporter.id,
        status=Status.RECEIVED,
        agency_id=routed.agency_id,
        routing_reason=routed.reason,
        category=category,
        proposed_category=draft.proposals[0] if draft.proposals else category,
        proposal_score=draft.score,
        secondary_categories=[code for code in draft.plausible if code != category],
        sealed=filed.sealed,
        description=draft.description,
        latitude=pin.latitude,
        longitude=pin.longitude,
        address=place.address[:500],
        province=area.province,
        district=area.district,
        subdistrict=area.subdistrict,
        created_at=now,
        updated_at=now,
        text_messages=[each.message_id for each in draft.texts],
        place_message_id=place.message_id[:64] or None,
    )


def _keep_apart(session: Session, ticket: Ticket, draft: Draft, now: datetime) -> None:
    for other in session.exec(select(Ticket).where(col(Ticket.id).in_(draft.different))):
        distinguish(session, ticket, other, f"reporter:{ticket.reporter_id}", now)


def _free_code(session: Session, now: datetime) -> str:
    year = to_bangkok(now).year
    while True:
        code = new_code(year)
        if session.exec(select(Ticket.id).where(Ticket.code == code)).first() is None:
            return code


def new_photo(photo: DraftPhoto) -> NewPhoto:
    """Return a photo of a draft as it joins a ticket."""
    values = asdict(photo)
    taken_at = datetime.fromisoformat(photo.taken_at) if photo.taken_at else None
    return NewPhoto(**{**values, "taken_at": taken_at})
