"""The value tool: the four inputs of (A+B+C) x D, one by one or in one line, then the sum."""

from decimal import Decimal

from core.errors import InvalidInput
from core.messages import Block, Card, Copy, Fact, Outgoing, Paragraph, Say, Step, Text
from handlers.tool_state import amount, cancel_button, keep, kept, leave, refuse, say, say_button
from handlers.turn import Turn
from handlers.welcome import menu
from knowledge.tools.value import (
    INPUTS,
    POINTS,
    Value,
    check_input,
    missing_inputs,
    total_value,
)
from knowledge.tools.value_line import read_bare_amount, read_inputs, read_inputs_told
from knowledge.tools.wording import after_opening, leftover

NAME = "value"

Given = dict[str, Decimal]


def named(turn: Turn, words: str) -> list[Outgoing] | None:
    """Open by name, or answer at once where the inputs are said with it."""
    rest = after_opening(NAME, words)
    if rest is None:
        return None
    if not leftover(NAME, rest):
        keep(turn, NAME, {})
        intro = Text(say(turn, "value.intro"))
        return [intro, *ask(turn)]
    return _take_line(turn, rest, {})


def unasked(turn: Turn, words: str) -> list[Outgoing] | None:
    """Answer words that tell at least three of the inputs by name or unit."""
    return _take_line(turn, words, {}) if read_inputs_told(words) else None


def go_on(turn: Turn, words: str) -> list[Outgoing] | None:
    """Take the input asked for, or several in one line; None for other words."""
    given = _given(turn)
    bare = read_bare_amount(words)
    if bare is not None:
        return _take(turn, given, {_next(given): bare})
    return _take_line(turn, words, given)


def ask(turn: Turn) -> list[Outgoing]:
    """Ask for the next input."""
    name = _next(_given(turn))
    label = say(turn, "value.none")
    none = () if name == "transactions" else (Say(label, label),)
    words = "\n".join(filter(None, [_so_far(turn), say(turn, f"value.ask.{name}")]))
    return [Text(words, quick=(*none, cancel_button(turn)))]


def _so_far(turn: Turn) -> str:
    given = _given(turn)
    told = [
        f"{say(turn, f'value.label.{name}')} {amount(given[name])}"
        for name in INPUTS
        if name in given
    ]
    return say(turn, "value.so_far", list=" · ".join(told)) if told else ""


def _given(turn: Turn) -> Given:
    return {name: Decimal(told) for name, told in kept(turn, NAME).get("given", {}).items()}


def _next(given: Given) -> str:
    return (*missing_inputs(given), INPUTS[-1])[0]


def _take_line(turn: Turn, words: str, given: Given) -> list[Outgoing] | None:
    try:
        told = read_inputs(words)
    except InvalidInput as error:
        _keep(turn, given)
        return [refuse(turn, error)]
    return _take(turn, given, told) if told else None


def _take(turn: Turn, given: Given, told: Given) -> list[Outgoing]:
    try:
        checked = {name: check_input(name, number) for name, number in told.items()}
    except InvalidInput as error:
        _keep(turn, given)
        return [refuse(turn, error)]
    merged = {**given, **checked}
    if missing_inputs(merged):
        _keep(turn, merged)
        return ask(turn)
    leave(turn)
    return [_result(turn, total_value(merged))]


def _keep(turn: Turn, given: Given) -> None:
    keep(turn, NAME, {"given": {name: str(number) for name, number in given.items()}})


def _result(turn: Turn, value: Value) -> Card:
    total = amount(value.total)
    return Card(
        alt=say(turn, "value.alt", total=total),
        title=say(turn, "value.title", total=total),
        kicker=say(turn, "value.kicker"),
        tone="good",
        blocks=(*_computation(turn, value), *_notes(turn, value)),
        buttons=(
            Say(say(turn, "tools.again"), say(turn, "tools.value")),
            say_button(turn, "value.formula", "value.formula.text"),
            Copy(say(turn, "tools.copy"), _as_text(turn, value)),
        ),
        quick=menu(turn),
    )


def _computation(turn: Turn, value: Value) -> tuple[Block, ...]:
    parts = {
        "sheets": (value.sheets, value.a),
        "fee": (value.fee, value.b),
        "hours": (value.hours, value.c),
    }
    steps = [
        Step(say(turn, f"value.label.{name}"), _part(turn, name, *part), "info")
        for name, part in parts.items()
    ]
    numbers = _numbers(value)
    each = Fact(say(turn, "value.each"), say(turn, "value.each.value", **numbers))
    times = Fact(say(turn, "value.times"), say(turn, "value.times.value", **numbers))
    return (*steps, each, times)


def _part(turn: Turn, name: str, number: Decimal, baht: Decimal) -> str:
    return say(turn, f"value.line.{name}", amount=amount(number), baht=amount(baht))


def _numbers(value: Value) -> dict[str, str]:
    shown = {
        "a": value.a,
        "b": value.b,
        "c": value.c,
        "each": value.each,
        "transactions": value.transactions,
        "total": value.total,
    }
    return {name: amount(number) for name, number in shown.items()}


def _notes(turn: Turn, value: Value) -> list[Paragraph]:
    rounded = any(round(n, 2) != n for n in (value.hours, value.each, value.total))
    notes = [
        *([say(turn, "value.rounded")] if rounded else []),
        say(turn, "value.points", points=POINTS),
        say(turn, "value.source"),
    ]
    return [Paragraph(note, small=True) for note in notes]


def _as_text(turn: Turn, value: Value) -> str:
    return say(turn, "value.copy", **_numbers(value))
