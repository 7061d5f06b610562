"""The deductions tool: which cautions of the KPI apply, how often, and what that takes off."""

from collections.abc import Mapping

from core.errors import InvalidInput
from core.messages import Outgoing, Press, QuickReply, Text
from handlers import tool_deductions_cards as cards
from handlers.tool_state import cancel_button, keep, kept, refuse, say
from handlers.turn import Turn
from knowledge.tools.deduction_line import Told, read_cautions, read_cautions_told, read_count
from knowledge.tools.deductions import Caution, caution_of, deduct
from knowledge.tools.wording import after_opening, leftover

NAME = "deductions"
MOST_BUTTONS = 5

Counts = dict[str, int]


def named(turn: Turn, words: str) -> list[Outgoing] | None:
    """Open by name, or answer at once where the cautions are said with it."""
    rest = after_opening(NAME, words)
    if rest is None:
        return None
    keep(turn, NAME, {})
    if not leftover(NAME, rest):
        return ask(turn)
    return _told(turn, rest) or ask(turn)


def unasked(turn: Turn, words: str) -> list[Outgoing] | None:
    """Answer words that plainly tell of a caution in figures ("ส่งแบบฟอร์มช้า 3 วัน")."""
    try:
        told = read_cautions_told(words)
    except InvalidInput as error:
        return [refuse(turn, error)]
    return _take(turn, told) if told else None


def go_on(turn: Turn, words: str) -> list[Outgoing] | None:
    """Take a count that was asked for, or cautions told in words; None for other words."""
    asking = caution_of(kept(turn, NAME).get("asking", ""))
    count = read_count(words) if asking else None
    if asking and count is not None:
        return _set(turn, {asking.key: count})
    return _told(turn, words)


def pressed(turn: Turn, values: Mapping[str, str]) -> list[Outgoing]:
    """Take a tap: a caution, a count of it, "start over", or "add another"."""
    if values.get("clear"):
        keep(turn, NAME, {})
        return ask(turn)
    caution, count = caution_of(values.get("caution", "")), values.get("count", "")
    if caution is None:
        keep(turn, NAME, {"counts": _counts(turn)})
        return [cards.which(turn)]
    if not (count.isascii() and count.isdigit()):
        return _how_many(turn, caution)
    return _set(turn, {caution.key: int(count)})


def ask(turn: Turn) -> list[Outgoing]:
    """Ask which cautions apply, or how often the one in hand does."""
    asking = caution_of(kept(turn, NAME).get("asking", ""))
    return _how_many(turn, asking) if asking else [cards.which(turn)]


def _counts(turn: Turn) -> Counts:
    return dict(kept(turn, NAME).get("counts", {}))


def _told(turn: Turn, words: str) -> list[Outgoing] | None:
    try:
        told = read_cautions(words)
    except InvalidInput as error:
        return [refuse(turn, error)]
    return _take(turn, told) if told else None


def _take(turn: Turn, told: Told) -> list[Outgoing]:
    if told.counts:
        result = _set(turn, dict(told.counts), in_days=told.in_days)
        if not told.uncounted or isinstance(result[0], Text):
            return result
    keep(turn, NAME, {"counts": _counts(turn)})
    caution = caution_of(told.uncounted[0])
    assert caution is not None
    return _how_many(turn, caution)


def _set(turn: Turn, counts: Counts, *, in_days: bool = False) -> list[Outgoing]:
    merged = {**_counts(turn), **counts}
    try:
        deduction = deduct(merged)
    except InvalidInput as error:
        keep(turn, NAME, kept(turn, NAME))
        return [refuse(turn, error)]
    keep(turn, NAME, {"counts": merged}, waiting=False)
    return [cards.result(turn, deduction, in_days=in_days)]


def _how_many(turn: Turn, caution: Caution) -> list[Outgoing]:
    keep(turn, NAME, {"counts": _counts(turn), "asking": caution.key})
    unit = say(turn, f"deduct.unit.{caution.unit}")
    label = say(turn, f"deduct.label.{caution.key}")
    words = say(turn, "deduct.how_many", label=label, unit=unit, most=caution.most)
    numbers = range(1, min(caution.most, MOST_BUTTONS) + 1)
    quick: list[QuickReply] = [_count_button(turn, caution, unit, n) for n in numbers]
    none = say(turn, "deduct.count.none")
    quick.append(Press(none, "deduct", {"caution": caution.key, "count": "0"}, shown=none))
    return [Text(words, quick=(*quick, cancel_button(turn)))]


def _count_button(turn: Turn, caution: Caution, unit: str, count: int) -> Press:
    label = say(turn, "deduct.count", count=count, unit=unit)
    return Press(label, "deduct", {"caution": caution.key, "count": str(count)}, shown=label)
