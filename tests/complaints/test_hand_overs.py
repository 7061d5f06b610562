"""A ticket that nobody wants: handed on three times, then the central desk decides."""

import pytest

from agencies.tables import Agency, Officer
from complaints.lifecycle import Move
from complaints.tables import Ticket, TicketEvent
from tests.complaints.working import Work


def hand_on(work: Work, ticket: Ticket, officer: Officer, to: Agency) -> TicketEvent:
    return work.move(ticket, Move.FORWARD, officer, agency_id=to.id)


@pytest.fixture
def bounced(work: Work) -> Ticket:
    """A ticket that agencies A and B have handed on three times; B has it."""
    ticket, cast = work.ticket(), work.cast
    for officer, to in (
        (cast.anan, cast.agency_b),
        (cast.bua, cast.agency_a),
        (cast.anan, cast.agency_b),
    ):
        hand_on(work, ticket, officer, to)
    return ticket


def test_it_counts_hand_overs_and_lets_three_pass(work: Work, bounced: Ticket) -> None:
    assert bounced.hand_overs == 3
    assert (bounced.agency_id, bounced.routing_reason) == (work.cast.agency_b.id, "forwarded")


def test_it_sends_the_fourth_to_the_central_desk_whatever_was_asked(
    work: Work, bounced: Ticket
) -> None:
    event = hand_on(work, bounced, work.cast.bua, work.cast.agency_a)
    assert (bounced.agency_id, bounced.routing_reason) == (work.cast.central.id, "hand_overs")
    assert event.detail["to_agency"] == work.cast.central.id
    assert event.detail["asked_agency"] == work.cast.agency_a.id


def test_it_sends_a_rejection_there_too_that_names_another(work: Work, bounced: Ticket) -> None:
    work.move(bounced, Move.REJECT, work.cast.bua, agency_id=work.cast.agency_a.id)
    assert bounced.agency_id == work.cast.central.id


def test_it_lets_the_central_desk_hand_on_anywhere_without_counting(
    work: Work, bounced: Ticket
) -> None:
    cast = work.cast
    hand_on(work, bounced, cast.bua, cast.agency_a)
    hand_on(work, bounced, cast.chai, cast.agency_a)
    assert (bounced.agency_id, bounced.hand_overs) == (cast.agency_a.id, 4)
    hand_on(work, bounced, cast.anan, cast.agency_b)
    assert bounced.agency_id == cast.central.id, "it may not bounce on"


def test_it_lets_the_central_desk_decide_while_an_agency_has_it(
    work: Work, bounced: Ticket
) -> None:
    hand_on(work, bounced, work.cast.chai, work.cast.agency_a)
    assert bounced.agency_id == work.cast.agency_a.id
