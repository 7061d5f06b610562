"""How a score's level looks: of the total, and of the seven categories."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from core.messages import Block, Button, Card, Copy, Divider, Fact, Heading, Paragraph, Tone
from handlers.tool_state import amount, say, say_button
from handlers.turn import Turn
from handlers.welcome import menu
from knowledge.tools.score import Band, Status, Total, status_of

TONES: dict[str, Tone] = {"basic": "info", "advance": "warn", "significance": "good"}


def of_total(turn: Turn, status: Status) -> Card:
    """Return what a total score means."""
    points = say(turn, "score.points", score=_points(status.score))
    by_category = say_button(turn, "score.by_category", "score.by_category.text")
    return _card(turn, status, points, _meaning(turn, status), by_category)


def of_categories(turn: Turn, total: Total) -> Card:
    """Return what seven categories' scores mean, with the weak ones and the award's stages."""
    status = status_of(total.score)
    facts = [_category(turn, total, number) for number in total.categories]
    read = Paragraph(say(turn, f"score.read.{total.how}"), small=True)
    kicker = say(turn, f"score.how.{total.how}", score=_points(total.score))
    categories = (Divider(), *facts, *_weak(turn, total), read)
    blocks = (*_meaning(turn, status), *categories, *_stages(turn, total))
    return _card(turn, status, kicker, blocks, say_button(turn, "tools.again", "tools.score"))


def _card(
    turn: Turn, status: Status, kicker: str, blocks: tuple[Block, ...], other: Button
) -> Card:
    level, score = _level(turn, status.band), _points(status.score)
    return Card(
        alt=say(turn, "score.alt", score=score, level=level, ahead=_ahead(turn, status)),
        title=level,
        kicker=kicker,
        tone=TONES[status.band.level] if status.band else "plain",
        blocks=(*blocks, Divider(), *_sources(turn, status)),
        buttons=(
            other,
            say_button(turn, "score.bands", "score.bands.text"),
            Copy(say(turn, "tools.copy"), say(turn, "score.copy", score=score, level=level)),
        ),
        quick=menu(turn),
    )


def _meaning(turn: Turn, status: Status) -> tuple[Block, ...]:
    band, label = status.band, say(turn, "score.band")
    shown = [
        Fact(label, say(turn, "score.band.value", low=b.low, high=b.high)) for b in [band] if b
    ]
    ahead = Fact(say(turn, "score.next"), _ahead(turn, status))
    award = Paragraph(say(turn, f"score.award.{band.level if band else 'none'}"))
    between = [Paragraph(say(turn, "score.between"), small=True)] if _is_between(status) else []
    return (*shown, ahead, award, *between)


def _level(turn: Turn, band: Band | None) -> str:
    return turn.say(f"criterion.level.{band.level}") if band else say(turn, "score.none")


def _ahead(turn: Turn, status: Status) -> str:
    if status.next is None:
        return say(turn, "score.top")
    missing = amount(status.missing, ROUND_CEILING)
    level = _level(turn, status.next)
    return say(turn, "score.ahead", missing=missing, low=status.next.low, level=level)


def _is_between(status: Status) -> bool:
    return status.band is not None and status.score > status.band.high


def _sources(turn: Turn, status: Status) -> tuple[Block, ...]:
    single = status.single
    other = (
        say(turn, "score.other", level=_level(turn, single), single=single.single)
        if single
        else say(turn, "score.other.none")
    )
    ours = say(turn, "score.source")
    return (Paragraph(ours, small=True), Paragraph(other, small=True))


def _category(turn: Turn, total: Total, number: int) -> Fact:
    score = _points(total.categories[number])
    low = number in total.weak
    shown = say(turn, "score.category.low", score=score) if low else score
    return Fact(say(turn, "score.category", number=number), shown)


def _weak(turn: Turn, total: Total) -> tuple[Block, ...]:
    if total.passes_stages is None:
        return ()
    names = [say(turn, "score.category", number=number) for number in total.weak]
    words = say(turn, "score.weak", list=", ".join(names)) if names else say(turn, "score.no_weak")
    return (Paragraph(words),)


def _stages(turn: Turn, total: Total) -> tuple[Block, ...]:
    if total.passes_stages is None:
        return ()
    facts = [
        Fact(say(turn, f"score.stage.{stage}"), say(turn, "score.pass" if passed else "score.fail"))
        for stage, passed in enumerate(total.passes_stages, start=1)
    ]
    return (Divider(), Heading(say(turn, "score.stages")), *facts)


def _points(score: Decimal) -> str:
    # Never shown as more than it is: 399.996 must not read 400.
    return amount(score, ROUND_FLOOR)
