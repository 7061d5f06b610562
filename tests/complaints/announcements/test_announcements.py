"""What is announced is shown while it stands, for whom it is meant, in every process."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from complaints.announcements.live import Announcements, Said
from complaints.announcements.setting import LONGEST, Wanted, announce, list_history
from complaints.announcements.tables import Announcement, Kind
from core.errors import InvalidInput
from store import audit
from store.database import Database
from tests.cast import Cast
from tests.fakes import FakeClock

Tell = Callable[..., Announcements]


@pytest.fixture
def tell(database: Database, clock: FakeClock) -> Tell:
    def told(kind: Kind, text_th: str = "ปิดปรับปรุงระบบ", **values: Any) -> Announcements:
        with database.transaction() as session:
            announce(session, Wanted(kind, text_th=text_th, **values), "officer:1", clock())
        live = Announcements()
        live.refresh(database)
        return live

    return told


def test_it_says_nothing_before_anything_is_set(clock: FakeClock) -> None:
    live = Announcements()
    assert live.current(Kind.BANNER, clock()) is None
    assert live.out_of_hours(1) == Said(), "the usual words"


def test_it_stands_from_its_beginning_to_its_end(tell: Tell, clock: FakeClock) -> None:
    hour = timedelta(hours=1)
    start = clock()
    live = tell(Kind.EMERGENCY, starts_at=start + hour, ends_at=start + 2 * hour)
    shown = [live.current(Kind.EMERGENCY, start + half * hour / 2) is not None for half in range(5)]
    assert shown == [False, False, True, True, False]


def test_it_shows_the_newest_and_nothing_once_switched_off(tell: Tell, clock: FakeClock) -> None:
    tell(Kind.BANNER)
    live = tell(Kind.BANNER, "ใหม่กว่า", text_en="newer")
    said = live.current(Kind.BANNER, clock())
    assert said is not None
    assert (said.in_language("th"), said.in_language("en")) == ("ใหม่กว่า", "newer")
    live = tell(Kind.BANNER, "", shown=False)
    assert live.current(Kind.BANNER, clock()) is None


def test_it_takes_over_a_text_whose_commit_came_after_that_of_a_later_one(
    database: Database, clock: FakeClock
) -> None:
    live = Announcements()
    for number, kind in ((2, Kind.BANNER), (1, Kind.EMERGENCY)):
        row = Announcement(id=number, kind=kind, text_th="ก", set_at=clock(), actor="officer:1")
        with database.transaction() as session:
            session.add(row)
        assert live.refresh(database)
    assert live.current(Kind.EMERGENCY, clock()) is not None


def test_it_lets_an_agency_speak_for_itself(tell: Tell, cast: Cast) -> None:
    a, b = cast.agency_a.id or 0, cast.agency_b.id or 0
    tell(Kind.OUT_OF_HOURS, "ปิดแล้ว เปิด {opens}")
    live = tell(Kind.OUT_OF_HOURS, "", agency_id=a, shown=False)
    assert live.out_of_hours(a) is None
    assert live.out_of_hours(b) == Said("ปิดแล้ว เปิด {opens}")


@pytest.mark.parametrize(
    ("reason", "text_th", "values"),
    [
        ("text_needed", " ", {}),
        ("text_long", "ก" * (LONGEST + 1), {}),
        ("end_early", "x", {"ends_at": -1}),
        ("end_early", "x", {"starts_at": 3, "ends_at": 2}),
    ],
)
def test_it_refuses_what_nobody_could_read(
    tell: Tell, clock: FakeClock, reason: str, text_th: str, values: dict[str, int]
) -> None:
    times = {name: clock() + timedelta(hours=hours) for name, hours in values.items()}
    with pytest.raises(InvalidInput, match=reason):
        tell(Kind.BANNER, text_th, **times)


def test_it_keeps_who_set_what(tell: Tell, database: Database) -> None:
    tell(Kind.BANNER, "แรก")
    tell(Kind.BANNER, "สอง")
    with database.reading() as session:
        assert [row.text_th for row in list_history(session)] == ["สอง", "แรก"]
        entries = audit.list_about(session, "announcement:banner")
    assert [each.actor for each in entries] == ["officer:1", "officer:1"]
