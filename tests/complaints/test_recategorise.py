"""Officers correct a category: what is kept of it, who may, and what stays sealed."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from agencies.tables import Agency, Coverage, Officer, Role
from complaints import queries
from complaints.desk import Desk, subject
from complaints.learning.corrections import sum_up
from complaints.learning.recategorise import find_correction, owner_by_routing, recategorise
from complaints.tables import EventKind, Ticket
from core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from store import audit, outbox_reading
from store.database import Database
from tests.cast import PASSWORD_HASH, Cast, make_ticket
from tests.fakes import FakeClock


def correct(
    session: Session, desk: Desk, ticket: Ticket, to: str, officer: Officer, clock: FakeClock
) -> None:
    recategorise(session, desk, ticket, to, officer, seen=ticket.category, now=clock())


def integrity_officer(session: Session, agency: Agency, clock: FakeClock) -> Officer:
    officer = Officer(
        agency_id=agency.id or 0,
        username="gai",
        name="ไก่",
        role=Role.INTEGRITY,
        password_hash=PASSWORD_HASH,
        created_at=clock(),
    )
    session.add(officer)
    session.flush()
    return officer


def test_it_files_anew_and_keeps_what_was_learned(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        ticket = make_ticket(session, desk, clock())
        ticket.secondary_categories = ["disaster", "risk_spot"]
        session.flush()
        clock.pass_time(minutes=5)
        correct(session, desk, ticket, "disaster", cast.anan, clock)
    with database.reading() as session:
        ticket = queries.get_for_officer(session, cast.anan, ticket.code)
        assert ticket.category == "disaster"
        assert ticket.secondary_categories == ["risk_spot"]
        kept = find_correction(session, ticket)
        assert kept is not None
        assert (kept.proposed, kept.from_category, kept.to_category) == (
            "road_sidewalk", "road_sidewalk", "disaster",
        )  # fmt: skip
        assert (kept.officer_id, kept.agency_id, kept.at) == (
            cast.anan.id, cast.agency_a.id, clock(),
        )  # fmt: skip
        event = queries.list_events(session, ticket)[-1]
        assert event.kind is EventKind.RECATEGORISED
        told = {"from_category": "road_sidewalk", "to_category": "disaster"}
        assert event.detail.items() >= told.items()
        entries = audit.list_about(session, subject(ticket.id or 0))
        assert entries[-1].action == "ticket.recategorised"


def test_it_tells_the_citizen_nothing(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        ticket = make_ticket(session, desk, clock())
        before = len(outbox_reading.list_about(session, subject(ticket.id or 0)))
        correct(session, desk, ticket, "disaster", cast.anan, clock)
        assert len(outbox_reading.list_about(session, subject(ticket.id or 0))) == before


def test_it_is_for_the_lead_agency_and_the_central_desk(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        ticket = make_ticket(session, desk, clock())
        for stranger in (cast.bua, cast.dao):  # another agency's; one who only reads
            with pytest.raises(NotAllowed):
                correct(session, desk, ticket, "disaster", stranger, clock)
        correct(session, desk, ticket, "disaster", cast.chai, clock)
        assert ticket.category == "disaster"


@pytest.mark.parametrize("to", ["road_sidewalk", "", "no_such_category"])
def test_it_refuses_what_changes_nothing(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock, to: str
) -> None:
    with database.transaction() as session:
        ticket = make_ticket(session, desk, clock())
        with pytest.raises(InvalidInput, match="category_needed"):
            correct(session, desk, ticket, to, cast.anan, clock)
        assert find_correction(session, ticket) is None


def test_it_refuses_a_page_that_is_out_of_date(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        ticket = make_ticket(session, desk, clock())
        correct(session, desk, ticket, "disaster", cast.anan, clock)
        with pytest.raises(Conflict):
            recategorise(
                session, desk, ticket, "other", cast.anan, seen="road_sidewalk", now=clock()
            )
        assert ticket.category == "disaster"


def test_it_seals_nothing_where_nobody_could_see_it(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        ticket = make_ticket(session, desk, clock())
        with pytest.raises(InvalidInput, match="category_not_sealed"):
            correct(session, desk, ticket, "corruption", cast.anan, clock)
        assert not ticket.sealed


def test_it_seals_what_became_a_tip_about_corruption(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        gai = integrity_officer(session, cast.agency_a, clock)
        ticket = make_ticket(session, desk, clock())
        correct(session, desk, ticket, "corruption", cast.anan, clock)
    with database.reading() as session:
        with pytest.raises(NotFound):
            queries.get_for_officer(session, cast.anan, ticket.code)
        assert queries.get_for_officer(session, gai, ticket.code).sealed
        since = clock() - timedelta(days=1)
        assert sum_up(session, cast.ek, since).pairs == ()  # even that it happened is sealed
        assert sum_up(session, gai, since).pairs == (("road_sidewalk", "corruption", 1),)


def test_it_seals_nothing_that_stands_with_open_reports(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        integrity_officer(session, cast.agency_a, clock)
        main, child = (make_ticket(session, desk, clock()) for _ in range(2))
        child.main_id = main.id
        session.flush()
        for ticket in (main, child):
            with pytest.raises(InvalidInput, match="category_grouped"):
                correct(session, desk, ticket, "corruption", cast.anan, clock)
            assert not ticket.sealed


def test_it_unseals_by_an_officer_with_that_right_only(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        gai = integrity_officer(session, cast.agency_a, clock)
        ticket = make_ticket(session, desk, clock(), category="corruption")
        assert ticket.sealed
        assert ticket.agency_id == cast.agency_a.id
        correct(session, desk, ticket, "other", gai, clock)
    with database.reading() as session:
        assert queries.get_for_officer(session, cast.anan, ticket.code).category == "other"


def test_it_names_the_agency_that_owns_the_new_category(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    with database.transaction() as session:
        session.add(
            Coverage(agency_id=cast.agency_b.id or 0, province="กรุงเทพมหานคร", category="utilities")
        )
        ticket = make_ticket(session, desk, clock())
        assert owner_by_routing(session, ticket) == cast.agency_a.id
        correct(session, desk, ticket, "utilities", cast.anan, clock)
        assert owner_by_routing(session, ticket) == cast.agency_b.id
        assert ticket.agency_id == cast.agency_a.id  # nothing moves by itself


def test_it_sums_up_by_month_for_whoever_may_know(
    database: Database, desk: Desk, cast: Cast, clock: FakeClock
) -> None:
    start = clock()
    with database.transaction() as session:
        for to in ("disaster", "disaster", "other"):
            correct(session, desk, make_ticket(session, desk, clock()), to, cast.anan, clock)
        clock.pass_time(days=40)
        correct(session, desk, make_ticket(session, desk, clock()), "other", cast.anan, clock)
    with database.reading() as session:
        seen = sum_up(session, cast.anan, start)
        assert [times for _, times in seen.months] == [1, 3]
        assert seen.months[0][0] > seen.months[1][0]
        assert set(seen.pairs) == {
            ("road_sidewalk", "disaster", 2), ("road_sidewalk", "other", 2),
        }  # fmt: skip
        assert sum_up(session, cast.ek, start).pairs == seen.pairs
        assert sum_up(session, cast.bua, start).pairs == ()
