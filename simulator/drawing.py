"""Simple drawn scenes: streets with a problem, and two where it has been put right."""

import random
from collections.abc import Callable

from PIL import Image, ImageDraw, ImageFilter

SIZE = (1200, 900)
_HORIZON = 430
_Box = tuple[int, int, int, int]
Scene = Callable[[ImageDraw.ImageDraw], None]


def draw(scene: str) -> Image.Image:
    """The named scene, 1200x900 RGB, always the same; KeyError for an unknown name."""
    paint, sky = SCENES[scene]
    image = _sky(*sky)
    paint(ImageDraw.Draw(image, "RGBA"))
    return image.filter(ImageFilter.GaussianBlur(0.6))


def _scatter(seed: int) -> random.Random:
    """The same scatter at every start."""
    return random.Random(seed)  # noqa: S311 - pictures, not secrets


def _sky(top: tuple[int, int, int], bottom: tuple[int, int, int]) -> Image.Image:
    strip = Image.new("RGB", (1, 2))
    strip.putpixel((0, 0), top)
    strip.putpixel((0, 1), bottom)
    return strip.resize(SIZE, Image.Resampling.BILINEAR)


def _street(draw: ImageDraw.ImageDraw, night: bool = False) -> None:
    _houses(draw, night)
    grass, kerb, road = (
        ("#24402c", "#5b5f66", "#2c2f36") if night else ("#8cc084", "#c9c4b8", "#6e727a")
    )
    draw.rectangle((0, _HORIZON, 1200, 900), fill=grass)
    draw.polygon([(430, _HORIZON), (770, _HORIZON), (1330, 900), (-130, 900)], fill=kerb)
    draw.polygon([(460, _HORIZON), (740, _HORIZON), (1220, 900), (-20, 900)], fill=road)
    for y, width in ((450, 5), (500, 8), (570, 12), (670, 17), (800, 24)):
        draw.rectangle((600 - width // 2, y, 600 + width // 2, y + width * 3), fill="#f2e9c8")


def _houses(draw: ImageDraw.ImageDraw, night: bool) -> None:
    chance = _scatter(4)
    colours = ["#39424f", "#444b5c", "#323a49"] if night else ["#f0c9a4", "#bcd3e6", "#e8dcc0"]
    x = 0
    while x < 1200:
        width, height = chance.randint(110, 170), chance.randint(120, 240)
        top = _HORIZON - height
        draw.rectangle((x, top, x + width, _HORIZON), fill=chance.choice(colours))
        draw.polygon(
            [(x - 8, top), (x + width + 8, top), (x + width // 2, top - 50)],
            fill="#4d3a3a" if night else "#b5654a",
        )
        _windows(draw, (x, top, x + width, _HORIZON), "#f6d77a" if night else "#f8fbff")
        x += width + 12


def _windows(draw: ImageDraw.ImageDraw, house: _Box, colour: str) -> None:
    left, top, right, bottom = house
    for row in range(top + 24, bottom - 40, 52):
        for column in range(left + 18, right - 30, 44):
            draw.rectangle((column, row, column + 24, row + 30), fill=colour)


def _tree(draw: ImageDraw.ImageDraw, x: int, y: int, size: int) -> None:
    draw.rectangle((x - size // 8, y - size, x + size // 8, y), fill="#7a5533")
    for dx, dy, radius in ((-0.5, -1.2, 0.6), (0.5, -1.2, 0.6), (0, -1.7, 0.75)):
        cx, cy, r = x + dx * size, y + dy * size, radius * size
        draw.ellipse((cx - r, cy - r, cx + r, cy + r), fill="#4f8f4a")


def _pothole(draw: ImageDraw.ImageDraw) -> None:
    _street(draw)
    _tree(draw, 130, 560, 110)
    draw.ellipse((400, 610, 820, 790), fill="#55585f")
    draw.ellipse((425, 630, 795, 780), fill="#3a3129")
    draw.ellipse((470, 680, 730, 768), fill="#7f93a1")
    draw.ellipse((520, 695, 600, 712), fill="#a9bac5")
    chance = _scatter(7)
    for _ in range(28):
        x, y, r = chance.randint(380, 840), chance.randint(600, 800), chance.randint(4, 11)
        draw.ellipse((x - r, y - r, x + r, y + r), fill="#8b8378")


def _mended_road(draw: ImageDraw.ImageDraw) -> None:
    _street(draw)
    _tree(draw, 130, 560, 110)
    draw.polygon([(400, 620), (800, 610), (850, 790), (380, 795)], fill="#484b52")
    draw.line([(400, 620), (800, 610), (850, 790), (380, 795), (400, 620)], fill="#3c3f45", width=6)
    for x in (300, 920):
        draw.polygon([(x, 700), (x + 28, 790), (x - 28, 790)], fill="#ef7a2a")
        draw.polygon([(x - 9, 730), (x + 9, 730), (x + 15, 752), (x - 15, 752)], fill="#ffffff")


def _rubbish(draw: ImageDraw.ImageDraw) -> None:
    _street(draw)
    chance = _scatter(11)
    draw.ellipse((240, 720, 980, 850), fill=(40, 40, 40, 90))
    for _ in range(34):
        x = int(chance.gauss(610, 150))
        y = int(790 - max(0, 190 - abs(x - 610)) * chance.random())
        r = chance.randint(34, 66)
        colour = chance.choice(["#2f3136", "#3d4a57", "#26323a", "#e8e4da", "#6fa3c9", "#c9463f"])
        draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)
        draw.polygon([(x - 8, y - r), (x + 8, y - r), (x, y - r - 18)], fill=colour)


def _cleared_corner(draw: ImageDraw.ImageDraw) -> None:
    _street(draw)
    _tree(draw, 130, 560, 110)
    for x, colour in ((965, "#2f8f5b"), (1055, "#e0b22e"), (1145, "#3a74c4")):
        draw.rounded_rectangle((x - 36, 470, x + 36, 592), 10, fill=colour)
        draw.rounded_rectangle((x - 42, 454, x + 42, 478), 8, fill="#2b3138")
        draw.ellipse((x - 15, 510, x + 15, 540), fill="#ffffff")


def _lamp(draw: ImageDraw.ImageDraw) -> None:
    _street(draw, night=True)
    draw.ellipse((930, 60, 1010, 140), fill="#f4efd2")
    draw.rectangle((300, 190, 322, 760), fill="#8d949e")
    draw.line([(311, 200), (470, 160)], fill="#8d949e", width=16)
    draw.polygon([(450, 145), (560, 165), (540, 215), (440, 190)], fill="#6a7078")
    draw.polygon([(470, 190), (535, 205), (510, 235), (480, 222)], fill="#1b1d22")
    draw.line([(500, 235), (488, 280), (508, 320)], fill="#c9cdd3", width=4)
    draw.ellipse((230, 740, 400, 785), fill=(10, 10, 14, 140))


def _flood(draw: ImageDraw.ImageDraw) -> None:
    _street(draw)
    draw.rectangle((0, 520, 1200, 900), fill=(120, 135, 120, 235))
    chance = _scatter(3)
    for _ in range(60):
        x, y = chance.randint(0, 1150), chance.randint(540, 890)
        draw.arc((x, y, x + chance.randint(50, 130), y + 18), 200, 340, fill="#cfdccf", width=3)
    draw.rounded_rectangle((420, 540, 800, 660), 40, fill="#c94f3d")
    draw.rounded_rectangle((490, 460, 730, 570), 40, fill="#c94f3d")
    draw.rounded_rectangle((510, 480, 600, 550), 14, fill="#d8ecf6")
    draw.rounded_rectangle((615, 480, 710, 550), 14, fill="#d8ecf6")
    draw.rectangle((380, 640, 840, 700), fill=(120, 135, 120, 255))
    for x in range(0, 1200, 47):
        draw.line([(x, 20 + x % 90), (x - 14, 80 + x % 90)], fill=(230, 240, 250, 160), width=4)


def _fallen_tree(draw: ImageDraw.ImageDraw) -> None:
    _street(draw)
    draw.polygon([(120, 800), (140, 720), (860, 610), (870, 660)], fill="#7a5533")
    for start, end in (
        ((520, 690), (600, 560)),
        ((650, 660), (760, 540)),
        ((700, 650), (800, 760)),
    ):
        draw.line([start, end], fill="#7a5533", width=20)
    chance = _scatter(5)
    for _ in range(60):
        x, y, r = chance.randint(600, 1060), chance.randint(510, 760), chance.randint(22, 50)
        draw.ellipse(
            (x - r, y - r, x + r, y + r), fill=chance.choice(["#4f8f4a", "#3f7a3c", "#6aa65f"])
        )
    draw.ellipse((90, 710, 180, 810), fill="#c79a66")
    draw.ellipse((112, 735, 158, 785), fill="#a97c4b")


_DAY = ((126, 190, 232), (225, 240, 246))
_NIGHT = ((18, 24, 48), (46, 56, 88))
_RAIN = ((120, 132, 148), (196, 204, 208))

SCENES: dict[str, tuple[Scene, tuple[tuple[int, int, int], tuple[int, int, int]]]] = {
    "pothole": (_pothole, _DAY),
    "rubbish": (_rubbish, _DAY),
    "lamp": (_lamp, _NIGHT),
    "flood": (_flood, _RAIN),
    "fallen-tree": (_fallen_tree, _RAIN),
    "after-road": (_mended_road, _DAY),
    "after-rubbish": (_cleared_corner, _DAY),
}
