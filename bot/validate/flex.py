"""Flex Messages: which component may stand where, its properties and their ranges."""

import json
from collections.abc import Iterator
from typing import Any

from bot.validate.actions import URI, flex_area_action, flex_button_action
from bot.validate.rules import (
    Field,
    Problem,
    Rule,
    array,
    boolean,
    by_type,
    constant,
    https,
    may,
    need,
    number,
    one_of,
    pattern,
    record,
    text,
)

BUBBLE_BYTES = 30 * 1024
CAROUSEL_BYTES = 50 * 1024
BUBBLES = 12

colour = pattern(r"#[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?", "a colour such as #1D3B6F")
gap = pattern(r"none|xs|sm|md|lg|xl|xxl|\d+(\.\d+)?px", "a gap such as md or 8px")
padding = pattern(r"none|xs|sm|md|lg|xl|xxl|\d+(\.\d+)?(px|%)", "a padding such as md or 8px")
offset = pattern(r"none|xs|sm|md|lg|xl|xxl|-?\d+(\.\d+)?(px|%)", "an offset such as md or -8px")
length = pattern(r"\d+(\.\d+)?(px|%)", "a length such as 40px or 50%")
font_size = pattern(r"xxs|xs|sm|md|lg|xl|xxl|[345]xl|\d+(\.\d+)?px", "a font size")
image_size = pattern(r"xxs|xs|sm|md|lg|xl|xxl|[345]xl|full|\d+(\.\d+)?(px|%)", "an image size")
flex = number(0, 10_000, whole=True)
gravity = one_of("top", "bottom", "center")
align = one_of("start", "end", "center")

PLACED: dict[str, Field] = {
    "position": may(one_of("relative", "absolute")),
    **{f"offset{side}": may(offset) for side in ("Top", "Bottom", "Start", "End")},
}
IN_ROW: dict[str, Field] = {"flex": may(flex), "margin": may(gap), **PLACED}
STYLED: dict[str, Field] = {
    "size": may(font_size),
    "weight": may(one_of("regular", "bold")),
    "color": may(colour),
    "style": may(one_of("normal", "italic")),
    "decoration": may(one_of("none", "underline", "line-through")),
}


def ratio(value: Any, path: str) -> Iterator[Problem]:
    """Width:height, each 1 to 100000, at most three times as high as wide."""
    parts = value.split(":") if isinstance(value, str) else []
    if len(parts) != 2 or not all(part.replace(".", "", 1).isdigit() for part in parts):
        yield path, "must be width:height"
        return
    width, height = map(float, parts)
    if not (1 <= width <= 100_000 and 1 <= height <= 100_000) or height > 3 * width:
        yield path, "must be at most three times as high as wide"


def _words(value: Any, path: str) -> Iterator[Problem]:
    if not value.get("text") and not value.get("contents"):
        yield f"{path}.text", "must be specified"


span = record({"type": constant("span"), "text": need(text(100_000)), **STYLED})
text_component = record(
    {
        "type": constant("text"),
        "text": may(text(100_000)),
        "contents": may(array(by_type({"span": span}), 1, 1000)),
        "adjustMode": may(one_of("shrink-to-fit")),
        "align": may(align),
        "gravity": may(gravity),
        "wrap": may(boolean),
        "lineSpacing": may(pattern(r"\d+(\.\d+)?px", "a length in px")),
        "maxLines": may(number(0, 10_000, whole=True)),
        "action": may(flex_area_action),
        "scaling": may(boolean),
        **IN_ROW,
        **STYLED,
    },
    _words,
)
button = record(
    {
        "type": constant("button"),
        "action": need(flex_button_action),
        "height": may(one_of("sm", "md")),
        "style": may(one_of("primary", "secondary", "link")),
        "color": may(colour),
        "gravity": may(gravity),
        "adjustMode": may(one_of("shrink-to-fit")),
        "scaling": may(boolean),
        **IN_ROW,
    }
)
image = record(
    {
        "type": constant("image"),
        "url": need(https),
        "align": may(align),
        "gravity": may(gravity),
        "size": may(image_size),
        "aspectRatio": may(ratio),
        "aspectMode": may(one_of("cover", "fit")),
        "backgroundColor": may(colour),
        "action": may(flex_area_action),
        "animated": may(boolean),
        **IN_ROW,
    }
)
icon = record(
    {
        "type": constant("icon"),
        "url": need(https),
        "margin": may(gap),
        "size": may(font_size),
        "aspectRatio": may(ratio),
        "scaling": may(boolean),
        **PLACED,
    }
)
separator = record({"type": constant("separator"), "margin": may(gap), "color": may(colour)})
filler = record({"type": constant("filler"), "flex": may(flex)})


