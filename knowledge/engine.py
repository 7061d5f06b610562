"""The answer engine: a question in, a reply out. Built once, read by many threads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from knowledge import answer, cards
from knowledge.choices import choices, name_of, neighbours
from knowledge.context import leans
from knowledge.corpus import FOLDER, load_corpus
from knowledge.entry import Entry
from knowledge.halves import halves
from knowledge.near_miss import NearMiss, near_miss
from knowledge.overview import Overviews
from knowledge.phrases import Language, language_of, phrase
from knowledge.ranking import Ranking, near_ties, rank, weights
from knowledge.reading import Reading
from knowledge.refusal import doubts, refusal
from knowledge.reply import Choice, Context, Criterion, Kind, Reply, ResultDimension
from knowledge.routing import (
    asks,
    is_complaint,
    is_plain_complaint,
    may_be_complaint,
    speaks_of_documents,
)
from knowledge.signals import SignalBook
from knowledge.smalltalk import smalltalk_kind
from knowledge.understanding import Understood, understand, without_preamble
from thai.normalise import normalise
from thai.words import warm_up

_TURNS_KEPT = 3
# Near ties are asked back about where the question has few words and names nothing.
_TIE = 0.3
_MOST_CHOICES = 3
_FEW_WORDS = 3


class Engine:
    """Answers from reviewed entries. Nothing in it changes after it is built."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Index the entries; about a second for a thousand."""
        warm_up()
        self.entries = {entry.id: entry for entry in entries}
        self._book = SignalBook(tuple(self.entries.values()))
        self._by_title = _by(lambda entry: [entry.title], self.entries.values())
        # Names go before ways of asking.
        self._by_name = {
            **_by(lambda entry: entry.asks, self.entries.values()),
            **_by(lambda entry: [name_of(entry)], self.entries.values()),
        }
        self._overviews = Overviews(self.entries.values())
        self._criteria = cards.criteria(self.entries.values())
        self.result_dimensions: tuple[ResultDimension, ...] = cards.result_dimensions(
            self.entries.values()
        )
        self.ask("ระบบราชการ 4.0 คืออะไร")

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Engine:
        """The engine over all entry files of a folder. Raises CorpusError where they are wrong."""
        return cls(load_corpus(folder))

    def criterion(self, number: str) -> Criterion | None:
        """The criterion 1.1-6.4 of that number with its three levels; None where there is none."""
        return self._criteria.get(number)

    def ask(self, question: str, context: Context | None = None) -> Reply:
        """One turn of a conversation. ``context`` is that of the reply before, or None."""
        context = context or Context()
        if context.questions and _key(context.questions[-1]) == _key(question):
            context = Context()  # asked again, it follows on nothing
        alone = self._book.read(question)
        # Of what was meant: Thai typed on Latin keys is answered in Thai.
        language = language_of(alone.whole)
        in_conversation = bool(context.questions)
        named = self._by_title.get(_key(question))
        named = named or self._overviews.asked_for(alone, in_conversation=in_conversation)
        if not in_conversation:  # In a conversation short names are mostly follow-ups.
            by_name = self._by_name
            named = named or by_name.get(_key(question)) or by_name.get(_key(alone.text))
        if named:
            return self._answer(named, alone, 1.0, Context((question,), named.id), language)
        kind = smalltalk_kind(
            alone.whole,
            names_subject=alone.names_something or bool(alone.levels),
            of_others=speaks_of_documents(alone) or bool(self._book.bodies.named(alone.text)),
            asks=alone.inquires or bool(alone.shapes or alone.units),
            goes_on=leans(alone),
        )
        if kind is not None:
            return _smalltalk(kind, context, language)
        return self._consider(question, alone, context, language)

    def _consider(
        self, question: str, alone: Reading, context: Context, language: Language
    ) -> Reply:
        """The reply to a complaint or a question of the documents."""
        first = rank(self._book, alone)
        if not leans(alone) and is_plain_complaint(alone, first.confidence, first.best[0].score):
            return _complaint(first, language)
        after = self.entries.get(context.entry_id)
        understood = understand(self._book, Understood(alone, first), context, after)
        reading, ranking, goes_on = understood.reading, understood.ranking, understood.goes_on
        if not goes_on and is_complaint(alone, ranking.confidence, ranking.best[0].score):
            return _complaint(ranking, language)
        turns = (*context.questions, question)[-_TURNS_KEPT:] if goes_on else (question,)
        if not goes_on and _says_nothing(alone, ranking):
            return _smalltalk("unclear", context, language)
        if _is_remark(alone, ranking):
            return _smalltalk("remark", context, language)
        missed = refusal(self._book, reading, ranking)
        if missed and (inner := without_preamble(self._book, understood)):
            reading, ranking, missed = inner.reading, inner.ranking, None
        several = halves(self._book, reading, ranking)
        if missed and len(several) == 1 and not _only_names(reading, ranking):
            if may_be_complaint(reading) and not goes_on:
                return _complaint_or_question(question, ranking, Context(turns), language)
            return _abstain(missed, ranking, Context(turns), language)
        ties = near_ties(ranking, _TIE, _MOST_CHOICES)
        if len(ties) > 1 and _is_bare(reading):
            return _clarify(ties, ranking, Context(turns), language)
        return self._answer_best(several, reading, ranking, turns, language)

    def _answer_best(
        self,
        several: tuple[Entry, ...],
        reading: Reading,
        ranking: Ranking,
        turns: tuple[str, ...],
        language: Language,
    ) -> Reply:
        """The best entry's answer, or several entries' where the question is about them all."""
        best = ranking.best[0].entry
        context = Context(turns, best.id)
        reply = self._answer(best, reading, ranking.confidence, context, language)
        text = answer.write_both(several, reading, language) if len(several) > 1 else ""
        if not text:
            return reply
        sources = tuple(dict.fromkeys(answer.source_of(entry, language) for entry in several))
        ids = tuple(entry.id for entry in several)
        return replace(reply, text=text, sources=sources, entry_ids=ids, criterion=None)

    def best_answer(self, question: str, context: Context) -> tuple[Understood, Reply]:
        """What would be answered if nothing were refused; for learning what to refuse."""
        alone = self._book.read(question)
        after = self.entries.get(context.entry_id)
        first = Understood(alone, rank(self._book, alone))
        understood = understand(self._book, first, context, after)
        reading, ranking = understood.reading, understood.ranking
        several = halves(self._book, reading, ranking)
        turns = (*context.questions, question)
        return understood, self._answer_best(several, reading, ranking, turns, "th")

    def doubts(self, understood: Understood) -> dict[str, float] | None:
        """What speaks for and against the best entry; None where it is surely no answer."""
        reading, ranking = understood.reading, understood.ranking
        if near_miss(self._book, reading, ranking):
            return None
        return doubts(self._book, reading, ranking)

    def _answer(
        self,
        entry: Entry,
        reading: Reading,
        confidence: float,
        context: Context,
        language: Language,
    ) -> Reply:
        # The document has the heading but its text is lost: said plainly, and kept for an editor.
        counts = reading.units and self._book.holds("units", reading.units, entry)
        kind: Kind = "abstain" if entry.missing and not counts else "answer"
        criterion = entry.facets.criterion
        return Reply(
            kind,
            answer.write(entry, reading, language),
            confidence,
            context,
            sources=(answer.source_of(entry, language),),
            entry_ids=(entry.id,),
            see=neighbours(entry, self.entries),
            topic=entry.title,
            criterion=criterion[0] if len(criterion) == 1 else None,
        )


