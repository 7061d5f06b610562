"""A day's work on tickets."""

from collections.abc import Iterator

import pytest

from complaints.desk import Desk
from store.database import Database
from tests.cast import Cast
from tests.complaints.working import Work
from tests.fakes import FakeClock


@pytest.fixture
def work(database: Database, desk: Desk, clock: FakeClock, cast: Cast) -> Iterator[Work]:
    with database.transaction() as session:
        yield Work(session, desk, clock, cast)
