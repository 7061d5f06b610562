"""Template messages: buttons, confirm, carousel, image carousel."""

from typing import Any

from simulator.validator.actions import (
    IMAGE_CAROUSEL,
    TEMPLATE,
    TEMPLATE_DEFAULT,
    action_at,
)
from simulator.validator.checks import (
    Check,
    anything,
    by_type,
    colour,
    graphemes,
    https_url,
    items,
    one_of,
    record,
    shape,
    text,
)
from simulator.validator.problems import Spot

_TITLE = text(40, graphemes)
_ACTION = action_at(TEMPLATE)
_IMAGE: dict[str, Check] = {
    "imageAspectRatio": one_of("rectangle", "square"),
    "imageSize": one_of("cover", "contain"),
}
_CARD: dict[str, Check] = {
    "thumbnailImageUrl": https_url,
    "imageBackgroundColor": colour,
    "title": _TITLE,
    "text": text(160, graphemes),
    "defaultAction": action_at(TEMPLATE_DEFAULT),
}
_SHORT_TEXT = 60
_COLUMN_TEXT = 120


def _buttons(value: Any, spot: Spot) -> None:
    fields = {"type": anything, **_IMAGE, **_CARD, "actions": items(1, 4, _ACTION)}
    if shape(value, spot, fields, ("text", "actions")):
        _check_short_text(value, spot)


def _column(value: Any, spot: Spot) -> None:
    fields = {**_CARD, "text": text(_COLUMN_TEXT, graphemes), "actions": items(1, 3, _ACTION)}
    if shape(value, spot, fields, ("text", "actions")):
        _check_short_text(value, spot)


def _check_short_text(value: dict[str, Any], spot: Spot) -> None:
    """With a title or an image less text fits."""
    words = value.get("text")
    decorated = "title" in value or "thumbnailImageUrl" in value
    if decorated and isinstance(words, str) and graphemes(words) > _SHORT_TEXT:
        spot.key("text").fail(f"Length must be between 0 and {_SHORT_TEXT}")


def _carousel(value: Any, spot: Spot) -> None:
    fields = {"type": anything, **_IMAGE, "columns": items(1, 10, _column)}
    if not shape(value, spot, fields, ("columns",)):
        return
    columns = value.get("columns")
    if isinstance(columns, list) and all(isinstance(column, dict) for column in columns):
        _check_alike(columns, spot.key("columns"))


def _check_alike(columns: list[dict[str, Any]], spot: Spot) -> None:
    for name in ("thumbnailImageUrl", "title"):
        if len({name in column for column in columns}) > 1:
            spot.fail(f"{name} must be set in all columns or in none")
    actions = [column.get("actions") for column in columns]
    if len({len(row) for row in actions if isinstance(row, list)}) > 1:
        spot.fail("all columns must have the same number of actions")


_TEMPLATE = by_type(
    {
        "buttons": _buttons,
        "confirm": record(
            {"type": anything, "text": text(240, graphemes), "actions": items(2, 2, _ACTION)},
            "text",
            "actions",
        ),
        "carousel": _carousel,
        "image_carousel": record(
            {
                "type": anything,
                "columns": items(
                    1,
                    10,
                    record(
                        {"imageUrl": https_url, "action": action_at(IMAGE_CAROUSEL)},
                        "imageUrl",
                        "action",
                    ),
                ),
            },
            "columns",
        ),
    }
)


def template(value: Any, spot: Spot) -> None:
    """The template object of a template message; `spot` is where it stands."""
    _TEMPLATE(value, spot)
