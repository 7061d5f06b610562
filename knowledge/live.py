"""The engine that follows what editors publish, without anybody waiting for it."""

import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge import documents, published
from knowledge.corpus import FOLDER, load_corpus
from knowledge.engine import Engine
from knowledge.entry import Entry
from knowledge.passages import Excerpt, PassageIndex
from knowledge.phrases import language_of, phrase
from knowledge.reply import Context, Criterion, Reply, ResultDimension
from store.database import Database

log = logging.getLogger(__name__)

# Reasons for not answering that no document can mend: the question itself is wrong.
_WRONG_QUESTION = frozenset({"criterion", "level"})


@dataclass(frozen=True, slots=True)
class _State:
    """What answers now. Replaced as a whole, so that readers need no lock."""

    engine: Engine
    passages: PassageIndex
    revisions: int
    documents: tuple[int, int]


class LiveEngine:
    """Answers as `Engine` does, from the files and what is published in the database.

    `refresh` is called by one thread from time to time; all else by any number of threads.
    """

    def __init__(self, reviewed: Mapping[str, Entry]) -> None:
        """Begin with the entries of the files alone; they are read into an engine when asked."""
        self.reviewed = reviewed
        self._current: _State | None = None
        self._building = threading.Lock()

    @property
    def _state(self) -> _State:
        # Building takes seconds, which serving need not wait for: only the first question does.
        if self._current is None:
            with self._building:
                if self._current is None:
                    first = Engine(self.reviewed.values())
                    self._current = _State(first, PassageIndex(()), 0, (0, 0))
        return self._current

    @classmethod
    def load(cls, folder: Path = FOLDER) -> "LiveEngine":
        """Begin with all entry files of a folder. Raises CorpusError where they are wrong."""
        return cls({entry.id: entry for entry in load_corpus(folder)})

    @property
    def entries(self) -> Mapping[str, Entry]:
        """The entries in force, by id."""
        return self._state.engine.entries

    @property
    def result_dimensions(self) -> tuple[ResultDimension, ...]:
        """The results 7.1-7.6."""
        return self._state.engine.result_dimensions

    def criterion(self, number: str) -> Criterion | None:
        """The criterion 1.1-6.4 of that number; None where there is none."""
        return self._state.engine.criterion(number)

    def ask(self, question: str, context: Context | None = None) -> Reply:
        """One turn of a conversation, as `Engine.ask`.

        Where no entry answers, a passage of an added document may be shown, marked as unreviewed;
        the reply is an abstention all the same, so the question still goes to the editors.
        """
        state = self._state
        reply = state.engine.ask(question, context)
        if reply.kind != "abstain" or reply.topic in _WRONG_QUESTION:
            return reply
        excerpt = state.passages.best(" ".join(reply.context.questions))
        return _with_excerpt(reply, question, excerpt) if excerpt else reply

    def refresh(self, database: Database) -> bool:
        """Take over what was published since the last look. Returns whether there was anything.

        A look is two counts. Building takes seconds, during which the former state answers.
        """
        # Both, one after the other: an answer must not wait for a long document to be read.
        entries, passages = self.refresh_entries(database), self._refresh_passages(database)
        return entries or passages

    def refresh_entries(self, database: Database) -> bool:
        """Take over the entries alone. Returns whether there were new revisions."""
        with database.reading() as session:
            revisions = published.count_revisions(session)
            if revisions == self._state.revisions:
                return False
            newest = published.newest_revisions(session)
        engine = Engine(published.merged(self.reviewed, newest).values())
        self._current = replace(self._state, engine=engine, revisions=revisions)
        log.info("entries renewed", extra={"revisions": revisions})
        return True

    def _refresh_passages(self, database: Database) -> bool:
        with database.reading() as session:
            version = documents.version(session)
            if version == self._state.documents:
                return False
            searched = documents.searched(session)
        passages = PassageIndex(searched, self._state.passages)
        self._current = replace(self._state, passages=passages, documents=version)
        log.info("documents renewed", extra={"documents": version[0], "withdrawn": version[1]})
        return True


def _with_excerpt(reply: Reply, question: str, excerpt: Excerpt) -> Reply:
    text = phrase(
        "unreviewed",
        language=language_of(question),
        text=excerpt.text,
        title=excerpt.title,
        place=excerpt.place or "-",
    )
    return replace(reply, text=text, sources=(excerpt.source,))
