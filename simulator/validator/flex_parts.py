"""Flex components that hold no others: text, image, button, icon, separator, filler, video."""

from typing import Any

from simulator.validator.actions import FLEX, FLEX_BUTTON, FLEX_VIDEO, action_at
from simulator.validator.checks import (
    Check,
    anything,
    boolean,
    by_type,
    colour,
    https_url,
    integer,
    items,
    one_of,
    record,
    shape,
    text,
)
from simulator.validator.flex_values import (
    LETTERING,
    OFFSETS,
    align,
    aspect_ratio,
    flex_factor,
    gravity,
    image_size,
    pixels,
    space,
    text_size,
)
from simulator.validator.problems import Spot

# LINE gives no length for a text component; the 30 KB of the bubble bound it.
_WORDS = text(30_000)
_ADJUST = one_of("shrink-to-fit")
_PLACED: dict[str, Check] = {
    "type": anything,
    "flex": flex_factor,
    "margin": space,
    "gravity": gravity,
    **OFFSETS,
}
_SPAN = by_type({"span": record({"type": anything, "text": _WORDS, **LETTERING}, "text")})
_TEXT: dict[str, Check] = {
    **_PLACED,
    **LETTERING,
    "text": _WORDS,
    "contents": items(1, 1000, _SPAN),
    "align": align,
    "wrap": boolean,
    "lineSpacing": pixels,
    "maxLines": integer(0),
    "adjustMode": _ADJUST,
    "scaling": boolean,
    "action": action_at(FLEX),
}


def _text(value: Any, spot: Spot) -> None:
    """Words, or spans instead of them."""
    if shape(value, spot, _TEXT) and "contents" not in value and "text" not in value:
        spot.key("text").fail("must be specified")


def video(contents: Check) -> Check:
    """A hero video; `contents` checks the altContent shown where it cannot play."""
    return record(
        {
            "type": anything,
            "url": https_url,
            "previewUrl": https_url,
            "altContent": contents,
            "aspectRatio": aspect_ratio,
            "action": action_at(FLEX_VIDEO),
        },
        "url",
        "previewUrl",
        "altContent",
    )


IMAGE = record(
    {
        **_PLACED,
        "url": https_url,
        "align": align,
        "size": image_size,
        "aspectRatio": aspect_ratio,
        "aspectMode": one_of("cover", "fit"),
        "backgroundColor": colour,
        "animated": boolean,
        "action": action_at(FLEX),
    },
    "url",
)
_BUTTON = record(
    {
        **_PLACED,
        "action": action_at(FLEX_BUTTON),
        "color": colour,
        "style": one_of("primary", "secondary", "link"),
        "height": one_of("sm", "md"),
        "adjustMode": _ADJUST,
        "scaling": boolean,
    },
    "action",
)
_ICON = record(
    {
        "type": anything,
        "url": https_url,
        "size": text_size,
        "aspectRatio": aspect_ratio,
        "margin": space,
        "scaling": boolean,
        **OFFSETS,
    },
    "url",
)
_SEPARATOR = record({"type": anything, "margin": space, "color": colour})
_FILLER = record({"type": anything, "flex": flex_factor})


def _on_baseline(inner: Check) -> Check:
    """Children of a baseline box have neither gravity nor offsetBottom."""

    def check(value: Any, spot: Spot) -> None:
        inner(value, spot)
        for name in ("gravity", "offsetBottom"):
            if name in value:
                spot.key(name).fail("cannot be used in a baseline box")

    return check


ON_BASELINE: dict[str, Check] = {
    "icon": _on_baseline(_ICON),
    "text": _on_baseline(_text),
    "filler": _FILLER,
}
IN_ROWS: dict[str, Check] = {
    "button": _BUTTON,
    "image": IMAGE,
    "text": _text,
    "separator": _SEPARATOR,
    "filler": _FILLER,
}