def _by(names: Callable[[Entry], Iterable[str]], entries: Iterable[Entry]) -> dict[str, Entry]:
    """Entries by a name as typed or tapped; names that several have are left out."""
    owners: dict[str, list[Entry]] = {}
    for entry in entries:
        for key in {_key(name) for name in names(entry)} - {""}:
            owners.setdefault(key, []).append(entry)
    return {key: owned[0] for key, owned in owners.items() if len(owned) == 1}


def _key(text: str) -> str:
    return normalise(text).replace(" ", "")


def _smalltalk(kind: str, context: Context, language: Language) -> Reply:
    text = phrase("smalltalk", kind, language=language)
    return Reply("smalltalk", text, 1.0, context, topic=kind)


def _says_nothing(reading: Reading, ranking: Ranking) -> bool:
    """Whether a text has at most one word, which names nothing that could be answered."""
    named = reading.names_something or reading.years or reading.levels or reading.impossible
    told = asks(reading) or ranking.confidence >= weights().answer_from
    return not named and len(reading.words) <= 1 and not (reading.words and told)


def _only_names(reading: Reading, ranking: Ranking) -> bool:
    """Whether a text is hardly more than the number of a criterion, which opens its card."""
    bare = len(reading.criteria) == 1 and len(reading.words) <= 1 and not reading.wants
    return bare and ranking.best[0].entry.facets.criterion == reading.criteria


def _is_remark(reading: Reading, ranking: Ranking) -> bool:
    """Whether a text is said in passing, by its manner, and nothing answers it."""
    named = reading.names_something or reading.years or reading.levels or reading.impossible
    remarked = reading.intents.best == "chatter" and not ranking.confidence >= weights().answer_from
    return remarked and not named and not reading.units


def _abstain(missed: NearMiss, ranking: Ranking, context: Context, language: Language) -> Reply:
    text = phrase("abstain", missed.reason, language=language, **missed.values)
    return Reply("abstain", text, ranking.confidence, context, topic=missed.reason)


def _complaint(ranking: Ranking, language: Language) -> Reply:
    text = phrase("complaint", language=language)
    return Reply("complaint", text, 1.0 - ranking.confidence, Context())


def _is_bare(reading: Reading) -> bool:
    named = reading.names_something or reading.years or reading.levels
    return not named and not reading.parts and not reading.echo and len(reading.words) <= _FEW_WORDS


def _clarify(
    ties: tuple[Entry, ...], ranking: Ranking, context: Context, language: Language
) -> Reply:
    offered = choices(ties)
    lines = [phrase("clarify", language=language), *(f"• {choice.question}" for choice in offered)]
    ids = tuple(entry.id for entry in ties)
    text = "\n".join(lines)
    return Reply("clarify", text, ranking.confidence, context, entry_ids=ids, choices=offered)


def _complaint_or_question(
    text: str, ranking: Ranking, context: Context, language: Language
) -> Reply:
    def button(name: str) -> Choice:
        says = phrase("unsure", f"{name}_says", language=language, text=text)
        return Choice(phrase("unsure", name, language=language), says)

    asked = phrase("unsure", "text", language=language)
    offered = (button("report"), button("ask"))
    return Reply("clarify", asked, ranking.confidence, context, choices=offered, topic="complaint")
