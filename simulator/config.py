"""What a simulator is given at start (Config) and what the desk may switch while it runs."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal

import httpx2


@dataclass
class Settings:
    """Switches of the desk; every one may be changed at run time (PATCH desk/settings).

    Times are in seconds. `rateFactor` multiplies the capacity and refill of every rate limit.
    """

    redelivery: bool = False
    redelivery_delay: float = 1.0
    redelivery_count: int = 3
    shuffle_image_set: bool = False
    escape_json: bool = False
    mode: Literal["active", "standby"] = "active"
    group_user_ids: bool = True
    extra_fields: bool = False
    content_pending_count: int = 0
    transcoding_pending_count: int = 0
    reply_token_seconds: float = 60.0
    consume_token_on_invalid_body: bool = False
    rate_limits: bool = True
    rate_factor: float = 1.0
    signature_header: str = "x-line-signature"
    chat_on: bool = True

    def as_json(self) -> dict[str, Any]:
        return {_camel(item.name): getattr(self, item.name) for item in fields(self)}

    def changed(self, values: Mapping[str, Any]) -> "Settings":
        """A copy with the camelCase `values` applied; ValueError names what does not fit."""
        names = {_camel(item.name): item.name for item in fields(self)}
        changes: dict[str, Any] = {}
        for key, value in values.items():
            if key not in names:
                raise ValueError(f"unknown setting: {key}")
            changes[names[key]] = _fitting(key, value, getattr(self, names[key]))
        return replace(self, **changes)


@dataclass(frozen=True)
class Config:
    """How a simulator starts. `clock` gives Unix seconds; tests pass one they can move.

    `webhook_transport` lets tests hand the webhook to an ASGI application instead of a socket.
    `assertion_keys` are the public JWKs (with `kid`) registered for JWT assertions.
    """

    webhook_url: str | None = None
    channel_id: str = "1650000000"
    channel_secret: str = "simulator-channel-secret"  # noqa: S105 - of a desk, not of a channel
    access_token: str = "simulator-access-token"  # noqa: S105
    assertion_keys: tuple[Mapping[str, Any], ...] = ()
    monthly_quota: int | None = 300
    allow_loopback_http: bool = True
    webhook_timeout: float = 2.0
    state_file: Path | None = None
    settings: Settings = field(default_factory=Settings)
    clock: Callable[[], float] = time.time
    webhook_transport: httpx2.AsyncBaseTransport | None = None


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


def _fitting(key: str, value: Any, current: Any) -> Any:
    if key == "mode" and value not in ("active", "standby"):
        raise ValueError("mode is active or standby")
    if isinstance(current, bool) != isinstance(value, bool):
        raise ValueError(f"{key} has the wrong type")
    if isinstance(current, float) and isinstance(value, int):
        return float(value)
    if not isinstance(value, type(current)):
        raise ValueError(f"{key} has the wrong type")
    return value
