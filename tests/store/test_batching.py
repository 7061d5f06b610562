"""Requests that come together share commits, and none suffers for another."""

import asyncio
import threading
from collections.abc import Sequence

import pytest
from sqlmodel import Session

from store.batching import BatchWriter
from store.database import Database
from store.gauges import get_gauge, set_gauge
from tests.fakes import MONDAY_MORNING


class Inserts:
    """The insert function of a writer; counts its transactions, holds the first until told."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.started, self.go_on = threading.Event(), threading.Event()

    def __call__(self, session: Session, names: Sequence[str]) -> None:
        self.batches.append(list(names))
        if len(self.batches) == 1:
            self.started.set()
            self.go_on.wait(60)
        for name in names:
            if name == "bad":
                raise ValueError("a bad item")
            set_gauge(session, name, {}, MONDAY_MORNING)
        session.flush()


def kept(database: Database, names: Sequence[str]) -> list[str]:
    with database.reading() as session:
        return [name for name in names if get_gauge(session, name)]


async def write_at_once(
    writer: BatchWriter[str], inserts: Inserts, requests: Sequence[Sequence[str]]
) -> list[BaseException | None]:
    """One request starts a commit; all others arrive while it runs."""
    first = asyncio.create_task(writer.write(["first"]))
    await asyncio.to_thread(inserts.started.wait, 5)
    others = [asyncio.create_task(writer.write(names)) for names in requests]
    await asyncio.sleep(0)
    inserts.go_on.set()
    return list(await asyncio.gather(first, *others, return_exceptions=True))[1:]


def test_it_lets_requests_that_wait_share_one_commit(database: Database) -> None:
    inserts = Inserts()
    names = [f"n{i}" for i in range(50)]
    outcomes = asyncio.run(
        write_at_once(BatchWriter(database, inserts), inserts, [[name] for name in names])
    )
    assert outcomes == [None] * 50
    assert inserts.batches == [["first"], names]
    assert kept(database, names) == names


def test_it_tells_only_the_request_with_the_bad_item(database: Database) -> None:
    inserts = Inserts()
    requests = [["a", "b"], ["c", "bad"], ["d"]]
    outcomes = asyncio.run(write_at_once(BatchWriter(database, inserts), inserts, requests))
    assert [type(outcome) for outcome in outcomes] == [type(None), ValueError, type(None)]
    assert kept(database, ["a", "b", "c", "d"]) == ["a", "b", "d"], "a request is kept as a whole"


def test_it_keeps_the_items_of_a_caller_who_hung_up(database: Database) -> None:
    inserts = Inserts()
    writer = BatchWriter(database, inserts)

    async def hang_up() -> None:
        impatient = asyncio.create_task(writer.write(["kept"]))
        await asyncio.to_thread(inserts.started.wait, 5)
        impatient.cancel()
        inserts.go_on.set()
        with pytest.raises(asyncio.CancelledError):
            await impatient
        await writer.write(["next"])

    asyncio.run(hang_up())
    assert kept(database, ["kept", "next"]) == ["kept", "next"]


def test_it_answers_only_after_the_commit(database: Database) -> None:
    inserts = Inserts()
    inserts.go_on.set()

    async def write_and_look() -> list[str]:
        await BatchWriter(database, inserts).write(["n"])
        return await asyncio.to_thread(kept, database, ["n"])

    assert asyncio.run(write_and_look()) == ["n"]


def test_it_raises_where_the_commit_fails(database: Database) -> None:
    inserts = Inserts()
    inserts.go_on.set()
    writer = BatchWriter(database, inserts)
    with pytest.raises(ValueError, match="a bad item"):
        asyncio.run(writer.write(["bad"]))
    assert kept(database, ["bad"]) == []
