"""A LINE to talk to, and short timeouts."""

from collections.abc import Iterator

import httpx2
import pytest

from bot.client import LineClient
from tests.bot.line import Line, serve_line

SHORT = (5.0, 2.0)  # seconds to connect, seconds to wait: enough for an answer on a busy machine


@pytest.fixture(scope="session")
def running_line() -> Iterator[Line]:
    with serve_line() as line:
        yield line


@pytest.fixture
def line(running_line: Line) -> Line:
    """LINE as at start."""
    running_line.begin()
    return running_line


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Timeouts that a test can wait for."""
    monkeypatch.setattr("bot.client.TIMEOUT", SHORT)
    monkeypatch.setattr("bot.tokens.TIMEOUT", SHORT)
    monkeypatch.setattr("bot.content.TIMEOUT", httpx2.Timeout(SHORT[1], connect=SHORT[0]))


@pytest.fixture
def client(line: Line, impatient: None) -> Iterator[LineClient]:
    client = line.client()
    yield client
    client.close()
