"""Provinces, districts and subdistricts by DOPA code and by name, out of the package geothai.

A code tells its level by its length (2, 4, 6 digits) and its parent by its beginning. Everything
loads on first use, in about a tenth of a second.
"""

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import geothai

from thai.normalise import fold, normalise

BANGKOK_CODE = "10"
LEVELS = PROVINCE, DISTRICT, SUBDISTRICT = 2, 4, 6  # digits of a code

_DISTRICT_WORD = re.compile(r"^เขต(?=.)")
_NOTE = re.compile(r"\s*\(.*\)$")
# One romanisation for the common ones: Jatujak and Chatuchak, Sathorn and Sathon.
_SOUNDS = (
    (re.compile(r"(?<=[kpt])h"), ""),
    (re.compile(r"ch|j"), "c"),
    (re.compile(r"ee"), "i"),
    (re.compile(r"oo"), "u"),
    (re.compile(r"or(?=n)"), "o"),
    (re.compile(r"mue?ang"), "mang"),
)
_TWICE = re.compile(r"(.)\1+")
_NO_LETTERS = re.compile("[^a-z]")


@dataclass(frozen=True, slots=True)
class Area:
    """A province, district or subdistrict in force. `postcodes` only of subdistricts."""

    code: str
    name: str
    english: str
    postcodes: tuple[str, ...] = ()


Index = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    areas: Mapping[str, Area]
    thai: Mapping[int, Index]
    postcodes: Index
    children: Index


def area(code: str) -> Area | None:
    """Return the area of that code, None where no area in force has it."""
    return _gazetteer().areas.get(code)


def children(code: str = "") -> tuple[str, ...]:
    """Return the codes of the districts of a province, or so on; of "" all provinces."""
    return _gazetteer().children.get(code, ())


def named(level: int, key: str) -> tuple[str, ...]:
    """Return the codes at that level whose name has this `thai_key`."""
    return _gazetteer().thai[level].get(key, ())


def named_in_english(level: int, key: str) -> tuple[str, ...]:
    """Return the codes at that level whose English name has this `english_key`."""
    return _english()[level].get(key, ())


def keys(level: int) -> Iterable[str]:
    """Return every `thai_key` of that level."""
    return _gazetteer().thai[level].keys()


def of_postcode(postcode: str) -> tuple[str, ...]:
    """Return the codes of the subdistricts that have this postcode."""
    return _gazetteer().postcodes.get(postcode, ())


def names(code: str) -> tuple[str, str, str]:
    """Return (province, district, subdistrict) of a code, empty below its level.

    Raises:
        KeyError: no area in force has the code.
    """
    known = _gazetteer().areas
    found = [known[code[:level]].name for level in LEVELS if level <= len(code)]
    province, district, subdistrict = (*found, "", "")[:3]
    return province, district, subdistrict


def thai_key(name: str) -> str:
    """Return one key for all spellings that sound alike, spaces and ฯ left out."""
    plain = normalise(name).replace("ฏ", "ฎ")
    return fold(plain).translate(_LEFT_OUT)


def english_key(name: str) -> str:
    """Return one key for the common romanisations of a name; empty without Latin letters."""
    key = _NO_LETTERS.sub("", name.lower())
    for pattern, sound in _SOUNDS:
        key = pattern.sub(sound, key)
    return _TWICE.sub(r"\1", key)


_LEFT_OUT = {ord(letter): None for letter in " .ฯ"}


@functools.cache
def _gazetteer() -> _Gazetteer:
    areas = {each.code: each for each in _read()}
    return _Gazetteer(
        areas=areas,
        thai={
            level: _index(
                (thai_key(a.name), a.code) for a in areas.values() if len(a.code) == level
            )
            for level in LEVELS
        },
        postcodes=_index((p, a.code) for a in areas.values() for p in a.postcodes),
        children=_index((code[:-2], code) for code in areas),
    )


@functools.cache
def _english() -> Mapping[int, Index]:
    # Apart: most addresses are Thai, and reading one should not wait for this.
    everything = _gazetteer().areas.values()
    return {
        level: _index((english_key(a.english), a.code) for a in everything if len(a.code) == level)
        for level in LEVELS
    }


def _read() -> Iterable[Area]:
    for province in geothai.provinces():
        yield Area(province.code, province.name_th, province.name_en)
        for district in geothai.districts(province.code):
            yield Area(district.code, _plain(district.name_th), district.name_en)
            for each in geothai.subdistricts(district.code):
                yield Area(each.code, _plain(each.name_th), each.name_en, each.postal_codes)


def _plain(name: str) -> str:
    return _NOTE.sub("", _DISTRICT_WORD.sub("", name))


def _index(pairs: Iterable[tuple[str, str]]) -> Index:
    found: dict[str, list[str]] = {}
    for key, code in pairs:
        found.setdefault(key, []).append(code)
    return {key: tuple(codes) for key, codes in found.items()}
