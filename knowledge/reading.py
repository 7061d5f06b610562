"""What a question names: criterion numbers, levels, years, awards, what is wanted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.vocabulary import vocabulary
from thai.keyboard import repair
from thai.normalise import fold, normalise
from thai.numbers import buddhist_years, digits_for_words
from thai.words import content_words, is_stopword, tokens

# Latin terms worth recognising when typed on Thai keys.
_LATIN_TERMS = frozenset(
    {"pmqa", "kpi", "basic", "advance", "significance", "unpsa", "traffy", "fondue", "opdc"}
)
_CRITERION = re.compile(
    r"(?<![\d.,])([1-7])\s?[.,·]\s?([1-6])(?![\d%]|[.,]\d|\s?(?:%|ล้าน|พัน|บาท|คะแนน|ชั่วโมง))"
)
_CATEGORY_ITEM = re.compile(
    r"หมวด(?:ที่)?\s*([1-7])\s*(?:ข้อ|มิติ|ประเด็น|หัวข้อ)(?:ย่อย)?(?:ที่)?\s*([1-6])(?![\d.])"
)
_GLUED = re.compile(r"(?:มิติ|ข้อ|เกณฑ์)(?:ที่)?\s*([1-7])([1-6])(?![\d.%])")
_CATEGORY = re.compile(
    r"(?:หมวด(?:ที่)?|category|cat\.?)\s*([1-7](?:\s*(?:,|และ|กับ|-|ถึง)\s*(?:หมวด)?\s*[1-7])*)(?![\d.]\d|\d)"
)
_DIMENSION = re.compile(r"มิติ(?:ที่)?\s*([1-3])(?![\d.,]\d|\d)")
_NUMBERED = re.compile(
    r"(ขั้นตอน|ขั้น|แบบฟอร์ม|ฟอร์ม|form|รอบ|step|ข้อ|มิติ|ด้าน|ประเภท|กรณี)(?:การประเมิน)?(?:ที่|หมายเลข|เลข|เลขที่)?\s*(\d{1,2})(?![\d.,]\d|\d|\s*(?:ขั้น|รอบ|ข้อ|ปี|ด้าน|ประเภท|มิติ))"
)
_NUMBERED_KIND = {"ขั้น": "step", "ขั้นตอน": "step", "step": "step", "ฟอร์ม": "form", "แบบฟอร์ม": "form",
                  "form": "form", "รอบ": "round", "ข้อ": "item", "มิติ": "dimension", "ด้าน": "item",
                  "ประเภท": "item", "กรณี": "item"}  # fmt: skip
_NAMED_CRITERION = re.compile(r"(?:มิติ|ข้อ|เกณฑ์|criterion)(?:ที่)?\s*(\d\.\d)(?![\d.])")
_NAMED_CATEGORY = re.compile(r"หมวด(?:ที่)?\s*(0|[89]|[1-9]\d)(?![\d.])")
_LATIN = re.compile(r"[a-z][a-z-]+")
# "e service" and "e payment" are one word with a hyphen in the documents.
_SPLIT_E = re.compile(r"(?<![a-z])e\s(?=[a-z]{4})")
_HOW_MANY = re.compile(r"(?<!เ)กี่")
_COUNTED = re.compile(r"\d[\d,.]*")
_PERCENT = "ร้อยละ"
_PERCENT_TOLD = re.compile(r"ร้อยละ\s*\d|\d\s*%")
_COUNTING_STOPWORDS = frozenset({"ตัว", "เรื่อง"})
_ITEMS_OF_CATEGORY = {1: 4, 2: 4, 3: 4, 4: 4, 5: 4, 6: 4, 7: 6}


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as understood. Tuples keep the order in which things were named."""

    text: str
    folded: str
    words: tuple[str, ...]
    criteria: tuple[str, ...] = ()
    categories: tuple[int, ...] = ()
    levels: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    awards: tuple[str, ...] = ()
    dimensions: tuple[int, ...] = ()
    numbered: tuple[tuple[str, int], ...] = ()
    wants: tuple[str, ...] = ()
    shapes: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    impossible: tuple[str, ...] = ()
    echo: tuple[str, ...] = ()
    echo_folded: str = ""
    latin: tuple[str, ...] = ()

    @property
    def names_something(self) -> bool:
        """Whether the question names a subject of the documents by number or name."""
        return bool(
            self.criteria or self.categories or self.awards or self.dimensions or self.numbered
        )


