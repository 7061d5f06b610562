"""Reads the formula's inputs as people type them: "A 4 B 100 C 2 D 1000", "ลด 4 แผ่น 2 ชม. …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from core.errors import InvalidInput
from knowledge.tools.numerals import NUMBER, amounts, spell
from knowledge.tools.value import DAY_HOURS, INPUTS, LETTERS
from knowledge.tools.wording import leftover

_UNITS: dict[str, tuple[str, str, Decimal]] = {
    "sheets": ("sheets", r"แผ่น|หน้า|sheets?|pages?", Decimal(1)),
    "fee": ("fee", r"บาท|baht|thb|฿", Decimal(1)),
    "days": ("hours", r"วันทำการ|วันทำงาน|วัน|(?:working\s*)?days?", DAY_HOURS),
    "hours": ("hours", r"ชั่วโมง|ชม\.?|hours?|hrs?", Decimal(1)),
    "minutes": ("hours", r"นาที|minutes?|mins?", Decimal(60)),
    "transactions": (
        "transactions",
        r"ครั้ง|ราย(?:การ)?|ธุรกรรม|คน|คำขอ|transactions?|times|visits?|people",
        Decimal(1),
    ),
}
_UNIT = "|".join(f"(?P<{name}>{pattern})" for name, (_, pattern, _) in _UNITS.items())
_TOLD = re.compile(
    rf"(?:(?<![a-z])(?P<letter>[abcd])\s*[:=]?\s*)?(?P<number>{NUMBER})\s*(?:{_UNIT})?"
)
_BY_LETTER = {letter.lower(): name for name, letter in LETTERS.items()}
_LEAST_TOLD = 3  # inputs that make a line unasked a calculation
_NONE = re.compile(r"ไม่มี|ไม่ลด|ไม่ได้ลด|ศูนย์|none|no|zero")


def read_inputs(text: str) -> dict[str, Decimal]:
    """The inputs that a line tells, by name; empty where it says anything besides figures.

    Days count as eight hours. Four bare numbers are A, B, C, D.

    Raises:
        InvalidInput: ``value_twice`` (``name``), ``value_unit`` (``name``) where a letter has the
            unit of another, ``value_count`` (``count``) for bare numbers that are not four,
            ``value_unnamed`` (``number``) for a bare number among named ones.
    """
    plain = amounts(spell(text))
    if leftover("value", _TOLD.sub(" ", plain)):
        return {}
    found = list(_TOLD.finditer(plain))
    if found and all(not match["letter"] and _unit(match) is None for match in found):
        return _in_order(found)
    inputs: dict[str, Decimal] = {}
    for name, amount, is_part in _named(found):
        if name in inputs and not is_part:
            raise InvalidInput("value_twice", name=name)
        inputs[name] = inputs.get(name, Decimal(0)) + amount
    return inputs


def read_inputs_told(text: str) -> dict[str, Decimal]:
    """The inputs of words that come unasked: at least three, each named."""
    try:
        inputs = read_inputs(text)
    except InvalidInput:
        return {}
    bare = not re.search(r"[a-d]|[ก-๙]", spell(text))
    return {} if bare or len(inputs) < _LEAST_TOLD else inputs


def read_bare_amount(text: str) -> Decimal | None:
    """The one number, without letter or unit, that an answer is; "ไม่มี" is 0. Else None."""
    plain = amounts(spell(text))
    if _NONE.search(plain) and not leftover("value", _NONE.sub(" ", plain)):
        return Decimal(0)
    found = list(_TOLD.finditer(plain))
    alone = len(found) == 1 and not found[0]["letter"] and _unit(found[0]) is None
    if not alone or leftover("value", _TOLD.sub(" ", plain)):
        return None
    return Decimal(found[0]["number"])


def _in_order(found: list[re.Match[str]]) -> dict[str, Decimal]:
    if len(found) != len(INPUTS):
        raise InvalidInput("value_count", count=len(found))
    return {name: Decimal(match["number"]) for name, match in zip(INPUTS, found, strict=True)}


def _named(found: list[re.Match[str]]) -> Iterator[tuple[str, Decimal, bool]]:
    """Name, amount, and whether it may add to the one before ("1 วัน 2 ชั่วโมง")."""
    for match in found:
        unit = _unit(match)
        name = _BY_LETTER.get(match["letter"] or "") or (unit and _UNITS[unit][0])
        if not name:
            raise InvalidInput("value_unnamed", number=match["number"])
        if unit and _UNITS[unit][0] != name:
            raise InvalidInput("value_unit", name=name)
        yield name, _amount(Decimal(match["number"]), unit), name == "hours" and not match["letter"]


def _amount(number: Decimal, unit: str | None) -> Decimal:
    if unit == "minutes":
        return number / _UNITS[unit][2]
    return number * (_UNITS[unit][2] if unit else 1)


def _unit(match: re.Match[str]) -> str | None:
    return next((name for name in _UNITS if match[name]), None)
