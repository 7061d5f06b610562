"""Days that people add count at once, for whom they are meant, and can be taken back."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import select

from complaints.clocks.calendar import Calendar
from complaints.clocks.setting import Setter, add_day, list_days, new_day, remove_day
from complaints.clocks.tables import DayKind, SpecialDay
from core.errors import Conflict, InvalidInput
from store import audit
from store.database import Database
from tests.cast import Cast
from tests.fakes import FakeClock

MONDAY, SATURDAY, SONGKRAN = date(2026, 11, 30), date(2026, 11, 28), date(2026, 4, 13)
Add = Callable[..., SpecialDay]


@pytest.fixture
def add(database: Database, clock: FakeClock) -> Add:
    def added(
        day: date,
        kind: DayKind = DayKind.CLOSED,
        agency_id: int | None = None,
        province: str = "",
        name: str = "วันหยุดพิเศษตามมติคณะรัฐมนตรี",
    ) -> SpecialDay:
        by = Setter("officer:1", clock())
        row = new_day(day, kind, name, by, agency_id, province)
        with database.transaction() as session:
            add_day(session, row, by)
        return row

    return added


def test_it_closes_all_offices_on_a_day_the_cabinet_announced(database: Database, add: Add) -> None:
    calendar = Calendar()
    assert calendar.office().is_working_day(MONDAY)
    add(MONDAY)
    assert calendar.refresh(database)
    assert not calendar.office(7, "ขอนแก่น").is_working_day(MONDAY)
    assert not calendar.refresh(database), "nothing new"


def test_it_takes_over_a_day_whose_commit_came_after_that_of_a_later_one(
    database: Database, clock: FakeClock
) -> None:
    calendar = Calendar()
    by = Setter("officer:1", clock())
    for number, day in ((2, SATURDAY), (1, MONDAY)):
        row = new_day(day, DayKind.CLOSED, "วันหยุดพิเศษ", by, None, "")
        row.id = number
        with database.transaction() as session:
            session.add(row)
        assert calendar.refresh(database)
    assert not calendar.office().is_working_day(MONDAY)


def test_it_opens_offices_on_a_saturday_and_on_a_holiday(database: Database, add: Add) -> None:
    calendar = Calendar()
    add(SATURDAY, DayKind.OPENED)
    add(SONGKRAN, DayKind.OPENED)
    calendar.refresh(database)
    assert calendar.office().is_working_day(SATURDAY)
    assert calendar.office().is_working_day(SONGKRAN)


def test_it_closes_only_the_agency_or_the_province_meant(
    database: Database, cast: Cast, add: Add
) -> None:
    calendar = Calendar()
    add(MONDAY, agency_id=cast.agency_a.id, name="ทำความสะอาดใหญ่")
    add(date(2026, 12, 1), province="ขอนแก่น", name="น้ำท่วม")
    calendar.refresh(database)
    assert not calendar.office(cast.agency_a.id).is_working_day(MONDAY)
    assert calendar.office(cast.agency_b.id).is_working_day(MONDAY)
    assert not calendar.office(cast.agency_b.id, "ขอนแก่น").is_working_day(date(2026, 12, 1))
    assert calendar.office(cast.agency_b.id, "เลย").is_working_day(date(2026, 12, 1))


def test_it_lets_an_agency_work_where_all_others_are_closed(
    database: Database, cast: Cast, add: Add
) -> None:
    calendar = Calendar()
    add(MONDAY)
    add(MONDAY, DayKind.OPENED, agency_id=cast.agency_a.id)
    calendar.refresh(database)
    assert calendar.office(cast.agency_a.id).is_working_day(MONDAY)
    assert not calendar.office(cast.agency_b.id).is_working_day(MONDAY)


def test_it_takes_a_day_back_and_keeps_that_it_was_there(
    database: Database, clock: FakeClock, add: Add
) -> None:
    calendar, row = Calendar(), add(MONDAY)
    calendar.refresh(database)
    by = Setter("officer:2", clock())
    with database.transaction() as session:
        remove_day(session, row, by)
    calendar.refresh(database)
    assert calendar.office().is_working_day(MONDAY)
    with database.reading() as session:
        (kept,) = session.exec(select(SpecialDay)).all()
        acts = [each.action for each in audit.list_about(session, f"special_day:{row.id}")]
        assert list_days(session, MONDAY, MONDAY) == []
    assert (kept.removed_by, kept.removed_at) == ("officer:2", clock())
    assert acts == ["day.added", "day.removed"]
    with pytest.raises(Conflict), database.transaction() as session:
        remove_day(session, row, by)


def test_it_refuses_a_day_twice_and_a_day_without_a_name(add: Add) -> None:
    add(MONDAY)
    with pytest.raises(InvalidInput, match="day_known"):
        add(MONDAY)
    with pytest.raises(InvalidInput, match="day_name"):
        add(SATURDAY, name="   ")
