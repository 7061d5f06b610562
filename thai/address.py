"""Reads an address as messengers and people write it: province, district, subdistrict.

What the text names (`thai.address_mentions`) and its postcode are weighed against each other: an
area gains by every part of the text that agrees with it, so a name that five provinces share is
settled by its province, and a missing district is found from its subdistrict.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from thai.address_mentions import BARE, PLAIN, Mention, mentions
from thai.areas import DISTRICT, PROVINCE, SUBDISTRICT, names, of_postcode
from thai.normalise import normalise

BANGKOK = "กรุงเทพมหานคร"

_POSTCODE = re.compile(r"(?<![\d/.-])[1-9]\d{4}(?![\d/.-])")
# What speaks for a district beside its own name.
_BY_SUBDISTRICT, _BY_BARE_SUBDISTRICT, _BY_PROVINCE, _BY_POSTCODE = 3.0, 1.0, 2.5, 2.0
_ENOUGH = 2.4  # a bare name alone is less; with its province, its postcode or its word it is this


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address that name an area; empty where they are not told.

    `code` is the DOPA code of the smallest of them. `doubts` are the parts (province, district,
    subdistrict, postcode) that the text names but that do not fit the rest of it.
    """

    province: str = ""
    district: str = ""
    subdistrict: str = ""
    code: str = field(default="", compare=False)
    doubts: tuple[str, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        """The areas with their words, small to large: แขวง/เขต in Bangkok, ต./อ./จ. elsewhere."""
        words = ("แขวง", "เขต", "") if self.province == BANGKOK else ("ต.", "อ.", "จ.")
        parts = (self.subdistrict, self.district, self.province)
        return " ".join(word + part for word, part in zip(words, parts, strict=True) if part)


def read_address(text: str) -> Address:
    """Return the areas that `text` tells, completed and checked against each other."""
    plain = normalise(text)
    if not plain:
        return Address()
    told = _Told(mentions(plain), _postcode_districts(plain))
    code = told.subdistrict(told.district()) or told.province()
    return of_code(code, told.doubts(code)) if code else Address()


def of_code(code: str, doubts: tuple[str, ...] = ()) -> Address:
    """Return the address of an area in force. Raises KeyError where there is none of that code."""
    return Address(*names(code), code=code, doubts=doubts)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a text tells: its mentions and the subdistricts of its postcodes."""

    mentions: Sequence[Mention]
    postcode: frozenset[str]

    def district(self) -> str:
        """Return the code of the district most things speak for, empty where none or several."""
        scores = {code: self._score(code) for code in self._candidates()}
        best = max((score for score, _ in scores.values()), default=0.0)
        if best < _ENOUGH:
            return ""
        # Addresses run from small to large: of two districts as good, the one told last.
        winners = [code for code, (score, _) in scores.items() if score == best]
        last = max(scores[code][1] for code in winners)
        winners = [code for code in winners if scores[code][1] == last]
        return winners[0] if len(winners) == 1 else ""

    def subdistrict(self, district: str) -> str:
        """Return the subdistrict told of that district, else the district itself."""
        inside = [
            (mention.weight, mention.at, code)
            for mention in self._of(SUBDISTRICT)
            for code in mention.codes
            if district and code.startswith(district)
        ]
        return max(inside)[2] if inside else district

    def province(self) -> str:
        """Return the code of the province told most plainly and last, else the postcode's."""
        told = [(m.weight, m.at, m.codes[0]) for m in self._of(PROVINCE) if m.weight >= BARE]
        if told:
            return max(told)[2]
        # A number alone says nothing; beside a district of several provinces it does.
        shared = {code[:PROVINCE] for code in self.postcode} if self.mentions else set()
        return shared.pop() if len(shared) == 1 else ""

    def doubts(self, code: str) -> tuple[str, ...]:
        """Return which parts of the text speak of somewhere else than `code`."""
        parts = {"province": PROVINCE, "district": DISTRICT, "subdistrict": SUBDISTRICT}
        doubtful = [name for name, level in parts.items() if self._is_elsewhere(level, code)]
        if self.postcode and not any(_fits(each, code) for each in self.postcode):
            doubtful.append("postcode")
        return tuple(doubtful)

    def _is_elsewhere(self, level: int, code: str) -> bool:
        plain = [mention for mention in self._of(level) if mention.weight == PLAIN]
        return any(not any(_fits(each, code) for each in mention.codes) for mention in plain)

    def _candidates(self) -> set[str]:
        small = (code for m in self.mentions if m.level != PROVINCE for code in m.codes)
        return {code[:DISTRICT] for code in small}

    def _score(self, district: str) -> tuple[float, int]:
        own = self._best(DISTRICT, district)
        part = self._best(SUBDISTRICT, district)
        whole = self._best(PROVINCE, district)
        score = own[0] + whole[0] * _BY_PROVINCE / PLAIN
        if part[0]:
            score += _BY_SUBDISTRICT if part[0] > BARE else _BY_BARE_SUBDISTRICT
        if any(code.startswith(district) for code in self.postcode):
            score += _BY_POSTCODE
        return score, own[1]

    def _best(self, level: int, district: str) -> tuple[float, int]:
        fitting = (
            (mention.weight, mention.at)
            for mention in self._of(level)
            if any(_fits(code, district) for code in mention.codes)
        )
        return max(fitting, default=(0.0, -1))

    def _of(self, level: int) -> Iterable[Mention]:
        return (mention for mention in self.mentions if mention.level == level)


def _fits(code: str, other: str) -> bool:
    return code.startswith(other) or other.startswith(code)


def _postcode_districts(text: str) -> frozenset[str]:
    return frozenset(
        code for match in _POSTCODE.finditer(text) for code in of_postcode(match.group())
    )
