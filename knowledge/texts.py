"""The texts of an entry, each brought to one spelling and split into words once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.entry import Entry
from thai.normalise import normalise
from thai.words import content_words

# What a word counts by where it stands.
_TITLE, _ASK, _TERM, _ANSWER = 2.0, 1.0, 1.5, 0.5


@dataclass(frozen=True, slots=True)
class Text:
    """A normalised text with its content words as written, and what a word in it counts."""

    normal: str
    words: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class EntryTexts:
    """By what an entry is asked for, and what it tells. The first ``asked`` is the title."""

    asked: tuple[Text, ...]
    terms: tuple[Text, ...]
    told: tuple[Text, ...]

    @property
    def whole(self) -> str:
        """Everything in one normalised text."""
        return " ".join(text.normal for text in (*self.asked, *self.terms, *self.told))

    @property
    def unasked(self) -> str:
        """Everything but the ways of asking in one normalised text."""
        return " ".join(text.normal for text in (self.asked[0], *self.terms, *self.told))


def prepare(entry: Entry) -> EntryTexts:
    """The texts of an entry; the slow part of building the engine."""
    figures = " ".join(f"{figure.name} {figure.unit}" for figure in entry.figures)
    return EntryTexts(
        asked=(_text(entry.title, _TITLE), *(_text(ask, _ASK) for ask in entry.asks)),
        terms=tuple(_text(term, _TERM) for term in entry.terms),
        told=(_text(entry.answer, _ANSWER), _text(figures, _ANSWER)),
    )


def _text(text: str, weight: float) -> Text:
    normal = normalise(text)
    return Text(normal, tuple(content_words(normal)), weight)


def bag(texts: Iterable[Text]) -> Counter[str]:
    """The words of texts as they are written, each with the weight of where it stands."""
    words: Counter[str] = Counter()
    for text in texts:
        for word in text.words:
            words[word] += text.weight  # type: ignore[assignment]
    return words
