"""The suggester that follows what was learned in use, without anybody waiting for it."""

import logging
from dataclasses import dataclass
from typing import Self

from categories import linear, versions
from categories.suggest import NO_HINTS, Hints, Ranking, Suggester
from store.database import Database

log = logging.getLogger(__name__)

SHIPPED = 0  # the version of the model that comes with the release


@dataclass(frozen=True, slots=True)
class _State:
    """What ranks now. Replaced as a whole, so that readers need no lock."""

    version: int
    suggester: Suggester


class LiveSuggester:
    """Ranks as `Suggester` does, by the model in force.

    `refresh` is called by one thread from time to time; all else by any number of threads.
    """

    def __init__(self, shipped: Suggester) -> None:
        self._shipped = shipped
        self._current = _State(SHIPPED, shipped)

    @classmethod
    def load(cls) -> Self:
        """Begin with the shipped model."""
        return cls(Suggester.load())

    def rank(self, text: str, hints: Hints = NO_HINTS) -> Ranking:
        """All categories, best first."""
        return self._current.suggester.rank(text, hints)

    def refresh(self, database: Database) -> bool:
        """Take over the model now in force. Returns whether it is another one.

        The shipped model ranks where the learned one belongs to another release, whose texts were
        read differently, or cannot be read: a poorer guess is better than none.
        """
        with database.reading() as session:
            row = versions.find_in_force(session)
            version = (row.id or SHIPPED) if row else SHIPPED
            if version == self._current.version:
                return False
            fits = row is not None and row.release == self._shipped.release
            data = versions.find_weights(session, version) if fits else None
        self._current = _State(version, self._with(data, version))
        log.info("categories renewed", extra={"version": version, "learned": data is not None})
        return True

    def _with(self, data: bytes | None, version: int) -> Suggester:
        if data is None:
            return self._shipped
        try:
            return self._shipped.with_model(linear.from_bytes(data))
        except linear.UnreadableModel:
            log.exception("category model unreadable", extra={"version": version})
            return self._shipped
