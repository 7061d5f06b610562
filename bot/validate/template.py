"""Template messages: buttons, confirm, carousel and image carousel."""

from collections.abc import Iterator
from typing import Any

from bot.validate.actions import area_action, image_carousel_action, template_action
from bot.validate.flex import colour
from bot.validate.measure import graphemes
from bot.validate.rules import (
    Problem,
    array,
    by_type,
    constant,
    https,
    label,
    may,
    need,
    one_of,
    record,
)

SHORT = 60  # the text limit beside a title or an image


def _short_beside_title(value: Any, path: str) -> Iterator[Problem]:
    crowded = "title" in value or "thumbnailImageUrl" in value
    if crowded and graphemes(value["text"]) > SHORT:
        yield f"{path}.text", f"length must be between 1 and {SHORT}"


def _alike(value: Any, path: str) -> Iterator[Problem]:
    columns = value["columns"]
    if len({len(column["actions"]) for column in columns}) > 1:
        yield f"{path}.columns", "all columns need the same number of actions"
    for name in ("title", "thumbnailImageUrl"):
        if len({name in column for column in columns}) > 1:
            yield f"{path}.columns", f"all columns or none need {name}"


IMAGE = {
    "imageAspectRatio": may(one_of("rectangle", "square")),
    "imageSize": may(one_of("cover", "contain")),
}
HEAD = {
    "thumbnailImageUrl": may(https),
    "imageBackgroundColor": may(colour),
    "title": may(label(40)),
    "defaultAction": may(area_action),
}
buttons = record(
    {
        "type": constant("buttons"),
        **HEAD,
        **IMAGE,
        "text": need(label(160)),
        "actions": need(array(template_action, 1, 4)),
    },
    _short_beside_title,
)
confirm = record(
    {
        "type": constant("confirm"),
        "text": need(label(240)),
        "actions": need(array(template_action, 2, 2)),
    }
)
column = record(
    {**HEAD, "text": need(label(120)), "actions": need(array(template_action, 1, 3))},
    _short_beside_title,
)
carousel = record(
    {"type": constant("carousel"), **IMAGE, "columns": need(array(column, 1, 10))}, _alike
)
image_column = record({"imageUrl": need(https), "action": need(image_carousel_action)})
image_carousel = record(
    {"type": constant("image_carousel"), "columns": need(array(image_column, 1, 10))}
)
template = by_type(
    {
        "buttons": buttons,
        "confirm": confirm,
        "carousel": carousel,
        "image_carousel": image_carousel,
    }
)
