"""Counts what a database does for a statement, so that speed is tested without a stopwatch."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event

from store.database import Database

EVERY = 100  # steps of SQLite's machine between two looks at it


@dataclass
class Work:
    """Steps of SQLite's virtual machine, or rows that PostgreSQL looked at."""

    steps: int = 0


@contextmanager
def counting_work(database: Database) -> Iterator[Work]:
    """Count what the statements inside cost; on PostgreSQL those that lock a row."""
    work = Work()
    counter = _count_steps if database.is_sqlite else _count_rows
    listener = counter(work)
    event.listen(database.engine, "before_cursor_execute", listener)
    try:
        yield work
    finally:
        event.remove(database.engine, "before_cursor_execute", listener)


def _count_steps(work: Work) -> Any:
    def more() -> int:
        work.steps += EVERY
        return 0

    def listener(connection: Any, *_: Any) -> None:
        connection.connection.driver_connection.set_progress_handler(more, EVERY)

    return listener


def _count_rows(work: Work) -> Any:
    def listener(_connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if "FOR UPDATE" in statement:
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", parameters)
            plan = cursor.fetchone()[0]
            plan = json.loads(plan) if isinstance(plan, str) else plan
            work.steps += _rows(plan[0]["Plan"])

    return listener


def _rows(node: dict[str, Any]) -> int:
    seen = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
    seen += node.get("Rows Removed by Join Filter", 0)
    return int(seen * node["Actual Loops"]) + sum(_rows(each) for each in node.get("Plans", []))
