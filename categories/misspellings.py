"""Phrases recognised although misspelt: alike to the ear, or a letter or two away (rapidfuzz)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz import fuzz, process

from categories.tokens import Token
from thai import words
from thai.normalise import fold

LEAST = 5  # folded letters: anything shorter is near too many words
ALIKE = 84.0  # rapidfuzz similarity, 0-100, from which a Thai phrase is recognised
ALIKE_LATIN = 90.0  # English words differ from each other by less
SLACK = 1  # letters by which a misspelling may be longer or shorter than the phrase
REACH = 2  # neighbouring words that the misspelling may have been broken into, each side
MOST = 4  # strange words looked at in one text: a text full of names must not take long


class Misspellings:
    """Finds the known phrase that a word and its neighbours were meant to be."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_sound: dict[str, str] = {}
        by_length: defaultdict[int, list[str]] = defaultdict(list)
        for phrase in phrases:
            sound = fold(phrase)
            if len(sound) >= LEAST and sound not in self._by_sound:
                self._by_sound[sound] = phrase
                by_length[len(sound)].append(sound)
        self._by_length = dict(by_length)

    def find(self, tokens: Sequence[Token]) -> Iterator[tuple[str, int, int]]:
        """(phrase, start, end) where words sound like a phrase, or a strange one nearly does."""
        sounds = [fold(token.word) for token in tokens]
        free, looked = 0, 0
        for place, token in enumerate(tokens):
            if place < free:
                continue
            found = self._same_sound(tokens, sounds, place)
            if not found and looked < MOST and _is_strange(token.word):
                looked += 1
                found = self._nearest(tokens, sounds, place, free)
            if found:
                phrase, first, last = found
                yield phrase, tokens[first].start, tokens[last].end
                free = last + 1

    def _same_sound(
        self, tokens: Sequence[Token], sounds: Sequence[str], place: int
    ) -> tuple[str, int, int] | None:
        for last in reversed(_reach(tokens, place)):
            if phrase := self._by_sound.get("".join(sounds[place : last + 1])):
                return phrase, place, last
        return None

    def _nearest(
        self, tokens: Sequence[Token], sounds: Sequence[str], place: int, free: int
    ) -> tuple[str, int, int] | None:
        best, likest = None, 0.0
        for first in range(max(place - REACH, free), place + 1):
            for last in _reach(tokens, first):
                if last >= place:
                    found = self._likest("".join(sounds[first : last + 1]))
                    if found and found[1] > likest:
                        best, likest = (self._by_sound[found[0]], first, last), found[1]
        return best

    def _likest(self, sound: str) -> tuple[str, float, int] | None:
        if len(sound) < LEAST:
            return None
        lengths = range(len(sound) - SLACK, len(sound) + SLACK + 1)
        near = [candidate for each in lengths for candidate in self._by_length.get(each, ())]
        cutoff = ALIKE_LATIN if sound.isascii() else ALIKE
        return process.extractOne(sound, near, scorer=fuzz.ratio, score_cutoff=cutoff)


def _is_strange(word: str) -> bool:
    """Not a word, or so short that it may be a splinter of a misspelt one."""
    return not words.known(word) or (len(word) <= 2 and not words.is_stopword(word))


def _reach(tokens: Sequence[Token], first: int) -> range:
    """The last tokens of the runs that begin at `first` with nothing in between."""
    last = first
    while (
        last < min(first + 2 * REACH, len(tokens) - 1)
        and tokens[last].end == tokens[last + 1].start
    ):
        last += 1
    return range(first, last + 1)
