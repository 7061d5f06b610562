"""The figures of the made-up province are what its plan says, to the last digit, at any moment."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from complaints.desk import Desk
from complaints.figures.apart import By
from complaints.figures.behind import Part
from complaints.figures.definitions import Unit
from complaints.figures.measures import MEASURES
from complaints.figures.proving import count_wrong_facts
from complaints.figures.reckoning import Reckoning
from complaints.figures.trend import monthly
from complaints.figures.upkeep import catch_up
from complaints.province.standing import CENTRAL
from store.database import Database
from tests.complaints.figures.conftest import (
    EARLIER,
    EVERYBODY,
    MOMENTS,
    TOWNS,
    UNTIL,
    YEAR,
    Drill,
    differences,
    play,
)

KEY = ("received", "on_time", "backlog", "stars")


@pytest.mark.parametrize("as_of", MOMENTS)
@pytest.mark.parametrize("agencies", [EVERYBODY, frozenset({CENTRAL}), frozenset({0})])
def test_it_reckons_what_the_plan_says(
    drill: Drill, as_of: datetime, agencies: frozenset[int]
) -> None:
    wrong = differences(drill.reckoned(as_of, agencies), drill.expected(as_of, agencies))
    assert wrong == {}


def test_it_counts_sealed_tickets_only_for_who_may_know_of_them(drill: Drill) -> None:
    with_sealed = drill.reckoned(UNTIL, sealed=True)
    assert differences(with_sealed, drill.expected(UNTIL, sealed=True)) == {}
    sealed = sum(life.sealed for life in drill.plan.lives)
    without = drill.reckoned(UNTIL)
    assert with_sealed["received"].value == (without["received"].value or 0) + sealed
    assert sealed > 0


def test_it_has_something_of_everything_in_the_province(drill: Drill) -> None:
    report = drill.reckoned(UNTIL)
    nothing = [name for name, result in report.results.items() if not result.denominator]
    assert nothing == ["handed_on"], "all agencies together hand nothing on"
    assert drill.reckoned(UNTIL, frozenset({0}))["handed_on"].value


@pytest.fixture
def kept(drill: Drill, tmp_path: Path, desk: Desk) -> Iterator[Database]:
    """The province with its facts written."""
    source = drill.database.engine.url.database or ""
    with drill.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(source, tmp_path / "facts.db")
    database = Database(f"sqlite:///{tmp_path / 'facts.db'}")
    with database.transaction() as session:
        while catch_up(session, desk, UNTIL + timedelta(hours=1), most=50):
            pass
    yield database
    database.close()


def test_it_reckons_the_same_from_facts_as_from_events(
    drill: Drill, kept: Database, desk: Desk
) -> None:
    with kept.reading() as session:
        assert count_wrong_facts(session, desk) == (len(drill.plan.lives), 0)
        for as_of in MOMENTS:
            report = Reckoning(session, desk, drill.scope(), YEAR, as_of).report(compare=False)
            assert differences(report, drill.expected(as_of)) == {}


def test_it_tells_the_same_months_from_facts_as_from_events(
    drill: Drill, kept: Database, desk: Desk
) -> None:
    told = []
    for database in (drill.database, kept):
        with database.reading() as session:
            months = monthly(session, desk, drill.scope(), YEAR, UNTIL, KEY)
            told.append([(each.ripe, dict(each.report.results)) for each in months])
    assert told[0] == told[1]
    assert [set(results) for _, results in told[0]] == [set(KEY)] * 2


# What figures are counted from, and by which a ticket is found: a fact with any of it wrong.
WRONG = {
    "finished_at": "finished_at + 1",
    "response_working": "response_working + 1",
    "due_at": "due_at - 1",
    "stars": "stars + 1",
    "joined": "joined + 1",
    "status": "'on_hold'",
    "valid_from": "valid_from + 1",
    "agency_id": "agency_id + 1",
}


@pytest.mark.parametrize("column", WRONG)
def test_it_finds_a_fact_that_is_not_what_events_tell(
    drill: Drill, kept: Database, desk: Desk, column: str
) -> None:
    with kept.transaction() as session:
        chosen = "SELECT id FROM figure_fact WHERE status = 'finished' AND stars > 0 LIMIT 1"
        change = f"UPDATE figure_fact SET {column} = {WRONG[column]} WHERE id = ({chosen})"
        assert session.connection().exec_driver_sql(change).rowcount == 1
    with kept.reading() as session:
        assert count_wrong_facts(session, desk) == (len(drill.plan.lives), 1)


def test_it_finds_a_ticket_whose_facts_are_lost(drill: Drill, kept: Database, desk: Desk) -> None:
    with kept.transaction() as session:
        session.connection().exec_driver_sql("DELETE FROM figure_fact WHERE ticket_id = 1")
    with kept.reading() as session:
        assert count_wrong_facts(session, desk) == (len(drill.plan.lives), 1)


def test_it_reckons_half_from_facts_and_half_from_events(
    drill: Drill, tmp_path: Path, desk: Desk
) -> None:
    shutil.copy(drill.database.engine.url.database or "", tmp_path / "half.db")
    database = Database(f"sqlite:///{tmp_path / 'half.db'}")
    with database.transaction() as session:
        assert 0 < catch_up(session, desk, UNTIL, most=40) < len(drill.plan.lives) // 2
    with database.reading() as session:
        report = Reckoning(session, desk, drill.scope(), YEAR, EARLIER[0]).report(compare=False)
    database.close()
    assert differences(report, drill.expected(EARLIER[0])) == {}


def test_it_lists_as_many_tickets_as_it_counts(drill: Drill) -> None:
    report = drill.reckoned(UNTIL)
    shares = [
        name
        for name in MEASURES
        if report[name].definition.unit in {Unit.SHARE, Unit.TICKETS}
        and name not in {"voices", "duplicates_joined", "audited"}  # these sum up, not count
    ]
    with drill.database.reading() as session:
        asked = Reckoning(session, drill.desk, drill.scope(), YEAR, UNTIL)
        for name in shares:
            parts = {part: len(asked.behind(name, part).ticket_ids) for part in Part}
            told = report[name]
            assert parts[Part.TOP] == told.numerator, name
            assert parts[Part.BOTTOM] == told.denominator, name
            assert parts[Part.REST] == told.denominator - told.numerator, name


def test_it_lists_the_very_tickets_that_were_handed_on(drill: Drill) -> None:
    planned = [
        drill.tickets[life.number]
        for life in drill.plan.lives
        if life.agency == 0
        and any(step.act == "forward" and step.at <= UNTIL for step in life.steps)
    ]
    with drill.database.reading() as session:
        behind = Reckoning(session, drill.desk, drill.scope(frozenset({0})), YEAR, UNTIL).behind(
            "handed_on"
        )
        first, *rest = behind.page(session, limit=1)
        assert rest == []
        following = behind.page(session, after_id=first.id or 0)
    assert list(behind.ticket_ids) == sorted(planned)
    assert [first.id, *(each.id for each in following)] == sorted(planned)


@pytest.mark.parametrize("by", list(By))
def test_it_tells_figures_apart_so_that_counts_add_up(drill: Drill, by: By) -> None:
    with drill.database.reading() as session:
        apart = Reckoning(session, drill.desk, drill.scope(), YEAR, UNTIL).by(by)
    report = drill.reckoned(UNTIL)
    for name in ("received", "closed", "on_time", "backlog", "stars", "audited"):
        assert sum(each[name].numerator for each in apart.values()) == report[name].numerator
    one_place = {By.PROVINCE, By.SUBDISTRICT}
    assert (len(apart) == 1) is (by in one_place)


def test_it_tells_a_category_with_its_target(drill: Drill) -> None:
    with drill.database.reading() as session:
        apart = Reckoning(session, drill.desk, drill.scope(), YEAR, UNTIL).by(By.CATEGORY)
    hours = {code: figures["resolution_gross"].target for code, figures in apart.items()}
    assert hours["disaster"] == drill.desk.catalog.get("disaster").resolution_hours * 3600
    assert apart["disaster"]["on_time"].target is None, "every ticket has its own due date"


def test_it_tells_how_old_the_backlog_is(drill: Drill) -> None:
    with drill.database.reading() as session:
        ages = Reckoning(session, drill.desk, drill.scope(), YEAR, UNTIL).ages()
    assert sum(age.tickets for age in ages) == drill.reckoned(UNTIL)["backlog"].value
    assert [age.until for age in ages] == [8, 31, 91, None]
    assert ages[2].tickets > 0
    assert ages[3].tickets == 0


def test_it_tells_months_as_of_the_same_age(drill: Drill) -> None:
    with drill.database.reading() as session:
        months = monthly(session, drill.desk, drill.scope(), YEAR, UNTIL)
    assert [month.report.period.first_day.month for month in months] == [10, 11]
    assert not any(month.ripe for month in months)
    received = sum(month.report["received"].numerator for month in months)
    assert received == drill.reckoned(UNTIL)["received"].numerator


def test_it_deals_the_same_lives_for_the_same_seed(drill: Drill) -> None:
    assert drill.plan.agencies == TOWNS
    assert len({life.fate for life in drill.plan.lives}) == 16


def test_it_reckons_the_same_on_every_database(database: Database, desk: Desk) -> None:
    until = datetime(2025, 10, 12, 5, tzinfo=UTC)
    drill = play(database, desk, until)
    assert differences(drill.reckoned(until), drill.expected(until)) == {}
    with database.transaction() as session:
        assert catch_up(session, desk, until + timedelta(hours=1)) == len(drill.plan.lives)
    assert differences(drill.reckoned(until), drill.expected(until)) == {}
    with database.reading() as session:
        assert count_wrong_facts(session, desk) == (len(drill.plan.lives), 0)