def _contents(value: Any, path: str) -> Iterator[Problem]:
    baseline = value["layout"] == "baseline"
    allowed = _IN_BASELINE if baseline else _IN_BOX
    problems = list(array(by_type(allowed), 0, 1000)(value["contents"], f"{path}.contents"))
    yield from problems
    for index, child in enumerate(value["contents"] if baseline and not problems else ()):
        for name in child.keys() & {"gravity", "offsetBottom"}:
            yield f"{path}.contents[{index}].{name}", "not inside a baseline box"


def _anything(_value: Any, _path: str) -> Iterator[Problem]:
    return iter(())


gradient = record(
    {
        "type": constant("linearGradient"),
        "angle": need(pattern(r"\d+(\.\d+)?deg", "an angle such as 90deg")),
        "startColor": need(colour),
        "endColor": need(colour),
        "centerColor": may(colour),
        "centerPosition": may(pattern(r"\d+(\.\d+)?%", "a percentage")),
    }
)
box = record(
    {
        "type": constant("box"),
        "layout": need(one_of("horizontal", "vertical", "baseline")),
        "contents": need(_anything),  # _contents looks into them, by layout
        "backgroundColor": may(colour),
        "background": may(gradient),
        "borderColor": may(colour),
        "borderWidth": may(pattern(r"none|light|normal|medium|semi-bold|bold|\d+(\.\d+)?px", "x")),
        "cornerRadius": may(gap),
        **{name: may(length) for name in ("width", "maxWidth", "height", "maxHeight")},
        "spacing": may(gap),
        **{f"padding{side}": may(padding) for side in ("All", "Top", "Bottom", "Start", "End")},
        "action": may(flex_area_action),
        "justifyContent": may(
            one_of(
                "center", "flex-start", "flex-end", "space-between", "space-around", "space-evenly"
            )
        ),
        "alignItems": may(one_of("center", "flex-start", "flex-end")),
        **IN_ROW,
    },
    _contents,
)
_IN_BOX: dict[str, Rule] = {
    "box": box,
    "button": button,
    "image": image,
    "text": text_component,
    "separator": separator,
    "filler": filler,
}
_IN_BASELINE: dict[str, Rule] = {"icon": icon, "text": text_component, "filler": filler}

video = record(
    {
        "type": constant("video"),
        "url": need(https),
        "previewUrl": need(https),
        "altContent": need(by_type({"box": box, "image": image})),
        "aspectRatio": may(ratio),
        "action": may(record({"type": constant("uri"), "label": need(text(40)), "uri": need(URI)})),
    }
)
block_style = record(
    {"backgroundColor": may(colour), "separator": may(boolean), "separatorColor": may(colour)}
)


def _not_empty(value: Any, path: str) -> Iterator[Problem]:
    if not any(value.get(part) for part in ("header", "hero", "body", "footer")):
        yield path, "an empty bubble"
    wide = value.get("size", "mega") in {"kilo", "mega", "giga"}
    if value.get("hero", {}).get("type") == "video" and not wide:
        yield f"{path}.hero", "a video needs size kilo, mega or giga"


def _bubble_weight(value: Any, path: str) -> Iterator[Problem]:
    if _wire_bytes(value) > BUBBLE_BYTES:
        yield path, "a bubble may weigh 30 KB"


def _wire_bytes(value: Any) -> int:
    # LINE does not say whether it counts the escaped bytes that the SDK sends: assume the worst.
    return len(json.dumps(value))


bubble = record(
    {
        "type": constant("bubble"),
        "size": may(one_of("nano", "micro", "deca", "hecto", "kilo", "mega", "giga")),
        "direction": may(one_of("ltr", "rtl")),
        "header": may(by_type({"box": box})),
        "hero": may(by_type({"box": box, "image": image, "video": video})),
        "body": may(by_type({"box": box})),
        "footer": may(by_type({"box": box})),
        "styles": may(
            record({part: may(block_style) for part in ("header", "hero", "body", "footer")})
        ),
        "action": may(flex_area_action),
    },
    _not_empty,
    _bubble_weight,
)


def _carousel(value: Any, path: str) -> Iterator[Problem]:
    if _wire_bytes(value) > CAROUSEL_BYTES:
        yield path, "a carousel may weigh 50 KB"
    if len({bubble.get("size", "mega") for bubble in value["contents"]}) > 1:
        yield f"{path}.contents", "all bubbles must have the same size"
    for index, each in enumerate(value["contents"]):
        if each.get("hero", {}).get("type") == "video":
            yield f"{path}.contents[{index}].hero", "no video inside a carousel"


carousel = record(
    {
        "type": constant("carousel"),
        "contents": need(array(by_type({"bubble": bubble}), 1, BUBBLES)),
    },
    _carousel,
)
container = by_type({"bubble": bubble, "carousel": carousel})