def clean(question: str) -> str:
    """The question in one spelling, layout repaired, number words as digits."""
    # The layout is judged before lower-casing, because shift makes other Thai letters.
    text = digits_for_words(normalise(repair(question.strip(), _LATIN_TERMS)))
    return _SPLIT_E.sub("e-", text)


def read(question: str) -> Reading:
    """What the question names and wants."""
    known = vocabulary()
    text = clean(question)
    folded = fold(text)
    criteria = _criteria(text)
    return Reading(
        text=text,
        folded=folded,
        words=canonical_words(text),
        criteria=criteria,
        categories=_categories(text, folded, criteria),
        levels=known.levels.find_or_guess(folded),
        years=buddhist_years(text),
        awards=_most_particular(known.awards.find_or_guess(folded)),
        dimensions=_dimensions(text, folded),
        numbered=_numbered(text),
        wants=known.wants.find(folded),
        shapes=known.shapes.find(folded),
        units=_units_asked(text),
        impossible=_impossible(text),
        latin=tuple(dict.fromkeys(_LATIN.findall(text))),
    )


def canonical_words(text: str) -> tuple[str, ...]:
    """Content words of a normalised text, each as the word that stands for its synonyms."""
    known = vocabulary()
    return tuple(known.canonical(word) for word in content_words(text))


def units_told(text: str) -> set[str]:
    """What the numbers of a normalised text count (``207 หน่วยงาน``), as canonical words."""
    found = {unit for match in _COUNTED.finditer(text) if (unit := _unit(text, match.end()))}
    return found | ({_PERCENT} if _PERCENT_TOLD.search(text) else set())


def _units_asked(text: str) -> tuple[str, ...]:
    found = (_unit(text, match.end()) for match in _HOW_MANY.finditer(text))
    return tuple(dict.fromkeys(unit for unit in found if unit))


def _unit(text: str, start: int) -> str:
    """The word that begins at a place, as the one that stands for its synonyms."""
    rest = text[start : start + 24].lstrip()
    if rest.startswith("%"):
        return _PERCENT
    words = tokens(rest) if rest else []
    word = words[0] if words and rest.startswith(words[0]) else ""
    return (
        ""
        if is_stopword(word) and word not in _COUNTING_STOPWORDS
        else vocabulary().canonical(word)
    )


def _criteria(text: str) -> tuple[str, ...]:
    found = [
        (match.start(), int(match[1]), int(match[2]))
        for pattern in (_CRITERION, _CATEGORY_ITEM, _GLUED)
        for match in pattern.finditer(text)
    ]
    valid = (f"{c}.{n}" for _, c, n in sorted(found) if n <= _ITEMS_OF_CATEGORY[c])
    return tuple(dict.fromkeys(valid))


def _impossible(text: str) -> tuple[str, ...]:
    """Criterion and หมวด numbers named as such that PMQA 4.0 does not have (1.5, หมวด 8)."""
    numbers = [m[1] for m in _NAMED_CRITERION.finditer(text) if not _exists(m[1])]
    return (*numbers, *(m[0] for m in _NAMED_CATEGORY.finditer(text)))


def _exists(number: str) -> bool:
    category, item = int(number[0]), int(number[2])
    # 4.0 after มิติ or เกณฑ์ is the edition.
    return number == "4.0" or 1 <= item <= _ITEMS_OF_CATEGORY.get(category, 0)


def _categories(text: str, folded: str, criteria: tuple[str, ...]) -> tuple[int, ...]:
    if criteria:
        return ()
    numbers = [int(n) for match in _CATEGORY.finditer(text) for n in re.findall(r"[1-7]", match[1])]
    return tuple(dict.fromkeys([*numbers, *vocabulary().categories.find(folded)]))


def _dimensions(text: str, folded: str) -> tuple[int, ...]:
    numbers = [int(match[1]) for match in _DIMENSION.finditer(text)]
    return tuple(dict.fromkeys([*numbers, *vocabulary().dimensions.find(folded)]))


def _numbered(text: str) -> tuple[tuple[str, int], ...]:
    found = ((_NUMBERED_KIND[m[1]], int(m[2])) for m in _NUMBERED.finditer(text))
    return tuple(dict.fromkeys(found))


def _most_particular(awards: tuple[str, ...]) -> tuple[str, ...]:
    """Without the awards that a more particular named one belongs to."""
    return tuple(
        award for award in awards if not any(other.startswith(award + "_") for other in awards)
    )
