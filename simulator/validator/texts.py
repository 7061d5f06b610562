"""Text messages: plain with emojis, and textV2 with placeholders."""

import re
from typing import Any

from simulator.validator.checks import (
    Check,
    anything,
    by_type,
    integer,
    items,
    pattern,
    record,
    shape,
    text,
)
from simulator.validator.problems import Spot

_MOST_MENTIONS = 20
_MOST_EMOJIS = 20
_MOST_SUBSTITUTIONS = 100
_NAME = re.compile(r"[0-9A-Za-z_]{1,20}")
# Escaped braces, a placeholder, or a brace that is neither.
_BRACES = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_PRODUCT = pattern(r"[0-9a-f]{24}", "invalid productId")
_EMOJI = pattern(r"\d{3}", "invalid emojiId")
_USER = pattern(r"U[0-9a-f]{32}", "invalid userId")

TEXT: dict[str, Check] = {
    "text": text(5000),
    "quoteToken": text(1000),
    "emojis": items(
        0,
        _MOST_EMOJIS,
        record(
            {"index": integer(0), "productId": _PRODUCT, "emojiId": _EMOJI},
            "index",
            "productId",
            "emojiId",
        ),
    ),
}
_SUBSTITUTE = by_type(
    {
        "mention": record(
            {
                "type": anything,
                "mentionee": by_type(
                    {
                        "user": record({"type": anything, "userId": _USER}, "userId"),
                        "all": record({"type": anything}),
                    }
                ),
            },
            "mentionee",
        ),
        "emoji": record(
            {"type": anything, "productId": _PRODUCT, "emojiId": _EMOJI}, "productId", "emojiId"
        ),
    }
)


def plain(value: Any, spot: Spot, common: dict[str, Check]) -> None:
    if shape(value, spot, {**common, **TEXT}, ("text",)):
        _check_emojis(value, spot)


def with_substitution(value: Any, spot: Spot, common: dict[str, Check]) -> None:
    fields = {
        **common,
        "text": text(5000),
        "quoteToken": text(1000),
        "substitution": _substitution,
    }
    if shape(value, spot, fields, ("text",)) and isinstance(value.get("text"), str):
        substitution = value.get("substitution")
        names = set(substitution) if isinstance(substitution, dict) else set()
        _check_placeholders(value["text"], names, spot.key("text"))


def _check_emojis(value: dict[str, Any], spot: Spot) -> None:
    """Each emoji stands for a `$`, counted in UTF-16 units."""
    words, emojis = value.get("text"), value.get("emojis")
    if not isinstance(words, str) or not isinstance(emojis, list):
        return
    units = words.encode("utf-16-le", "surrogatepass")
    for index, emoji in enumerate(emojis):
        at = emoji.get("index") if isinstance(emoji, dict) else None
        if isinstance(at, int) and units[2 * at : 2 * at + 2] != b"$\x00":
            spot.key("emojis").item(index).key("index").fail("must point at a $ in the text")


def _substitution(value: Any, spot: Spot) -> None:
    if not isinstance(value, dict):
        spot.fail("must be an object")
        return
    if len(value) > _MOST_SUBSTITUTIONS:
        spot.fail(f"Size must be between 0 and {_MOST_SUBSTITUTIONS}")
    for name, inner in value.items():
        if not _NAME.fullmatch(name):
            spot.key(name).fail("must match [0-9A-Za-z_]{1,20}")
        _SUBSTITUTE(inner, spot.key(name))
    _check_counts(value, spot)


def _check_counts(value: dict[str, Any], spot: Spot) -> None:
    kinds = [inner.get("type") for inner in value.values() if isinstance(inner, dict)]
    if kinds.count("mention") > _MOST_MENTIONS:
        spot.fail("at most 20 mentions are allowed")
    if kinds.count("emoji") > _MOST_EMOJIS:
        spot.fail("at most 20 emojis are allowed")
    if "mention" in kinds and not spot.context.mentions:
        spot.fail("mentions are only possible in group chats and multi-person chats")


def _check_placeholders(words: str, names: set[str], spot: Spot) -> None:
    used: set[str] = set()
    for match in _BRACES.finditer(words):
        name = match.group(1)
        if name is None and match.group() in ("{", "}"):
            spot.fail("a brace must be escaped or enclose a placeholder")
        elif name is not None and name not in names:
            spot.fail(f"the placeholder {{{name}}} is not defined in substitution")
        elif name is not None:
            used.add(name)
