"""A small made-up province, played once and only read; and figures of tickets made by hand."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from complaints.desk import Desk
from complaints.figures import periods
from complaints.figures.reckoning import Reckoning
from complaints.figures.results import Report
from complaints.figures.scope import Scope
from complaints.province.expected import Asked, Figure, expected
from complaints.province.plan import Dealer, Plan
from complaints.province.play import Player
from complaints.province.setting import Setting, load_words, set_up
from complaints.province.standing import CENTRAL, Observer
from store.database import Database

YEAR = periods.fiscal(2569)
UNTIL = datetime(2025, 11, 20, 5, tzinfo=UTC)
EARLIER = (
    datetime(2025, 11, 6, 4, 30, tzinfo=UTC),
    datetime(2025, 10, 27, 9, tzinfo=UTC),
    datetime(2025, 10, 9, 2, 15, 30, tzinfo=UTC),
)
MOMENTS = (UNTIL, *EARLIER)
TOWNS = 2
EVERYBODY = frozenset({CENTRAL, *range(TOWNS)})


@dataclass(frozen=True, slots=True)
class Drill:
    """The province as it stands in a database, and what was planned for it."""

    database: Database
    desk: Desk
    plan: Plan
    setting: Setting
    tickets: dict[int, int]

    def scope(self, agencies: frozenset[int] = EVERYBODY, *, sealed: bool = False) -> Scope:
        """The scope of agencies by their place in the plan."""
        return Scope(frozenset(self.setting.agencies[each] for each in agencies), sealed)

    def reckoned(
        self,
        as_of: datetime,
        agencies: frozenset[int] = EVERYBODY,
        *,
        sealed: bool = False,
        compare: bool = False,
    ) -> Report:
        """What the figures are."""
        scope = self.scope(agencies, sealed=sealed)
        with self.database.reading() as session:
            asked = Reckoning(session, self.desk, scope, YEAR, as_of)
            return asked.report(compare=compare)

    def expected(
        self, as_of: datetime, agencies: frozenset[int] = EVERYBODY, *, sealed: bool = False
    ) -> dict[str, Figure]:
        """What they must be by the plan."""
        observer = Observer(self.plan, self.desk.catalog, self.desk.office)
        return expected(observer, Asked(agencies, YEAR.start, YEAR.end, as_of, sealed))


def play(database: Database, desk: Desk, until: datetime) -> Drill:
    """Put a province in that has come so far."""
    plan = Dealer(11, desk.catalog, desk.office).deal([2569], TOWNS, until)
    words = load_words()
    with database.transaction() as session:
        setting = set_up(session, words, YEAR.start)
    player = Player(desk, setting, words)
    player.play(database, plan, lambda _done, _of: None)
    return Drill(database, desk, plan, setting, player.tickets)


@pytest.fixture(scope="session")
def drill(
    migrated_sqlite: Path, desk: Desk, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Drill]:
    """The province, seven weeks old, none of its facts written yet. Read it only."""
    path = tmp_path_factory.mktemp("province") / "province.db"
    shutil.copy(migrated_sqlite, path)
    database = Database(f"sqlite:///{path}")
    yield play(database, desk, UNTIL)
    database.close()


def differences(report: Report, figures: dict[str, Figure]) -> dict[str, object]:
    """Return where a report is not what was expected, to the last digit."""
    wrong: dict[str, object] = {}
    for name, figure in figures.items():
        result = report[name]
        told = {
            "numerator": result.numerator,
            "denominator": result.denominator,
            "value": result.value,
            "p90": result.spread.p90 if result.spread else None,
            "mean": result.spread.mean if result.spread else None,
        }
        if off := {key: (told[key], value) for key, value in figure.items() if told[key] != value}:
            wrong[name] = off
    return wrong
