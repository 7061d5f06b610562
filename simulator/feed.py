"""Changes for the page (Server-Sent Events) and the log of calls and webhooks, both as rings."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from typing import Any

Entry = dict[str, Any]


class Feed:
    """A numbered ring of changes that any number of listeners follow."""

    def __init__(self, size: int = 1000) -> None:
        self.seq = 0
        self._ring: deque[Entry] = deque(maxlen=size)
        self._waiting: set[asyncio.Event] = set()
        self.on_change: Callable[[], None] | None = None

    def publish(self, kind: str, **fields: Any) -> None:
        self.seq += 1
        self._ring.append({"seq": self.seq, "kind": kind, **fields})
        for waiter in self._waiting:
            waiter.set()
        if self.on_change:
            self.on_change()

    def since(self, seq: int) -> list[Entry]:
        return [change for change in self._ring if change["seq"] > seq]

    async def follow(self, seq: int, seconds: float) -> AsyncIterator[Entry]:
        """Every change after `seq`, as it comes, for at most `seconds`."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        waiter = asyncio.Event()
        self._waiting.add(waiter)
        try:
            while True:
                waiter.clear()
                for change in self.since(seq):
                    seq = change["seq"]
                    yield change
                if not waiter.is_set() and not await _rings(waiter, end - loop.time()):
                    return
        finally:
            self._waiting.discard(waiter)


class Log:
    """The last calls of the product and the last webhooks to it, with their bodies."""

    def __init__(self, feed: Feed, size: int = 500) -> None:
        self._feed = feed
        self._ring: deque[Entry] = deque(maxlen=size)
        self._seq = 0

    def add(self, entry: Entry) -> None:
        self._seq += 1
        numbered = {"seq": self._seq, **entry}
        self._ring.append(numbered)
        self._feed.publish(entry["kind"], entry=numbered)

    def entries(self, after: int = 0, kind: str | None = None) -> list[Entry]:
        return [e for e in self._ring if e["seq"] > after and kind in (None, e["kind"])]

    def clear(self) -> None:
        self._ring.clear()


async def _rings(waiter: asyncio.Event, seconds: float) -> bool:
    if seconds <= 0:
        return False
    try:
        await asyncio.wait_for(waiter.wait(), seconds)
    except TimeoutError:
        return False
    return True
