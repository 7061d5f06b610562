"""Every table of the real entries, as a card: whole, and as LINE takes it."""

from dataclasses import replace

import pytest
from sqlmodel import Session

from bot.render import encode
from core.messages import Card, Chat, Incoming, Outgoing, Text, TextSent
from handlers import ask, ask_cards
from handlers.tables import Conversation
from handlers.turn import Services, Turn
from knowledge.entry import Entry
from knowledge.opening import open_entry
from tests.cast import MALEE
from tests.fakes import FakeClock
from tests.handlers.talking import words


def turn_of(services: Services, clock: FakeClock) -> Turn:
    incoming = Incoming("e", Chat("user", MALEE), clock(), TextSent("m", "x"), MALEE)
    talk = Conversation(user_id=MALEE, updated_at=clock())
    return Turn(Session(), services, incoming, talk, clock())


def shown(turn: Turn, entry: Entry) -> list[Outgoing]:
    """Text and card of an entry that is a table; nothing of any other."""
    reply = open_entry(entry, turn.services.engine.entries)
    table = ask_cards.answer_card(turn, reply, shown_criterion="")
    if table is None:
        return []
    return [Text(table.beside(reply)), replace(table.card, quick=ask.ways_on(turn, reply))]


def bare(text: str) -> str:
    """A text without the marks and joints that a table replaces."""
    return "".join(letter for letter in text if letter not in "•-*→:=().0123456789 \n")


def beginnings(answer: str) -> list[str]:
    """The first words of every longer line after the first."""
    lines = [bare(line) for line in answer.split("\n")[1:]]
    return [line[:12] for line in lines if len(line) > 20]


def test_it_loses_nothing_between_text_and_card(services: Services, clock: FakeClock) -> None:
    turn = turn_of(services, clock)
    seen = 0
    for entry in services.engine.entries.values():
        messages = shown(turn, entry)
        card = messages[-1] if messages else None
        if entry.kind == "criterion" or not isinstance(card, Card) or card.buttons:
            continue
        seen += 1
        told = bare(words(messages))
        assert [line for line in beginnings(entry.answer) if line not in told] == [], entry.id
    assert seen > 100


def test_it_sends_no_table_that_line_would_refuse(services: Services, clock: FakeClock) -> None:
    turn = turn_of(services, clock)
    for entry in services.engine.entries.values():
        if messages := shown(turn, entry):
            wire = encode(messages)
            assert wire[1]["altText"] in wire[0]["text"] or entry.kind == "criterion", entry.id
            assert len(wire[0]["text"].splitlines()) >= 2, entry.id


@pytest.mark.parametrize(
    "entry_id",
    [
        "criteria.3.4",
        "criteria.category.3",
        "award.category7.2",
        "award.category7.compare",
        "concept.pmqa_editions",
        "award.stats.by_year",
        "kpi.bands",
        "kpi.cautions",
        "kpi.calendar",
        "kpi.steps",
        "award.service.types",
        "award.service.facilitation.value",
        "award.unpsa.list",
        "statistics.winners.times",
    ],
)
def test_it_draws_what_people_ask_for_as_a_table(
    services: Services, clock: FakeClock, entry_id: str
) -> None:
    messages = shown(turn_of(services, clock), services.engine.entries[entry_id])
    assert len(messages) == 2
