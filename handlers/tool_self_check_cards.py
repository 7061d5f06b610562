"""How a self-check looks: the checklist, its result, and what was saved before."""

from collections.abc import Collection, Sequence

from complaints.notices import show_day
from core.messages import (
    Block,
    Button,
    Card,
    Copy,
    Fact,
    Paragraph,
    Press,
    Say,
    Step,
    Tone,
)
from handlers.tables import SelfCheck
from handlers.tool_state import cancel_button, press_button, say
from handlers.turn import Turn
from handlers.welcome import menu
from knowledge.reply import Criterion
from knowledge.tools.self_check import missing, reached, skipped

TONES: dict[str | None, Tone] = {
    None: "plain",
    "basic": "info",
    "advance": "warn",
    "significance": "good",
}
MOST_ROWS = 12


def checklist(turn: Turn, criterion: Criterion, met: Collection[str]) -> Card:
    """Return the three levels to tick."""
    number = criterion.number
    steps = [
        _item(turn, place, level, text, ticked=level in met)
        for place, (level, text) in enumerate(criterion.levels.items(), start=1)
    ]
    ticks = [_tick(turn, number, level, ticked=level in met) for level in criterion.levels]
    save = press_button(turn, "check.save", "check", number=number, step="save", met=",".join(met))
    return Card(
        alt=say(turn, "check.alt", number=number, title=criterion.title),
        title=criterion.title,
        kicker=say(turn, "check.title", number=number),
        blocks=(*steps, Paragraph(say(turn, "check.ask"), small=True), *_doubts(turn, criterion)),
        buttons=(save, *ticks) if met else (*ticks, save),
        quick=(cancel_button(turn),),
    )


def result(turn: Turn, criterion: Criterion, found: Sequence[SelfCheck], *, shared: bool) -> Card:
    """Return the newest of `found` as a result; the one after it is shown as the time before."""
    check = found[0]
    level = _level(turn, reached(check.met))
    number, title = criterion.number, criterion.title
    return Card(
        alt=say(turn, "check.result.alt", number=number, level=level),
        title=level,
        kicker=say(turn, "check.result.kicker", number=number, title=title),
        tone=TONES[reached(check.met)],
        blocks=(
            *_judged(turn, criterion, check),
            *_dates(turn, found),
            *_doubts(turn, criterion),
            *_smallprint(turn, criterion, shared=shared),
        ),
        buttons=() if shared else _ways_on(turn, criterion),
        quick=() if shared else menu(turn),
    )


def history(turn: Turn, latest: Sequence[SelfCheck]) -> Card:
    """Return the latest result of each criterion, in the order of the criteria."""
    rows = [_row(turn, check) for check in latest[:MOST_ROWS]]
    left_out = len(latest) > MOST_ROWS
    more = say(turn, "check.history.more", shown=MOST_ROWS, count=len(latest))
    return Card(
        alt=say(turn, "check.history.alt", count=len(latest)),
        title=say(turn, "check.history.title"),
        blocks=(*rows, *([Paragraph(more, small=True)] if left_out else [])),
        buttons=(other_button(turn),),
        quick=menu(turn),
    )


def history_of(turn: Turn, criterion: Criterion, found: Sequence[SelfCheck]) -> Card:
    """Return the results of one criterion by date."""
    number = criterion.number
    rows = [
        Fact(show_day(check.at, turn.language), _level(turn, reached(check.met))) for check in found
    ]
    return Card(
        alt=say(turn, "check.history.of", number=number),
        title=say(turn, "check.history.of", number=number),
        kicker=criterion.title,
        blocks=tuple(rows),
        buttons=(again_button(turn, number), other_button(turn)),
        quick=menu(turn),
    )


def again_button(turn: Turn, number: str) -> Say:
    """Return the button that checks that criterion anew."""
    return Say(say(turn, "check.again"), say(turn, "check.again.text", number=number))


def other_button(turn: Turn) -> Say:
    """Return the button that asks for a criterion."""
    return Say(say(turn, "check.other"), say(turn, "tools.check"))


def _item(turn: Turn, place: int, level: str, text: str, *, ticked: bool) -> Step:
    key = "check.ticked" if ticked else "check.unticked"
    label = say(turn, key, number=place, level=_level(turn, level))
    return Step(label, text, "good" if ticked else "plain")


def _tick(turn: Turn, number: str, level: str, *, ticked: bool) -> Press:
    step = "untick" if ticked else "tick"
    return press_button(
        turn, f"check.{step}.{level}", "check", number=number, level=level, step=step
    )


def _judged(turn: Turn, criterion: Criterion, check: SelfCheck) -> list[Block]:
    idle = skipped(check.met)
    blocks: list[Block] = []
    for level, text in criterion.levels.items():
        key = "skipped" if level in idle else "met" if level in check.met else "unmet"
        tone: Tone = "good" if key == "met" else "plain"
        blocks.append(Step(say(turn, f"check.{key}", level=_level(turn, level)), text, tone))
    wanting = missing(check.met)
    words = (
        say(
            turn,
            "check.missing",
            level=_level(turn, wanting[0]),
            text=criterion.levels[wanting[0]],
        )
        if wanting
        else say(turn, "check.complete")
    )
    order = [Paragraph(say(turn, "check.order"), small=True)] if idle else []
    return [*blocks, Paragraph(words), *order]


def _dates(turn: Turn, found: Sequence[SelfCheck]) -> list[Block]:
    blocks: list[Block] = [Fact(say(turn, "check.date"), show_day(found[0].at, turn.language))]
    for before in found[1:]:
        level, date = _level(turn, reached(before.met)), show_day(before.at, turn.language)
        value = say(turn, "check.before.value", level=level, date=date)
        blocks.append(Fact(say(turn, "check.before"), value))
    return blocks


def _doubts(turn: Turn, criterion: Criterion) -> list[Block]:
    """What the knowledge says where the document errs about this criterion, once."""
    said = dict.fromkeys(
        entry.conflict
        for entry in turn.services.engine.entries.values()
        if entry.conflict and entry.facets.level and entry.facets.criterion == (criterion.number,)
    )
    return [Paragraph(words, small=True) for words in said]


def _smallprint(turn: Turn, criterion: Criterion, *, shared: bool) -> list[Block]:
    lines = [
        say(turn, "check.own"),
        say(turn, "check.source", source=criterion.source.title),
        *([] if shared else [say(turn, "check.share", number=criterion.number)]),
    ]
    return [Paragraph(line, small=True) for line in lines]


def _ways_on(turn: Turn, criterion: Criterion) -> tuple[Button, ...]:
    number = criterion.number
    return (
        other_button(turn),
        again_button(turn, number),
        press_button(turn, "check.history", "check", number=number, step="history"),
        Copy(say(turn, "check.share.button"), f"/ประเมิน {number}"),
    )


def _row(turn: Turn, check: SelfCheck) -> Fact:
    date = show_day(check.at, turn.language)
    label = say(turn, "check.history.row", number=check.criterion, date=date)
    return Fact(label, _level(turn, reached(check.met)))


def _level(turn: Turn, level: str | None) -> str:
    return turn.say(f"criterion.level.{level}") if level else say(turn, "check.none")
