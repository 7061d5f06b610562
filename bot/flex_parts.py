"""The colours and the text that every part of a bubble is made of."""

from typing import Any

from core.messages import Tone

Json = dict[str, Any]

# White text on each of these passes WCAG AA (4.5:1); so does each of them on white.
TONES: dict[Tone, str] = {
    "plain": "#475467",
    "info": "#1D4E89",
    "good": "#1B7F4B",
    "warn": "#8A5A00",
    "bad": "#B42318",
}
INK, MUTED, LINE_GREY = "#1F2937", "#5B6472", "#E5E7EB"


def text_of(text: str, **style: Any) -> Json:
    """Return a text that wraps and follows the font size set on the phone."""
    return {"type": "text", "text": text, "wrap": True, "scaling": True, **style}


def column(contents: list[Json], **style: Any) -> Json:
    """Return a box of parts one under the other."""
    return {"type": "box", "layout": "vertical", "contents": contents, **style}
