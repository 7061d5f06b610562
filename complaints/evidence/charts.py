"""Charts as pictures for the forms: PNG in print quality, Thai letters shaped as they should be."""

import functools
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from complaints.evidence.words import say, thai_digits

FONTS = Path(__file__).with_name("vendor") / "fonts"
WIDTH, HEIGHT, DPI = 1600, 800, 220
LEFT, RIGHT, TOP, BOTTOM = 130, 50, 170, 110
INK, MUTED, GRID, PAPER = "#14273F", "#5B6472", "#D5DCE6", "#FFFFFF"
COLOURS = ("#1D4E89", "#D98E04")
PATTERNED = 1  # the second series is hatched too: told apart without colour
STEPS = 4
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_RUNS = re.compile(r"[\u0e00-\u0e7f ]+|[^\u0e00-\u0e7f]+")


@dataclass(frozen=True, slots=True)
class Series:
    """One row of bars: its name in the legend, and a value for each label, None where none is."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart. `top` is the end of the scale, None: as high as needed; `decimals` of values."""

    title: str
    labels: Sequence[str]
    series: Sequence[Series]
    top: float | None = None
    decimals: int = 0


def draw(chart: Chart) -> bytes:
    """Return the picture as PNG."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(picture)
    _write(pen, (LEFT, 30), chart.title, 44, 600, INK)
    values = [each for series in chart.series for each in series.values if each is not None]
    if not chart.labels or not values:
        _write(pen, (LEFT, HEIGHT // 2 - 30), say("chart.empty"), 38, 400, MUTED)
    else:
        _Bars(pen, chart, _end_of_scale(chart.top or max(values), chart.top)).draw()
    data = io.BytesIO()
    picture.save(data, "PNG", optimize=True, dpi=(DPI, DPI))
    return data.getvalue()


@dataclass(frozen=True, slots=True)
class _Bars:
    pen: ImageDraw.ImageDraw
    chart: Chart
    end: float

    def draw(self) -> None:
        self._scale()
        if len(self.chart.series) > 1:
            self._legend()
        space = (WIDTH - LEFT - RIGHT) / len(self.chart.labels)
        for place, label in enumerate(self.chart.labels):
            middle = LEFT + space * (place + 0.5)
            self._group(place, middle, space)
            size = 26 if len(self.chart.labels) > 8 else 32
            width = _length(label, size, 400)
            self._label(label, middle - width / 2, HEIGHT - BOTTOM + 14, size)

    def _label(self, label: str, x: float, y: float, size: int) -> None:
        _write(self.pen, (x, y), label, size, 400, INK)

    def _scale(self) -> None:
        for step in range(STEPS + 1):
            value = self.end * step / STEPS
            y = self._y(value)
            self.pen.line((LEFT, y, WIDTH - RIGHT, y), GRID if step else INK, 2)
            words = thai_digits(f"{value:,.0f}")
            width = _length(words, 28, 400)
            _write(self.pen, (LEFT - 16 - width, y - 20), words, 28, 400, MUTED)

    def _legend(self) -> None:
        x = float(LEFT)
        for number, series in enumerate(self.chart.series):
            self._bar((x, 108, x + 36, 138), number)
            _write(self.pen, (x + 50, 98), series.name, 32, 400, INK)
            x += 50 + _length(series.name, 32, 400) + 60

    def _group(self, place: int, middle: float, space: float) -> None:
        count = len(self.chart.series)
        width = min(space * 0.7 / count, 110)
        for number, series in enumerate(self.chart.series):
            value = series.values[place]
            x = middle + (number - count / 2) * width
            if value is None:
                continue
            self._bar((x + 3, self._y(min(value, self.end)), x + width - 3, self._y(0)), number)
            words = thai_digits(f"{value:,.{self.chart.decimals}f}")
            size = 24 if width < 60 else 28
            length = _length(words, size, 500)
            at = (x + (width - length) / 2, self._y(min(value, self.end)) - size - 14)
            _write(self.pen, at, words, size, 500, INK)

    def _bar(self, box: tuple[float, float, float, float], number: int) -> None:
        self.pen.rectangle(box, fill=COLOURS[number], outline=INK, width=1)
        if number != PATTERNED:
            return
        left, top, right, bottom = box
        for y in range(int(top) + 8, int(bottom), 12):
            self.pen.line((left, y, right, y), PAPER, 3)

    def _y(self, value: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / self.end


def _end_of_scale(highest: float, asked: float | None) -> float:
    """Return a round number that no value exceeds, and that STEPS divides."""
    if asked is not None:
        return asked
    unit = float(STEPS)
    while True:
        for factor in (1, 2, 3, 5):
            if unit * factor >= highest:
                return unit * factor
        unit *= 10


def _write(
    pen: ImageDraw.ImageDraw,
    at: tuple[float, float],
    words: str,
    size: int,
    weight: int,
    colour: str,
) -> None:
    x, y = at
    for run in _RUNS.findall(words):
        font = _font(bool(_THAI.search(run)), weight, size)
        pen.text((x, y + size * 1.1), run, colour, font, anchor="ls")
        x += pen.textlength(run, font)


def _length(words: str, size: int, weight: int) -> float:
    runs = _RUNS.findall(words)
    return sum(_font(bool(_THAI.search(run)), weight, size).getlength(run) for run in runs)


@functools.cache
def _font(thai: bool, weight: int, size: int) -> ImageFont.FreeTypeFont:
    subset = "thai" if thai else "latin"
    file = FONTS / f"ibm-plex-sans-thai-looped-{subset}-{weight}-normal.woff2"
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.RAQM)
