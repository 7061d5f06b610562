"""Tags: an agency's own words by which it files tickets. On record in the audit, not a step of the
ticket's story: no event, and no other agency reads them.
"""

import re
import unicodedata
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, delete, exists, func, select

from complaints.change import By
from complaints.desk import subject
from complaints.parts import joint_agencies
from complaints.tables import Ticket
from complaints.tag_tables import Tag, TicketTag
from core.errors import InvalidInput
from store import audit

LONGEST_TAG = 30  # characters
MOST_TAGS = 10  # of one agency on one ticket


def normalise_tag(text: str) -> str:
    """Return a tag as it is kept: one spelling for what people take for the same word.

    Raises:
        InvalidInput: nothing is left of it ("tag_empty") or it is too long ("tag_long").
    """
    plain = unicodedata.normalize("NFC", text).strip().lstrip("#")
    name = re.sub(r"[\s,;]+", " ", plain).strip().casefold()
    if not name:
        raise InvalidInput("tag_empty")
    if len(name) > LONGEST_TAG:
        raise InvalidInput("tag_long", most=LONGEST_TAG)
    return name


def add_tag(session: Session, ticket: Ticket, text: str, by: By, now: datetime) -> str:
    """Put a tag of the officer's agency on the ticket; once is enough. Returns it as kept.

    Raises:
        InvalidInput: as `normalise_tag`, or it has as many as it can have ("tags_many").
    """
    name, agency_id = normalise_tag(text), vocabulary_of(session, ticket, by.agency_id)
    assert ticket.id is not None
    present = tags_of(session, [ticket.id], agency_id)[ticket.id]
    if name in present:
        return name
    if len(present) >= MOST_TAGS:
        raise InvalidInput("tags_many", most=MOST_TAGS)
    session.add(TicketTag(ticket_id=ticket.id, tag_id=_tag(session, agency_id, name).id or 0))
    session.flush()
    _record(session, ticket, "ticket.tagged", name, by, now)
    return name


def remove_tag(session: Session, ticket: Ticket, text: str, by: By, now: datetime) -> None:
    """Take a tag off; what no ticket carries any more is forgotten."""
    name, agency_id = normalise_tag(text), vocabulary_of(session, ticket, by.agency_id)
    tag = session.exec(select(Tag).where(Tag.agency_id == agency_id, Tag.name == name)).first()
    carried = session.get(TicketTag, (ticket.id, tag.id)) if tag else None
    if tag is None or carried is None:
        return
    session.delete(carried)
    session.flush()
    with suppress(IntegrityError), session.begin_nested():  # another may put it on just now
        session.connection().execute(
            delete(Tag).where(
                col(Tag.id) == tag.id,
                ~exists().where(col(TicketTag.tag_id) == tag.id),
            )
        )
    _record(session, ticket, "ticket.untagged", name, by, now)


def vocabulary_of(session: Session, ticket: Ticket, agency_id: int | None) -> int:
    """Return whose tags an officer of that agency puts on the ticket: a joint agency its own."""
    joint = agency_id is not None and agency_id in joint_agencies(session, ticket)
    return agency_id if joint and agency_id is not None else ticket.agency_id


def tags_of(
    session: Session, ticket_ids: Collection[int], agency_id: int | None = None
) -> dict[int, list[str]]:
    """Return {ticket id: its tags by name}, of one agency or, for who sees all, of every one."""
    query = (
        select(TicketTag.ticket_id, Tag.name)
        .join(Tag, col(Tag.id) == col(TicketTag.tag_id))
        .where(col(TicketTag.ticket_id).in_(ticket_ids))
    )
    if agency_id is not None:
        query = query.where(Tag.agency_id == agency_id)
    tags: dict[int, list[str]] = {number: [] for number in ticket_ids}
    for number, name in session.exec(query.order_by(Tag.name)):
        if name not in tags[number]:
            tags[number].append(name)
    return tags


def known_tags(
    session: Session, agency_id: int, *, sealed: bool = False, limit: int = 200
) -> list[str]:
    """Return the tags that an agency uses, those first that it uses most.

    Those that only sealed tickets carry are for who may know of these.
    """
    uses = func.count(col(TicketTag.ticket_id))
    query = (
        select(Tag.name)
        .join(TicketTag, col(TicketTag.tag_id) == col(Tag.id))
        .where(Tag.agency_id == agency_id)
        .group_by(col(Tag.id), Tag.name)
    )
    if not sealed:
        query = query.where(_carried_in_sight())
    return list(session.exec(query.order_by(uses.desc(), Tag.name).limit(limit)))


def _carried_in_sight() -> ColumnElement[bool]:
    carried = aliased(TicketTag)
    return exists().where(
        col(carried.tag_id) == col(Tag.id),
        col(Ticket.id) == col(carried.ticket_id),
        col(Ticket.sealed).is_(False),
    )


def _tag(session: Session, agency_id: int, name: str) -> Tag:
    query = select(Tag).where(Tag.agency_id == agency_id, Tag.name == name)
    found = session.exec(query).first()
    if found is not None:
        return found
    try:
        with session.begin_nested():  # two officers may think of one word at once
            tag = Tag(agency_id=agency_id, name=name)
            session.add(tag)
    except IntegrityError:
        return session.exec(query).one()
    return tag


def _record(session: Session, ticket: Ticket, action: str, tag: str, by: By, now: datetime) -> None:
    about = subject(ticket.id or 0)
    audit.record(session, at=now, actor=by.id, action=action, subject=about, tag=tag)
