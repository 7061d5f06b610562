"""What the column types promise: aware UTC times, and enums by value that the database checks."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, StatementError
from sqlmodel import select

from core.clock import BANGKOK
from store.database import Database
from store.gauges import Gauge
from store.inbox import Arrival, accept
from store.inbox_tables import InboxEvent, InboxState
from tests.fakes import FakeClock


def arrive(database: Database, clock: FakeClock) -> None:
    with database.transaction() as session:
        accept(session, [Arrival("e1", "U1", clock(), clock(), "{}")])


def test_it_gives_times_back_aware_and_in_utc(database: Database) -> None:
    bangkok = datetime(2026, 11, 23, 10, 0, 0, 123456, tzinfo=BANGKOK)
    with database.transaction() as session:
        session.add(Gauge(name="g", read_at=bangkok))
    with database.reading() as session:
        read_at = session.exec(select(Gauge)).one().read_at
    assert read_at == bangkok
    assert read_at.tzinfo is UTC
    assert (read_at.hour, read_at.microsecond) == (3, 123456)


def test_it_refuses_a_time_without_a_zone(database: Database) -> None:
    naive = datetime(2026, 11, 23, 10, 0)  # noqa: DTZ001 - the very mistake
    with pytest.raises(StatementError, match="aware"), database.transaction() as session:
        session.add(Gauge(name="g", read_at=naive))


def test_it_stores_an_enum_by_its_value(database: Database, clock: FakeClock) -> None:
    arrive(database, clock)
    with database.reading() as session:
        raw = session.connection().execute(text("SELECT state FROM inbox_event")).scalar()
        assert raw == "waiting"
        assert session.exec(select(InboxEvent)).one().state is InboxState.WAITING


@pytest.mark.parametrize("other", ["WAITING", "sleeping", ""])
def test_it_lets_the_database_refuse_other_values(
    database: Database, clock: FakeClock, other: str
) -> None:
    arrive(database, clock)
    change = text("UPDATE inbox_event SET state = :other").bindparams(other=other)
    with pytest.raises(DBAPIError), database.transaction() as session:
        session.connection().execute(change)
