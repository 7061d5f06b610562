"""A small corpus: engines over it are built in a moment."""

from collections.abc import Mapping

import pytest

from knowledge.corpus import load_corpus
from knowledge.entry import Entry

SUBJECTS = ("criteria.1.", "criteria.3.", "kpi.calendar", "concept.")


@pytest.fixture(scope="session")
def reviewed() -> Mapping[str, Entry]:
    """Some of the project's own entries, enough for the engine to weigh."""
    return {entry.id: entry for entry in load_corpus() if entry.id.startswith(SUBJECTS)}
