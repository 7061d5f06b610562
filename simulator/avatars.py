"""Round avatars drawn from a colour: a head and shoulders, or a speech bubble for the bot."""

import io
from functools import lru_cache
from typing import Literal

from PIL import Image, ImageDraw

_SIZE = 320
_SHOWN = 160
_WHITE = "#ffffff"
Kind = Literal["bot", "group", "person"]


@lru_cache(maxsize=64)
def draw_avatar(colour: str, kind: Kind) -> bytes:
    """PNG, 160x160; drawn at twice the size for smooth edges."""
    image = Image.new("RGBA", (_SIZE, _SIZE), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.ellipse((0, 0, _SIZE - 1, _SIZE - 1), fill=colour)
    if kind == "bot":
        _bubble(draw, colour)
    elif kind == "group":
        _person(draw, 110, 120, 0.7)
        _person(draw, 210, 120, 0.7)
    else:
        _person(draw, 160, 120, 1.0)
    mask = Image.new("L", (_SIZE, _SIZE), 0)
    ImageDraw.Draw(mask).ellipse((0, 0, _SIZE - 1, _SIZE - 1), fill=255)
    image.putalpha(mask)
    buffer = io.BytesIO()
    image.resize((_SHOWN, _SHOWN), Image.Resampling.LANCZOS).save(buffer, "PNG")
    return buffer.getvalue()


def _person(draw: ImageDraw.ImageDraw, x: int, y: int, scale: float) -> None:
    head, width, height = 52 * scale, 96 * scale, 150 * scale
    draw.ellipse((x - head, y - head, x + head, y + head), fill=_WHITE)
    top = y + head + 14 * scale
    draw.ellipse((x - width, top, x + width, top + 2 * height), fill=_WHITE)


def _bubble(draw: ImageDraw.ImageDraw, colour: str) -> None:
    draw.rounded_rectangle((70, 85, 250, 205), 50, fill=_WHITE)
    draw.polygon([(120, 195), (160, 195), (115, 245)], fill=_WHITE)
    for x in (115, 160, 205):
        draw.ellipse((x - 13, 132, x + 13, 158), fill=colour)
