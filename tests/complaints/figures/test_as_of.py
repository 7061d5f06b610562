"""The same question, asked later for the same moment, has the same answer."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from agencies.tables import Officer
from complaints import feedback
from complaints.change import By, Change
from complaints.clocks.tables import DayKind, SpecialDay
from complaints.desk import Desk
from complaints.erasure import forget_message, forget_person
from complaints.figures import periods
from complaints.figures.proving import count_wrong_facts
from complaints.figures.reckoning import Reckoning
from complaints.figures.results import Report
from complaints.figures.scope import Scope, everything, scope_of
from complaints.figures.upkeep import catch_up, fresh_tickets
from complaints.groups.changes import group, make_main, ungroup
from complaints.groups.joining import join
from complaints.learning.recategorise import recategorise
from complaints.lifecycle import Actor, HoldReason, Move, Status
from complaints.moves import make_move
from complaints.tables import Assignment, EventKind, Reporter, Ticket, TicketEvent
from core.errors import NotFound
from store import audit
from store.database import Database
from tests.cast import (
    KHONKAEN_ADDRESS,
    MALEE,
    SOMCHAI,
    Cast,
    make_draft,
    make_reporter,
    make_ticket,
)
from tests.fakes import FakeClock

YEAR = periods.fiscal(2570)  # the clock's Monday is in its second month


class Town:
    """A few tickets, moved by hand."""

    def __init__(self, session: Session, desk: Desk, cast: Cast, clock: FakeClock) -> None:
        self.session, self.desk, self.cast, self.clock = session, desk, cast, clock

    def report(self, user_id: str = MALEE, **draft: str) -> Ticket:
        return make_ticket(self.session, self.desk, self.clock(), user_id, **draft)

    def move(
        self, ticket: Ticket, move: Move, officer: Officer | None = None, **more: object
    ) -> None:
        who = officer or self.cast.anan
        by = By(Actor.OFFICER, f"officer:{who.id}", who.agency_id)
        told = {"note": "ตรวจสอบแล้ว", "no_photo_reason": "ไม่มีภาพ", "override_reason": "ตรวจแล้ว"}
        change = Change(move, ticket.status, **{**told, **more})  # type: ignore[arg-type]
        make_move(self.session, self.desk, ticket, change, by, self.clock())

    def finish(self, ticket: Ticket) -> None:
        self.move(ticket, Move.ACCEPT)
        self.clock.pass_time(hours=3)
        self.move(ticket, Move.FINISH)

    def figures(self, as_of: datetime | None = None, **more: object) -> Report:
        self.session.flush()
        scope = everything(self.session)
        moment = as_of or self.clock()
        return Reckoning(self.session, self.desk, scope, YEAR, moment, **more).report()  # type: ignore[arg-type]

    def officers(self, officer: Officer) -> By:
        return By(Actor.OFFICER, f"officer:{officer.id}", officer.agency_id)


@pytest.fixture
def town(database: Database, desk: Desk, cast: Cast, clock: FakeClock) -> Iterator[Town]:
    with database.transaction() as session:
        yield Town(session, desk, cast, clock)


def values(report: Report) -> dict[str, object]:
    return {
        name: (each.value, each.numerator, each.denominator, each.spread)
        for name, each in report.results.items()
    }


def reopen(town: Town, ticket: Ticket) -> None:
    reporter = make_reporter(town.session, town.clock())
    feedback.dispute(town.session, town.desk, ticket, reporter, town.clock())


def refile(town: Town, ticket: Ticket) -> None:
    recategorise(
        town.session,
        town.desk,
        ticket,
        "street_light",
        town.cast.anan,
        seen=ticket.category,
        now=town.clock(),
    )


def put_under(town: Town, ticket: Ticket) -> None:
    child = town.report(SOMCHAI)
    group(town.session, town.desk, child, ticket, town.officers(town.cast.anan), town.clock())


def forget(town: Town, _ticket: Ticket) -> None:
    forget_person(town.session, MALEE, town.clock())


def close_an_office(town: Town, _ticket: Ticket) -> None:
    town.session.add(
        SpecialDay(
            day=datetime(2026, 11, 23, tzinfo=UTC).date(),
            kind=DayKind.CLOSED,
            name="หยุดพิเศษ",
            added_at=town.clock(),
            added_by="officer:1",
        )
    )


@pytest.mark.parametrize("happens", [reopen, refile, put_under, forget, close_an_office])
@pytest.mark.parametrize("written", [False, True])
def test_it_answers_the_same_whatever_happens_later(
    town: Town, happens: Callable[[Town, Ticket], None], written: bool
) -> None:
    done, waiting = town.report(), town.report(SOMCHAI)
    town.finish(done)
    feedback.confirm(town.session, done, make_reporter(town.session, town.clock()), 4, town.clock())
    then = town.clock()
    before = values(town.figures(then))
    if written:
        catch_up(town.session, town.desk, then + timedelta(hours=1))
    town.clock.pass_time(days=2)
    happens(town, done)
    town.move(waiting, Move.ACCEPT)
    town.session.flush()
    if written:
        catch_up(town.session, town.desk, town.clock() + timedelta(hours=1))
        assert fresh_tickets(town.session) == []
    town.clock.pass_time(days=200)
    assert values(town.figures(then)) == before
    assert values(town.figures()) != before


def brought_in(town: Town, at: datetime, known_at: datetime) -> Ticket:
    """A ticket as an import of that moment leaves it: reported long before."""
    ticket = town.report()
    event = town.session.exec(select(TicketEvent).where(TicketEvent.ticket_id == ticket.id)).one()
    lead = town.session.exec(select(Assignment).where(Assignment.ticket_id == ticket.id)).one()
    ticket.created_at = event.at = lead.started_at = at
    event.actor, event.known_at = "import", known_at
    town.session.add_all([ticket, event, lead])
    town.session.flush()
    return ticket


@pytest.mark.parametrize("written", [False, True])
def test_it_lets_no_later_import_change_an_answer(town: Town, written: bool) -> None:
    town.report()
    then = town.clock()
    before = values(town.figures(then))
    learned = town.clock.pass_time(days=30)
    old = brought_in(town, then - timedelta(days=3), learned)
    finished = TicketEvent(
        ticket_id=old.id or 0,
        at=then - timedelta(days=1),
        known_at=learned + timedelta(days=5),
        kind=EventKind.MOVED,
        to_status=Status.FINISHED,
        move=Move.FINISH,
        actor="import",
    )
    town.session.add(finished)
    town.session.flush()
    town.clock.pass_time(days=60)
    if written:
        catch_up(town.session, town.desk, town.clock())
        assert count_wrong_facts(town.session, town.desk) == (2, 0)
    assert values(town.figures(then)) == before
    assert town.figures(learned)["received"].value == 2
    assert town.figures(learned)["closed"].value == 0
    now_known = town.figures(then, known_by=town.clock())
    assert (now_known["received"].value, now_known["closed"].value) == (2, 1)
    assert now_known["assigned_at_once"].denominator == 1, "an import was not received here"


def test_it_does_not_call_unanswered_what_was_taken_up_at_a_time_nobody_told(town: Town) -> None:
    ticket = town.report()
    town.move(ticket, Move.ACCEPT)
    town.session.flush()
    query = select(TicketEvent).where(TicketEvent.move == Move.ACCEPT)
    accepted = town.session.exec(query).one()
    accepted.detail = {**accepted.detail, "at_latest": True}
    town.session.add(accepted)
    town.clock.pass_time(days=40)
    report = town.figures()
    assert report["first_response"].denominator == 0
    assert report["response_on_time"].denominator == 0
    waiting = town.report(SOMCHAI)
    town.clock.pass_time(days=40)
    assert town.figures()["response_on_time"].denominator == 1
    assert waiting.status is Status.RECEIVED


def test_it_keeps_that_somebody_joined_whose_words_are_taken_back(town: Town) -> None:
    ticket, joiner = town.report(), make_reporter(town.session, town.clock(), SOMCHAI)
    join(town.session, town.desk, ticket, joiner, make_draft(text="ตรงนี้เหมือนกัน"), town.clock())
    assert town.figures()["duplicates_joined"].value == 0.5
    forget_message(town.session, joiner, "m1", town.clock())
    assert town.figures()["duplicates_joined"].value == 0.5


def test_it_counts_a_group_once_for_solving_and_each_for_demand(town: Town) -> None:
    main, child = town.report(), town.report(SOMCHAI)
    by = town.officers(town.cast.anan)
    alone = town.clock()
    town.clock.pass_time(minutes=5)
    group(town.session, town.desk, child, main, by, town.clock())
    grouped = town.clock()
    town.clock.pass_time(minutes=5)
    make_main(town.session, child, by, town.clock())
    changed = town.clock()
    town.clock.pass_time(minutes=5)
    ungroup(town.session, town.desk, main, by, town.clock())
    for moment, problems in ((alone, 2), (grouped, 1), (changed, 1), (town.clock(), 2)):
        report = town.figures(moment)
        assert report["received"].value == 2
        assert report["problems"].value == problems


def test_it_takes_what_is_not_ours_out_and_lists_it(town: Town) -> None:
    elsewhere, nobodys = town.report(), town.report(SOMCHAI)
    town.move(elsewhere, Move.FORWARD, agency_id=town.cast.agency_b.id)
    town.move(nobodys, Move.REJECT)
    town.move(nobodys, Move.REJECT, town.cast.chai)
    own = Scope(frozenset({town.cast.agency_a.id or 0}))
    report = Reckoning(town.session, town.desk, own, YEAR, town.clock()).report()
    assert report["problems"].value == 0
    assert report["handed_on"].value == 2
    centre = Scope(frozenset({town.cast.central.id or 0}))
    assert (
        Reckoning(town.session, town.desk, centre, YEAR, town.clock()).report()["rejected"].value
        == 1
    )


def test_it_takes_holds_out_of_the_net_time_alone(town: Town) -> None:
    ticket = town.report()
    town.move(ticket, Move.ACCEPT)
    town.clock.pass_time(hours=1)
    until = (town.clock() + timedelta(days=9)).date()
    town.move(ticket, Move.HOLD, hold_reason=HoldReason.BUDGET, expected_on=until)
    town.clock.pass_time(hours=2)
    town.move(ticket, Move.RESUME)
    town.clock.pass_time(hours=1)
    town.move(ticket, Move.FINISH)
    report = town.figures()
    assert report["resolution_gross"].value == 4 * 3600
    assert report["resolution_net"].value == 2 * 3600


def test_it_tells_closed_confirmed_silent_and_disputed_apart(town: Town) -> None:
    confirmed, silent, disputed = town.report(), town.report(SOMCHAI), town.report()
    for ticket in (confirmed, silent, disputed):
        town.finish(ticket)
    malee = make_reporter(town.session, town.clock())
    feedback.confirm(town.session, confirmed, malee, 5, town.clock())
    feedback.dispute(town.session, town.desk, disputed, malee, town.clock())
    report = town.figures()
    four = [report[name].value for name in ("closed", "confirmed", "silent", "disputed")]
    assert four == [2, 1, 1, 1]


def test_it_would_notice_a_change_that_is_not_on_record(town: Town) -> None:
    town.finish(town.report())
    assert town.figures()["audited"].value == 1
    event = TicketEvent(
        ticket_id=1,
        at=town.clock.pass_time(hours=1),
        kind=EventKind.MOVED,
        move=Move.REOPEN,
        from_status=Status.FINISHED,
        to_status=Status.IN_PROGRESS,
        actor="officer:1",
    )
    town.session.add(event)
    assert town.figures()["audited"].value == 3 / 4


def test_it_hides_what_was_sealed_since_from_who_may_not_know(town: Town) -> None:
    ticket = town.report(category="road_sidewalk")
    then = town.clock()
    assert town.figures(then)["received"].value == 1
    ticket.sealed = True
    town.session.add(ticket)
    assert town.figures(then)["received"].value == 0


def test_it_counts_for_officers_what_they_may_see(town: Town) -> None:
    town.report()
    town.report(SOMCHAI, address=KHONKAEN_ADDRESS)
    town.session.flush()

    def received(officer: Officer) -> float | None:
        scope = scope_of(town.session, officer)
        return (
            Reckoning(town.session, town.desk, scope, YEAR, town.clock()).report()["received"].value
        )

    assert [received(each) for each in (town.cast.anan, town.cast.dao, town.cast.chai)] == [1, 1, 2]
    with pytest.raises(NotFound):
        scope_of(town.session, town.cast.anan, town.cast.agency_b.id)


def test_it_compares_with_the_period_before_at_the_same_age(town: Town) -> None:
    town.report()
    quarter = periods.quarter(2570, 1)
    in_next = quarter.end + timedelta(days=40)
    following = periods.quarter(2570, 2)
    scope = everything(town.session)
    town.session.flush()
    report = Reckoning(town.session, town.desk, scope, following, in_next).report()
    assert report["received"].before == 0, "on the 40th day of its quarter nothing was reported yet"
    later = Reckoning(town.session, town.desk, scope, following, following.end).report()
    assert later["received"].before == 1


def test_it_has_audit_entries_of_every_ticket_it_counts(town: Town) -> None:
    ticket = town.report()
    town.session.flush()
    entries = audit.list_about(town.session, f"ticket:{ticket.id}")
    assert [each.action for each in entries] == ["ticket.submitted"]
    reporter = town.session.exec(select(Reporter).where(col(Reporter.user_id) == MALEE)).one()
    assert entries[0].actor == f"reporter:{reporter.id}"
