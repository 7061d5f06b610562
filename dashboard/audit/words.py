"""The Thai words of actions, actors and subjects."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dashboard.wording import knows, say

FILE = Path(__file__).with_name("actions.yml")


@dataclass(frozen=True, slots=True)
class ActionGroup:
    """Actions that stand together in the filter: {action: words}."""

    name: str
    actions: Mapping[str, str]


def _read() -> tuple[ActionGroup, ...]:
    groups: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(ActionGroup(group["name"], group["actions"]) for group in groups.values())


GROUPS = _read()
ACTIONS: Mapping[str, str] = {
    key: words for group in GROUPS for key, words in group.actions.items()
}
_SHORT = 200  # characters of a detail that are shown


def action_words(action: str) -> str:
    """Return what was done; an action of a newer release by its own name."""
    return ACTIONS.get(action, action)


def detail_words(detail: Mapping[str, Any]) -> str:
    """Return what is told beside it, as far as there are words for it."""
    told = []
    for key, value in detail.items():
        if isinstance(value, Mapping):
            continue
        if knows(f"audit.value.{key}.{value}"):
            value = say(f"audit.value.{key}.{value}")  # noqa: PLW2901
        if knows(f"audit.detail.{key}") and value not in {"", None}:
            told.append(say(f"audit.detail.{key}", value=str(value)[:_SHORT]))
    return " · ".join(told)
