"""Problems found, and the spot in the request where each was found."""

from dataclasses import dataclass, field, replace

DEEPEST = 100


@dataclass(frozen=True)
class Context:
    """What the check depends on besides the message itself.

    `mentions`: textV2 may mention (reply and push to groups). `group`: sent to a group or room.
    """

    allow_loopback_http: bool = True
    mentions: bool = False
    group: bool = False


@dataclass(frozen=True)
class Problem:
    """`property` is the path in the body, or (inside `container`) a JSON pointer within it."""

    message: str
    property: str
    container: str | None = None


@dataclass(frozen=True)
class Spot:
    """A place in the request; problems reported here carry its path."""

    context: Context
    problems: list[Problem] = field(default_factory=list)
    path: str = ""
    container: str | None = None
    depth: int = 0

    def key(self, name: str) -> "Spot":
        joint = "/" if self.container is not None else "." if self.path else ""
        return self._at(f"{self.path}{joint}{name}")

    def item(self, index: int) -> "Spot":
        part = f"/{index}" if self.container is not None else f"[{index}]"
        return self._at(self.path + part)

    def inside(self, prefix: str = "") -> "Spot":
        """From here on paths are JSON pointers within this message."""
        return replace(self, container=self.path, path=prefix)

    def fail(self, message: str) -> None:
        self.problems.append(Problem(message, self.path, self.container))

    def _at(self, path: str) -> "Spot":
        return replace(self, path=path, depth=self.depth + 1)
