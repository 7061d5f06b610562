"""How our cards look in LINE: one calm Flex bubble for every Card."""

from collections.abc import Callable
from typing import Any

from core.messages import (
    Block,
    Button,
    Card,
    Divider,
    Fact,
    Heading,
    Paragraph,
    Press,
    Step,
    Tone,
)

Json = dict[str, Any]
ActionOf = Callable[[Button], Json]

# White text on each of these passes WCAG AA (4.5:1); so does each of them on white.
TONES: dict[Tone, str] = {
    "plain": "#475467",
    "info": "#1D4E89",
    "good": "#1B7F4B",
    "warn": "#8A5A00",
    "bad": "#B42318",
}
INK, MUTED, LINE_GREY = "#1F2937", "#5B6472", "#E5E7EB"
STARS = ("1", "2", "3", "4", "5")


def bubble_of(card: Card, action_of: ActionOf) -> Json:
    """Return the bubble of a card; `action_of` writes a button's action."""
    bubble: Json = {"type": "bubble", "size": "mega", "header": _header(card)}
    if card.picture:
        bubble["hero"] = _picture(card.picture)
    body = [_block(block) for block in card.blocks]
    if card.stars:
        body.append(_stars(card.stars, action_of))
    if body:
        bubble["body"] = {
            "type": "box",
            "layout": "vertical",
            "spacing": "md",
            "paddingAll": "16px",
            "contents": body,
        }
    if card.buttons:
        bubble["footer"] = _footer(card, action_of)
    return bubble


def _header(card: Card) -> Json:
    lines = []
    if card.kicker:
        lines.append(_text(card.kicker, size="xs", color="#FFFFFF"))
    lines.append(_text(card.title, size="lg", weight="bold", color="#FFFFFF"))
    return {
        "type": "box",
        "layout": "vertical",
        "backgroundColor": TONES[card.tone],
        "paddingAll": "16px",
        "spacing": "xs",
        "contents": lines,
    }


def _picture(url: str) -> Json:
    return {
        "type": "image",
        "url": url,
        "size": "full",
        "aspectRatio": "20:13",
        "aspectMode": "cover",
    }


def _text(text: str, **style: Any) -> Json:
    return {"type": "text", "text": text, "wrap": True, "scaling": True, **style}


def _block(block: Block) -> Json:
    match block:
        case Heading(text=text):
            return _text(text, size="sm", weight="bold", color=INK)
        case Paragraph(text=text, small=small):
            return _text(text, size="xs" if small else "sm", color=MUTED if small else INK)
        case Fact(label=label, value=value):
            return {
                "type": "box",
                "layout": "horizontal",
                "spacing": "md",
                "contents": [
                    _text(label, size="sm", color=MUTED, flex=3),
                    _text(value, size="sm", color=INK, flex=6),
                ],
            }
        case Step():
            return _step(block)
        case Divider():
            return {"type": "separator", "color": LINE_GREY}


def _step(step: Step) -> Json:
    mark = {
        "type": "box",
        "layout": "vertical",
        "width": "4px",
        "flex": 0,
        "cornerRadius": "2px",
        "backgroundColor": TONES[step.tone],
        "contents": [],
    }
    words = {
        "type": "box",
        "layout": "vertical",
        "flex": 1,
        "spacing": "xs",
        "contents": [
            _text(step.label, size="xs", weight="bold", color=TONES[step.tone]),
            _text(step.text, size="sm", color=INK),
        ],
    }
    return {"type": "box", "layout": "horizontal", "spacing": "md", "contents": [mark, words]}


def _stars(press: Press, action_of: ActionOf) -> Json:
    return {
        "type": "box",
        "layout": "horizontal",
        "spacing": "sm",
        "contents": [_star(star, press, action_of) for star in STARS],
    }


def _star(star: str, press: Press, action_of: ActionOf) -> Json:
    label = f"{press.label} {star}"
    values = {**press.values, "stars": star}
    return {
        "type": "box",
        "layout": "vertical",
        "flex": 1,
        "cornerRadius": "8px",
        "borderWidth": "1px",
        "borderColor": "#D0D5DD",
        "paddingAll": "8px",
        "action": action_of(Press(label, press.action, values, shown=label)),
        "contents": [
            {"type": "text", "text": "★", "size": "xl", "align": "center", "color": "#B7791F"},
            {"type": "text", "text": star, "size": "sm", "align": "center", "color": MUTED},
        ],
    }


def _footer(card: Card, action_of: ActionOf) -> Json:
    buttons: list[Json] = [
        {"type": "button", "style": "secondary", "height": "sm", "action": action_of(button)}
        for button in card.buttons
    ]
    if not card.quiet:
        buttons[0] |= {"style": "primary", "color": TONES[card.tone]}
    return {
        "type": "box",
        "layout": "vertical",
        "spacing": "sm",
        "paddingAll": "16px",
        "contents": buttons,
    }
