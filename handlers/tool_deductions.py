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
        keep(turn, NAME, {})
        return [refuse(turn, error)]
    return _take(turn, told) if told else None


def go_on(turn: Turn, words: str) -> list[Outgoing] | None:
    """Take a count that was asked for, or cautions told in words; None for other words."""
    waiting = _waiting(turn)
    count = read_count(words) if waiting else None
    if count is not None:
        return _set(turn, {waiting[0]: count}, waiting)
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
        return _how_many(turn, (caution.key,))
    return _set(turn, {caution.key: int(count)}, _waiting(turn))


def ask(turn: Turn) -> list[Outgoing]:
    """Ask which cautions apply, or how often the one in hand does."""
    waiting = _waiting(turn)
    return _how_many(turn, waiting) if waiting else [cards.which(turn)]


def _counts(turn: Turn) -> Counts:
    return dict(kept(turn, NAME).get("counts", {}))


def _waiting(turn: Turn) -> tuple[str, ...]:
    """The cautions whose count is still wanted, the one asked about first."""
    return tuple(kept(turn, NAME).get("waiting", ()))


def _told(turn: Turn, words: str) -> list[Outgoing] | None:
    try:
        told = read_cautions(words)
    except InvalidInput as error:
        keep(turn, NAME, kept(turn, NAME))
        return [refuse(turn, error)]
    return _take(turn, told) if told else None


def _take(turn: Turn, told: Told) -> list[Outgoing]:
    waiting = (*told.uncounted, *(key for key in _waiting(turn) if key not in told.uncounted))
    return _set(turn, dict(told.counts), waiting, in_days=told.in_days)


def _set(
    turn: Turn, counts: Counts, waiting: tuple[str, ...], *, in_days: bool = False
) -> list[Outgoing]:
    """Keep the counts, then ask for those still wanted or show what is taken off."""
    merged = {**_counts(turn), **counts}
    try:
        deduction = deduct(merged)
    except InvalidInput as error:
        keep(turn, NAME, kept(turn, NAME))
        return [refuse(turn, error)]
    waiting = tuple(key for key in waiting if key not in counts)
    keep(turn, NAME, {"counts": merged}, waiting=False)
    if waiting:
        return _how_many(turn, waiting)
    return [cards.result(turn, deduction, in_days=in_days)]


def _how_many(turn: Turn, waiting: tuple[str, ...]) -> list[Outgoing]:
    keep(turn, NAME, {"counts": _counts(turn), "waiting": list(waiting)})
    caution = caution_of(waiting[0])
    assert caution is not None
    unit = say(turn, f"deduct.unit.{caution.unit}")
    label = say(turn, f"deduct.label.{caution.key}")
    words = say(turn, "deduct.how_many", label=label, unit=unit, most=caution.most)
    numbers = range(1, min(caution.most, MOST_BUTTONS) + 1)
    none = say(turn, "deduct.count.none")
    quick: list[QuickReply] = [
        *(_count_button(turn, caution, unit, number) for number in numbers),
        Press(none, "deduct", {"caution": caution.key, "count": "0"}, shown=none),
        cancel_button(turn),
    ]
    return [Text(words, quick=tuple(quick))]


def _count_button(turn: Turn, caution: Caution, unit: str, count: int) -> Press:
    label = say(turn, "deduct.count", count=count, unit=unit)
    return Press(label, "deduct", {"caution": caution.key, "count": str(count)}, shown=label)
