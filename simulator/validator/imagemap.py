"""Imagemap messages: tappable areas on one wide image."""

from typing import Any

from simulator.validator.actions import uri
from simulator.validator.checks import (
    Check,
    anything,
    by_type,
    https_url,
    integer,
    items,
    record,
    shape,
    text,
)
from simulator.validator.problems import Spot

BASE_WIDTH = 1040
_AREA_FIELDS: dict[str, Check] = {
    "x": integer(0),
    "y": integer(0),
    "width": integer(1),
    "height": integer(1),
}
_AREA = record(_AREA_FIELDS, "x", "y", "width", "height")
_LABEL = text(100)

_ACTION = by_type(
    {
        "message": record(
            {"type": anything, "label": _LABEL, "text": text(400), "area": _AREA}, "text", "area"
        ),
        "uri": record(
            {"type": anything, "label": _LABEL, "linkUri": uri, "area": _AREA}, "linkUri", "area"
        ),
        "clipboard": record(
            {"type": anything, "label": _LABEL, "clipboardText": text(1000), "area": _AREA},
            "clipboardText",
            "area",
        ),
    }
)

FIELDS: dict[str, Check] = {
    "baseUrl": https_url,
    "altText": text(1500),
    "baseSize": record(
        {"width": integer(BASE_WIDTH, BASE_WIDTH), "height": integer(1)}, "width", "height"
    ),
    "video": record(
        {
            "originalContentUrl": https_url,
            "previewImageUrl": https_url,
            "area": _AREA,
            "externalLink": record({"linkUri": uri, "label": text(30)}, "linkUri", "label"),
        },
        "originalContentUrl",
        "previewImageUrl",
        "area",
    ),
    "actions": items(1, 50, _ACTION),
}


def imagemap(value: Any, spot: Spot, common: dict[str, Check]) -> None:
    if shape(value, spot, {**common, **FIELDS}, ("baseUrl", "altText", "baseSize", "actions")):
        _check_areas(value, spot)


def _check_areas(value: dict[str, Any], spot: Spot) -> None:
    size, actions = value.get("baseSize"), value.get("actions")
    if not isinstance(size, dict) or not isinstance(actions, list):
        return
    for index, action in enumerate(actions):
        area = action.get("area") if isinstance(action, dict) else None
        if isinstance(area, dict) and not fits(area, size):
            spot.key("actions").item(index).key("area").fail("must be inside the image")


def fits(area: dict[str, Any], size: dict[str, Any]) -> bool:
    """Whether an area lies in the image; True when figures are missing (reported elsewhere)."""
    try:
        wide = area["x"] + area["width"] <= size["width"]
        return bool(wide and area["y"] + area["height"] <= size["height"])
    except (KeyError, TypeError):
        return True
