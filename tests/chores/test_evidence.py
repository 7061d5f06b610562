"""The chores of evidence: what was asked for is made, what is over goes, the month is told."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, select

from agencies.contacts.tables import LineAccount
from bootstrap import Assembly
from chores.evidence import make_packs, send_summaries
from complaints.alerts.teller import Teller
from complaints.evidence import packs, sending
from complaints.evidence.packs import LIFE, Wanted
from complaints.evidence.tables import EvidencePack, PackState
from complaints.figures import periods
from store.outbox_tables import OutboxMessage, Purpose
from tests.cast import Cast, make_ticket
from tests.fakes import FakeClock


def test_it_makes_packs_and_lets_them_go(assembly: Assembly, cast: Cast, clock: FakeClock) -> None:
    tools = assembly.make_tools()
    with tools.database.transaction() as session:
        for year in (2570, 2569):
            packs.ask(session, cast.dao, Wanted(None, periods.fiscal(year)), clock())

    def states() -> list[PackState]:
        with tools.database.reading() as session:
            return [row.state for row in session.exec(select(EvidencePack))]

    make_packs(tools)
    assert states() == [PackState.READY, PackState.READY]
    clock.now += LIFE + timedelta(days=1)
    make_packs(tools)
    assert states() == [PackState.EXPIRED, PackState.EXPIRED]


def test_it_tells_the_month_once(assembly: Assembly, cast: Cast, clock: FakeClock) -> None:
    tools = assembly.make_tools()
    with tools.database.transaction() as session:
        make_ticket(session, assembly.desk, clock())
        user_id = "U" + "4" * 32
        session.add(LineAccount(officer_id=cast.dao.id or 0, user_id=user_id, bound_at=clock()))
    clock.now = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
    send_summaries(tools)
    send_summaries(tools)
    with tools.database.reading() as session:
        told = session.exec(select(OutboxMessage).where(OutboxMessage.purpose == Purpose.STAFF))
        assert len(told.all()) == 1


def test_it_tells_the_month_to_the_others_although_one_cannot_be_told(
    assembly: Assembly, cast: Cast, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools = assembly.make_tools()
    told: list[int] = []

    def stumble_over_the_first(
        _session: Session, _teller: Teller, officer_id: int, _now: datetime
    ) -> None:
        if officer_id == 1:
            raise RuntimeError("a stumble")
        told.append(officer_id)

    monkeypatch.setattr(sending, "who_waits", lambda *_: [1, 2, 3])
    monkeypatch.setattr(sending, "send", stumble_over_the_first)
    send_summaries(tools)
    assert told == [2, 3]
