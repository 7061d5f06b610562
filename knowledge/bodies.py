"""Public bodies that a question names (กรม…, จังหวัด…), held against the documents' text."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from knowledge.index import Scores
from knowledge.vocabulary import vocabulary
from thai.normalise import fold
from thai.words import is_stopword, tokens
from thai.words import known as is_word

_PREFIX = re.compile(
    r"กรม|จังหวัด|(?<!กฎ)กระทรวง|มหาวิทยาลัย|โรงพยาบาล|รพ\.|เทศบาล|(?<!ส)อบต\.?(?![ะ-๎])|อบจ\.?(?![ะ-๎])|สถาบัน|ธนาคาร|กองทัพ|กองทุน|"
    r"สำนักงาน|การไฟฟ้า|การประปา|การรถไฟ|การท่องเที่ยว|ศาล"
)
_LONGEST_NAME = 4
_KEPT = 256  # texts last searched: one turn asks for the same several times
# Initials, which stand for the whole name with or without its first word: สบส, กรมสบส.
_INITIALS = re.compile("[ก-ฮ]{3,5}")
_ALONE = re.compile("(?<![ก-๙])[ก-ฮ]{3,5}(?![ก-๙])")


class Bodies:
    """Finds named bodies and the entries that speak of them."""

    def __init__(self, texts: Sequence[str], told: Sequence[str]) -> None:
        """``texts`` hold all that is normalised of each entry, ``told`` without ways of asking."""
        self._texts = [fold(text) for text in texts]
        self._all = "\n".join(self._texts)
        self._initials = {
            word for text in texts for word in _ALONE.findall(text) if not is_word(word)
        }
        self._told = "\n".join(map(fold, told))
        # No lru_cache: over a method of its own it would keep a replaced engine alive in a cycle.
        self._found: dict[str, tuple[tuple[str, bool], ...]] = {}

    def named(self, text: str) -> tuple[tuple[str, bool], ...]:
        """Bodies named in a normalised text, each with whether the documents know it."""
        found = self._found.get(text)
        if found is None:
            if len(self._found) >= _KEPT:
                self._found.clear()
            found = self._found[text] = self._find(text)
        return found

    def _find(self, text: str) -> tuple[tuple[str, bool], ...]:
        starts = _starts(text)
        bodies = [
            body
            for match in _PREFIX.finditer(text)
            # "บุคลากร|มี" holds no กรม.
            if match.end() - 1 not in starts and (body := self._body(text, match)) is not None
        ]
        return tuple(bodies or self._places(text))

    def _places(self, text: str) -> list[tuple[str, bool]]:
        """Provinces and cities by their bare names."""
        named = [word for word in tokens(text) if word in vocabulary().places]
        return [(place, fold(place) in self._told) for place in named]

    def _body(self, text: str, match: re.Match[str]) -> tuple[str, bool] | None:
        rest = tokens(text[match.end() : match.end() + 40].split(" ", maxsplit=1)[0])
        if (
            not rest
            or rest[0] in vocabulary().no_names
            or is_stopword(rest[0])
            or not _is_thai(rest[0])
        ):
            return None
        short = _INITIALS.match(text, match.end())
        if short and short[0] in self._initials:
            return short[0], True
        acts = vocabulary().acts
        longest = next((n for n, word in enumerate(rest) if n and word in acts), _LONGEST_NAME)
        names = [
            match.group() + "".join(rest[:count])
            for count in range(1, min(len(rest), longest, _LONGEST_NAME) + 1)
        ]
        told = [name for name in names if fold(name) in self._told]
        # In a way of asking a verb may follow: of a name that stands there alone, the shortest.
        asked = (name for name in names if fold(name) in self._all)
        known = told[-1] if told else next(asked, "")
        return (known, True) if known else (names[0], False)

    def abbreviates(self, short: str) -> bool:
        """Whether an abbreviation (``ก.พ.ร.``) is everyone's or stands in the documents."""
        bare = short.replace(".", "")
        return short in vocabulary().abbreviations or any(
            fold(form) in self._all for form in (short, short.rstrip("."), f"{bare}.")
        )

    def speaking_of(self, body: str) -> Scores:
        """1 for each entry whose text names the body."""
        key = fold(body)
        return np.array([key in text for text in self._texts], np.float32)

    def speaks_in(self, place: int, body: str) -> bool:
        """Whether the text at a place names the body."""
        return fold(body) in self._texts[place]


def _starts(text: str) -> set[int]:
    """Where the words of a text begin."""
    starts, place = set(), 0
    for word in tokens(text):
        place = text.find(word, place)
        starts.add(place)
        place += len(word)
    return starts


def _is_thai(word: str) -> bool:
    return "\u0e00" <= word[0] <= "\u0e7f"
