"""The suggester follows the model in force, and falls back to the shipped one."""

from dataclasses import replace

import numpy as np
import pytest

from categories import linear, versions
from categories.linear import LinearModel
from categories.live import LiveSuggester
from categories.tables import CategoryModelFile, Source
from store.database import Database
from tests.fakes import FakeClock

TEXT = "ไฟถนนดับทั้งซอย"
LESSONS = versions.Lessons(Source.TICKETS, None, 80, 20)


@pytest.fixture
def shipped() -> LinearModel:
    return linear.load()


def health_only(shipped: LinearModel) -> LinearModel:
    """A model that takes everything for a matter of health."""
    bias = np.zeros(len(shipped.codes), dtype=np.float32)
    bias[shipped.codes.index("health")] = 50
    return replace(shipped, weights=np.zeros_like(shipped.weights), bias=bias)


def put_in_force(database: Database, model: LinearModel, clock: FakeClock) -> int:
    with database.transaction() as session:
        row = versions.put_in_force(session, model, LESSONS, before={}, after={}, now=clock())
        return row.id or 0


def test_it_ranks_by_the_shipped_model_where_none_was_learned(database: Database) -> None:
    suggester = LiveSuggester.load()

    assert not suggester.refresh(database)
    assert suggester.rank(TEXT).best.code == "street_light"


def test_it_takes_over_what_another_process_put_in_force(
    database: Database, clock: FakeClock, shipped: LinearModel
) -> None:
    suggester = LiveSuggester.load()
    put_in_force(database, health_only(shipped), clock)

    assert suggester.rank(TEXT).best.code == "street_light"
    assert suggester.refresh(database)
    assert suggester.rank(TEXT).best.code == "health"
    assert not suggester.refresh(database)


def test_it_goes_back_to_the_shipped_model(
    database: Database, clock: FakeClock, shipped: LinearModel
) -> None:
    suggester = LiveSuggester.load()
    put_in_force(database, health_only(shipped), clock)
    suggester.refresh(database)
    with database.transaction() as session:
        assert versions.go_back(session)
        assert not versions.go_back(session)

    assert suggester.refresh(database)
    assert suggester.rank(TEXT).best.code == "street_light"


def test_it_keeps_the_shipped_model_where_the_learned_one_is_of_another_release(
    database: Database, clock: FakeClock, shipped: LinearModel
) -> None:
    suggester = LiveSuggester.load()
    put_in_force(database, replace(health_only(shipped), fingerprint="an older one"), clock)

    suggester.refresh(database)

    assert suggester.rank(TEXT).best.code == "street_light"


@pytest.mark.parametrize("damaged", [b"", b"no model", b"PK\x03\x04cut off"])
def test_it_keeps_the_shipped_model_where_the_learned_one_cannot_be_read(
    database: Database, clock: FakeClock, shipped: LinearModel, damaged: bytes
) -> None:
    suggester = LiveSuggester.load()
    version = put_in_force(database, health_only(shipped), clock)
    with database.transaction() as session:
        file = session.get(CategoryModelFile, version)
        assert file is not None
        file.data = damaged

    suggester.refresh(database)

    assert suggester.rank(TEXT).best.code == "street_light"


def test_it_keeps_one_model_in_force_and_remembers_the_others(
    database: Database, clock: FakeClock, shipped: LinearModel
) -> None:
    first = put_in_force(database, shipped, clock)
    second = put_in_force(database, shipped, clock)

    with database.reading() as session:
        in_force = versions.find_in_force(session)
        assert in_force is not None
        assert in_force.id == second
        assert [row.id for row in versions.list_newest(session)] == [second, first]
