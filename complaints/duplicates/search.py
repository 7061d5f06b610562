"""Finds the tickets that may tell of the same problem as a draft or as another ticket.

Candidates come by an indexed box around the pin (or by the subdistrict where there is none); the
nearest of them are read and weighed by score.py.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select

from agencies.coordinates import KM_A_DEGREE, Point
from agencies.tables import Officer
from categories.catalog import Catalog
from complaints.duplicates.kin import days_of, kin_of
from complaints.duplicates.score import (
    OFFERED_FROM,
    SHOWN_FROM,
    Likeness,
    Photo,
    Report,
    compare,
)
from complaints.duplicates.text import read
from complaints.intake import Draft
from complaints.lifecycle import OPEN, Status
from complaints.queries import visible_to
from complaints.tables import (
    Attachment,
    AttachmentKind,
    EventKind,
    Reporter,
    Ticket,
    TicketEvent,
)
from thai.address import Address, read_address
from thai.normalise import normalise
from thai.words import content_words

MOST_OFFERED = 3
MOST_SHOWN = 8
MOST_IN_BOX = 200  # the newest; beyond that a spot has more than likeness can sort
MOST_READ = 40  # the likeliest by category and place: reading one takes a millisecond
MOST_ADDED = 1_000  # characters of what was written later: the first tell more of the problem
PINS_APART_M = 25.0  # two pins of one spot: set where people stand, by phones that err
OF_ANY_PLACE = frozenset(
    ["แขวง", "เขต", "ตำบล", "อำเภอ", "จังหวัด", "ถนน", "ซอย", "ถ.", "ซ.", "หน้า", "ที่"]
)
_POSTCODE = re.compile(r"\b[1-9]\d{4}\b")


@dataclass(frozen=True, slots=True)
class Match:
    """A ticket that may tell of the same problem, and how likely it is."""

    ticket: Ticket
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class _Sought:
    """What is looked for, and where."""

    report: Report
    area: Address


def find_for_draft(
    session: Session, catalog: Catalog, draft: Draft, reporter: Reporter, now: datetime
) -> list[Match]:
    """Return the open or just finished tickets to ask the citizen about, likeliest first.

    A ticket that officers have put under a main one is stood for by that one.
    """
    if draft.place is None:
        return []
    area = read_address(draft.place.address)
    report = Report(
        category=draft.best_category,
        reading=read(draft.description),
        at=now,
        place=_place_words(draft.place.address, area),
        pin=_pin(draft.place.latitude, draft.place.longitude),
        reporter_id=reporter.id,
        photos=tuple(Photo(each.sha256, each.phash) for each in draft.photos),
    )
    sought = _Sought(report, area)
    found = _weighed(session, catalog, sought, [_still_open(now)])
    likely = [match for match in found if match.likeness.probability >= OFFERED_FROM]
    return _by_main(session, likely)[:MOST_OFFERED]


def find_for_officer(
    session: Session, catalog: Catalog, officer: Officer, ticket: Ticket
) -> list[Match]:
    """Return what an officer should compare the ticket with, likeliest first: all but its group."""
    conditions = [
        visible_to(officer),
        _stands_alone(ticket),
        col(Ticket.status).in_((*OPEN, Status.FINISHED)),
    ]
    return find_alike(session, catalog, ticket, conditions)[:MOST_SHOWN]


def find_alike(
    session: Session,
    catalog: Catalog,
    ticket: Ticket,
    conditions: Sequence[ColumnElement[bool]] = (),
) -> list[Match]:
    """Return every ticket that officers should compare this one with, likeliest first."""
    if ticket.sealed or ticket.id is None:
        return []
    area = Address(ticket.province, ticket.district, ticket.subdistrict)
    photos, added = _photos_of(session, [ticket]), _added_to(session, [ticket])
    sought = _Sought(_report(ticket, photos[ticket.id], added[ticket.id]), area)
    found = _weighed(session, catalog, sought, [col(Ticket.id) != ticket.id, *conditions])
    return [match for match in found if match.likeness.probability >= SHOWN_FROM]


def _stands_alone(ticket: Ticket) -> ColumnElement[bool]:
    # Children are found through their main ticket, and a group knows its own.
    alone = col(Ticket.main_id).is_(None)
    return alone if ticket.main_id is None else and_(alone, col(Ticket.id) != ticket.main_id)


def _still_open(now: datetime) -> ColumnElement[bool]:
    # One that was just finished counts while "it is not" would open it again.
    not_yet_over = and_(
        col(Ticket.status) == Status.FINISHED, col(Ticket.dispute_until).is_not(None)
    )
    return or_(col(Ticket.status).in_(OPEN), and_(not_yet_over, col(Ticket.dispute_until) >= now))


def _weighed(
    session: Session, catalog: Catalog, sought: _Sought, conditions: Sequence[ColumnElement[bool]]
) -> list[Match]:
    tickets = _nearest(session, catalog, sought, conditions)
    photos, added = _photos_of(session, tickets), _added_to(session, tickets)
    matches = [
        Match(
            ticket,
            compare(
                sought.report,
                _report(ticket, photos[ticket.id or 0], added[ticket.id or 0]),
                _radius(catalog, sought.report.category, ticket.category),
            ),
        )
        for ticket in tickets
    ]
    return sorted(matches, key=lambda match: -match.likeness.probability)


def _nearest(
    session: Session, catalog: Catalog, sought: _Sought, conditions: Sequence[ColumnElement[bool]]
) -> list[Ticket]:
    report = sought.report
    reaches = _reaches(catalog, report.category)
    where = _where(sought, max(reaches.values(), default=0.0))
    if where is None:
        return []
    apart = timedelta(days=max(map(days_of, reaches)))  # from the report, however old that is
    query = select(Ticket).where(
        where,
        col(Ticket.category).in_(reaches),
        col(Ticket.created_at).between(report.at - apart, report.at + apart),
        col(Ticket.sealed).is_(False),
        *conditions,
    )
    found = session.exec(query.order_by(col(Ticket.id).desc()).limit(MOST_IN_BOX)).all()
    measured = [(_metres_from(report, ticket), ticket) for ticket in found]
    near = [
        (distance, ticket)
        for distance, ticket in measured
        if distance <= reaches[ticket.category]
        and abs(report.at - ticket.created_at) <= timedelta(days=days_of(ticket.category))
    ]
    kin = kin_of(report.category)
    near.sort(key=lambda pair: (pair[1].category not in kin, pair[0]))
    return [ticket for _, ticket in near[:MOST_READ]]


def _where(sought: _Sought, reach: float) -> ColumnElement[bool] | None:
    """Return where candidates are, None where there is nothing to go by."""
    if not reach:
        return None
    pin = sought.report.pin
    if pin is None:
        if not sought.area.subdistrict:
            return None
        return and_(
            col(Ticket.subdistrict) == sought.area.subdistrict,
            col(Ticket.district) == sought.area.district,
            col(Ticket.province) == sought.area.province,
        )
    north = reach / (1000 * KM_A_DEGREE)
    east = north / max(math.cos(math.radians(pin.latitude)), 0.01)
    return and_(
        col(Ticket.latitude).between(pin.latitude - north, pin.latitude + north),
        col(Ticket.longitude).between(pin.longitude - east, pin.longitude + east),
    )


def _metres_from(report: Report, ticket: Ticket) -> float:
    there = _pin(ticket.latitude, ticket.longitude)
    return report.pin.metres_to(there) if report.pin and there else 0.0


def _pin(latitude: float | None, longitude: float | None) -> Point | None:
    return None if latitude is None or longitude is None else Point(latitude, longitude)


def _reaches(catalog: Catalog, category: str) -> dict[str, float]:
    """Return {category to look in: within how many metres}."""
    if category not in catalog:
        return {}
    radii = {code: _radius(catalog, category, code) for code in catalog.codes}
    return {code: radius + PINS_APART_M for code, radius in radii.items() if radius}


def _radius(catalog: Catalog, category: str, other: str) -> float:
    """Return within how many metres the two may be one problem; 0 where place says nothing."""
    radii = (catalog.get(category).duplicate_radius_m, catalog.get(other).duplicate_radius_m)
    if not all(radii):
        return 0.0
    return float(max(radii) if other in kin_of(category) else min(radii))


def _report(ticket: Ticket, photos: tuple[Photo, ...], added: str) -> Report:
    area = Address(ticket.province, ticket.district, ticket.subdistrict)
    return Report(
        category=ticket.category,
        reading=read(f"{ticket.description}\n{added}".strip()),
        at=ticket.created_at,
        place=_place_words(ticket.address, area),
        pin=_pin(ticket.latitude, ticket.longitude),
        reporter_id=ticket.reporter_id,
        photos=photos,
    )


def _place_words(address: str, area: Address) -> frozenset[str]:
    """Return the words that tell the spot inside its subdistrict."""
    plain = normalise(address)
    for name in filter(None, (area.subdistrict, area.district, area.province)):
        plain = plain.replace(normalise(name), " ")
    words = frozenset(content_words(_POSTCODE.sub(" ", plain)))
    return words - OF_ANY_PLACE


def _photos_of(session: Session, tickets: Iterable[Ticket]) -> defaultdict[int, tuple[Photo, ...]]:
    query = select(Attachment).where(
        col(Attachment.ticket_id).in_([ticket.id for ticket in tickets]),
        col(Attachment.kind) == AttachmentKind.REPORT,
    )
    photos: defaultdict[int, tuple[Photo, ...]] = defaultdict(tuple)
    for each in session.exec(query):
        photos[each.ticket_id] += (Photo(each.sha256, each.phash),)
    return photos


def _added_to(session: Session, tickets: Sequence[Ticket]) -> defaultdict[int, str]:
    """Return what reporters have written to their own tickets since, by the ticket's id."""
    own = {ticket.id: f"reporter:{ticket.reporter_id}" for ticket in tickets}
    query = select(TicketEvent).where(
        col(TicketEvent.ticket_id).in_([ticket.id for ticket in tickets]),
        col(TicketEvent.kind) == EventKind.COMMENTED,
        col(TicketEvent.actor).in_(own.values()),
    )
    added: defaultdict[int, str] = defaultdict(str)
    for event in session.exec(query.order_by(col(TicketEvent.id))):
        if event.actor == own[event.ticket_id]:
            added[event.ticket_id] = f"{added[event.ticket_id]}\n{event.note}"[:MOST_ADDED]
    return added


def _by_main(session: Session, matches: Iterable[Match]) -> list[Match]:
    """Return each problem once, by its main ticket."""
    best: dict[int, Match] = {}
    for match in matches:
        main = session.get(Ticket, match.ticket.main_id) if match.ticket.main_id else match.ticket
        if main is not None and main.id is not None:
            best.setdefault(main.id, Match(main, match.likeness))
    return list(best.values())
