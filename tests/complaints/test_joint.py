"""Agencies that join in: invited, with a part of their own."""

import itertools

import pytest

from agencies.tables import Role
from complaints.alerts.tables import AlertKind, Audience
from complaints.groups.changes import group, ungroup
from complaints.joint.inviting import end_part, invite
from complaints.joint.lifecycle import PART_TRANSITIONS, PartMove, PartRefused, PartState
from complaints.joint.moving import PartChange, move_part
from complaints.joint.parts import find_part, list_parts
from complaints.lifecycle import OPEN, Move, Status
from complaints.notes import add_note
from complaints.parts import takes_part
from complaints.photos import NewPhoto
from complaints.queries import get_for_officer, list_attachments
from complaints.seen import Seen
from complaints.tables import Assignment, AttachmentKind, EventKind, Ticket, TicketEvent
from core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from tests.cast import SOMCHAI
from tests.complaints.working import Work

ASKED = "ช่วยย้ายเสาไฟฟ้า"


def invited(work: Work, ticket: Ticket) -> Assignment:
    """Agency B is asked to join in."""
    anan, there = work.by(work.cast.anan), work.cast.agency_b.id
    invite(work.session, ticket, there, ASKED, anan, work.clock())
    return part_of_b(work, ticket)


def part_of_b(work: Work, ticket: Ticket) -> Assignment:
    part = find_part(work.session, ticket, work.cast.agency_b.id)
    assert part is not None
    return part


def move(
    work: Work, ticket: Ticket, by: PartMove, seen: PartState, note: str = "ย้ายเสาแล้ว"
) -> TicketEvent:
    work.clock.pass_time(minutes=1)
    change = PartChange(by, seen, note)
    return move_part(work.session, ticket, change, work.by(work.cast.bua), work.clock())


def test_it_invites_an_agency_which_sees_the_ticket_and_hears_of_it(work: Work) -> None:
    ticket = work.ticket()
    with pytest.raises(NotFound):
        get_for_officer(work.session, work.cast.bua, ticket.code)
    part = invited(work, ticket)
    assert get_for_officer(work.session, work.cast.bua, ticket.code) is ticket
    assert takes_part(work.session, work.cast.bua, ticket)
    assert (part.state, part.started_at) == (PartState.RECEIVED, work.clock())
    event, alert = work.events(ticket)[-1], work.alerts()[-1]
    assert (event.kind, event.note) == (EventKind.INVITED, ASKED)
    assert (alert.kind, alert.audience) == (AlertKind.INVITED, Audience.WORKERS)
    assert alert.agency_id == work.cast.agency_b.id
    assert work.heard() == [], "it is nothing the citizen has to know"


@pytest.mark.parametrize(("state", "by"), list(itertools.product(PartState, PartMove)), ids=str)
def test_it_moves_a_part_exactly_as_the_table_says(
    work: Work, state: PartState, by: PartMove
) -> None:
    ticket = work.ticket()
    part = invited(work, ticket)
    part.state = state
    rule = PART_TRANSITIONS.get((state, by))
    if rule is None:
        with pytest.raises(PartRefused):
            move(work, ticket, by, state)
        assert part.state is state
        return
    event = move(work, ticket, by, state)
    assert part.state is rule.to
    assert event.kind is EventKind.PART_MOVED
    assert (event.detail["from"], event.detail["to"]) == (state, rule.to)
    assert ticket.status is Status.RECEIVED, "the ticket follows its lead"
    assert work.audited(ticket)[-1] == f"ticket.part_{by}"


def test_it_keeps_a_clock_for_each_part(work: Work) -> None:
    ticket = work.ticket()
    part = invited(work, ticket)
    move(work, ticket, PartMove.ACCEPT, PartState.RECEIVED, "")
    accepted = work.clock()
    work.clock.pass_time(minutes=90)
    move(work, ticket, PartMove.FINISH, PartState.IN_PROGRESS)
    assert (part.accepted_at, part.finished_at) == (accepted, work.clock())
    assert part.ended_at is None, "it reads along until the end"


def test_it_ends_the_part_of_who_declines(work: Work) -> None:
    ticket = work.ticket()
    part = invited(work, ticket)
    move(work, ticket, PartMove.DECLINE, PartState.RECEIVED, "เสานี้เป็นของการไฟฟ้า")
    assert part.ended_at == work.clock()
    with pytest.raises(NotFound):
        get_for_officer(work.session, work.cast.bua, ticket.code)
    alert = work.alerts()[-1]
    assert (alert.kind, alert.agency_id) == (AlertKind.PART_MOVED, work.cast.agency_a.id)


