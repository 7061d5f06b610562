"""The value vocabularies of Flex: sizes, margins, offsets, ratios."""

import re
from typing import Any

from simulator.validator.checks import Check, colour, one_of
from simulator.validator.problems import Spot

_RATIO = re.compile(r"(\d{1,6}):(\d{1,6})")
_PX = r"\d+(?:\.\d+)?px"
_SIGNED_PX = r"-?\d+(?:\.\d+)?px"
_PERCENT = r"\d+(?:\.\d+)?%"
_SIGNED_PERCENT = r"-?\d+(?:\.\d+)?%"
_SPACES = ("none", "xs", "sm", "md", "lg", "xl", "xxl")
_TEXT_SIZES = ("xxs", "xs", "sm", "md", "lg", "xl", "xxl", "3xl", "4xl", "5xl")


def _word_or(words: tuple[str, ...], *expressions: str) -> Check:
    compiled = re.compile("|".join(expressions))

    def check(value: Any, spot: Spot) -> None:
        if not isinstance(value, str) or not (value in words or compiled.fullmatch(value)):
            spot.fail("invalid property")

    return check


space = _word_or(_SPACES, _PX)
padding = _word_or(_SPACES, _PX, _PERCENT)
offset = _word_or(_SPACES, _SIGNED_PX, _SIGNED_PERCENT)
length = _word_or((), _PX, _PERCENT)
pixels = _word_or((), _PX)
corner = _word_or(_SPACES, _PX)
border = _word_or(("none", "light", "normal", "medium", "semi-bold", "bold"), _PX)
text_size = _word_or(_TEXT_SIZES, _PX)
image_size = _word_or((*_TEXT_SIZES, "full"), _PX, _PERCENT)
angle = _word_or((), r"\d{1,3}(?:\.\d+)?deg")
percentage = _word_or((), _PERCENT)
position = one_of("relative", "absolute")
align = one_of("start", "end", "center")
gravity = one_of("top", "bottom", "center")

OFFSETS: dict[str, Check] = {
    "position": position,
    "offsetTop": offset,
    "offsetBottom": offset,
    "offsetStart": offset,
    "offsetEnd": offset,
}
LETTERING: dict[str, Check] = {
    "size": text_size,
    "color": colour,
    "weight": one_of("regular", "bold"),
    "style": one_of("normal", "italic"),
    "decoration": one_of("none", "underline", "line-through"),
}


def flex_factor(value: Any, spot: Spot) -> None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        spot.fail("must be an integer of 0 or more")


def aspect_ratio(value: Any, spot: Spot) -> None:
    """W:H, each 1 to 100000, H at most three times W."""
    match = _RATIO.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        spot.fail("invalid aspectRatio")
        return
    width, height = int(match[1]), int(match[2])
    if not (1 <= width <= 100_000 and 1 <= height <= 100_000 and height <= 3 * width):
        spot.fail("invalid aspectRatio")
