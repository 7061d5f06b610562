"""Two validators written apart, ours and the simulator's, judge altered messages alike."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot.validate import check_messages
from simulator.validator.messages import check
from simulator.validator.problems import Context
from tests.bot.test_validate import GOOD

Json = dict[str, Any]
OTHERS: list[Any] = [
    None, "", 0, -1, 1.5, True, [], {}, "x", "LINE", "ก" * 21, "ก" * 41, "ก" * 61, "ก" * 301,
    "#12", "none", "5xl", "-3px", "101%", "1:4", "http://a.example", "https://", "javascript:x",
    "tel:191", "2026-02-30", "25:00", "camera", "{b}", "{",
]  # fmt: skip
# Where the reference is silent they differ: which is stricter does not matter.
SILENT = {"emojis", "productId", "emojiId"}


def spots(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place inside a message but the message itself."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in inside:
        if key not in SILENT:
            yield (*path, key)
            if isinstance(each, dict | list):
                yield from spots(each[:2] if isinstance(each, list) else each, (*path, key))


def altered(message: Json, path: tuple[Any, ...]) -> Iterator[Json]:
    """The message with something else, or nothing, or one thing more in that place."""
    for other in OTHERS:
        yield _with(message, path, lambda holder, key, other=other: holder.update({key: other}))
    yield _with(message, path, lambda holder, key: holder.pop(key))
    yield _with(message, path, lambda holder, key: holder.update({"surplus": 1}))


def _with(message: Json, path: tuple[Any, ...], change: Any) -> Json:
    changed = copy.deepcopy(message)
    holder: Any = changed
    for key in path[:-1]:
        holder = holder[key]
    if isinstance(holder, dict):
        change(holder, path[-1])
    return changed


def empty_optional_label(message: Json, path: tuple[Any, ...]) -> bool:
    """Ours refuses an empty label where none is needed; the simulator lets it pass."""
    return path[-1] == "label" and '"label": ""' in json.dumps(message)


@pytest.mark.parametrize("name", GOOD)
def test_it_agrees_with_the_simulators_validator(name: str) -> None:
    disagreements = []
    for path in spots(GOOD[name]):
        for message in altered(GOOD[name], path):
            ours = bool(check_messages([message]))
            theirs = bool(check([message], Context(mentions=True)))
            if ours != theirs and not empty_optional_label(message, path):
                disagreements.append((path, message, "we refuse" if ours else "they refuse"))
    assert disagreements == []
