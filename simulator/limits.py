"""Rate limits (token buckets per endpoint) and the monthly quota of counted messages."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

_JAPAN = timezone(timedelta(hours=9))


@dataclass(frozen=True)
class Rate:
    """`amount` requests per `seconds`, as LINE's rate-limit table gives them."""

    amount: int
    seconds: float


EVERYTHING_ELSE = Rate(2000, 1)
MULTICAST = Rate(200, 1)
LOADING = Rate(100, 1)
RICH_MENU_LIST = Rate(10, 1)
RICH_MENU_WRITE = Rate(100, 3600)
WEBHOOK_ENDPOINT = Rate(1000, 60)
SIXTY_AN_HOUR = Rate(60, 3600)
SHORT_LIVED_TOKEN = Rate(370, 1)


@dataclass
class _Bucket:
    tokens: float
    at: float


class RateLimits:
    def __init__(self) -> None:
        self._buckets: dict[str, _Bucket] = {}

    def take(self, endpoint: str, rate: Rate, factor: float, now: float) -> bool:
        """Take one token of the endpoint's bucket; False when it is empty."""
        capacity = max(1.0, rate.amount * factor)
        bucket = self._buckets.setdefault(endpoint, _Bucket(capacity, now))
        refill = (now - bucket.at) * capacity / rate.seconds
        bucket.tokens = min(capacity, bucket.tokens + refill)
        bucket.at = now
        if bucket.tokens < 1:
            return False
        bucket.tokens -= 1
        return True


@dataclass
class Quota:
    """Messages counted this month against the limit; None is a plan without limit.

    Months and days are those of UTC+9, as in LINE's statistics.
    """

    limit: int | None
    used: int = 0
    month: str = ""
    delivered: Counter[tuple[str, str]] = field(default_factory=Counter)

    def usage(self, now: float) -> int:
        """Counted so far in the month of `now`; a new month starts at nothing."""
        month = _day(now)[:6]
        if month != self.month:
            self.used = 0 if self.month else self.used
            self.month = month
        return self.used

    def allows(self, count: int, now: float) -> bool:
        return self.limit is None or self.usage(now) + count <= self.limit

    def count(self, kind: str, recipients: int, now: float) -> None:
        """Count a sending under its kind and day; replies are free."""
        self.delivered[kind, _day(now)] += recipients
        if kind != "reply":
            self.used = self.usage(now) + recipients

    def delivered_on(self, kind: str, day: str) -> int:
        return self.delivered[kind, day]


def _day(now: float) -> str:
    return datetime.fromtimestamp(now, _JAPAN).strftime("%Y%m%d")
