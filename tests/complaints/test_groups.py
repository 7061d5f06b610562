"""Tickets of one problem, put together and taken apart; who hears of what."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from complaints import feedback
from complaints.change import By, Change
from complaints.desk import Desk
from complaints.erasure import WITHHELD, forget_message, forget_person
from complaints.groups import followers
from complaints.groups.changes import group, make_main, ungroup
from complaints.groups.joining import join
from complaints.groups.members import children_of, count_people
from complaints.groups.tables import Follower, FollowKind
from complaints.lifecycle import Actor, HoldReason, Move, Status
from complaints.moves import make_move
from complaints.queries import list_attachments, list_events
from complaints.tables import Reporter, Ticket
from complaints.withdrawal import withdraw
from core.errors import Conflict, InvalidInput
from store import audit
from store.database import Database
from store.outbox_tables import OutboxMessage
from tests.cast import MALEE, SOMCHAI, Cast, make_draft, make_reporter, make_ticket
from tests.fakes import FakeClock

PIYA = "U" + "c" * 32
FINISH = Change(
    Move.FINISH,
    Status.IN_PROGRESS,
    note="ซ่อมแล้ว",
    no_photo_reason="กล้องเสีย",
    override_reason="ซ่อมก่อนกดรับเรื่อง",
)


class Stage:
    """A database with its desk, and the officer Anan at work."""

    def __init__(self, session: Session, desk: Desk, clock: FakeClock, cast: Cast) -> None:
        self.session, self.desk, self.clock, self.cast = session, desk, clock, cast
        self.by = By(Actor.OFFICER, f"officer:{cast.anan.id}", cast.agency_a.id)

    def ticket(self, user_id: str = MALEE) -> Ticket:
        return make_ticket(self.session, self.desk, self.clock(), user_id)

    def person(self, user_id: str) -> Reporter:
        return make_reporter(self.session, self.clock(), user_id)

    def move(self, ticket: Ticket, change: Change) -> None:
        make_move(self.session, self.desk, ticket, change, self.by, self.clock())

    def accept(self, ticket: Ticket) -> None:
        self.move(ticket, Change(Move.ACCEPT, Status.RECEIVED))

    def group(self, child: Ticket, main: Ticket) -> Ticket:
        return group(self.session, self.desk, child, main, self.by, self.clock())

    def ungroup(self, child: Ticket) -> None:
        ungroup(self.session, self.desk, child, self.by, self.clock())

    def join(self, ticket: Ticket, user_id: str) -> Reporter:
        person = self.person(user_id)
        join(self.session, self.desk, ticket, person, make_draft(), self.clock())
        self.session.flush()
        return person

    def people(self, ticket: Ticket) -> int:
        return count_people(self.session, [ticket.id or 0])[ticket.id or 0]

    def heard(self, user_id: str) -> list[str]:
        """What a person was sent, oldest first."""
        self.session.flush()
        rows = self.session.exec(select(OutboxMessage).order_by(OutboxMessage.id))  # type: ignore[arg-type]
        return [row.payload for row in rows if row.recipient == user_id]


@pytest.fixture
def stage(database: Database, desk: Desk, clock: FakeClock, cast: Cast) -> Iterator[Stage]:
    with database.transaction() as session:
        yield Stage(session, desk, clock, cast)


def test_it_gives_a_child_the_status_of_its_main_ticket(stage: Stage) -> None:
    main, child = stage.ticket(), stage.ticket(SOMCHAI)
    stage.accept(main)
    assert stage.group(child, main) is main
    assert (child.main_id, child.status) == (main.id, Status.IN_PROGRESS)
    assert child.first_response_at == stage.clock()
    event = list_events(stage.session, child)[-1]
    assert (event.move, event.from_status, event.to_status) == ("group", "received", "in_progress")
    assert main.code in stage.heard(SOMCHAI)[-1]


def test_it_moves_children_along_and_tells_each_reporter_of_their_own(stage: Stage) -> None:
    main, child = stage.ticket(), stage.ticket(SOMCHAI)
    stage.group(child, main)
    stage.accept(main)
    stage.move(main, FINISH)
    assert child.status is Status.FINISHED
    assert child.dispute_until == main.dispute_until
    assert main.code in stage.heard(MALEE)[-1]
    assert child.code in stage.heard(SOMCHAI)[-1]
    moves = [event.move for event in list_events(stage.session, child) if event.move]
    assert moves == ["group", "accept", "finish"]


def test_it_moves_a_child_only_through_its_main_ticket(stage: Stage) -> None:
    main, child = stage.ticket(), stage.ticket(SOMCHAI)
    stage.group(child, main)
    with pytest.raises(Conflict):
        stage.accept(child)


def test_it_hands_children_on_with_their_main_ticket(stage: Stage) -> None:
    main, child = stage.ticket(), stage.ticket(SOMCHAI)
    stage.group(child, main)
    there = stage.cast.agency_b.id
    stage.move(main, Change(Move.FORWARD, Status.RECEIVED, note="อยู่ขอนแก่น", agency_id=there))
    assert child.agency_id == main.agency_id == there


def test_it_takes_the_children_of_a_child_along(stage: Stage) -> None:
    first, second, third = stage.ticket(), stage.ticket(SOMCHAI), stage.ticket(PIYA)
    stage.group(second, third)
    stage.group(third, first)
    assert {each.id for each in children_of(stage.session, first)} == {second.id, third.id}
    assert stage.group(stage.ticket(), second) is first, "under what the other is a child of"


def test_it_brings_the_child_of_another_agency_to_its_owner(stage: Stage) -> None:
    main, child = stage.ticket(), stage.ticket(SOMCHAI)
    child.agency_id = stage.cast.agency_b.id or 0
    stage.session.flush()
    stage.group(child, main)
    assert child.agency_id == main.agency_id


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda main, child: setattr(child, "sealed", True), "sealed"),
        (lambda main, child: setattr(main, "sealed", True), "sealed"),
        (lambda main, child: setattr(child, "status", Status.FINISHED), "closed"),
        (lambda main, child: setattr(main, "status", Status.WITHDRAWN), "main_closed"),
    ],
)
def test_it_groups_neither_sealed_nor_closed_tickets(
    stage: Stage, spoil: Callable[[Ticket, Ticket], None], reason: str
) -> None:
    main, child = stage.ticket(), stage.ticket(SOMCHAI)
    spoil(main, child)
    with pytest.raises(InvalidInput, match=reason):
        stage.group(child, main)
    with pytest.raises(InvalidInput, match="same_ticket"):
        stage.group(main, main)


@pytest.mark.parametrize("closed", [False, True])
def test_it_puts_an_ungrouped_child_back_where_it_stood(stage: Stage, *, closed: bool) -> None:
    main, child = stage.ticket(), stage.ticket(SOMCHAI)
    stage.accept(main)
    stage.group(child, main)
    if closed:
        stage.move(main, FINISH)
    stage.ungroup(child)
    assert (child.main_id, child.status, child.finished_at) == (None, Status.RECEIVED, None)
    assert main.status is (Status.FINISHED if closed else Status.IN_PROGRESS)
    acts = [entry.action for entry in audit.list_about(stage.session, f"ticket:{child.id}")]
    assert "ticket.grouped" in acts
    assert "ticket.ungrouped" in acts


def test_it_makes_a_child_the_main_ticket_without_a_move(stage: Stage) -> None:
    main, child, other = stage.ticket(), stage.ticket(SOMCHAI), stage.ticket(PIYA)
    stage.group(child, main)
    stage.group(other, main)
    make_main(stage.session, child, stage.by, stage.clock())
    assert child.main_id is None
    assert {main.main_id, other.main_id} == {child.id}
    stage.accept(child)
    assert main.status is Status.IN_PROGRESS


def test_it_counts_every_person_once(stage: Stage) -> None:
    main, child = stage.ticket(), stage.ticket(SOMCHAI)
    stage.group(child, main)
    stage.group(stage.ticket(), main)  # Malee again
    stage.join(main, SOMCHAI)
    stage.join(main, PIYA)
    assert stage.people(main) == 3
    assert count_people(stage.session, []) == {}


def test_it_adds_what_a_joining_person_sent_and_tells_them_from_then_on(stage: Stage) -> None:
    ticket = stage.ticket()
    stage.join(ticket, SOMCHAI)
    event = list_events(stage.session, ticket)[-1]
    assert (event.kind, event.detail["joined"]) == ("commented", True)
    assert len(list_attachments(stage.session, ticket)) == 2
    stage.accept(ticket)
    assert ticket.code in stage.heard(SOMCHAI)[-1]
    assert len(stage.heard(MALEE)) == 1


def test_it_tells_a_person_once_who_follows_and_has_a_child(stage: Stage) -> None:
    main, child = stage.ticket(), stage.ticket(SOMCHAI)
    stage.join(main, SOMCHAI)
    stage.group(child, main)
    before = len(stage.heard(SOMCHAI))
    stage.accept(main)
    assert len(stage.heard(SOMCHAI)) == before + 1
    assert child.code in stage.heard(SOMCHAI)[-1], "of the ticket they know"


def test_it_asks_who_watches_nothing_and_shows_them_no_notes(stage: Stage) -> None:
    ticket = stage.ticket()
    followers.follow(stage.session, ticket, stage.person(PIYA), FollowKind.WATCHING, stage.clock())
    stage.join(ticket, SOMCHAI)
    stage.accept(ticket)
    stage.move(ticket, FINISH)
    assert "ซ่อมแล้ว" in stage.heard(SOMCHAI)[-1]
    assert "do=rate" in stage.heard(SOMCHAI)[-1]
    assert "ซ่อมแล้ว" not in stage.heard(PIYA)[-1]
    assert "do=rate" not in stage.heard(PIYA)[-1]


def test_it_tells_nobody_who_left_or_blocked_us(stage: Stage) -> None:
    ticket = stage.ticket()
    somchai, piya = stage.join(ticket, SOMCHAI), stage.join(ticket, PIYA)
    followers.leave(stage.session, ticket, somchai, stage.clock())
    piya.blocked_at = stage.clock()
    stage.accept(ticket)
    assert stage.heard(SOMCHAI) == stage.heard(PIYA) == []
    assert stage.people(ticket) == 3, "they have the problem all the same"


def test_it_keeps_stars_of_each_and_reopens_for_anyone_who_has_the_problem(stage: Stage) -> None:
    main, child = stage.ticket(), stage.ticket(SOMCHAI)
    stage.group(child, main)
    piya = stage.join(main, PIYA)
    stage.accept(main)
    stage.move(main, FINISH)
    feedback.confirm(stage.session, main, piya, 4, stage.clock())
    follower = stage.session.exec(select(Follower)).one()
    assert (main.stars, follower.stars, main.confirmed_at) == (None, 4, stage.clock())

    feedback.dispute(stage.session, stage.desk, child, stage.person(SOMCHAI), stage.clock())
    assert main.status is child.status is Status.IN_PROGRESS
    stage.session.refresh(follower)
    assert follower.stars is None
    assert "เปิดเรื่องอีกครั้ง" in stage.heard(MALEE)[-1]
    assert "เปิดเรื่องอีกครั้ง" not in stage.heard(SOMCHAI)[-1], "they did it themselves"


def test_it_reopens_what_somebody_joins_who_sees_it_is_not_repaired(stage: Stage) -> None:
    ticket = stage.ticket()
    stage.accept(ticket)
    stage.move(ticket, FINISH)
    stage.join(ticket, SOMCHAI)
    assert ticket.status is Status.IN_PROGRESS
    assert ticket.reopened_count == 1


def test_it_refuses_to_withdraw_what_others_have_joined(stage: Stage) -> None:
    ticket = stage.ticket()
    stage.join(ticket, SOMCHAI)
    with pytest.raises(InvalidInput, match="others_joined"):
        withdraw(stage.session, stage.desk, ticket, stage.person(MALEE), stage.clock())


def test_it_lets_a_child_stand_for_a_main_ticket_that_is_withdrawn(stage: Stage) -> None:
    main, child, other = stage.ticket(), stage.ticket(SOMCHAI), stage.ticket(PIYA)
    stage.group(child, main)
    stage.group(other, main)
    watching = FollowKind.WATCHING
    followers.follow(stage.session, main, stage.person("U" + "d" * 32), watching, stage.clock())
    withdraw(stage.session, stage.desk, main, stage.person(MALEE), stage.clock())
    assert (main.status, child.status) == (Status.WITHDRAWN, Status.RECEIVED)
    assert (child.main_id, other.main_id) == (None, child.id)
    stage.accept(child)
    assert stage.heard("U" + "d" * 32), "who watched hears of it still"


def test_it_lets_a_child_withdraw_alone(stage: Stage) -> None:
    main, child = stage.ticket(), stage.ticket(SOMCHAI)
    stage.group(child, main)
    withdraw(stage.session, stage.desk, child, stage.person(SOMCHAI), stage.clock())
    stage.accept(main)
    assert (main.status, child.status) == (Status.IN_PROGRESS, Status.WITHDRAWN)


def test_it_holds_children_with_their_main_ticket(stage: Stage) -> None:
    main, child = stage.ticket(), stage.ticket(SOMCHAI)
    stage.group(child, main)
    stage.accept(main)
    until = (stage.clock() + timedelta(days=9)).date()
    hold = Change(Move.HOLD, Status.IN_PROGRESS, "รอยางมะตอย", (), "", HoldReason.BUDGET, until)
    stage.move(main, hold)
    assert child.status is Status.ON_HOLD


def test_it_takes_unsent_words_of_a_follower_out_of_the_ticket(stage: Stage) -> None:
    ticket = stage.ticket()
    somchai = stage.join(ticket, SOMCHAI)
    stage.session.flush()
    assert forget_message(stage.session, somchai, "m1", stage.clock()) == 1
    assert ticket.description == make_draft().description, "the reporter's own words stay"
    notes = [event.note for event in list_events(stage.session, ticket)]
    assert make_draft().description not in notes
    assert WITHHELD in notes
    followers.leave(stage.session, ticket, somchai, stage.clock())
    assert forget_message(stage.session, somchai, "m2", stage.clock()) == 1, "after leaving too"


def test_it_forgets_a_follower_who_asks_for_it(stage: Stage) -> None:
    ticket, other = stage.ticket(), stage.ticket()
    somchai = stage.join(ticket, SOMCHAI)
    followers.follow(stage.session, other, somchai, FollowKind.WATCHING, stage.clock())
    stage.session.flush()
    forget_person(stage.session, SOMCHAI, stage.clock())
    stage.session.flush()
    assert [each.kind for each in stage.session.exec(select(Follower))] == [FollowKind.JOINED]
    assert all(
        "message_id" not in event.detail
        for event in list_events(stage.session, ticket)
        if event.actor == f"reporter:{somchai.id}"
    )
    reporters = [photo.message_id for photo in list_attachments(stage.session, ticket)]
    assert reporters == ["m2", None], "the reporter may still unsend theirs"
    stage.accept(ticket)
    assert stage.heard(SOMCHAI) == []
