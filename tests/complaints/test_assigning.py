"""Whose work a ticket is, and how much it presses."""

import pytest
from sqlmodel import col, update

from agencies.tables import Role
from complaints.alerts.tables import AlertKind
from complaints.assigning import assign_officer, release_all
from complaints.groups.changes import group, make_main, ungroup
from complaints.lifecycle import Move, Status
from complaints.prioritising import set_priority
from complaints.seen import Seen
from complaints.tables import EventKind, Priority, Ticket
from complaints.workers import list_fit
from core.errors import Conflict, InvalidInput
from tests.cast import SOMCHAI
from tests.complaints.working import Work


def test_it_gives_a_ticket_to_a_colleague_who_hears_of_it(work: Work) -> None:
    ticket, arun = work.ticket(), work.cast.arun
    event = assign_officer(work.session, ticket, arun.id, work.by(work.cast.anan), work.clock())
    assert event is not None
    assert ticket.officer_id == arun.id
    assert (event.kind, event.detail) == (
        EventKind.ASSIGNED,
        {"from_officer": None, "officer": arun.id},
    )
    alert = next(each for each in work.alerts() if each.kind is AlertKind.ASSIGNED)
    assert (alert.officer_id, alert.actor) == (arun.id, f"officer:{work.cast.anan.id}")
    assert work.audited(ticket)[-1] == "ticket.assigned"
    assert work.heard() == [], "citizens hear nothing of who works on it"


def test_it_tells_nobody_who_takes_a_ticket_themselves(work: Work) -> None:
    ticket, anan = work.ticket(), work.cast.anan
    assign_officer(work.session, ticket, anan.id, work.by(anan), work.clock())
    assert all(each.kind is not AlertKind.ASSIGNED for each in work.alerts())


def test_it_leaves_no_trace_where_nothing_changes(work: Work) -> None:
    ticket = work.ticket()
    by = work.by(work.cast.anan)
    assert assign_officer(work.session, ticket, None, by, work.clock()) is None
    assert set_priority(work.session, ticket, Priority.NORMAL, by, work.clock()) is None
    assert [event.kind for event in work.events(ticket)] == [EventKind.SUBMITTED]


@pytest.mark.parametrize("name", ["bua", "dao", "chai"])
def test_it_gives_nothing_to_who_does_not_work_for_the_lead(work: Work, name: str) -> None:
    ticket, officer = work.ticket(), getattr(work.cast, name)
    with pytest.raises(InvalidInput) as caught:
        assign_officer(work.session, ticket, officer.id, work.by(work.cast.anan), work.clock())
    assert caught.value.reason == "officer_unfit"


def test_it_gives_nothing_to_who_has_left(work: Work) -> None:
    ticket, arun = work.ticket(), work.session.merge(work.cast.arun)
    arun.active = False
    work.session.flush()
    with pytest.raises(InvalidInput):
        assign_officer(work.session, ticket, arun.id, work.by(work.cast.anan), work.clock())


def test_it_gives_a_sealed_ticket_only_to_who_may_see_it(work: Work) -> None:
    ticket = work.ticket(category="corruption")
    assert [each.id for each in list_fit(work.session, ticket)] == [work.cast.fon.id]
    with pytest.raises(InvalidInput):
        assign_officer(
            work.session, ticket, work.cast.chai.id, work.by(work.cast.fon), work.clock()
        )


def test_it_takes_on_what_an_officer_accepts(work: Work) -> None:
    ticket, anan = work.ticket(), work.cast.anan
    event = work.move(ticket, Move.ACCEPT)
    assert ticket.officer_id == event.detail["officer"] == anan.id


def test_it_leaves_the_handing_out_to_supervisors(work: Work) -> None:
    ticket, arun = work.ticket(), work.session.merge(work.cast.arun)
    arun.role = Role.SUPERVISOR
    work.session.flush()
    event = work.move(ticket, Move.ACCEPT, arun)
    assert ticket.officer_id is None
    assert "officer" not in event.detail


def test_it_keeps_who_was_chosen_when_another_accepts(work: Work) -> None:
    ticket = work.ticket()
    assign_officer(work.session, ticket, work.cast.arun.id, work.by(work.cast.anan), work.clock())
    work.move(ticket, Move.ACCEPT)
    assert ticket.officer_id == work.cast.arun.id


