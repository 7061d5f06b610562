"""What machines are told: ready or what keeps it from its work, and the figures of its queues."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from public.health import LATE, make_router
from store import gauges, inbox
from store.database import Database
from store.inbox import Arrival
from tests.cast import MALEE, Cast
from tests.fakes import FakeClock


@pytest.fixture
def machine(database: Database, clock: FakeClock) -> Iterator[TestClient]:
    with browse(database, clock) as client:
        yield client


def browse(database: Database, clock: FakeClock) -> TestClient:
    app = FastAPI()
    app.include_router(make_router(database, clock))
    return TestClient(app)


def troubles(machine: TestClient) -> list[str]:
    """The troubles of `/readyz`, whose status must agree with them."""
    answer = machine.get("/readyz")
    told: list[str] = answer.json()["troubles"]
    assert answer.status_code == (503 if told else 200)
    assert answer.json()["ready"] is not bool(told)
    return told


def test_it_is_ready_where_nothing_is_wrong(machine: TestClient, cast: Cast) -> None:
    assert troubles(machine) == []
    assert machine.get("/healthz").json() == {"status": "ok"}


def test_it_is_not_ready_before_it_is_migrated(tmp_path: Path, clock: FakeClock) -> None:
    database = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    with browse(database, clock) as machine:
        assert troubles(machine) == ["the database is not migrated"]
    database.close()


def test_it_is_not_ready_where_the_database_does_not_answer(
    tmp_path: Path, clock: FakeClock
) -> None:
    (tmp_path / "broken.db").write_bytes(b"this is no database" * 100)
    database = Database(f"sqlite:///{tmp_path / 'broken.db'}")
    with browse(database, clock) as machine:
        assert troubles(machine) == ["the database does not answer"]
    database.close()


def test_it_is_not_ready_without_a_central_desk(machine: TestClient) -> None:
    [trouble] = troubles(machine)
    assert "no agency is the central desk" in trouble


def test_it_is_not_ready_while_nobody_at_the_central_desk_sees_sealed_tickets(
    machine: TestClient, database: Database, cast: Cast
) -> None:
    with database.transaction() as session:
        session.merge(cast.fon).active = False
    [trouble] = troubles(machine)
    assert "the central desk has no integrity officer" in trouble


def test_it_is_not_ready_once_an_event_has_waited_too_long(
    machine: TestClient, database: Database, cast: Cast, clock: FakeClock
) -> None:
    since = wait_for_a_worker(database, clock)
    clock.now += LATE
    assert troubles(machine) == []
    clock.pass_time(seconds=1)
    assert troubles(machine) == [f"the inbox has waited since {since}"]


def test_it_gives_the_figures_of_its_queues(
    machine: TestClient, database: Database, cast: Cast, clock: FakeClock
) -> None:
    assert "line_push_quota_left NaN" in machine.get("/metrics").text
    wait_for_a_worker(database, clock)
    with database.transaction() as session:
        gauges.set_gauge(session, gauges.LINE_QUOTA, {"limit": 500, "used": 120}, clock())
    clock.pass_time(seconds=90)
    figures = machine.get("/metrics").text.splitlines()
    assert 'queue_oldest_seconds{queue="inbox"} 90.0' in figures
    assert 'queue_oldest_seconds{queue="outbox"} 0.0' in figures
    assert "inbox_failed_events 0.0" in figures
    assert "line_push_quota_left 380.0" in figures


def wait_for_a_worker(database: Database, clock: FakeClock) -> str:
    """Take in an event that nobody works; return since when it waits."""
    with database.transaction() as session:
        inbox.accept(session, [Arrival("event-1", MALEE, clock(), clock(), "{}")])
    return clock().isoformat()
