"""Which of the concepts of a text is what its writer wants fixed, by precedence.yml."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Self

import yaml

from categories.concepts import Mention

PRECEDENCE_FILE = Path(__file__).with_name("precedence.yml")
NOTHING: Mapping[str, Iterable[str]] = MappingProxyType({})


class Precedence:
    """The rules.

    background: concepts that step back before any other. beside: concept -> those that step back
    before it. places: concepts that only say where when a word of `after` stands before them.
    """

    def __init__(
        self,
        background: Iterable[str] = (),
        beside: Mapping[str, Iterable[str]] = NOTHING,
        places: Iterable[str] = (),
        after: Iterable[str] = (),
    ) -> None:
        self.background = frozenset(background)
        self.beside = {concept: frozenset(others) for concept, others in beside.items()}
        self.places = frozenset(places)
        self._after = tuple(after)
        self._reach = max(map(len, self._after), default=0) + 1

    @classmethod
    def load(cls, path: Path = PRECEDENCE_FILE) -> Self:
        """The rules of the file."""
        return cls(**yaml.safe_load(path.read_text(encoding="utf-8")))

    def foremost(self, text: str, mentions: Sequence[Mention]) -> list[str]:
        """The concepts that may be what the writer wants fixed; empty where none is concrete."""
        concrete = [each for each in mentions if each.concept not in self.background]
        things = {each.concept for each in concrete if not self._is_place(text, each)}
        things = things or {each.concept for each in concrete}
        behind = {other for thing in things for other in self.beside.get(thing, ())}
        kept = (things - behind) or things
        return [each for each in dict.fromkeys(m.concept for m in concrete) if each in kept]

    def _is_place(self, text: str, mention: Mention) -> bool:
        if mention.concept not in self.places:
            return False
        before = text[max(mention.start - self._reach, 0) : mention.start]
        return before.rstrip().endswith(self._after)
