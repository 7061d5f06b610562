"""Yes or no, said before a card where the question asks it and the card decides it."""

from __future__ import annotations

import re

from knowledge.asking import asks_yes_or_no
from knowledge.entry import Entry, Verdict
from knowledge.phrases import phrase
from knowledge.reading import Reading
from knowledge.spans import holds_number, is_span, number_asked
from thai.words import tokens

_THERE_IS = re.compile(r"(?<!ไม่)มี|ด้วย(?:ไหม|มั้ย|หรือ)|(?:ยัง)?อยู่(?:ใน)?\S*(?:ไหม|มั้ย)")
# "Not" as such: neither "or not" nor what belongs to a limit.
_NOT = re.compile(r"(?<!หรือ)(?<!รึ)ไม่(?!เกิน|น้อยกว่า|ต่ำกว่า|ถึง)")
_MONTHS = {"เดือน": 1, "ปี": 12}
_PERCENT = "ร้อยละ"
_AMOUNT = re.compile(r"ร้อยละ\s?(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)\s?(%|เดือน|ปี(?!\s?\d)|[ก-๙]+)")
_LEAST = re.compile(r"(?:ไม่น้อยกว่า|อย่างน้อย|ตั้งแต่)\s?(?:(ร้อยละ)\s?(\d+)|(\d+)\s([ก-๙]+))(?![\d.-])")
_MOST = re.compile(r"ไม่เกิน\s?(?:(ร้อยละ)\s?(\d+)|(\d+)\s([ก-๙]+))(?![\d.-])")


def verdict(entry: Entry, question: Reading) -> str:
    """The words to begin with; "…" at their end wants the card's first line behind them."""
    if not asks_yes_or_no(question.text):
        return ""
    said = next((each.says for each in entry.verdicts if _meets(each, question.text)), "")
    return said or _by_limit(entry, question)


def asks_whether_there_is(question: Reading) -> bool:
    """Whether a question asks for yes or no, and of something there may be: has it a field for …"""
    return asks_yes_or_no(question.text) and bool(_THERE_IS.search(question.text))


def _meets(each: Verdict, text: str) -> bool:
    """Whether a question holds a word of every group, and denies no more than they do."""
    bare = text.replace(" ", "")
    named = all(any(word in bare for word in group.split("|")) for group in each.when)
    denied = len(_NOT.findall(text)) <= sum("ไม่" in group for group in each.when)
    return named and denied


def _by_limit(entry: Entry, question: Reading) -> str:
    """Whether the one amount put keeps to the one limit that the card's first line sets."""
    first = entry.answer.split("\n", 1)[0]
    if holds := _in_span(first, question.text):
        return holds
    limits = [("least", match) for match in _LEAST.finditer(first)]
    limits += [("most", match) for match in _MOST.finditer(first)]
    amounts = [_amount(*match.groups("")) for match in _AMOUNT.finditer(question.text)]
    if len(limits) != 1 or len(amounts) != 1:
        return ""
    (bound, match), (amount, unit) = limits[0], amounts[0]
    value, counted = float(match[2] or match[3]), match[1] or match[4]
    if unit in _MONTHS and counted in _MONTHS:
        kept = _keeps(amount * _MONTHS[unit], value * _MONTHS[counted], bound)
    elif _unit(counted) == _unit(unit):
        kept = _keeps(amount, value, bound)
    else:
        return ""
    # Thai runs on, but a figure stands off from the word before it.
    told = f"ร้อยละ {value:g}" if match[1] else f" {value:g} {_unit(counted)}"
    return phrase("verdict", f"{bound}_{'kept' if kept else 'broken'}", language="th", limit=told)


def _in_span(first: str, text: str) -> str:
    """A yes, where a score put falls into the one span that the first line gives."""
    number = number_asked(text)
    inside = number is not None and is_span(first) and holds_number(first, number)
    return phrase("verdict", "inside", language="th") if inside else ""


def _amount(percent: str, number: str, unit: str) -> tuple[float, str]:
    return float(percent or number), _PERCENT if percent or unit == "%" else unit


def _keeps(amount: float, limit: float, bound: str) -> bool:
    return amount >= limit if bound == "least" else amount <= limit


def _unit(told: str) -> str:
    """The unit without the words that follow it: a long run of Thai has no spaces."""
    return tokens(told)[0]
