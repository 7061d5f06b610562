"""The rich menu's limits."""

from collections.abc import Iterator
from typing import Any

from bot.validate.actions import rich_menu_action
from bot.validate.rules import Problem, array, boolean, label, need, number, record

bounds = record(
    {
        **{side: need(number(0, 2500, whole=True)) for side in ("x", "y")},
        **{side: need(number(1, 2500, whole=True)) for side in ("width", "height")},
    }
)


def _shape(value: Any, path: str) -> Iterator[Problem]:
    width, height = value.get("width"), value.get("height")
    if isinstance(width, int) and isinstance(height, int) and width / max(height, 1) < 1.45:
        yield path, "width / height must be at least 1.45"


rich_menu = record(
    {
        "size": need(
            record(
                {
                    "width": need(number(800, 2500, whole=True)),
                    "height": need(number(250, 1724, whole=True)),
                },
                _shape,
            )
        ),
        "selected": need(boolean),
        "name": need(label(300)),
        "chatBarText": need(label(14)),
        "areas": need(
            array(record({"bounds": need(bounds), "action": need(rich_menu_action)}), 1, 20)
        ),
    }
)


def check_rich_menu(menu: Any) -> list[Problem]:
    """Return what LINE would refuse in a rich menu; empty where nothing."""
    return list(rich_menu(menu, "richMenu"))
