"""The fixed cast: people, groups, places, stickers and the bot, read from data/*.yml."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent / "data"


@dataclass
class Person:
    """`friend`: has added the bot. `blocked`: has blocked it. `language` is that of the profile."""

    user_id: str
    name: str
    role: str
    colour: str
    language: str | None = None
    status_message: str | None = None
    friend: bool = True
    blocked: bool = False


@dataclass
class Group:
    group_id: str
    name: str
    colour: str
    members: list[str] = field(default_factory=list)
    bot_in: bool = True


@dataclass(frozen=True)
class Bot:
    user_id: str
    name: str
    basic_id: str
    colour: str


@dataclass(frozen=True)
class Place:
    key: str
    title: str
    address: str
    latitude: float
    longitude: float


@cache
def _read(name: str) -> Any:
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))


def bot() -> Bot:
    return Bot(**_read("people.yml")["bot"])


def people() -> list[Person]:
    return [Person(**row) for row in _read("people.yml")["people"]]


def groups() -> list[Group]:
    return [
        Group(**{**row, "members": list(row["members"])}) for row in _read("people.yml")["groups"]
    ]


def places() -> list[Place]:
    return [Place(**row) for row in _read("places.yml")]


def stickers() -> list[dict[str, Any]]:
    """Stickers a person may send: packageId, stickerId, keywords."""
    return list(_read("stickers.yml")["sent_by_people"])


def sticker_ranges() -> dict[str, list[tuple[int, int]]]:
    """Package id -> ranges of sticker ids that a bot may send."""
    rows = _read("stickers.yml")["sendable_by_bots"]
    return {str(row["package"]): [(int(a), int(b)) for a, b in row["ranges"]] for row in rows}
