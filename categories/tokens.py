"""The words of a text together with where they stand in it."""

from dataclasses import dataclass

from thai import words


@dataclass(frozen=True, slots=True)
class Token:
    """A word at text[start:end]."""

    word: str
    start: int
    end: int


def located(text: str) -> list[Token]:
    """The tokens of a *normalised* text, in order; the gaps between them are spaces and signs."""
    tokens: list[Token] = []
    place = 0
    for word in words.tokens(text):
        start = text.find(word, place)
        if start >= 0:
            place = start + len(word)
            tokens.append(Token(word, start, place))
    return tokens
