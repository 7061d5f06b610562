"""Flex containers: bubbles and carousels, and the boxes they are made of."""

import json
from typing import Any

from simulator.validator.actions import FLEX, action_at
from simulator.validator.checks import (
    Check,
    anything,
    boolean,
    by_type,
    colour,
    items,
    one_of,
    record,
    shape,
)
from simulator.validator.flex_parts import IMAGE, IN_ROWS, ON_BASELINE, video
from simulator.validator.flex_values import (
    OFFSETS,
    angle,
    border,
    corner,
    flex_factor,
    length,
    padding,
    percentage,
    space,
)
from simulator.validator.problems import Spot

_MOST_BUBBLES = 12
_BUBBLE_BYTES = 30 * 1024
_CAROUSEL_BYTES = 50 * 1024
_VIDEO_SIZES = ("kilo", "mega", "giga", None)
_MOST_CHILDREN = 1000


def _box(value: Any, spot: Spot) -> None:
    layout = value.get("layout") if isinstance(value, dict) else None
    kinds = ON_BASELINE if layout == "baseline" else {"box": _box, **IN_ROWS}
    contents = items(0, _MOST_CHILDREN, by_type(kinds))
    shape(value, spot, {**_BOX, "contents": contents}, ("layout", "contents"))


_GRADIENT = by_type(
    {
        "linearGradient": record(
            {
                "type": anything,
                "angle": angle,
                "startColor": colour,
                "endColor": colour,
                "centerColor": colour,
                "centerPosition": percentage,
            },
            "angle",
            "startColor",
            "endColor",
        )
    }
)
_BOX: dict[str, Check] = {
    "type": anything,
    "layout": one_of("horizontal", "vertical", "baseline"),
    "flex": flex_factor,
    "spacing": space,
    "margin": space,
    "backgroundColor": colour,
    "borderColor": colour,
    "borderWidth": border,
    "cornerRadius": corner,
    "width": length,
    "maxWidth": length,
    "height": length,
    "maxHeight": length,
    **{f"padding{side}": padding for side in ("All", "Top", "Bottom", "Start", "End")},
    **OFFSETS,
    "justifyContent": one_of(
        "flex-start", "center", "flex-end", "space-between", "space-around", "space-evenly"
    ),
    "alignItems": one_of("flex-start", "center", "flex-end"),
    "background": _GRADIENT,
    "action": action_at(FLEX),
}
_BLOCK = by_type({"box": _box})
_ALT_CONTENT = by_type({"box": _box, "image": IMAGE})
_HERO = by_type({"box": _box, "image": IMAGE, "video": video(_ALT_CONTENT)})
_BLOCK_STYLE = record({"backgroundColor": colour, "separator": boolean, "separatorColor": colour})
_BUBBLE: dict[str, Check] = {
    "type": anything,
    "size": one_of("nano", "micro", "deca", "hecto", "kilo", "mega", "giga"),
    "direction": one_of("ltr", "rtl"),
    "header": _BLOCK,
    "hero": _HERO,
    "body": _BLOCK,
    "footer": _BLOCK,
    "styles": record(dict.fromkeys(("header", "hero", "body", "footer"), _BLOCK_STYLE)),
    "action": action_at(FLEX),
}


def _bubble(value: Any, spot: Spot) -> None:
    if not shape(value, spot, _BUBBLE):
        return
    if not any(value.get(block) for block in ("header", "hero", "body", "footer")):
        spot.fail("at least one block must be specified")
    if _has_video(value) and value.get("size") not in _VIDEO_SIZES:
        spot.key("hero").fail("a video needs a bubble of size kilo, mega or giga")
    _check_bytes(value, _BUBBLE_BYTES, spot)


def _carousel(value: Any, spot: Spot) -> None:
    bubbles = items(1, _MOST_BUBBLES, by_type({"bubble": _bubble}))
    if not shape(value, spot, {"type": anything, "contents": bubbles}, ("contents",)):
        return
    _check_bytes(value, _CAROUSEL_BYTES, spot)
    contents = value.get("contents")
    if not isinstance(contents, list) or not all(isinstance(one, dict) for one in contents):
        return
    if len({str(one.get("size", "mega")) for one in contents}) > 1:
        spot.key("contents").fail("all bubbles must have the same size")
    for index, one in enumerate(contents):
        if _has_video(one):
            spot.key("contents").item(index).key("hero").fail("a video cannot be in a carousel")


container = by_type({"bubble": _bubble, "carousel": _carousel})


def _has_video(bubble: dict[str, Any]) -> bool:
    hero = bubble.get("hero")
    return isinstance(hero, dict) and hero.get("type") == "video"


def _check_bytes(value: Any, most: int, spot: Spot) -> None:
    """Measured on escaped JSON: whether LINE counts that or UTF-8 is not documented."""
    if len(json.dumps(value, separators=(",", ":"))) > most:
        spot.fail(f"the size must be at most {most // 1024} KB")
