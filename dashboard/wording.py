"""The Thai words of wording.yml by key, filled in by name."""

from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("wording.yml")


def _flat(tree: dict[str, Any], prefix: str = "") -> dict[str, str]:
    words: dict[str, str] = {}
    for key, value in tree.items():
        if isinstance(value, dict):
            words |= _flat(value, f"{prefix}{key}.")
        else:
            words[f"{prefix}{key}"] = str(value)
    return words


_WORDS = _flat(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def say(key: str, **values: object) -> str:
    """Return the words of a dotted key. Raises KeyError for an unknown key or missing value."""
    return _WORDS[key].format(**values)


def knows(key: str) -> bool:
    """Tell whether there are words for this key."""
    return key in _WORDS
