"""The answer engine: a question in, a reply out. Built once, read by many threads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from knowledge import answer, cards, replies
from knowledge.bands import Bands
from knowledge.choices import name_of, neighbours
from knowledge.context import leans
from knowledge.corpus import FOLDER, load_corpus
from knowledge.entry import Entry
from knowledge.halves import Half, halves
from knowledge.manner import is_bare, is_remark, only_names, says_nothing
from knowledge.misses import NearMiss
from knowledge.near_miss import near_miss
from knowledge.overview import Overviews
from knowledge.phrases import Language, language_of
from knowledge.places import Place, place_named, step_behind
from knowledge.ranking import Ranking, near_ties
from knowledge.reading import Reading
from knowledge.refusal import doubts, rank_held, refusal
from knowledge.reply import Context, Criterion, Kind, Reply, ResultDimension
from knowledge.routing import (
    is_complaint,
    is_plain_complaint,
    may_be_complaint,
    speaks_of_documents,
    thanks_for_what_is_done,
)
from knowledge.series import Series
from knowledge.signals import SignalBook
from knowledge.smalltalk import smalltalk_kind
from knowledge.understanding import Understood, respelt, understand, without_preamble
from thai.normalise import normalise
from thai.words import warm_up

_TURNS_KEPT = 3
# Entries so near each other are asked back about, at most so many.
_TIE = 0.3
_MOST_CHOICES = 3
# A card, a complaint and a question about many things: what is read on first use is then read.
_WARMING = ("ระบบราชการ 4.0 คืออะไร", "ไฟถนนดับมาสามวันแล้ว", "มิติที่ 1 กับมิติที่ 3 ต่างกันกี่ข้อ")


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
        self._series = Series(self.entries)
        self._bands = Bands(self.entries.values())
        self._criteria = cards.criteria(self.entries.values())
        self.result_dimensions: tuple[ResultDimension, ...] = cards.result_dimensions(
            self.entries.values()
        )
        for question in _WARMING:
            self.ask(question)

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
        key = _key(question)
        if context.questions and _key(context.questions[-1]) == key:
            context = Context()  # asked again, it follows on nothing
        alone = self._book.read(question)
        # Of what was meant: Thai typed on Latin keys is answered in Thai.
        language = language_of(alone.whole)
        in_conversation = bool(context.questions)
        if named := self._named(alone, key, in_conversation=in_conversation):
            return self._answer(named, alone, 1.0, Context((question,), named.id), language)
        if (place := place_named(alone)) is not None:
            if not in_conversation and place.step:
                return replies.smalltalk("unclear", context, language)
            if along := self._along(place, alone, context):
                return self._answer(along, alone, 1.0, Context((along.title,), along.id), language)
        kind = smalltalk_kind(
            alone.whole,
            names_subject=alone.names_something or bool(alone.levels),
            of_others=speaks_of_documents(alone) or bool(self._book.bodies.named(alone.text)),
            asks=alone.inquires or bool(alone.shapes or alone.units),
            goes_on=leans(alone),
        )
        if kind is None and thanks_for_what_is_done(alone):
            kind = "thanks"
        if kind is not None:
            return replies.smalltalk(kind, context, language)
        return self._consider(question, alone, context, language)

    def _along(self, place: Place, question: Reading, context: Context) -> Entry | None:
        """The entry at a place in the row of the one before, where it tells what is wanted."""
        after = self.entries.get(context.entry_id)
        along = self._series.entry_at(place, after, question.levels)
        wanted = [(table, getattr(question, table)) for table in ("wants", "units")]
        told = along and all(self._book.holds(t, values, along) for t, values in wanted if values)
        return along if told else None

    def _step_after(self, question: Reading) -> Entry | None:
        """The step behind the one that a question says is done, where it asks what comes next."""
        done = step_behind(question.text)
        if not done:
            return None
        said = rank_held(self._book, self._book.read(done)).best[0].entry
        return self._series.entry_at(Place(step=1), said)

    def _named(self, alone: Reading, key: str, *, in_conversation: bool) -> Entry | None:
        """The entry that a question opens by its name, if it asks nothing else."""
        named = self._by_title.get(key)
        named = named or self._overviews.asked_for(alone, in_conversation=in_conversation)
        named = named or self._bands.holding(alone)
        if in_conversation:  # There short names are mostly follow-ups.
            return named
        return named or self._by_name.get(key) or self._by_name.get(_key(alone.text))

    def _named_alone(self, question: Reading) -> Entry | None:
        return self._named(question, _key(question.text), in_conversation=False)

    def _consider(
        self, question: str, alone: Reading, context: Context, language: Language
    ) -> Reply:
        """The reply to a complaint or a question of the documents."""
        first = rank_held(self._book, alone)
        if not leans(alone) and is_plain_complaint(alone, first.confidence, first.best[0].score):
            return replies.complaint(first, language)
        plain = Understood(alone, first)
        if not is_complaint(alone, first.confidence, first.best[0].score):
            plain = respelt(self._book, question, plain)
        alone, after = plain.reading, self.entries.get(context.entry_id)
        understood = understand(self._book, plain, context, after)
        reading, ranking, goes_on = understood.reading, understood.ranking, understood.goes_on
        if not goes_on and is_complaint(alone, ranking.confidence, ranking.best[0].score):
            return replies.complaint(ranking, language)
        turns = (*context.questions, question)[-_TURNS_KEPT:] if goes_on else (question,)
        if not goes_on and says_nothing(alone, ranking):
            return replies.smalltalk("unclear", context, language)
        if is_remark(alone, ranking):
            return replies.smalltalk("remark", context, language)
        missed = refusal(self._book, reading, ranking)
        if missed and (inner := without_preamble(self._book, understood)):
            reading, ranking, missed = inner.reading, inner.ranking, None
        several = halves(self._book, self._named_alone, reading, ranking)
        if next_step := self._step_after(reading):
            several, missed = (Half(next_step, reading),), None
        if missed and len(several) == 1 and not only_names(reading, ranking):
            return self._refused(question, alone, understood, turns, missed, language)
        ties = near_ties(ranking, _TIE, _MOST_CHOICES)
        if len(ties) > 1 and is_bare(reading):
            return replies.clarify(ties, ranking, Context(turns), language)
        return self._answer_best(several, reading, ranking, turns, language)

    def _refused(
        self,
        question: str,
        alone: Reading,
        understood: Understood,
        turns: tuple[str, ...],
        missed: NearMiss,
        language: Language,
    ) -> Reply:
        """The reply where no entry may answer."""
        # What is named may be no part of what was spoken of: ขั้นที่ 1 after an award.
        if named := self._overviews.asked_for(alone, in_conversation=False):
            return self._answer(named, alone, 1.0, Context((question,), named.id), language)
        reading, ranking, context = understood.reading, understood.ranking, Context(turns)
        if may_be_complaint(reading) and not understood.goes_on:
            return replies.complaint_or_question(question, ranking, context, language)
        return replies.abstain(missed, ranking, context, language)

    def _answer_best(
        self,
        several: tuple[Half, ...],
        reading: Reading,
        ranking: Ranking,
        turns: tuple[str, ...],
        language: Language,
    ) -> Reply:
        """The best entry's answer, or several entries' where the question is about them all."""
        best = several[0].entry if len(several) == 1 else ranking.best[0].entry
        context = Context(turns, best.id)
        reply = self._answer(best, reading, ranking.confidence, context, language)
        text = answer.write_both(several, reading, language) if len(several) > 1 else ""
        if not text:
            return reply
        entries = [half.entry for half in several]
        sources = tuple(dict.fromkeys(answer.source_of(entry, language) for entry in entries))
        ids = tuple(entry.id for entry in entries)
        return replace(reply, text=text, sources=sources, entry_ids=ids, criterion=None)

    def best_answer(self, question: str, context: Context) -> tuple[Understood, Reply]:
        """What would be answered if nothing were refused; for learning what to refuse."""
        alone = self._book.read(question)
        after = self.entries.get(context.entry_id)
        first = Understood(alone, rank_held(self._book, alone))
        understood = understand(self._book, first, context, after)
        reading, ranking = understood.reading, understood.ranking
        several = halves(self._book, self._named_alone, reading, ranking)
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
