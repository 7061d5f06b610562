"""Small rules that combine: each looks at one JSON value and yields (path, what is wrong)."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bot.validate.measure import graphemes, utf16_units

Problem = tuple[str, str]
Rule = Callable[[Any, str], Iterator[Problem]]
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Field:
    """One property of an object: its rule and whether it must be there."""

    rule: Rule
    required: bool = False


def need(rule: Rule) -> Field:
    """Return a required property."""
    return Field(rule, required=True)


def may(rule: Rule) -> Field:
    """Return an optional property."""
    return Field(rule)


def text(most: int, measure: Callable[[str], int] = utf16_units, least: int = 1) -> Rule:
    """A string of `least` to `most` characters as `measure` counts them."""

    def rule(value: Any, path: str) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield path, "must be a string"
        elif not least <= measure(value) <= most or (least and not value.strip()):
            yield path, f"length must be between {least} and {most}"

    return rule


def label(most: int, least: int = 1) -> Rule:
    """A string counted in grapheme clusters."""
    return text(most, graphemes, least)


def pattern(expression: str, what: str) -> Rule:
    """A string that matches the whole regular expression."""
    compiled = re.compile(expression)

    def rule(value: Any, path: str) -> Iterator[Problem]:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            yield path, f"must be {what}"

    return rule


def one_of(*allowed: str) -> Rule:
    """One of the given strings."""

    def rule(value: Any, path: str) -> Iterator[Problem]:
        if value not in allowed:
            yield path, f"must be one of {', '.join(allowed)}"

    return rule


def number(least: float, most: float, *, whole: bool = False) -> Rule:
    """A number within bounds; `whole` asks for an integer."""

    def rule(value: Any, path: str) -> Iterator[Problem]:
        kinds = (int,) if whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds):
            yield path, "must be an integer" if whole else "must be a number"
        elif not least <= value <= most:
            yield path, f"must be between {least} and {most}"

    return rule


def boolean(value: Any, path: str) -> Iterator[Problem]:
    """True or false."""
    if not isinstance(value, bool):
        yield path, "must be true or false"


def url(most: int, *schemes: str) -> Rule:
    """An ASCII address with one of `schemes`; plain http only on this very machine."""

    def rule(value: Any, path: str) -> Iterator[Problem]:
        if not isinstance(value, str) or not 1 <= len(value) <= most:
            yield path, f"must be an address of at most {most} characters"
            return
        parts = urlsplit(value)
        local = parts.scheme == "http" and parts.hostname in LOOPBACK
        if parts.scheme not in schemes and not local:
            yield path, "invalid uri scheme"
        elif not value.isascii() or any(c.isspace() for c in value):
            yield path, "must be percent-encoded"
        elif parts.scheme in {"http", "https"} and not parts.hostname:
            yield path, "must name a host"

    return rule


https = url(2000, "https")


def array(of: Rule, least: int, most: int) -> Rule:
    """A list of `least` to `most` values, each obeying `of`."""

    def rule(value: Any, path: str) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield path, "must be a list"
            return
        if not least <= len(value) <= most:
            yield path, f"size must be between {least} and {most}"
        for index, item in enumerate(value):
            yield from of(item, f"{path}[{index}]")

    return rule


def record(fields: Mapping[str, Field], *extra: Rule) -> Rule:
    """An object with just these properties; `extra` rules look at it once each is sound."""

    def rule(value: Any, path: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield path, "must be an object"
            return
        problems = list(_properties(value, fields, path))
        yield from problems
        for more in extra if not problems else ():
            yield from more(value, path)

    return rule


def _properties(
    value: Mapping[str, Any], fields: Mapping[str, Field], path: str
) -> Iterator[Problem]:
    for name in value.keys() - fields.keys():
        yield f"{path}.{name}", "unknown field"
    for name, field in fields.items():
        if name in value:
            yield from field.rule(value[name], f"{path}.{name}")
        elif field.required:
            yield f"{path}.{name}", "must be specified"


def by_type(kinds: Mapping[str, Rule]) -> Rule:
    """An object whose `type` names the rule it must obey."""

    def rule(value: Any, path: str) -> Iterator[Problem]:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in kinds:
            yield f"{path}.type", f"must be one of {', '.join(kinds)}"
        else:
            yield from kinds[kind](value, path)

    return rule


def constant(expected: str) -> Field:
    """The `type` property itself."""
    return need(one_of(expected))
