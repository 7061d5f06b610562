"""Draws bot/richmenu.png from bot/richmenu.yml: run once after the menu's words change.

`python -m assets.richmenu_picture`; needs the fonts that `python -m assets.build` brings.
"""

import re
from collections.abc import Callable
from pathlib import Path

import yaml
from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "dashboard" / "static" / "vendor" / "fonts"
MENU = ROOT / "bot" / "richmenu.yml"
PICTURE = ROOT / "bot" / "richmenu.png"
PAPER, TILE, INK, MUTED, BRAND = "#EEF2F7", "#FFFFFF", "#14273F", "#5B6472", "#1D4E89"
THAI = re.compile(r"[\u0e00-\u0e7f]")
RUNS = re.compile(r"[\u0e00-\u0e7f]+|[^\u0e00-\u0e7f]+")
Draw = ImageDraw.ImageDraw


def main() -> None:
    """Write the picture."""
    menu = yaml.safe_load(MENU.read_text(encoding="utf-8"))
    width, height = menu["size"]["width"], menu["size"]["height"]
    picture = Image.new("RGB", (width, height), PAPER)
    draw = ImageDraw.Draw(picture)
    each = width // len(menu["areas"])
    for at, area in enumerate(menu["areas"]):
        draw_tile(draw, at * each, each, height, area, first=at == 0)
    picture.quantize(128).save(PICTURE, optimize=True)


def draw_tile(
    draw: Draw, left: int, width: int, height: int, area: dict[str, str], *, first: bool
) -> None:
    """Draw one area: a tile with icon, label and hint."""
    gap = 28
    box = (left + gap, 2 * gap, left + width - gap, height - 2 * gap)
    draw.rounded_rectangle(box, 48, fill=BRAND if first else TILE)
    middle = left + width // 2
    colour = "#FFFFFF" if first else BRAND
    ICONS[area["icon"]](draw, middle, 300, colour, BRAND if first else TILE)
    ink, muted = ("#FFFFFF", "#DCE6F2") if first else (INK, MUTED)
    draw_words(draw, middle, 545, area.get("title", area["label"]), ink, 600, 84)
    draw_words(draw, middle, 665, area["hint"], muted, 400, 50)


def draw_words(
    draw: Draw, middle: int, y: int, words: str, colour: str, weight: int, size: int
) -> None:
    """Draw a line around `middle`; Thai and Latin letters come from two font files."""
    runs = [(run, font(run, weight, size)) for run in RUNS.findall(words)]
    left = middle - sum(face.getlength(run) for run, face in runs) / 2
    for run, face in runs:
        draw.text((left, y), run, fill=colour, font=face, anchor="ls")
        left += face.getlength(run)


def font(run: str, weight: int, size: int) -> ImageFont.FreeTypeFont:
    """Return the page font that has the letters of this run."""
    subset = "thai" if THAI.match(run) else "latin"
    file = next(FONTS.glob(f"*{subset}-{weight}-normal.woff2"))
    return ImageFont.truetype(file, size)


def camera(draw: Draw, x: int, y: int, colour: str, hole: str) -> None:
    """A camera."""
    draw.rounded_rectangle((x - 120, y - 70, x + 120, y + 100), 30, fill=colour)
    draw.rounded_rectangle((x - 50, y - 105, x + 50, y - 50), 16, fill=colour)
    draw.ellipse((x - 62, y - 48, x + 62, y + 76), fill=hole)
    draw.ellipse((x - 36, y - 22, x + 36, y + 50), fill=colour)


def checklist(draw: Draw, x: int, y: int, colour: str, hole: str) -> None:
    """A list with ticks."""
    draw.rounded_rectangle((x - 100, y - 110, x + 100, y + 110), 24, fill=colour)
    for row in (-55, 0, 55):
        draw.line(
            [(x - 70, y + row), (x - 55, y + row + 14), (x - 30, y + row - 16)], fill=hole, width=12
        )
        draw.rounded_rectangle((x - 10, y + row - 8, x + 70, y + row + 8), 8, fill=hole)


def question(draw: Draw, x: int, y: int, colour: str, hole: str) -> None:
    """A speech bubble with lines."""
    draw.rounded_rectangle((x - 125, y - 105, x + 125, y + 65), 36, fill=colour)
    draw.polygon([(x - 60, y + 60), (x - 60, y + 115), (x, y + 60)], fill=colour)
    for row, end in ((-60, 75), (-20, 75), (20, 10)):
        draw.rounded_rectangle((x - 75, y + row - 9, x + end, y + row + 9), 9, fill=hole)


def lifebuoy(draw: Draw, x: int, y: int, colour: str, hole: str) -> None:
    """A lifebuoy."""
    draw.ellipse((x - 110, y - 110, x + 110, y + 110), fill=colour)
    draw.ellipse((x - 45, y - 45, x + 45, y + 45), fill=hole)
    for dx, dy in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        draw.line([(x + dx * 36, y + dy * 36), (x + dx * 74, y + dy * 74)], fill=hole, width=22)


ICONS: dict[str, Callable[[Draw, int, int, str, str], None]] = {
    "camera": camera,
    "list": checklist,
    "question": question,
    "help": lifebuoy,
}

if __name__ == "__main__":
    main()
