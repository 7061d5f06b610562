"""A desk of a test's own, and a supervisor, for the pages that set what all share."""

from dataclasses import replace

import pytest

from agencies.tables import Officer, Role
from complaints.announcements.live import Announcements
from complaints.clocks.calendar import Calendar
from complaints.desk import Desk
from store.database import Database
from tests.cast import Cast
from tests.dashboard.conftest import Browser, Visit


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """The desk with a calendar and announcements that no other test has seen."""
    return replace(desk, calendar=Calendar(), announcements=Announcements())


@pytest.fixture
def head(visit: Visit, database: Database, cast: Cast) -> Browser:
    """The browser of agency A's supervisor."""
    with database.transaction() as session:
        officer = session.get(Officer, cast.arun.id)
        assert officer is not None
        officer.role = Role.SUPERVISOR
    return visit("arun")
