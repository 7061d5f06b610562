"""X-Line-Retry-Key: a request accepted once is not carried out again for 24 hours."""

from dataclasses import dataclass
from typing import Any

from simulator.bounded import BoundedDict

_DAY = 24 * 3600


@dataclass(frozen=True)
class Accepted:
    request_id: str
    sent_messages: list[dict[str, Any]] | None
    at: float


class RetryKeys:
    """Keys by endpoint. A key belongs to the first accepted request that carried it."""

    def __init__(self) -> None:
        self.kept: BoundedDict[tuple[str, str], Accepted] = BoundedDict(10_000)

    def find(self, endpoint: str, key: str, now: float) -> Accepted | None:
        accepted = self.kept.get((endpoint, key.lower()))
        return accepted if accepted and now - accepted.at < _DAY else None

    def keep(self, endpoint: str, key: str, accepted: Accepted) -> None:
        self.kept[endpoint, key.lower()] = accepted
