"""What a question names and wants, and what a text of an entry names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from knowledge import numbering
from knowledge.cleaning import clean
from knowledge.gist import gist
from knowledge.intent import Intents, intent_model
from knowledge.kin import awards_named
from knowledge.units import amounts, units_asked, units_counted
from knowledge.vocabulary import vocabulary
from thai.normalise import fold
from thai.numbers import buddhist_years, digits_for_words
from thai.words import content_words

_LATIN = re.compile(r"[a-z][a-z-]+")
# Progress as such is no level (ความก้าวหน้าของบุคลากร), nor what sounds like "sig" in a word.
_NO_LEVEL = re.compile(
    "|".join(map(fold, ["ความก้าวหน้า", "ระดับต้นแบบ", "ระดับดีเด่น", "ไม่เกิดผล", "รู้สึก", "ศึกษา"]))
)
# The part that the criteria are of, where the หมวด or มิติ of a subject is asked for.
HOME = "home"
# A number that tells a piece of a part: the first 4 questions. Years tell none.
_PIECE = re.compile(r"(?<!\d)\d{1,3}(?![\d.])")
LEVELS = ("basic", "advance", "significance")
_RANGE = re.compile("(?:จาก|อยู่).*(?:ถึง|ไป|ขึ้น)|from .* to ")
# A day named is no question for one, nor the number of a thing for a telephone's.
_ON_A_DAY = re.compile(fold("วันที่") + r"\s*\d|" + fold("เบอร์") + r"\s*\d")
# What a thing is called, or all of them: bodies and people only where such are spoken of.
_NAMED = re.compile("ชื่อ(?:ว่า|เต็ม)?(?:อะไร|ไร)")
_NAMES_OF_ALL = re.compile("ชื่อ(?:ว่า)?(?:อะไร|ไร)(?:บ้าง|มั่ง)")
# Of what is counted: หมวดถัดไปชื่ออะไร.
_THING = re.compile("(?:หมวด|มิติ|ด้าน|ข้อ|ขั้น|ฟอร์ม|ระดับ|ปัจจัย|ประเภท|รอบ)[ก-๙]{0,12}ชื่อ")
_WHOSE = re.compile("ใคร|กรม|หน่วยงาน|จังหวัด|วิทยากร|ประธาน|คน|กรรมการ|ผู้|ทีม")
_YEAR = re.compile(r"(?:ปีงบประมาณ|ปีงบ|ปี|พ\.ศ\.)\s*(?:25|20)?\d\d(?!\d)|(?<!\d)25\d\d(?!\d)")
_PERSON = re.compile(
    r"(?:ผอ\.?|ผู้อำนวยการ|อธิบดี|เลขา|ปลัด|หมอ|แพทย์|กรรมการ|หัวหน้า|ผู้ว่า|รัฐมนตรี|รมต|นายก)"
    r".{0,60}?(?:ชื่ออะไร|ชื่อไร|คือใคร|เป็นใคร|คนไหน)"
    r"|ใครเป็น(?:ผอ|ผู้อำนวยการ|ปลัด|อธิบดี|เลขา|หัวหน้า|ผู้ว่า|รัฐมนตรี|นายก)"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as understood. Tuples keep the order in which things were named.

    ``words`` are content words, each as the one that stands for its synonyms. ``echo`` holds words
    of the turn before that a follow-up leans on; ``impossible``, numbers that PMQA does not have;
    ``whole`` is the text with its courtesies; ``inquires``, that one of them announced a question;
    ``counted``, the units of which it asks how many there are, not how many may be; ``parts``,
    which part of an award it asks for; ``amounts``, numbers with what they count; ``entire``, that
    all of a set is asked for; ``intents``, what the text is for by its manner of speaking.
    """

    text: str
    folded: str
    words: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    categories: tuple[int, ...] = ()
    levels: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    awards: tuple[str, ...] = ()
    dimensions: tuple[int, ...] = ()
    numbered: tuple[tuple[str, int], ...] = ()
    wants: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    shapes: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    amounts: tuple[tuple[int, str], ...] = ()
    entire: bool = False
    latin: tuple[str, ...] = ()
    impossible: tuple[str, ...] = ()
    echo: tuple[str, ...] = ()
    echo_folded: str = ""
    whole: str = ""
    inquires: bool = False
    intents: Intents = field(default_factory=Intents)

    @property
    def names_something(self) -> bool:
        """Whether the question names a subject of the documents by number or name."""
        return bool(
            self.criteria or self.categories or self.awards or self.dimensions or self.numbered
        )


