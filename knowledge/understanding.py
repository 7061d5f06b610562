"""Whether a question is understood by itself or with the turn before, whichever reads better."""

from __future__ import annotations

from dataclasses import dataclass, replace

from knowledge.context import (
    carried,
    completes,
    leans,
    moves,
    names_only_year,
    substitutes,
)
from knowledge.entry import Entry
from knowledge.gist import after_preambles
from knowledge.near_miss import near_miss
from knowledge.ranking import Ranking
from knowledge.reading import Reading
from knowledge.refusal import doubts, rank_held, refusal
from knowledge.reply import Context
from knowledge.signals import SignalBook
from thai.normalise import fold

# A question answered this surely by itself needs the turn before only if it is a mere fragment, of
# so many words, which what the turn before leads to holds as well.
_SURE = 0.8
_FRAGMENT = 2
# More words than these ask something by themselves.
_FEW = 4
_CLEAR = 0.6  # by how much one entry must fit better than those of other subjects
_OWN_WORDS = 0.7
_EQUAL = 0.1
_TOLD = 0.5  # share of a question's words from which an entry tells of them
_TIE = 0.3
_READS_WELL = 0.95
_BETTER = 2.0  # score by which another spelling must fit better


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as understood, with what fits it; ``goes_on`` where the turn before counts."""

    reading: Reading
    ranking: Ranking
    goes_on: bool = False


def understand(
    book: SignalBook, alone: Understood, context: Context, after: Entry | None
) -> Understood:
    """The question alone or carried on; ``after`` is the entry that was answered just before."""
    if not context.questions:
        return alone
    before = book.read(context.questions[0])
    for question in context.questions[1:]:
        before = carried(book.read(question), before)
    if after is not None:
        before = _in_focus(_of_another_body(book, alone.reading, before), after)
    swapped = after is not None and _swaps(book, alone.reading, before, after)
    if after is not None and swapped:
        before = _comparable(book, before, after)
    if _stands_alone(alone.reading, before):
        return alone
    together = carried(alone.reading, before)
    ranking = rank_held(book, together, after, swapped=swapped)
    carried_on = Understood(together, ranking, goes_on=True)
    return carried_on if _goes_on(book, alone, before, carried_on) else alone


def respelt(book: SignalBook, question: str, plain: Understood) -> Understood:
    """A question as its likeliest words, where that is answered for sure and reads better."""
    if plain.ranking.confidence >= _READS_WELL and not plain.ranking.terms["slips"]:
        return plain
    reading = book.reread(question, plain.reading)
    if reading is None:
        return plain
    anew = Understood(reading, rank_held(book, reading))
    if anew.ranking.confidence < _SURE or refusal(book, reading, anew.ranking) is not None:
        return plain
    better = anew.ranking.best[0].score - plain.ranking.best[0].score
    if better > _BETTER or refusal(book, plain.reading, plain.ranking) is not None:
        return anew
    return plain


def _swaps(book: SignalBook, question: Reading, before: Reading, after: Entry) -> bool:
    """Whether a question puts a thing that the entry before does not tell of in another's place."""
    own = replace(question, words=tuple(w for w in question.words if w not in question.units))
    by_facet = question.names_something or question.levels or question.years
    return substitutes(question, before) and not by_facet and book.share(own, after) < _TOLD


def _stands_alone(question: Reading, before: Reading) -> bool:
    """Whether a question says too much to be a mere follow-up, and nothing that points back."""
    return len(question.words) > _FEW and not (leans(question) or completes(question, before))


def _in_focus(before: Reading, after: Entry) -> Reading:
    """The question before as of the kind of award that its answer was about, if of one."""
    told = after.facets.award
    particular = len(told) == 1 and any(told[0].startswith(f"{a}_") for a in before.awards)
    return replace(before, awards=told) if particular else before


def _of_another_body(book: SignalBook, question: Reading, before: Reading) -> Reading:
    """The question before without its body's name, where the question names another."""
    if not book.bodies.named(question.text):
        return before
    text = before.text
    for name, _ in book.bodies.named(text):
        text = text.replace(name, " ")
    words = tuple(word for word in before.words if word in text)
    return replace(before, text=text, folded=fold(text), words=words)


def _comparable(book: SignalBook, before: Reading, after: Entry) -> Reading:
    """The question before without the words of the thing that another now stands for."""
    words = book.shared((*before.words, *before.echo), after)
    return replace(before, words=words, echo=(), folded=" ".join(map(fold, words)), echo_folded="")


def without_preamble(book: SignalBook, alone: Understood) -> Understood | None:
    """What a question is after a preamble of its own, where that is answered for sure.

    A preamble may name what keeps the whole from being answered: then it is no preamble.
    """
    if near_miss(book, alone.reading, alone.ranking):
        return None
    for text in after_preambles(alone.reading.text):
        reading = book.read(text)
        ranking = rank_held(book, reading)
        if ranking.confidence >= _SURE and refusal(book, reading, ranking) is None:
            return Understood(reading, ranking)
    return None


def _goes_on(book: SignalBook, alone: Understood, before: Reading, carried_on: Understood) -> bool:
    question, ranking = alone.reading, alone.ranking
    refused = refusal(book, question, ranking) is not None
    # What would have to be asked back about is better understood with the turn before.
    clear = question.names_something or ranking.gap >= _TIE
    answered = ranking.confidence >= _SURE and not refused and clear
    full = len(question.words) > _FEW
    if leans(question) or completes(question, before) or (moves(question) and not full):
        # A full question that only begins as a follow-up does not fail for the turn before.
        own = full and question.names_something
        fails = own or (not names_only_year(question) and _fails(book, carried_on))
        return not (answered and fails)
    if question.names_something and answered:
        return False
    if not refused and refusal(book, carried_on.reading, carried_on.ranking) is not None:
        return False
    surer = carried_on.ranking.confidence - ranking.confidence
    told = book.share(question, carried_on.ranking.best[0].entry)
    if told < _TOLD:
        return len(question.words) < _FRAGMENT and not answered and surer > 0
    if told < book.share(question, ranking.best[0].entry) * _OWN_WORDS:
        return not answered and surer > 0
    if answered and len(question.words) > _FRAGMENT and ranking.gap >= _CLEAR:
        return False
    return surer >= -_EQUAL


def _fails(book: SignalBook, carried_on: Understood) -> bool:
    """Whether a question carried on is refused, or answered without the figure that it wants."""
    reading, ranking = carried_on.reading, carried_on.ranking
    without_figure = doubts(book, reading, ranking)["lacks_measure"] > 0
    return without_figure or refusal(book, reading, ranking) is not None
