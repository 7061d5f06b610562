"""How often one address may ask for data: a bucket that refills, in this process."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime

from fastapi import Request

from core.clock import Clock

MOST_KNOWN = 10_000  # addresses remembered


@dataclass(slots=True)
class _Bucket:
    left: float
    at: datetime


@dataclass(slots=True)
class Turnstile:
    """`burst` requests at once, `rate` a second from then on."""

    clock: Clock
    burst: float = 60
    rate: float = 1
    _buckets: OrderedDict[str, _Bucket] = field(default_factory=OrderedDict, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)

    def seconds_to_wait(self, request: Request, cost: int = 1) -> int:
        """Take what a request costs; return 0, or after how many seconds to ask again."""
        address = request.client.host if request.client else ""
        now = self.clock()
        with self._lock:
            bucket = self._buckets.pop(address, None) or _Bucket(self.burst, now)
            passed = max((now - bucket.at).total_seconds(), 0)
            bucket.left, bucket.at = min(bucket.left + passed * self.rate, self.burst), now
            self._buckets[address] = bucket
            if len(self._buckets) > MOST_KNOWN:
                self._buckets.popitem(last=False)
            if bucket.left < cost:
                return int((cost - bucket.left) / self.rate) + 1
            bucket.left -= cost
            return 0
