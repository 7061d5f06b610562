"""Engine and transactions. The only place that makes an engine and the only one that commits."""

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlmodel import Session

MIGRATIONS = Path(__file__).parent.parent / "migrations"
BUSY_MS = 15_000  # how long SQLite waits for another process's write lock


class Database:
    """One database, SQLite or PostgreSQL, named by a SQLAlchemy URL.

    `postgresql://` means psycopg 3. SQLite runs in WAL mode with foreign keys enforced and
    `synchronous=FULL`: what was committed survives a power cut.
    """

    def __init__(self, url: str) -> None:
        self.engine = _make_engine(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        # SQLite has one writer. Queueing in here is fair and immediate; its own busy handler
        # sleeps and retries.
        self._one_writer = threading.Lock() if self.is_sqlite else nullcontext()
        self._writing = self.engine.execution_options(write=True)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Yield a session; commit when the block ends, roll back when it raises."""
        with self._one_writer, Session(self._writing, expire_on_commit=False) as session:
            yield session
            session.commit()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Yield a session whose changes are never kept."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    def migrate(self) -> None:
        """Bring the schema to the newest migration."""
        with self._writing.begin() as connection:
            command.upgrade(_alembic(connection), "head")

    def is_migrated(self) -> bool:
        """Tell whether the schema is at the newest migration we know, or a later release's.

        Migrations only add, so that this release works on while the next one comes in.
        """
        with self.engine.connect() as connection:
            current = MigrationContext.configure(connection).get_current_revision()
        return current is not None and current >= _newest()  # numbered: see tests/test_house.py

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


@functools.cache  # reads every migration, and machines ask every few seconds
def _newest() -> str:
    return ScriptDirectory(str(MIGRATIONS)).get_current_head() or ""


def _alembic(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _make_engine(url: str) -> Engine:
    # Parameters are hidden from errors, and so from logs: they hold what people wrote.
    parsed = make_url(url)
    if parsed.drivername in {"postgresql", "postgres"}:
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite":
        return create_engine(
            parsed, pool_size=10, max_overflow=20, pool_pre_ping=True, hide_parameters=True
        )
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(parsed, connect_args={"check_same_thread": False}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we begin transactions ourselves, see _begin_sqlite
    for pragma in (
        f"busy_timeout={BUSY_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock at once: a read lock that wants to become a write lock later would
    # fail with SQLITE_BUSY instead of waiting.
    writes = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
