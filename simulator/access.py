"""Channel access tokens: the long-lived one of the configuration and the issued ones."""

from dataclasses import dataclass
from typing import Literal

from simulator import ids
from simulator.bounded import BoundedDict

Kind = Literal["stateless", "v2.1", "short-lived"]
STATELESS_SECONDS = 900
SHORT_LIVED_SECONDS = 30 * 24 * 3600
_MOST_V2_1 = 30


@dataclass
class IssuedToken:
    kind: Kind
    expires: float
    key_id: str | None = None


class AccessTokens:
    def __init__(self, long_lived: str) -> None:
        self._long_lived = long_lived
        self._issued: BoundedDict[str, IssuedToken] = BoundedDict(1000)

    def accepts(self, token: str, now: float) -> bool:
        return token == self._long_lived or self.find(token, now) is not None

    def find(self, token: str, now: float) -> IssuedToken | None:
        issued = self._issued.get(token)
        return issued if issued and issued.expires > now else None

    def issue(self, kind: Kind, seconds: float, now: float, key_id: str | None = None) -> str:
        token = ids.opaque_token(100)
        self._issued[token] = IssuedToken(kind, now + seconds, key_id)
        return token

    def revoke(self, token: str) -> None:
        self._issued.pop(token, None)

    def key_ids(self, now: float) -> list[str]:
        """Key ids of the valid v2.1 tokens."""
        return [t.key_id for t in self._issued.values() if t.key_id and t.expires > now]

    def v2_1_full(self, now: float) -> bool:
        return len(self.key_ids(now)) >= _MOST_V2_1
