"""Does chores again and again, each in a thread of its own, until it is stopped."""

import logging
import threading
from collections.abc import Callable, Iterable

from chores.chore import Chore
from chores.tools import Tools
from core.logs import stack_of

log = logging.getLogger(__name__)


class Rounds:
    """A set of chores over one set of tools."""

    def __init__(self, tools: Tools, chores: Iterable[Chore]) -> None:
        self._tools = tools
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._repeat, args=(chore,), name=chore.name, daemon=True)
            for chore in chores
        ]

    def start(self) -> None:
        """Begin at once with each."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Finish what is in hand and end."""
        self._stopping.set()
        for thread in self._threads:
            if thread.ident is not None:  # the start may have failed
                thread.join(timeout=30)

    def _repeat(self, chore: Chore) -> None:
        while not self._stopping.is_set():
            do_once(chore, self._tools)
            self._stopping.wait(chore.pause)


def do_once(chore: Chore, tools: Tools) -> None:
    """Do a chore; what it raises is logged, and the next time may go better."""
    try:
        chore.do(tools)
    except Exception as error:  # noqa: BLE001 — whatever it is, the next round comes
        told = {"chore": chore.name, "error": type(error).__name__, "stack": stack_of(error)}
        log.error("a chore stumbled", extra=told)


def each_alone(officer_ids: Iterable[int], act: Callable[[int], None]) -> None:
    """Do it for each officer; what it raises for one is logged and keeps nobody else waiting."""
    for officer_id in officer_ids:
        try:
            act(officer_id)
        except Exception as error:  # noqa: BLE001 — whatever it is, the others come
            told = {"officer_id": officer_id, "error": type(error).__name__}
            log.error("an officer is not told", extra={**told, "stack": stack_of(error)})
