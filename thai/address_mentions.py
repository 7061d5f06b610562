"""Which areas a text names, each with how plainly: with its word, in English, standing alone.

Everyday names (โคราช) and names that are common words (เลย) are listed in area_names.yml.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from rapidfuzz import fuzz, process

from thai.areas import (
    BANGKOK_CODE,
    DISTRICT,
    LEVELS,
    PROVINCE,
    SUBDISTRICT,
    area,
    english_key,
    keys,
    named,
    named_in_english,
    thai_key,
)

# How much a mention weighs: with its word (เขต…, Khet …), standing alone, a common word alone.
PLAIN, BARE, COMMON = 4.0, 1.5, 0.5
FILE = Path(__file__).with_name("area_names.yml")
LIKE_ENOUGH = 84.0  # percent, of a misspelt name to one that there is
LEAST_FUZZY, LEAST_BEGINNING = 4, 6  # letters of a misspelt name, of the beginning of a long one

_BANGKOK_FORMS = re.compile(r"กรุงเทพ|กทม|บางกอก(?![ก-๙])|\bbangkok\b|\bkrung ?thep\b|\bbkk\b")
_WORDS = {
    SUBDISTRICT: r"แขวง|ตำบล|(?<![ก-๙])ต\.|(?<![ก-๙])ต(?= )",
    DISTRICT: r"เขต|กิ่งอำเภอ|อำเภอ|(?<![ก-๙])กิ่ง ?อ\.|(?<![ก-๙])อ\.|(?<![ก-๙])อ(?= )",
    PROVINCE: r"จังหวัด|(?<![ก-๙])จ\.|(?<![ก-๙])จ(?= )",
}
_WORD_BEFORE = re.compile(rf"(?:{'|'.join(_WORDS.values())})[\s.]*$")
_OF_BANGKOK, _OF_PROVINCES = ("แขวง", "เขต"), ("ตำบล", "ต", "อำเภอ", "อ", "กิ่ง")
_AFTER_WORD = {
    level: re.compile(rf"(?:{word})[\s.]*([ก-๙]+(?: [ก-๙]+)?)") for level, word in _WORDS.items()
}
_RUN = re.compile(r"[ก-๙]+")
# What stands before the name of a road or a building, or the number after it, is no area.
_NO_AREA_BEFORE = re.compile(
    r"(?:ถนน|ถ\.?|ซอย|ซ\.?|หมู่บ้าน|หมู่|บ้าน|วัด|โรงเรียน|รร\.?|ตลาด|สถานี|แยก|คลอง|สะพาน|โครงการ|คอนโด"
    r"|ห้าง|ร้าน|สวน|ชุมชน|มหาวิทยาลัย|โรงพยาบาล|รพ\.?)\s*$"
)
_NUMBER_AFTER = re.compile(r"\s*\d{1,3}(?![\d/])|\s*ซ(?:อย|\.)")
_LATIN = re.compile(r"[a-z][a-z'-]*")
_ENGLISH_BEFORE = {
    "khwaeng": SUBDISTRICT,
    "tambon": SUBDISTRICT,
    "tambol": SUBDISTRICT,
    "khet": DISTRICT,
    "amphoe": DISTRICT,
    "amphur": DISTRICT,
    "changwat": PROVINCE,
}
_ENGLISH_AFTER = {"subdistrict": SUBDISTRICT, "district": DISTRICT, "province": PROVINCE}
_MOST_ENGLISH_WORDS = 5
_ROAD = re.compile(r"(?:road|rd|street|st|soi|alley|lane|bts|mrt|station|school|market)\b")


@dataclass(frozen=True, slots=True)
class Mention:
    """One name in the text: the codes it may mean, where it stands, how much it weighs."""

    level: int
    codes: tuple[str, ...]
    at: int
    weight: float


def mentions(text: str) -> list[Mention]:
    """Return every area that the normalised `text` names."""
    found = [*_bangkok(text), *_with_words(text), *_bare(text)]
    if _LATIN.search(text):
        found += _english(text)
    return found


def _bangkok(text: str) -> Iterator[Mention]:
    for match in _BANGKOK_FORMS.finditer(text):
        yield Mention(PROVINCE, (BANGKOK_CODE,), match.start(), PLAIN)


def _with_words(text: str) -> Iterator[Mention]:
    for level in LEVELS:
        for match in _AFTER_WORD[level].finditer(text):
            codes = codes_of(level, match.group(1))
            if not codes and level == DISTRICT and match.group(1).startswith("เมือง"):
                codes = seats()
            if codes:
                yield Mention(
                    level, _where_word_is_used(match.group(), codes), match.start(), PLAIN
                )


def _where_word_is_used(words: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    bangkok = words.startswith(_OF_BANGKOK)
    if not bangkok and not words.startswith(_OF_PROVINCES):
        return codes
    fitting = tuple(code for code in codes if code.startswith(BANGKOK_CODE) == bangkok)
    return fitting or codes  # people mix the words up


@functools.lru_cache(maxsize=4096)
def codes_of(level: int, run: str) -> tuple[str, ...]:
    """Return what the run of Thai letters after an area's word names at that level.

    The run may go on after the name, be misspelt, or be only the beginning of a long name.
    """
    key = thai_key(run)
    found = next((c for end in range(len(key), 1, -1) if (c := named(level, key[:end]))), ())
    if found:
        return _exact(found, run)
    first = thai_key(run.partition(" ")[0])
    return _beginning(level, first) or _misspelt(level, first)


def _exact(codes: tuple[str, ...], run: str) -> tuple[str, ...]:
    # Of names that only sound alike, the one as it is written.
    plain = run.replace(" ", "")
    exact = tuple(c for c in codes if (known := area(c)) and plain.startswith(known.name))
    return exact or codes


def _beginning(level: int, key: str) -> tuple[str, ...]:
    if len(key) < LEAST_BEGINNING:
        return ()
    longer = [each for each in keys(level) if each.startswith(key)]
    return named(level, longer[0]) if len(longer) == 1 else ()


def _misspelt(level: int, key: str) -> tuple[str, ...]:
    if len(key) < LEAST_FUZZY:
        return ()
    near = process.extractOne(key, keys(level), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH)
    return named(level, near[0]) if near else ()


@functools.cache
def seats() -> tuple[str, ...]:
    """Return the codes of every district of a provincial seat: what อ.เมือง may mean."""
    return tuple(
        province.code + "01"
        for province in map(area, _province_codes())
        if province is not None and province.code != BANGKOK_CODE
    )


def _province_codes() -> Iterator[str]:
    for key in keys(PROVINCE):
        yield from named(PROVINCE, key)


def _bare(text: str) -> Iterator[Mention]:
    for match in _RUN.finditer(text):
        run, alone = match.group(), match.group() == text
        if not alone and _is_of_something_else(text, match):
            continue
        weight = COMMON if run in _said().common_words else BARE
        # Spelt exactly: some names are nearly common words.
        found = [
            (level, tuple(c for c in _named(level, run) if alone or _is_exactly(c, run)))
            for level in LEVELS
        ]
        largest = list(_largest(found))
        # All that was written: ขอนแก่น alone is the province, not a village of that name.
        for level, codes in largest[:1] if alone else largest:
            yield Mention(level, codes, match.start(), PLAIN if alone else weight)


def _largest(found: Iterable[tuple[int, tuple[str, ...]]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Leave out areas that lie in one of the same name: จตุจักร alone is the district."""
    larger: tuple[str, ...] = ()
    for level, codes in found:
        apart = tuple(code for code in codes if not (larger and code.startswith(larger)))
        larger += apart
        if apart:
            yield level, apart


