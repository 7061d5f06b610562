"""How our cards look in LINE: one calm Flex bubble for every Card."""

from collections.abc import Callable

from bot.flex_parts import INK, LINE_GREY, MUTED, TONES, Json, text_of
from bot.flex_table import table_of
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
    Table,
)

ActionOf = Callable[[Button], Json]

STARS = ("1", "2", "3", "4", "5")


def bubble_of(card: Card, action_of: ActionOf) -> Json:
    """Return the bubble of a card; `action_of` writes a button's action."""
    bubble: Json = {"type": "bubble", "size": "mega", "header": _header(card)}
    if card.picture:
        bubble["hero"] = _picture(card.picture)
    body = [_block(block, action_of) for block in card.blocks]
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
        lines.append(text_of(card.kicker, size="xs", color="#FFFFFF"))
    lines.append(text_of(card.title, size="lg", weight="bold", color="#FFFFFF"))
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


def _block(block: Block, action_of: ActionOf) -> Json:
    match block:
        case Heading(text=text):
            return text_of(text, size="sm", weight="bold", color=INK)
        case Paragraph(text=text, small=small):
            return text_of(text, size="xs" if small else "sm", color=MUTED if small else INK)
        case Fact(label=label, value=value):
            return {
                "type": "box",
                "layout": "horizontal",
                "spacing": "md",
                "contents": [
                    text_of(label, size="sm", color=MUTED, flex=3),
                    text_of(value, size="sm", color=INK, flex=6),
                ],
            }
        case Step():
            return _step(block)
        case Table():
            return table_of(block, action_of)
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
            text_of(step.label, size="xs", weight="bold", color=TONES[step.tone]),
            text_of(step.text, size="sm", color=INK),
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
