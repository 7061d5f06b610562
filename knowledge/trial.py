"""What an entry would do before anybody sees it: its answer, its own questions, old gaps."""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge import answer
from knowledge.engine import Engine
from knowledge.entry import Entry
from knowledge.reading import read
from knowledge.reply import Context, Reply
from knowledge.tables import Gap

# Building an engine takes seconds of one core; a second editor waits rather than doubles that.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class Astray:
    """A way of asking that leads elsewhere; the title is empty where nothing answers."""

    question: str
    title: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What would happen: the message in the chat, ways of asking that miss, gaps that close."""

    text: str
    astray: tuple[Astray, ...]
    closes: tuple[Gap, ...]


def try_out(entry: Entry, in_force: Mapping[str, Entry], gaps: Iterable[Gap]) -> Trial:
    """Ask an engine that has the entry in place its own questions and those of the gaps."""
    with _ONE_AT_A_TIME:
        engine = Engine({**in_force, entry.id: entry}.values())
        return Trial(
            text=answer.write(entry, read(entry.asks[0]), "th"),
            astray=tuple(_astray(engine, entry)),
            closes=tuple(gap for gap in gaps if _closes(engine, entry, gap)),
        )


def _astray(engine: Engine, entry: Entry) -> Iterable[Astray]:
    for question in entry.asks:
        reply = engine.ask(question)
        if not _answers(reply, entry):
            found = engine.entries.get(reply.entry_ids[0]) if reply.entry_ids else None
            yield Astray(question, found.title if found else "")


def _closes(engine: Engine, entry: Entry, gap: Gap) -> bool:
    return _answers(engine.ask(gap.question, Context(tuple(gap.before))), entry)


def _answers(reply: Reply, entry: Entry) -> bool:
    return reply.kind == "answer" and reply.entry_ids[:1] == (entry.id,)