@pytest.mark.parametrize(
    ("by", "seen"),
    [(PartMove.FINISH, PartState.IN_PROGRESS), (PartMove.DECLINE, PartState.RECEIVED)],
)
def test_it_asks_a_part_to_say_how_or_why(work: Work, by: PartMove, seen: PartState) -> None:
    ticket = work.ticket()
    invited(work, ticket).state = seen
    with pytest.raises(InvalidInput) as caught:
        move(work, ticket, by, seen, " ")
    assert caught.value.reason == "needs_note"


def test_it_refuses_the_second_of_two_officers_of_a_part(work: Work) -> None:
    ticket = work.ticket()
    invited(work, ticket)
    move(work, ticket, PartMove.ACCEPT, PartState.RECEIVED)
    with pytest.raises(Conflict):
        move(work, ticket, PartMove.DECLINE, PartState.RECEIVED)


def test_it_takes_photos_of_a_part_that_is_done(work: Work) -> None:
    ticket = work.ticket(photo=None)
    invited(work, ticket).state = PartState.IN_PROGRESS
    photo = NewPhoto("photos/pole.jpg", "1" * 64, "1" * 16, 800, 600)
    change = PartChange(PartMove.FINISH, PartState.IN_PROGRESS, "ย้ายเสาแล้ว", (photo,))
    event = move_part(work.session, ticket, change, work.by(work.cast.bua), work.clock())
    work.session.flush()
    [kept] = list_attachments(work.session, ticket)
    assert (kept.kind, kept.event_id) == (AttachmentKind.AFTER, event.id)


def test_it_lets_only_agencies_with_a_part_move_one(work: Work) -> None:
    ticket = work.ticket()
    with pytest.raises(NotAllowed):
        move(work, ticket, PartMove.ACCEPT, PartState.RECEIVED)
    invited(work, ticket)
    change = PartChange(PartMove.ACCEPT, PartState.RECEIVED)
    with pytest.raises(NotAllowed):
        move_part(work.session, ticket, change, work.by(work.cast.anan), work.clock())


@pytest.mark.parametrize("status", [status for status in Status if status not in OPEN])
def test_it_lets_parts_stand_still_once_the_ticket_is_closed(work: Work, status: Status) -> None:
    ticket = work.ticket()
    invited(work, ticket)
    ticket.status = status
    work.session.flush()
    with pytest.raises(Conflict):
        move(work, ticket, PartMove.ACCEPT, PartState.RECEIVED)
    anan = work.by(work.cast.anan)
    with pytest.raises(Conflict):
        invite(work.session, ticket, work.cast.central.id, ASKED, anan, work.clock())


def test_it_refuses_to_invite_whom_it_cannot(work: Work) -> None:
    ticket, anan = work.ticket(), work.by(work.cast.anan)
    invited(work, ticket)
    for agency_id, note, reason in (
        (None, ASKED, "needs_agency"),
        (ticket.agency_id, ASKED, "needs_agency"),
        (99_999, ASKED, "needs_agency"),
        (work.cast.agency_b.id, ASKED, "joint_already"),
        (work.cast.central.id, "", "needs_note"),
    ):
        with pytest.raises(InvalidInput) as caught:
            invite(work.session, ticket, agency_id, note, anan, work.clock())
        assert caught.value.reason == reason


def test_it_invites_to_a_sealed_ticket_only_where_somebody_may_see_it(work: Work) -> None:
    ticket, fon = work.ticket(category="corruption"), work.by(work.cast.fon)
    there = work.cast.agency_b.id
    with pytest.raises(InvalidInput) as caught:
        invite(work.session, ticket, there, ASKED, fon, work.clock())
    assert caught.value.reason == "agency_not_sealed"
    work.session.merge(work.cast.bua).role = Role.INTEGRITY
    work.session.flush()
    invite(work.session, ticket, there, ASKED, fon, work.clock())
    assert find_part(work.session, ticket, there)


def test_it_asks_again_who_has_finished(work: Work) -> None:
    ticket = work.ticket()
    invited(work, ticket).state = PartState.FINISHED
    again = invited(work, ticket)
    assert again.state is PartState.RECEIVED
    assert [part.ended_at is None for part in list_parts(work.session, ticket)] == [False, True]


