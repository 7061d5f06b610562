"""Yes or no, said before a card where the question asks it and the card decides it."""

from __future__ import annotations

import re

from knowledge.entry import Entry, Verdict
from knowledge.phrases import phrase
from knowledge.reading import Reading

_YES_OR_NO = re.compile(
    r"ไหม|มั้ย|มั๊ย|ไม๊|หรือไม่|หรือเปล่า|รึเปล่า|หรือป่าว|ป่าว|ปะ(?![ก-๙])|หรือยัง|รึยัง|หรือ$|เหรอ|หรอ"
    r"|^(?:can|could|may|must|is|are|do|does|should)\s"
)
_OPEN = re.compile(r"กี่|อะไร|ไหน|ใคร|เมื่อไ|เท่าไ|เท่าใด|ยังไง|อย่างไร|ทำไม|เพราะ")
# "Not" as such: neither "or not" nor what belongs to a limit.
_NOT = re.compile(r"(?<!หรือ)(?<!รึ)ไม่(?!เกิน|น้อยกว่า|ต่ำกว่า|ถึง)")
_MONTHS = {"เดือน": 1, "ปี": 12}
_LEAST = "ขั้นต่ำ"
_MOST = "สูงสุด"
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)\s?(เดือน|ปี(?!\s?\d)|[ก-๙]+)")


def verdict(entry: Entry, question: Reading) -> str:
    """The words to begin with; "…" at their end wants the card's first line behind them."""
    if not _YES_OR_NO.search(question.text) or _OPEN.search(question.text):
        return ""
    said = next((each.says for each in entry.verdicts if _meets(each, question.text)), "")
    return said or _by_limit(entry, question)


def _meets(each: Verdict, text: str) -> bool:
    """Whether a question holds a word of every group, and denies no more than they do."""
    bare = text.replace(" ", "")
    named = all(any(word in bare for word in group.split("|")) for group in each.when)
    denied = len(_NOT.findall(text)) <= sum("ไม่" in group for group in each.when)
    return named and denied


def _by_limit(entry: Entry, question: Reading) -> str:
    """Whether the amount put keeps to the card's one least or greatest figure of its unit."""
    amounts = [(float(n), unit) for n, unit in _AMOUNT.findall(question.text)]
    limits = [f for f in entry.figures if _LEAST in f.name or _MOST in f.name]
    if len(amounts) != 1 or len(limits) != 1 or not limits[0].value.isdecimal():
        return ""
    (amount, unit), limit = amounts[0], limits[0]
    if limit.unit in _MONTHS and unit in _MONTHS:
        given, needed = amount * _MONTHS[unit], float(limit.value) * _MONTHS[limit.unit]
    elif unit.startswith(limit.unit):
        given, needed = amount, float(limit.value)
    else:
        return ""
    kept = given >= needed if _LEAST in limit.name else given <= needed
    bound = "least" if _LEAST in limit.name else "most"
    key = f"{bound}_{'kept' if kept else 'broken'}"
    return phrase("verdict", key, language="th", value=limit.value, unit=limit.unit)
