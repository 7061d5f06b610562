"""How figures are shown: for machines a fixed shape, for people a table."""

import json

from bench.row import Row, as_json, as_table

FASTER = Row("webhook", 6000.0, "requests/s", 12000.0, "bare echo", more_is_better=True)
SLOWER = Row("ask", 1500.25, "µs", 75.0, "newmm alone")


def test_it_writes_exactly_the_agreed_keys() -> None:
    first, second = json.loads(as_json([FASTER, SLOWER]))
    assert first == {
        "name": "webhook",
        "value": 6000.0,
        "unit": "requests/s",
        "reference": 12000.0,
        "ratio": 0.5,
    }
    assert second["ratio"] == 20.003


def test_it_says_in_the_table_which_way_is_good() -> None:
    _, faster, slower = as_table([FASTER, SLOWER]).splitlines()
    assert faster.split()[:6] == ["webhook", "6,000", "requests/s", "12,000", "0.50", "high"]
    assert "20.00  low" in slower
