"""The cards of answers: a table read out of an entry, the levels of a criterion, near readings."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.messages import (
    Block,
    Card,
    Heading,
    Paragraph,
    Press,
    QuickReply,
    Row,
    Say,
    Step,
    Table,
    Tone,
)
from handlers.turn import Turn
from knowledge.choices import choices
from knowledge.entry import Entry
from knowledge.reply import Choice, Criterion, Reply
from knowledge.sheet import Section, Sheet
from knowledge.sheet_links import linked_sheet

LEVEL_TONES: dict[str, Tone] = {"basic": "info", "advance": "warn", "significance": "good"}
MOST_ROWS, SHOWN_ROWS = 12, 10  # a longer table is cut, with a button for all of it,
SHORT_TABLE = 500  # unless all its rows have no more characters than this
_TAPPABLE_IN_TEXT = ("http", "@")


@dataclass(frozen=True, slots=True)
class Shown:
    """A card and the lines of the answer that stand on it, so that no text repeats them.

    `lead` is said first where those lines are all that was told.
    """

    card: Card
    lines: frozenset[str]
    lead: str = ""

    @property
    def length(self) -> int:
        """How many characters of the answer stand on the card."""
        return sum(len(line) for line in self.lines)

    def beside(self, reply: Reply) -> str:
        """The words of the answer that do not stand on the card."""
        lead = [self.lead] if self.lead else []
        rest = (line for line in reply.text.split("\n") if line not in self.lines)
        return "\n".join([*lead, *rest])


def opening(choice: Choice) -> QuickReply:
    """The button of a choice: it opens the entry itself, or asks where there is none."""
    if not choice.entry_id:
        return Say(choice.label, choice.question)
    return _press(choice)


def choices_card(reply: Reply) -> Card:
    """The readings of a question to choose from, each with its whole title."""
    rows = tuple(Row("", choice.question, press=_press(choice)) for choice in reply.choices)
    quick = tuple(opening(choice) for choice in reply.choices)
    return Card(reply.text, first_line(reply), blocks=(Table(rows),), quick=quick)


def first_line(reply: Reply) -> str:
    """What answers, before anything that explains it."""
    return reply.text.split("\n", 1)[0]


def answer_card(turn: Turn, reply: Reply, *, shown_criterion: str) -> Shown | None:
    """The card of an answer that is like a table; None where words say it best.

    Of a criterion there is none while its card stands just above.
    """
    entries = turn.services.engine.entries
    entry = entries.get(reply.entry_ids[0]) if len(reply.entry_ids) == 1 else None
    if entry is None:
        return None
    if entry.kind == "criterion":
        criterion = turn.services.engine.criterion(reply.criterion or "")
        known = criterion is None or reply.criterion == shown_criterion
        return None if known or criterion is None else _criterion(turn, reply, criterion)
    sheet = linked_sheet(entry, entries)
    if sheet is None or not sheet.lines <= set(reply.text.split("\n")):
        return None
    lead = entry.title if first_line(reply) in sheet.lines else ""
    card = replace(_table(turn, reply, entry, sheet), alt=lead or first_line(reply))
    return Shown(card, sheet.lines | set(_notes(sheet)), lead)


def _criterion(turn: Turn, reply: Reply, criterion: Criterion) -> Shown:
    """All levels, or the two named; beside the words on one level, the two others."""
    told = [level for level, text in criterion.levels.items() if text in reply.text]
    one = len(told) == 1
    levels = told if len(told) > 1 else [each for each in criterion.levels if each not in told]
    steps = [
        Step(turn.say(f"criterion.level.{each}"), criterion.levels[each], LEVEL_TONES[each])
        for each in levels
    ]
    card = Card(
        alt=first_line(reply),
        title=f"{criterion.number} {criterion.title}",
        kicker=turn.say(
            "criterion.kicker",
            category=criterion.category,
            category_title=criterion.category_title,
        ),
        blocks=(Heading(turn.say("criterion.others")), *steps) if one else tuple(steps),
    )
    on_card = (criterion.title, *(criterion.levels[level] for level in levels))
    lines = {line for line in reply.text.split("\n") if any(text in line for text in on_card)}
    begun = one or first_line(reply) not in lines
    lead = "" if begun else turn.say(f"criterion.lead.{len(levels)}", number=criterion.number)
    return Shown(card, frozenset(lines), lead)


def _table(turn: Turn, reply: Reply, entry: Entry, sheet: Sheet) -> Card:
    cut = sheet.rows > MOST_ROWS and sum(map(len, sheet.lines)) > SHORT_TABLE
    sections = _first_rows(sheet.sections, SHOWN_ROWS) if cut else sheet.sections
    blocks: list[Block] = []
    for section in sections:
        blocks += [Heading(section.heading)] if section.heading else []
        blocks.append(Table(tuple(_rows(turn, section)), section.shape))
    blocks += [Paragraph(note, small=True) for note in _notes(sheet)]
    place = entry.source.place
    if place and not any(place in told for told in (reply.text, entry.title)):
        blocks.append(Paragraph(turn.say("ask.place", place=place), small=True))
    whole = {"id": entry.id, "all": "1"}
    label = turn.say("ask.all", count=sheet.rows)
    return Card(
        alt=first_line(reply),
        title=entry.title,
        blocks=tuple(blocks),
        buttons=(Press(label, "entry", whole, shown=label),) if cut else (),
        quiet=True,
    )


def _rows(turn: Turn, section: Section) -> list[Row]:
    entries = turn.services.engine.entries
    return [
        Row(row.mark, row.text, row.before, _own_press(entries.get(row.entry_id)))
        for row in section.rows
    ]


def _own_press(entry: Entry | None) -> Press | None:
    return _press(choices([entry])[0]) if entry else None


def _first_rows(sections: Sequence[Section], most: int) -> list[Section]:
    kept: list[Section] = []
    for section in sections:
        room = most - sum(len(each.rows) for each in kept)
        if room > 0:
            kept.append(Section(section.heading, section.rows[:room], section.shape))
    return kept


def _notes(sheet: Sheet) -> list[str]:
    """The closing lines, but for addresses: only in a text can they be tapped or copied."""
    return [note for note in sheet.notes if not any(mark in note for mark in _TAPPABLE_IN_TEXT)]


def _press(choice: Choice) -> Press:
    return Press(choice.label, "entry", {"id": choice.entry_id}, shown=choice.question)
