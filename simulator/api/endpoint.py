"""What an endpoint is, what it is called with, and what it answers."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from simulator.api.errors import invalid_body
from simulator.limits import EVERYTHING_ELSE, Rate
from simulator.state import State
from simulator.webhook import Sender


@dataclass(frozen=True)
class Call:
    """One request, already authenticated and parsed.

    `body` is the JSON object (empty for endpoints without one), `raw` the bytes of it, `form` the
    fields of a form, header names are lower case.
    """

    state: State
    sender: Sender
    request_id: str
    params: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: dict[str, Any]
    raw: bytes
    form: Mapping[str, str]

    def text(self, name: str) -> str:
        """A required, non-empty text property of the body."""
        value = self.body.get(name)
        if not isinstance(value, str) or not value:
            raise invalid_body(("May not be empty", name))
        return value


@dataclass(frozen=True)
class Answer:
    """`content` is a JSON value, or bytes when `media_type` is given."""

    content: Any = field(default_factory=dict)
    status: int = 200
    media_type: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


Body = Literal["none", "json", "optional json", "image", "form"]


@dataclass(frozen=True)
class Endpoint:
    """`key` names it for faults, rate limits and the log."""

    key: str
    method: str
    path: str
    handler: Callable[[Call], Awaitable[Answer]]
    body: Body = "none"
    rate: Rate = EVERYTHING_ELSE
    open: bool = False
