"""Transactions on both databases: kept or undone as a whole, durable, side by side."""

import threading
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import column, table, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from agencies.tables import Coverage
from handlers.tables import UnsentMessage
from store.database import Database, _alembic
from store.gauges import get_gauge, set_gauge
from store.outbox_tables import OutboxMessage
from tests.fakes import FakeClock


def write(session: Session, clock: FakeClock, name: str = "one") -> None:
    set_gauge(session, name, {"used": 1}, clock())


def test_it_keeps_what_a_transaction_wrote(database: Database, clock: FakeClock) -> None:
    with database.transaction() as session:
        write(session, clock)
    with database.reading() as session:
        assert get_gauge(session, "one") is not None


def test_it_undoes_everything_when_a_transaction_fails(
    database: Database, clock: FakeClock
) -> None:
    def fail_half_way() -> None:
        with database.transaction() as session:
            write(session, clock)
            session.flush()
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        fail_half_way()
    with database.reading() as session:
        assert get_gauge(session, "one") is None


def test_it_never_keeps_what_was_written_while_reading(
    database: Database, clock: FakeClock
) -> None:
    with database.reading() as session:
        write(session, clock)
        session.flush()
    with database.reading() as session:
        assert get_gauge(session, "one") is None


def test_it_lets_rows_be_read_after_their_transaction(database: Database, clock: FakeClock) -> None:
    with database.transaction() as session:
        write(session, clock)
        gauge = get_gauge(session, "one")
    assert gauge is not None
    assert gauge.value == {"used": 1}, "nothing is expired, no query is needed"


def test_it_refuses_a_row_that_points_nowhere(database: Database) -> None:
    with pytest.raises(IntegrityError), database.transaction() as session:
        session.add(Coverage(agency_id=4711, province="กรุงเทพมหานคร"))


def test_it_survives_a_power_cut_on_sqlite(database: Database) -> None:
    if not database.is_sqlite:
        pytest.skip("PostgreSQL brings this of its own")
    with database.engine.connect() as connection:
        pragmas = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_it_loses_no_update_of_many_writers(database: Database, clock: FakeClock) -> None:
    with database.transaction() as session:
        set_gauge(session, "count", {"n": 0}, clock())

    def count_up() -> None:
        for _ in range(5):
            with database.transaction() as session:
                session.connection().execute(
                    text("SELECT name FROM gauge WHERE name = 'count'" + lock)
                )
                gauge = get_gauge(session, "count")
                assert gauge is not None
                gauge.value = {"n": gauge.value["n"] + 1}

    lock = "" if database.is_sqlite else " FOR UPDATE"
    writers = [threading.Thread(target=count_up) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with database.reading() as session:
        gauge = get_gauge(session, "count")
    assert gauge is not None
    assert gauge.value == {"n": 20}


def test_it_waits_for_another_process_that_writes(database_url: str, clock: FakeClock) -> None:
    """Two Database objects on one file share no lock of ours, as two processes do."""
    first, second = Database(database_url), Database(database_url)
    holds, free = threading.Event(), threading.Event()

    def hold() -> None:
        with first.transaction() as session:
            write(session, clock, "first")
            session.flush()
            holds.set()
            free.wait(60)

    holder = threading.Thread(target=hold)
    holder.start()
    holds.wait(60)
    threading.Timer(0.1, free.set).start()
    with second.transaction() as session:
        write(session, clock, "second")
    holder.join()
    with second.reading() as session:
        kept = [get_gauge(session, name) is not None for name in ("first", "second")]
    first.close()
    second.close()
    assert kept == [True, True]


def test_it_knows_that_it_is_migrated(database: Database) -> None:
    assert database.is_migrated()


@pytest.mark.parametrize(("revision", "is_enough"), [("0001", False), ("9999", True)])
def test_it_works_on_with_the_schema_of_a_later_release(
    database: Database, revision: str, is_enough: bool
) -> None:
    version = table("alembic_version", column("version_num"))
    with database.reading() as session:
        current = session.connection().execute(version.select()).scalar_one()

    def mark(stamp: str) -> None:
        with database.transaction() as session:
            session.connection().execute(version.update().values(version_num=stamp))

    mark(revision)
    try:
        assert database.is_migrated() is is_enough
    finally:
        mark(current)  # other tests share the database


def test_it_knows_that_a_new_file_is_not_migrated(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/deep/down/new.db")
    assert not database.is_migrated()
    database.close()


def test_it_speaks_psycopg_to_a_plain_postgresql_address() -> None:
    database = Database("postgresql://somebody@127.0.0.1:1/nothing")
    assert database.engine.url.drivername == "postgresql+psycopg"
    database.close()


def test_it_migrates_a_database_that_has_rows(tmp_path: Path, clock: FakeClock) -> None:
    database = Database(f"sqlite:///{tmp_path / 'in-use.db'}")
    with database.engine.begin() as connection:
        command.upgrade(_alembic(connection), "0003")
        moment = clock().strftime("%Y-%m-%d %H:%M:%S.%f")
        connection.exec_driver_sql(
            "INSERT INTO outbox_message (recipient, purpose, payload, retry_key, reply_state,"
            " state, attempts, created_at, due_at)"
            " VALUES ('U1', 'notice', '[]', 'key', 'none', 'held', 1, ?, ?)",
            (moment, moment),
        )
    database.migrate()
    with database.reading() as session:
        row = session.exec(select(OutboxMessage)).one()
    database.close()
    assert (row.keyed_at, row.carried_by) == (clock(), None)


def test_it_keeps_what_people_wrote_out_of_errors(database: Database, clock: FakeClock) -> None:
    def write_twice() -> None:
        with database.transaction() as session:
            for _ in range(2):
                session.add(UnsentMessage(message_id="secret words", at=clock()))
                session.flush()
                session.expunge_all()

    with pytest.raises(IntegrityError) as caught:
        write_twice()
    assert "secret words" not in str(caught.value).split("DETAIL")[0]
