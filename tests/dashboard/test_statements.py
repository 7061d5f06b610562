"""A page asks the database as often for many rows as for few."""

from typing import Any

import pytest
from sqlalchemy import event

from complaints.lifecycle import Move
from store.database import Database
from tests.dashboard.conftest import Act, Browser, Report


def statements(database: Database, browser: Browser, path: str) -> int:
    """Open the page and return how many statements it took."""
    count = 0

    def note(*_: Any) -> None:
        nonlocal count
        count += 1

    event.listen(database.engine, "before_cursor_execute", note)
    assert browser.get(path).status_code == 200
    event.remove(database.engine, "before_cursor_execute", note)
    return count


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?tab=all",
        "/?tab=duplicates",
        "/queue/map",
        "/queue/cells?south=5&west=97&north=21&east=106&zoom=10",
        "/queue/export.csv",
        "/hotspots",
    ],
)
def test_it_lists_many_as_it_lists_few(
    path: str, anan: Browser, report: Report, act: Act, database: Database
) -> None:
    for _ in range(3):  # of a kind at one place: doubtful twins, and a spot
        act(report(), Move.ACCEPT)
    few = statements(database, anan, path)
    for _ in range(6):
        act(report(), Move.ACCEPT)
    assert statements(database, anan, path) == few


def test_it_tells_a_long_life_as_it_tells_a_short_one(
    anan: Browser, report: Report, act: Act, database: Database
) -> None:
    ticket = report()
    for move in (Move.ACCEPT, Move.HOLD, Move.RESUME):
        act(ticket, move)
    short = statements(database, anan, f"/tickets/{ticket.code}")
    for _ in range(4):
        act(ticket, Move.HOLD)
        act(ticket, Move.RESUME)
        report()
    assert statements(database, anan, f"/tickets/{ticket.code}") == short
