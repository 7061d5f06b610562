"""Knows how many push messages are left this month, and keeps a reserve for status notices."""

import logging
import threading
from datetime import datetime, timedelta

from bot.client import LineClient, Quota
from bot.errors import LineError

log = logging.getLogger(__name__)

LOOK_EVERY = timedelta(minutes=10)


class QuotaWatch:
    """Asks LINE now and then. Where LINE does not answer, the last figures hold."""

    def __init__(self, client: LineClient, reserve: int) -> None:
        self._client = client
        self._reserve = reserve
        self._lock = threading.Lock()
        self._quota: Quota | None = None
        self._looked_at: datetime | None = None

    def look(self, now: datetime) -> Quota | None:
        """Ask LINE where the last look is old. Returns the figures, None before the first."""
        with self._lock:
            due = self._looked_at is None or now - self._looked_at >= LOOK_EVERY
            if due:
                self._looked_at = now
        if due:
            try:
                quota = self._client.quota()
            except LineError as error:
                log.info("no quota from LINE", extra={"error": str(error)})
                self.is_stale()
            else:
                with self._lock:
                    self._quota = quota
        return self._quota

    def allows_everything(self) -> bool:
        """Tell whether more than the reserve is left. Unknown counts as yes."""
        quota = self._quota
        return quota is None or quota.left is None or quota.left > self._reserve

    def has_room(self) -> bool:
        """Tell whether LINE has said that more than the reserve is left."""
        return self._quota is not None and self.allows_everything()

    def is_stale(self) -> None:
        """The last figures are doubtful: ask again at the next look."""
        with self._lock:
            self._looked_at = None
