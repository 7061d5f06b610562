"""The evidence of the made-up province, gathered once; packs over a store of their own."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from complaints.desk import Desk
from complaints.evidence.gathering import Evidence, Subject, gather
from complaints.evidence.making import Maker
from store.database import Database
from store.files import FileStore
from tests.complaints.figures.conftest import UNTIL, YEAR, Drill, play
from tests.fakes import FakeClock

FIGURES_URL = "https://assistant.example.go.th/dashboard/figures/definitions"


@pytest.fixture(scope="session")
def province(
    migrated_sqlite: Path, desk: Desk, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Drill]:
    """A small province, seven weeks old. Read it only."""
    path = tmp_path_factory.mktemp("evidence") / "province.db"
    shutil.copy(migrated_sqlite, path)
    database = Database(f"sqlite:///{path}")
    yield play(database, desk, UNTIL)
    database.close()


@pytest.fixture(scope="session")
def evidence(province: Drill, desk: Desk) -> Evidence:
    """The evidence of all its agencies."""
    with province.database.reading() as session:
        return gather(session, desk, Subject(None, YEAR, UNTIL))


@pytest.fixture
def maker(database: Database, files: FileStore, desk: Desk, clock: FakeClock) -> Maker:
    """What makes packs over the test's database."""
    return Maker(database, files, desk, clock, FIGURES_URL)


Convert = Callable[[Sequence[Path], str], Path]