def test_it_belongs_to_nobody_where_it_is_handed_on(work: Work) -> None:
    ticket = work.ticket()
    work.move(ticket, Move.ACCEPT)
    work.move(ticket, Move.FORWARD, agency_id=work.cast.agency_b.id)
    assert ticket.officer_id is None


def test_it_stays_with_its_officer_until_it_is_opened_again(work: Work) -> None:
    ticket, by = work.ticket(), work.by(work.cast.anan)
    work.move(ticket, Move.ACCEPT)
    work.move(ticket, Move.FINISH)
    assert ticket.officer_id == work.cast.anan.id
    assign_officer(work.session, ticket, work.cast.arun.id, by, work.clock())
    assert ticket.officer_id == work.cast.arun.id


def test_it_refuses_the_second_who_gives_it_away(work: Work) -> None:
    ticket, by = work.ticket(), work.by(work.cast.anan)
    seen = Seen.now(ticket)
    assign_officer(work.session, ticket, work.cast.arun.id, by, work.clock(), seen=seen)
    with pytest.raises(Conflict):
        assign_officer(work.session, ticket, work.cast.anan.id, by, work.clock(), seen=seen)
    with pytest.raises(Conflict):
        set_priority(work.session, ticket, Priority.URGENT, by, work.clock(), seen=seen)
    assert ticket.officer_id == work.cast.arun.id


def test_it_refuses_a_move_on_what_was_given_to_another_meanwhile(work: Work) -> None:
    ticket, by = work.ticket(), work.by(work.cast.anan)
    assign_officer(work.session, ticket, work.cast.arun.id, by, work.clock())
    with pytest.raises(Conflict):
        work.move(ticket, Move.ACCEPT, seen_officer_id=0)
    work.move(ticket, Move.ACCEPT, seen_officer_id=work.cast.arun.id)
    assert ticket.status is Status.IN_PROGRESS


def test_it_frees_the_tickets_of_who_leaves(work: Work) -> None:
    first, second, closed = work.ticket(), work.ticket(), work.ticket()
    by, arun = work.by(work.cast.anan), work.cast.arun
    for each in (first, second, closed):
        assign_officer(work.session, each, arun.id, by, work.clock())
    work.session.connection().execute(
        update(Ticket).where(col(Ticket.id) == closed.id).values(status=Status.WITHDRAWN)
    )
    work.session.refresh(closed)
    assert release_all(work.session, arun.id or 0, by, work.clock()) == 2
    assert (first.officer_id, second.officer_id) == (None, None)
    assert work.events(first)[-1].detail == {"from_officer": arun.id, "officer": None}


def test_it_says_how_much_a_ticket_presses(work: Work) -> None:
    ticket, by = work.ticket(), work.by(work.cast.anan)
    due = ticket.due_at
    event = set_priority(work.session, ticket, Priority.URGENT, by, work.clock())
    assert event is not None
    assert (ticket.priority, event.detail) == (Priority.URGENT, {"priority": "urgent"})
    assert ticket.due_at == due
    assert work.audited(ticket)[-1] == "ticket.prioritised"


def test_it_works_on_a_child_through_its_main_ticket(work: Work) -> None:
    main, child = work.ticket(), work.ticket(SOMCHAI)
    by = work.by(work.cast.anan)
    assign_officer(work.session, child, work.cast.arun.id, by, work.clock())
    set_priority(work.session, child, Priority.URGENT, by, work.clock())
    group(work.session, work.desk, child, main, by, work.clock())
    assert child.officer_id is None
    assert main.priority is Priority.URGENT, "what presses one of them presses all"
    with pytest.raises(InvalidInput) as caught:
        assign_officer(work.session, child, work.cast.anan.id, by, work.clock())
    assert caught.value.reason == "grouped"
    ungroup(work.session, work.desk, child, by, work.clock())
    assert child.officer_id is None, "whoever takes it sees that nobody has it"


def test_it_lets_the_officer_stay_with_the_problem_where_a_child_takes_its_place(
    work: Work,
) -> None:
    main, child = work.ticket(), work.ticket(SOMCHAI)
    by = work.by(work.cast.anan)
    group(work.session, work.desk, child, main, by, work.clock())
    assign_officer(work.session, main, work.cast.arun.id, by, work.clock())
    make_main(work.session, child, by, work.clock())
    assert (child.officer_id, main.officer_id) == (work.cast.arun.id, None)
