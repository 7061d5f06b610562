"""A LINE whose webhook ends in the shop of the test that runs."""

from collections.abc import Iterator

import pytest

from handlers.turn import Services
from store.database import Database
from store.files import FileStore
from tests.bot.line import Line, serve_line
from tests.fakes import FakeClock
from tests.worker.stage import Echo, Shop, Switchboard, open_shop
from worker import Worker


@pytest.fixture(scope="session")
def connected() -> Iterator[tuple[Line, Switchboard]]:
    board = Switchboard()
    with serve_line(**board.options) as line:
        yield line, board


@pytest.fixture
def shop(
    connected: tuple[Line, Switchboard],
    database: Database,
    files: FileStore,
    services: Services,
    clock: FakeClock,
) -> Iterator[Shop]:
    """An installation with an empty database."""
    line, board = connected
    line.begin()
    shop = open_shop(line, board, database, files, services, clock)
    yield shop
    shop.close()


@pytest.fixture
def worker(shop: Shop) -> Worker:
    return shop.worker()


@pytest.fixture
def echo(monkeypatch: pytest.MonkeyPatch) -> Echo:
    """A conversation whose answers a test can foretell."""
    echo = Echo()
    monkeypatch.setattr("worker.handle", echo)
    return echo