def test_it_ends_what_the_lead_ends(work: Work) -> None:
    ticket, anan = work.ticket(), work.by(work.cast.anan)
    part, there = invited(work, ticket), work.cast.agency_b.id or 0
    with pytest.raises(InvalidInput):
        end_part(work.session, ticket, there, "", anan, work.clock())
    end_part(work.session, ticket, there, "ไม่ต้องย้ายเสาแล้ว", anan, work.clock())
    assert part.ended_at == work.clock()
    with pytest.raises(NotFound):
        get_for_officer(work.session, work.cast.bua, ticket.code)
    with pytest.raises(Conflict):
        end_part(work.session, ticket, there, "ไม่ต้องย้ายเสาแล้ว", anan, work.clock())


def test_it_refuses_an_invitation_on_what_is_no_longer_so(work: Work) -> None:
    ticket, anan = work.ticket(), work.by(work.cast.anan)
    seen = Seen.now(ticket)
    work.move(ticket, Move.ACCEPT, work.cast.arun)
    with pytest.raises(Conflict):
        invite(work.session, ticket, work.cast.agency_b.id, ASKED, anan, work.clock(), seen=seen)


def test_it_keeps_joint_parts_where_the_lead_changes(work: Work) -> None:
    ticket = work.ticket()
    part = invited(work, ticket)
    work.move(ticket, Move.FORWARD, agency_id=work.cast.central.id)
    assert part.ended_at is None, "their work at the place is what it was"
    work.move(ticket, Move.FORWARD, work.cast.chai, agency_id=work.cast.agency_b.id)
    work.session.refresh(part)
    assert part.ended_at is not None, "who leads does not join in as well"


def test_it_keeps_joint_agencies_with_the_problem_through_grouping(work: Work) -> None:
    main, child = work.ticket(), work.ticket(SOMCHAI)
    anan = work.by(work.cast.anan)
    invited(work, child)
    move(work, child, PartMove.ACCEPT, PartState.RECEIVED)
    group(work.session, work.desk, child, main, anan, work.clock())
    assert part_of_b(work, main).state is PartState.IN_PROGRESS
    with pytest.raises(Conflict):
        move(work, child, PartMove.FINISH, PartState.IN_PROGRESS)
    ungroup(work.session, work.desk, child, anan, work.clock())
    move(work, child, PartMove.FINISH, PartState.IN_PROGRESS)
    assert part_of_b(work, child).state is PartState.FINISHED


def test_it_lets_both_agencies_note_and_no_citizen_hear(work: Work) -> None:
    ticket = work.ticket()
    invited(work, ticket)
    for officer, note in ((work.cast.anan, "รอรถกระเช้า"), (work.cast.bua, "ส่งช่างพรุ่งนี้")):
        add_note(work.session, ticket, f" {note} ", work.by(officer), work.clock())
    notes = [event for event in work.events(ticket) if event.kind is EventKind.NOTED]
    assert [event.note for event in notes] == ["รอรถกระเช้า", "ส่งช่างพรุ่งนี้"]
    assert work.heard() == []
    with pytest.raises(InvalidInput):
        add_note(work.session, ticket, "  ", work.by(work.cast.anan), work.clock())


def test_it_tells_a_joint_agency_that_its_part_was_ended(work: Work) -> None:
    ticket, anan = work.ticket(), work.by(work.cast.anan)
    invited(work, ticket)
    end_part(work.session, ticket, work.cast.agency_b.id or 0, "ไม่ต้องแล้ว", anan, work.clock())
    alert = work.alerts()[-1]
    assert (alert.kind, alert.audience) == (AlertKind.PART_ENDED, Audience.WORKERS)
    assert (alert.agency_id, alert.actor) == (work.cast.agency_b.id, anan.id)


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (PartState.RECEIVED, [AlertKind.PART_CLOSED]),
        (PartState.IN_PROGRESS, [AlertKind.PART_CLOSED]),
        (PartState.FINISHED, []),
    ],
)
def test_it_tells_whose_part_is_not_done_that_the_ticket_was_closed(
    work: Work, state: PartState, told: list[AlertKind]
) -> None:
    ticket = work.ticket()
    invited(work, ticket).state = state
    work.move(ticket, Move.ACCEPT)
    work.clock.pass_time(hours=1)
    work.move(ticket, Move.FINISH)
    theirs = [each for each in work.alerts() if each.agency_id == work.cast.agency_b.id]
    assert [each.kind for each in theirs if each.kind is not AlertKind.INVITED] == told
