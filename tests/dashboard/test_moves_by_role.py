"""Every move from every status by everybody: the table opens a way, and only for who leads."""

import itertools

import pytest
from sqlmodel import col, update

from complaints.change import By
from complaints.joint.inviting import invite
from complaints.lifecycle import TRANSITIONS, Actor, HoldReason, Move, Status
from complaints.tables import Ticket
from core.clock import to_bangkok
from store.database import Database
from tests.cast import Cast
from tests.dashboard.conftest import Browser, Report, Visit
from tests.fakes import FakeClock

LATE, DONE, FORBIDDEN, MISSING, LOGIN = 409, 303, 403, 404, 401
# Agency A leads. Arun works there, Dao only reads; Bua's agency joins in or has nothing to do with
# it; Chai sits at the central desk, Kaew edits answers, "" is nobody.
WHO = ["arun", "chai", "dao", "kaew", "bua", "bua joins", ""]


def stand(database: Database, ticket: Ticket, status: Status) -> None:
    held_for = HoldReason.BUDGET if status is Status.ON_HOLD else None
    with database.transaction() as session:
        session.connection().execute(
            update(Ticket)
            .where(col(Ticket.id) == ticket.id)
            .values(status=status, hold_reason=held_for)
        )


def ask(
    browser: Browser, ticket: Ticket, status: Status, move: Move, there: int, clock: FakeClock
) -> int:
    form = {
        "seen": status.value,
        "seen_agency": str(ticket.agency_id),
        "seen_officer": "0",
        "note": "ตรวจสอบหน้างานแล้ว",
        "no_photo_reason": "กล้องเสีย",
        "override_reason": "ปิดได้ตามที่ตรวจสอบ",
        "hold_reason": "budget",
        "expected_on": to_bangkok(clock()).date().isoformat(),
        "agency_id": str(there) if move is Move.FORWARD else "",
    }
    return browser.post(f"/tickets/{ticket.code}/moves/{move}", data=form).status_code


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # the rules ask no database
@pytest.mark.parametrize("who", WHO)
def test_it_moves_only_by_the_table_and_only_for_who_leads(
    who: str, visit: Visit, report: Report, database: Database, cast: Cast, clock: FakeClock
) -> None:
    name, _, joins = who.partition(" ")
    browser = visit(name)
    for status, move in itertools.product(Status, Move):
        ticket = report()
        if joins:
            with database.transaction() as session:
                by = By(Actor.OFFICER, f"officer:{cast.anan.id}", cast.agency_a.id)
                merged = session.merge(ticket)
                invite(session, merged, cast.agency_b.id, "ช่วยดูท่อ", by, clock())
        stand(database, ticket, status)
        answered = ask(browser, ticket, status, move, cast.agency_b.id or 0, clock)
        assert answered == expected(name, joins, status, move), f"{who}: {move} from {status}"


def expected(name: str, joins: str, status: Status, move: Move) -> int:
    match name:
        case "":
            return LOGIN
        case "dao" | "kaew":
            return FORBIDDEN
        case "bua":
            return FORBIDDEN if joins else MISSING
    rule = TRANSITIONS.get((status, move))
    return DONE if rule and rule.by is Actor.OFFICER else LATE
