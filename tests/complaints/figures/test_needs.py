"""Figures read no more columns than they are counted from, and no fewer."""

import numpy as np
import pytest

from complaints.figures.lives import COLUMNS, WORDS, Lives
from complaints.figures.measures import MEASURES, Over
from complaints.figures.needs import columns_for
from complaints.figures.reckoning import EVERY, Reckoning
from complaints.figures.results import measure
from tests.complaints.figures.conftest import UNTIL, YEAR, Drill


def of_random_tickets(names: tuple[str, ...], tickets: int = 400) -> Lives:
    numbers = np.random.default_rng(5)
    words = ("received", "finished", "in_progress", "rejected", "line")
    columns = {
        name: numbers.integers(0, len(words), tickets)
        if name in WORDS
        else numbers.integers(-1, 5, tickets)
        for name in COLUMNS
    }
    chosen = {name: columns[name] for name in names}
    return Lives(3, chosen, {name: words for name in names if name in WORDS})


@pytest.mark.parametrize("figure", MEASURES)
def test_it_counts_the_same_of_the_columns_alone(figure: str) -> None:
    names = columns_for(MEASURES[figure].over, frozenset({figure}))
    assert measure(figure, of_random_tickets(names)) == measure(figure, of_random_tickets(COLUMNS))


def test_it_reads_of_the_backlog_only_when_it_is_due() -> None:
    assert set(columns_for(Over.OPEN)) == {
        "ticket_id", "reported_at", "main_id", "due_at", "status",
    }  # fmt: skip


def test_it_reports_some_figures_as_it_reports_all(drill: Drill) -> None:
    with drill.database.reading() as session:
        asked = Reckoning(session, drill.desk, drill.scope(), YEAR, UNTIL)
        every = asked.report()
    assert set(every.results) == EVERY
    for figure, result in every.results.items():
        with drill.database.reading() as session:
            alone = Reckoning(session, drill.desk, drill.scope(), YEAR, UNTIL).report({figure})
        assert dict(alone.results) == {figure: result}
