"""How a table looks in a bubble: rows under one another, each of which may be tapped."""

from collections.abc import Callable
from typing import Any

from bot.flex_parts import INK, LINE_GREY, MUTED, TONES, Json, column, text_of
from core.messages import Press, Row, Table

ActionOf = Callable[[Press], Json]
_BULLET = "•"
# The parts of the width that marks and words have, by the characters of the longest mark.
_SHARES = ((0, (1, 12)), (3, (1, 7)), (6, (1, 4)))
_WIDEST = (1, 3)


def table_of(table: Table, action_of: ActionOf) -> Json:
    """Return the box of a table, with a line between rows."""
    lines: list[Json] = []
    for row in table.rows:
        if lines:
            lines.append({"type": "separator", "color": LINE_GREY})
        lines.append(_line(row, table, action_of))
    return column(lines, spacing="sm")


def _line(row: Row, table: Table, action_of: ActionOf) -> Json:
    parts = _named(row) if table.shape == "named" else _beside(row, table)
    if row.press is None:
        return parts
    words = {**parts, "flex": 1}
    chevron = text_of("›", size="lg", color=TONES["info"], flex=0, gravity="center")
    return {
        "type": "box",
        "layout": "horizontal",
        "spacing": "sm",
        "contents": [words, chevron],
        "action": action_of(row.press),
    }


def _beside(row: Row, table: Table) -> Json:
    if table.shape == "valued":
        name = text_of(row.label, size="sm", color=INK, flex=1)
        value = _strong(row.text, flex=1, align="end", gravity="center")
        return _row([name, value])
    longest = max(len(each.label) for each in table.rows)
    mark, words = next((share for most, share in _SHARES if longest <= most), _WIDEST)
    label = _strong(row.label or _BULLET, color=TONES["info"], flex=mark)
    return _row([label, {**_words(row), "flex": words}])


def _named(row: Row) -> Json:
    label = [_strong(row.label, color=TONES["info"])] if row.label else []
    return column([*label, _words(row)], spacing="xs")


def _words(row: Row) -> Json:
    if not row.before:
        return text_of(row.text, size="sm", color=INK)
    before = text_of(row.before, size="sm", color=MUTED)
    return column([before, _strong(f"→ {row.text}")], spacing="xs")


def _strong(text: str, **style: Any) -> Json:
    return text_of(text, **{"size": "sm", "weight": "bold", "color": INK, **style})


def _row(contents: list[Json]) -> Json:
    return {"type": "box", "layout": "horizontal", "spacing": "md", "contents": contents}
