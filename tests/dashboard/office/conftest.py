"""A desk of a test's own, and a supervisor, for the pages that set what all share."""

from dataclasses import replace

import pytest

from complaints.announcements.live import Announcements
from complaints.clocks.calendar import Calendar
from complaints.desk import Desk


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """The desk with a calendar and announcements that no other test has seen."""
    return replace(desk, calendar=Calendar(), announcements=Announcements())