def read(question: str, spell: Callable[[str], str] = str) -> Reading:
    """What a question names and wants, misspelt names of levels and awards among it.

    ``spell`` puts the words of a normalised text right.
    """
    known = vocabulary()
    whole = digits_for_words(spell(clean(question)))
    bare = gist(whole)
    reading = named(bare.text)
    folded = reading.folded
    levels = _whole_range(bare.text, _levels(reading))
    words = _words_asked(reading.text)
    # A level counts as a word by its one name, whichever of many the question has for it.
    names = (known.canonical(level) for level in levels)
    awards = _with_guess(reading)
    return replace(
        reading,
        words=words + tuple(name for name in names if name not in words),
        levels=levels,
        awards=awards,
        wants=_wants(reading),
        parts=parts_asked(reading, awards),
        shapes=known.shapes.find(folded),
        units=units_asked(reading.text),
        counted=units_counted(reading.text),
        amounts=tuple(sorted(amounts(reading.text))),
        entire=bool(known.entire.search(reading.text)),
        latin=tuple(dict.fromkeys(_LATIN.findall(reading.text))),
        impossible=numbering.impossible(reading.text),
        whole=whole,
        inquires=bare.inquires,
        intents=intent_model().intents(reading.text),
    )


def _levels(reading: Reading) -> tuple[str, ...]:
    """The levels named, or the step of a criterion that must be one, or misspelt ones."""
    known = vocabulary()
    steps = known.steps_of_levels.find(reading.folded) if reading.criteria else ()
    named = tuple(dict.fromkeys((*reading.levels, *steps)))
    return named or known.levels.guess(_NO_LEVEL.sub(" ", reading.folded))


def _whole_range(text: str, levels: tuple[str, ...]) -> tuple[str, ...]:
    """All three levels where a question goes from the first to the last."""
    return LEVELS if set(levels) == {LEVELS[0], LEVELS[-1]} and _RANGE.search(text) else levels


def _wants(reading: Reading) -> tuple[str, ...]:
    wants = vocabulary().wants.find(_ON_A_DAY.sub(" ", reading.folded))
    if "who" in wants and _is_name_of_thing(reading):
        wants = tuple(want for want in wants if want != "who")
    if "score" in wants:  # A bonus in points is no money.
        wants = tuple(want for want in wants if want != "money")
    return (*wants, "person") if _PERSON.search(reading.text) else wants


def _is_name_of_thing(reading: Reading) -> bool:
    """Whether it is asked what a thing is called, and not who somebody is."""
    of_thing = _names_place(reading) or reading.numbered or _THING.search(reading.text)
    asked = (_NAMED if of_thing else _NAMES_OF_ALL).search(reading.text)
    return bool(asked) and not _WHOSE.search(reading.text)


def parts_asked(reading: Reading, awards: tuple[str, ...]) -> tuple[str, ...]:
    """The part asked for of an award; or that the home of a subject in the criteria is."""
    known = vocabulary()
    if not awards:
        at_home = known.home.search(reading.text) and not _names_place(reading)
        return (HOME,) if at_home else ()
    rest = known.awards.without(reading.folded)
    if _PIECE.search(rest):
        return ()
    # PMQA is named beside much else that may be asked what it means.
    freely = all(award.startswith("pmqa") for award in awards)
    return tuple(p for p in known.parts.find(rest) if not (freely and p == "definition"))


def _names_place(reading: Reading) -> bool:
    return bool(reading.criteria or reading.categories or reading.dimensions or reading.levels)


def named(text: str) -> Reading:
    """What a normalised text names, without its words."""
    known = vocabulary()
    folded = fold(text)
    criteria = numbering.criteria(text)
    categories = () if criteria else numbering.categories(text) + known.categories.find(folded)
    return Reading(
        text=text,
        folded=folded,
        criteria=criteria,
        categories=tuple(dict.fromkeys(categories)),
        levels=known.levels.find(_NO_LEVEL.sub(" ", folded)),
        years=buddhist_years(text),
        awards=_most_particular(tuple(dict.fromkeys(award for award, *_ in awards_named(folded)))),
        dimensions=tuple(dict.fromkeys(numbering.dimensions(text) + known.dimensions.find(folded))),
        numbered=numbering.parts(text),
    )


def canonical_words(text: str) -> tuple[str, ...]:
    """Content words of a normalised text, each as the word that stands for its synonyms."""
    known = vocabulary()
    return tuple(known.canonical(word) for word in content_words(text))


def _words_asked(text: str) -> tuple[str, ...]:
    """The words of a question less its years, which bind by themselves, and empty ones."""
    empty = vocabulary().empty_words
    words = tuple(w for w in canonical_words(_YEAR.sub(" ", text)) if w not in empty)
    return words or canonical_words(text)


def _with_guess(reading: Reading) -> tuple[str, ...]:
    """The awards named, or a misspelt one where none is named or only its family."""
    if reading.criteria or reading.categories:
        return reading.awards
    guess = vocabulary().awards.guess(reading.folded)
    families = {guessed.rsplit("_", 1)[0] for guessed in guess}
    return guess if set(reading.awards) <= families else reading.awards


def _most_particular(awards: tuple[str, ...]) -> tuple[str, ...]:
    """Without the awards that a more particular named one belongs to."""
    return tuple(
        award for award in awards if not any(other.startswith(award + "_") for other in awards)
    )
