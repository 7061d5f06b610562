"""Several requests that share one commit: under load one fsync serves them all."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Generic, TypeVar

from sqlmodel import Session

from store.database import Database

log = logging.getLogger(__name__)
T = TypeVar("T")

GATHERING = 0.001  # seconds at most that a commit waits for as many requests as the last one had


class BatchWriter(Generic[T]):
    """Writes items that arrive while a commit is running together in the next one.

    `write` returns only after the transaction that holds its items has been committed. Where a
    shared transaction fails, each caller's items are tried alone, so that one bad item cannot
    harm its neighbours. Belongs to one event loop.
    """

    def __init__(self, database: Database, insert: Callable[[Session, Sequence[T]], None]) -> None:
        self._database = database
        self._insert = insert
        self._waiting: list[tuple[Sequence[T], asyncio.Future[None]]] = []
        self._running: asyncio.Task[None] | None = None
        self._thread = ThreadPoolExecutor(1, "batch-writer")
        self._expected = 1  # requests in the last commit
        self._enough = asyncio.Event()

    async def write(self, items: Sequence[T]) -> None:
        """Insert and commit `items`; raises what the insert raised for them."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((items, done))
        if len(self._waiting) >= self._expected:
            self._enough.set()
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._drain())
        await done

    async def _drain(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            await self._gather()
            batch, self._waiting = self._waiting, []
            self._expected = len(batch)
            items = [items for items, _ in batch]
            errors = await loop.run_in_executor(self._thread, self._commit, items)
            for (_, done), error in zip(batch, errors, strict=True):
                if done.done():  # the client hung up; its items are kept all the same
                    continue
                if error is None:
                    done.set_result(None)
                else:
                    done.set_exception(error)

    async def _gather(self) -> None:
        # Senders who wait for our answer come back together. A commit for the first of them would
        # keep all the others waiting for the next.
        if len(self._waiting) >= self._expected:
            return
        self._enough.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(GATHERING):
                await self._enough.wait()

    def _commit(self, batch: list[Sequence[T]]) -> list[Exception | None]:
        together = [item for items in batch for item in items]
        error = self._try(together)
        if error is None or len(batch) == 1:
            return [error] * len(batch)
        log.warning("shared commit failed, writing %s requests one by one", len(batch))
        return [self._try(items) for items in batch]

    def _try(self, items: Sequence[T]) -> Exception | None:
        try:
            with self._database.transaction() as session:
                self._insert(session, items)
        except Exception as error:  # noqa: BLE001 - handed to the caller that wrote these items
            return error
        return None
