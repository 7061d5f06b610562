"""Faults to order: what an endpoint shall do wrong, and how often."""

from dataclasses import dataclass
from itertools import count
from typing import Any

KINDS = (
    "error500",
    "html500",
    "acceptedTimeout",
    "acceptedDisconnect",
    "refuse",
    "latency",
    "rate429",
    "monthly429",
    "extraFields",
    "noSentMessages",
)
EVERY_ENDPOINT = "*"
_MOST = 200
_DEFAULT_MS = {"latency": 1000, "acceptedTimeout": 30_000}


@dataclass
class Fault:
    """`left` more requests to `endpoint` will meet it. `latency_ms` for the two that wait."""

    id: int
    endpoint: str
    kind: str
    left: int
    latency_ms: int

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "endpoint": self.endpoint,
            "fault": self.kind,
            "left": self.left,
            "latencyMs": self.latency_ms,
        }


class Faults:
    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._ids = count(1)

    def order(
        self, endpoint: str, kind: str, times: int = 1, latency_ms: int | None = None
    ) -> Fault:
        """Order a fault; ValueError for an unknown kind or a count that is not 1..1000."""
        if kind not in KINDS:
            raise ValueError(f"unknown fault: {kind}")
        if not 1 <= times <= 1000 or len(self._faults) >= _MOST:
            raise ValueError("count must be 1 to 1000, and at most 200 faults may be open")
        wait = _DEFAULT_MS.get(kind, 0) if latency_ms is None else latency_ms
        fault = Fault(next(self._ids), endpoint, kind, times, wait)
        self._faults.append(fault)
        return fault

    def take(self, endpoint: str) -> Fault | None:
        """The fault this request meets, oldest order first; it is used up by one."""
        for fault in self._faults:
            if fault.endpoint in (endpoint, EVERY_ENDPOINT):
                fault.left -= 1
                if fault.left == 0:
                    self._faults.remove(fault)
                return fault
        return None

    def open(self) -> list[Fault]:
        return list(self._faults)

    def clear(self) -> None:
        self._faults.clear()
