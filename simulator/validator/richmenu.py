"""Rich menu objects."""

from typing import Any

from simulator.validator.actions import RICH_MENU, action_at
from simulator.validator.checks import (
    Check,
    boolean,
    graphemes,
    integer,
    items,
    record,
    shape,
    text,
)
from simulator.validator.imagemap import fits
from simulator.validator.problems import Context, Problem, Spot

_LEAST_RATIO = 1.45
_BOUNDS = record(
    {"x": integer(0), "y": integer(0), "width": integer(1), "height": integer(1)},
    "x",
    "y",
    "width",
    "height",
)
_FIELDS: dict[str, Check] = {
    "size": record({"width": integer(800, 2500), "height": integer(250)}, "width", "height"),
    "selected": boolean,
    "name": text(300, graphemes),
    "chatBarText": text(14, graphemes),
    "areas": items(
        0, 20, record({"bounds": _BOUNDS, "action": action_at(RICH_MENU)}, "bounds", "action")
    ),
}


def check_rich_menu(value: Any, context: Context) -> list[Problem]:
    """Every problem of a rich menu object; none means LINE would take it."""
    spot = Spot(context)
    if shape(value, spot, _FIELDS, tuple(_FIELDS)) and isinstance(value.get("size"), dict):
        _check_size(value, spot)
    return spot.problems


def _check_size(value: dict[str, Any], spot: Spot) -> None:
    width, height = value["size"].get("width"), value["size"].get("height")
    if not isinstance(width, int) or not isinstance(height, int) or height < 1:
        return
    if width / height < _LEAST_RATIO:
        spot.key("size").fail("width / height must be 1.45 or more")
    areas = value.get("areas")
    for index, area in enumerate(areas if isinstance(areas, list) else []):
        bounds = area.get("bounds") if isinstance(area, dict) else None
        if isinstance(bounds, dict) and not fits(bounds, value["size"]):
            spot.key("areas").item(index).key("bounds").fail("must be inside the rich menu")