def _is_of_something_else(text: str, match: re.Match[str]) -> bool:
    if _NO_AREA_BEFORE.search(text, 0, match.start()) or _WORD_BEFORE.search(
        text, 0, match.start()
    ):
        return True
    return bool(_NUMBER_AFTER.match(text, match.end())) and not _named(PROVINCE, match.group())


def _named(level: int, run: str) -> tuple[str, ...]:
    everyday = _said().everyday.get(run, "")
    return (everyday,) if len(everyday) == level else _exact(named(level, thai_key(run)), run)


def _is_exactly(code: str, run: str) -> bool:
    known = area(code)
    return run in _said().everyday or (known is not None and known.name == run)


@dataclass(frozen=True, slots=True)
class _Said:
    everyday: Mapping[str, str]
    english: Mapping[str, str]
    common_words: frozenset[str]


@functools.cache
def _said() -> _Said:
    read = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    english = {english_key(name): code for name, code in read["english"].items()}
    return _Said(read["everyday"], english, frozenset(read["common_words"]))


def _english(text: str) -> Iterator[Mention]:
    words = list(_LATIN.finditer(text))
    at = 0
    while at < len(words):
        size = next(
            (n for n in range(_MOST_ENGLISH_WORDS, 0, -1) if _english_codes(words, at, n)), 0
        )
        if size:
            yield from _english_mentions(words, at, size)
        at += size or 1


def _english_codes(
    words: list[re.Match[str]], at: int, size: int
) -> list[tuple[int, tuple[str, ...]]]:
    if at + size > len(words):
        return []
    key = english_key("".join(word.group() for word in words[at : at + size]))
    everyday = _said().english.get(key)
    if everyday:
        return [(len(everyday), (everyday,))]
    return [(level, codes) for level in LEVELS if (codes := named_in_english(level, key))]


def _english_mentions(words: list[re.Match[str]], at: int, size: int) -> Iterator[Mention]:
    before = words[at - 1].group() if at else ""
    after = words[at + size].group() if at + size < len(words) else ""
    if _ROAD.match(after) or _ROAD.match(before):
        return
    told = _ENGLISH_BEFORE.get(before) or _ENGLISH_AFTER.get(after)
    fitting = [each for each in _english_codes(words, at, size) if told in {None, each[0]}]
    for level, codes in _largest(fitting):
        yield Mention(level, codes, words[at].start(), PLAIN if told else BARE)
