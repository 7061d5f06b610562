"""A chat to talk in."""

import pytest

from handlers.turn import Services
from store.database import Database
from tests.cast import Cast
from tests.fakes import FakeClock
from tests.handlers.talking import Talk


@pytest.fixture
def talk(database: Database, services: Services, clock: FakeClock, cast: Cast) -> Talk:
    """Malee's chat, with the cast on stage."""
    assert cast.agency_a.id is not None
    return Talk(database, services, clock)
