"""Small checks of JSON values that combine into the shapes of LINE's objects."""

import math
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

import regex

from simulator.validator.problems import DEEPEST, Spot
from simulator.validator.urls import is_https

Check = Callable[[Any, Spot], None]
Fields = Mapping[str, Check]

_GRAPHEME = regex.compile(r"\X")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?")
LONGEST_URL = 2000


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text: str) -> int:
    return len(_GRAPHEME.findall(text))


def shape(value: Any, spot: Spot, fields: Fields, required: Collection[str] = ()) -> bool:
    """An object with these fields only; True when its fields may be looked at further."""
    if not isinstance(value, dict):
        spot.fail("must be an object")
        return False
    if spot.depth > DEEPEST:
        spot.fail("nested too deeply")
        return False
    for name in required:
        if value.get(name) is None:
            spot.key(name).fail("must be specified")
    for name, inner in value.items():
        if name not in fields:
            spot.key(str(name)).fail("unknown field")
        elif inner is not None or name not in required:
            fields[name](inner, spot.key(name))
    return True


def record(fields: Fields, *required: str) -> Check:
    def check(value: Any, spot: Spot) -> None:
        shape(value, spot, fields, required)

    return check


def text(most: int, count: Callable[[str], int] = utf16, least: int = 1) -> Check:
    """`count` gives LINE's unit: UTF-16 code units, or graphemes for labels and the like."""

    def check(value: Any, spot: Spot) -> None:
        if not isinstance(value, str):
            spot.fail("must be a string")
        elif not value and least:
            spot.fail("May not be empty")
        elif not least <= count(value) <= most:
            spot.fail(f"Length must be between {least and 0} and {most}")

    return check


def pattern(expression: str, message: str) -> Check:
    compiled = re.compile(expression)

    def check(value: Any, spot: Spot) -> None:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            spot.fail(message)

    return check


def one_of(*allowed: str) -> Check:
    def check(value: Any, spot: Spot) -> None:
        if value not in allowed:
            spot.fail(f"Must be one of the following values: [{', '.join(allowed)}]")

    return check


def integer(least: int, most: int = 2**31 - 1) -> Check:
    def check(value: Any, spot: Spot) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            spot.fail("must be an integer")
        elif not least <= value <= most:
            spot.fail(f"Must be between {least} and {most}")

    return check


def number(least: float, most: float) -> Check:
    def check(value: Any, spot: Spot) -> None:
        if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
            spot.fail("must be a number")
        elif not least <= value <= most:
            spot.fail(f"Must be between {least:g} and {most:g}")

    return check


def boolean(value: Any, spot: Spot) -> None:
    if not isinstance(value, bool):
        spot.fail("must be a boolean")


def anything(value: Any, spot: Spot) -> None:
    """For fields that were checked before, such as `type`."""


def colour(value: Any, spot: Spot) -> None:
    if not isinstance(value, str) or not _COLOUR.fullmatch(value):
        spot.fail("invalid color")


def https_url(value: Any, spot: Spot) -> None:
    """A media URL: https, percent-encoded ASCII, at most 2,000 characters."""
    if not isinstance(value, str):
        spot.fail("must be a string")
    elif not value:
        spot.fail("May not be empty")
    elif len(value) > LONGEST_URL:
        spot.fail(f"Length must be between 0 and {LONGEST_URL}")
    elif not is_https(value, spot.context.allow_loopback_http):
        spot.fail("invalid uri scheme" if "://" in value else "invalid uri")


def items(least: int, most: int, item: Check) -> Check:
    def check(value: Any, spot: Spot) -> None:
        if not isinstance(value, list):
            spot.fail("must be an array")
            return
        if not least <= len(value) <= most:
            spot.fail(f"Size must be between {least} and {most}")
        for index, inner in enumerate(value[:most]):
            item(inner, spot.item(index))

    return check


def by_type(kinds: Mapping[str, Check]) -> Check:
    """Dispatch on the object's `type`."""

    def check(value: Any, spot: Spot) -> None:
        if not isinstance(value, dict):
            spot.fail("must be an object")
            return
        kind = value.get("type")
        if kind is None:
            spot.key("type").fail("must be specified")
        elif not isinstance(kind, str) or kind not in kinds:
            spot.key("type").fail(f"Must be one of the following values: [{', '.join(kinds)}]")
        else:
            kinds[kind](value, spot)

    return check
