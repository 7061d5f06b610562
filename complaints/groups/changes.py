"""Officers put tickets that tell of one problem together, and take them apart again.

A child takes the status and the owner of its main ticket and moves with it from then on. Taken out
again it stands where it stood before, so that nothing is closed with a problem that was another.
"""

from datetime import datetime

from sqlmodel import Session, col, select, update

from agencies.queries import get_agency
from complaints import notices
from complaints.change import By
from complaints.desk import Desk, subject
from complaints.groups.aligning import align, hand_over
from complaints.groups.carrying import change_places, hand_to_main, hold_reason_before
from complaints.groups.members import children_of, count_people, main_of
from complaints.groups.tables import GroupTie
from complaints.lifecycle import OPEN, Move, Status
from complaints.reporters import language_of
from complaints.tables import Reporter, Ticket, TicketEvent
from core.errors import Conflict, InvalidInput
from core.messages import Card, Paragraph
from store import audit


def group(
    session: Session, desk: Desk, child: Ticket, other: Ticket, by: By, now: datetime
) -> Ticket:
    """Put `child`, with its own children, under `other` or under what `other` is a child of.

    Returns the main ticket.

    Raises:
        InvalidInput: both are one ("same_ticket"), one of them is sealed ("sealed"), the child is
            closed ("closed") or the main one was rejected or withdrawn ("main_closed").
        Conflict: somebody else changed one of them first.
    """
    main = main_of(session, other)
    _check(child, main)
    before = list(children_of(session, child))
    for each in (child, *before):
        _set_main(session, each, main, now)
        if each.status in OPEN:
            _take_over(session, desk, each, main, by, now)
        hand_to_main(session, each, main, by, now)
        _record(session, each, main, "ticket.grouped", by, now)
    people = count_people(session, [main.id or 0])[main.id or 0]
    _tell(session, desk, child, main, Move.GROUP, now, people=people)
    return main


def ungroup(session: Session, desk: Desk, child: Ticket, by: By, now: datetime) -> None:
    """Take a child out of its group; an active one stands where it stood before it was put there.

    Raises:
        InvalidInput: it is in no group ("not_grouped").
    """
    if child.main_id is None:
        raise InvalidInput("not_grouped")
    main = main_of(session, child)
    _set_main(session, child, None, now)
    if child.status in {*OPEN, Status.FINISHED}:
        align(session, desk, child, _before(session, child), Move.UNGROUP, by, now, main=main.code)
        if child.status is Status.ON_HOLD:
            child.hold_reason = hold_reason_before(session, child)
    _record(session, child, main, "ticket.ungrouped", by, now)
    _tell(session, desk, child, main, Move.UNGROUP, now)


def make_main(session: Session, child: Ticket, by: By, now: datetime) -> None:
    """Let a child stand for its group from now on. No status changes, and nobody is told.

    Raises:
        InvalidInput: it is in no group ("not_grouped") or no longer stands with it ("closed").
    """
    if child.main_id is None:
        raise InvalidInput("not_grouped")
    main = main_of(session, child)
    if child.status is not main.status:
        raise InvalidInput("closed")
    others = [each for each in children_of(session, main) if each.id != child.id]
    _set_main(session, child, None, now)
    for each in (main, *others):
        _set_main(session, each, child, now)
    change_places(session, main, child, by, now)
    _record(session, child, main, "ticket.made_main", by, now)


def promote_oldest(session: Session, withdrawn: Ticket, by: By, now: datetime) -> Ticket | None:
    """Let the oldest open child stand for a group whose main ticket was withdrawn. Return it."""
    children = children_of(session, withdrawn)
    heir = next((each for each in children if each.status in OPEN), None)
    if heir is None:
        return None
    _set_main(session, heir, None, now)
    for each in children:
        if each.id != heir.id:
            _set_main(session, each, heir, now)
    change_places(session, withdrawn, heir, by, now)
    _record(session, heir, withdrawn, "ticket.made_main", by, now)
    return heir


def _check(child: Ticket, main: Ticket) -> None:
    if main.id == child.id:
        raise InvalidInput("same_ticket")
    if child.sealed or main.sealed:
        raise InvalidInput("sealed")
    if child.status not in OPEN:
        raise InvalidInput("closed")
    if main.status not in {*OPEN, Status.FINISHED}:
        raise InvalidInput("main_closed")


def _set_main(session: Session, ticket: Ticket, main: Ticket | None, now: datetime) -> None:
    """Write the tie, if it still is as it was read, and keep since when."""
    seen = col(Ticket.main_id)
    unchanged = seen.is_(None) if ticket.main_id is None else seen == ticket.main_id
    written = session.connection().execute(
        update(Ticket)
        .where(col(Ticket.id) == ticket.id, unchanged)
        .values(main_id=main.id if main else None)
    )
    if written.rowcount != 1:
        raise Conflict(f"ticket {ticket.code} is in another group by now")
    session.refresh(ticket)
    assert ticket.id is not None
    session.add(GroupTie(ticket_id=ticket.id, main_id=ticket.main_id, at=now))


def _take_over(
    session: Session, desk: Desk, child: Ticket, main: Ticket, by: By, now: datetime
) -> None:
    """Give the child the owner and the status of its main ticket."""
    if child.agency_id != main.agency_id:
        hand_over(session, child, main.agency_id, now)
    align(session, desk, child, main.status, Move.GROUP, by, now, main=main.code)
    child.hold_reason = main.hold_reason
    if main.status is Status.FINISHED:
        child.finished_at, child.dispute_until = main.finished_at, main.dispute_until


def _before(session: Session, child: Ticket) -> Status:
    query = (
        select(TicketEvent.from_status)
        .where(TicketEvent.ticket_id == child.id, TicketEvent.move == Move.GROUP)
        .order_by(col(TicketEvent.id).desc())
    )
    return Status(session.exec(query).first() or Status.RECEIVED)


def _tell(
    session: Session,
    desk: Desk,
    child: Ticket,
    main: Ticket,
    move: Move,
    now: datetime,
    **values: object,
) -> None:
    reporter = session.get(Reporter, child.reporter_id) if child.reporter_id is not None else None
    language = language_of(reporter)
    body = desk.phrases.say(
        f"{move}.body",
        language,
        agency=get_agency(session, main.agency_id).name,
        category=desk.category_name(child.category, language),
        main=main.code,
        **{"status": desk.phrases.say(f"status.{child.status}", language), **values},
    )
    title = desk.phrases.say(f"{move}.title", language)
    notice = Card(
        alt=f"{child.code} {title}: {body}",
        title=title,
        kicker=desk.phrases.say("kicker", language, code=child.code),
        blocks=(Paragraph(body),),
        buttons=(notices.track(desk, child, language),),
        quiet=True,
    )
    desk.notify(session, reporter, child.id or 0, notice, now)


def _record(
    session: Session, ticket: Ticket, main: Ticket, action: str, by: By, now: datetime
) -> None:
    audit.record(
        session, at=now, actor=by.id, action=action, subject=subject(ticket.id or 0), main=main.code
    )
