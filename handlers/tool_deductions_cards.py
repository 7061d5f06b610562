"""How deductions look: the cautions to choose from, and what is taken off."""

from core.messages import Block, Card, Copy, Fact, Paragraph, Press, Step
from handlers.tool_state import amount, cancel_button, press_button, say
from handlers.turn import Turn
from knowledge.tools.deductions import CAUTIONS, Caution, Deduction, Line


def which(turn: Turn) -> Card:
    """Return the cautions with their rules, each as a button."""
    steps = [Step(_label(turn, c), _rule(turn, c), "warn") for c in CAUTIONS]
    return Card(
        alt=say(turn, "deduct.ask.alt"),
        title=say(turn, "deduct.ask"),
        kicker=say(turn, "deduct.kicker"),
        blocks=(*steps, Paragraph(say(turn, "deduct.ask.hint"), small=True), _source(turn)),
        buttons=tuple(_button(turn, caution) for caution in CAUTIONS),
        quick=(cancel_button(turn),),
    )


def result(turn: Turn, deduction: Deduction, *, in_days: bool) -> Card:
    """Return what is taken off, line by line, with the formula and the source."""
    total = amount(deduction.total)
    blocks = _computation(turn, deduction) if deduction.lines else _nothing(turn)
    return Card(
        alt=say(turn, "deduct.alt", points=total),
        title=say(turn, "deduct.title", points=total),
        kicker=say(turn, "deduct.kicker"),
        tone="bad" if deduction.lines else "good",
        blocks=(*blocks, *_notes(turn, deduction, in_days=in_days), _source(turn)),
        buttons=(
            press_button(turn, "deduct.more", "deduct"),
            press_button(turn, "deduct.clear", "deduct", clear="1"),
            Copy(say(turn, "tools.copy"), _as_text(turn, deduction)),
        ),
        quick=(*(_button(turn, c) for c in CAUTIONS), cancel_button(turn, "tools.done")),
    )


def _computation(turn: Turn, deduction: Deduction) -> tuple[Block, ...]:
    total = amount(deduction.total)
    parts = " + ".join(amount(line.points) for line in deduction.lines)
    added = f"{parts} = {total}" if len(deduction.lines) > 1 else total
    steps = [Step(_label(turn, line.caution), _line(turn, line), "bad") for line in deduction.lines]
    formula = Fact(say(turn, "deduct.formula"), say(turn, "deduct.formula.value", sum=added))
    return (*steps, formula)


def _nothing(turn: Turn) -> tuple[Block, ...]:
    return (Paragraph(say(turn, "deduct.none")),)


def _notes(turn: Turn, deduction: Deduction, *, in_days: bool) -> list[Block]:
    late = any(line.caution.key == "late" for line in deduction.lines)
    keys = [
        *(["deduct.note.days"] if in_days else []),
        *(["deduct.note.late"] if late else []),
        *(["deduct.note.full"] if deduction.lines else []),
    ]
    return [Paragraph(say(turn, key), small=True) for key in keys]


def _line(turn: Turn, line: Line) -> str:
    return say(
        turn,
        "deduct.line",
        points=amount(line.caution.points),
        count=line.count,
        unit=_unit(turn, line.caution),
        taken=amount(line.points),
    )


def _rule(turn: Turn, caution: Caution) -> str:
    points = amount(caution.points)
    if caution.key == "overview":
        return say(turn, "deduct.rule.overview", points=points)
    return say(turn, "deduct.rule", unit=_unit(turn, caution), points=points)


def _label(turn: Turn, caution: Caution) -> str:
    return say(turn, f"deduct.label.{caution.key}")


def _unit(turn: Turn, caution: Caution) -> str:
    return say(turn, f"deduct.unit.{caution.unit}")


def _button(turn: Turn, caution: Caution) -> Press:
    return press_button(turn, f"deduct.button.{caution.key}", "deduct", caution=caution.key)


def _source(turn: Turn) -> Paragraph:
    return Paragraph(say(turn, "deduct.source"), small=True)


def _as_text(turn: Turn, deduction: Deduction) -> str:
    lines = [f"{_label(turn, line.caution)}: {_line(turn, line)}" for line in deduction.lines]
    joined = "; ".join(lines) or "0"
    return say(turn, "deduct.copy", points=amount(deduction.total), lines=joined)
