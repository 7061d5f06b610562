"""The value formula of document 004: Total Value = (A+B+C) x D, in baht.

Source: document 004 (awards 2566), facilitation award, "มิติที่ 2 การประเมินความคุ้มค่า". All of A, B
and C are per person and visit. The dimension has 15 points; the document gives no bands for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from core.errors import InvalidInput

SHEET_BAHT = Decimal("0.5")  # a sheet of paper saved
HOUR_BAHT = Decimal(41)  # an hour saved: the minimum wage of a day over its hours
DAY_BAHT = Decimal(328)
DAY_HOURS = Decimal(8)
POINTS = 15
INPUTS = ("sheets", "fee", "hours", "transactions")
LETTERS = {"sheets": "A", "fee": "B", "hours": "C", "transactions": "D"}
_MOST = Decimal(10) ** 12  # more than Thailand spends; beyond it a key was held down


@dataclass(frozen=True, slots=True)
class Value:
    """The computation: inputs, the three parts in baht, their sum, and the total in baht."""

    sheets: Decimal
    fee: Decimal
    hours: Decimal
    transactions: Decimal

    @property
    def a(self) -> Decimal:
        """A: baht of paper saved."""
        return self.sheets * SHEET_BAHT

    @property
    def b(self) -> Decimal:
        """B: baht of fees saved."""
        return self.fee

    @property
    def c(self) -> Decimal:
        """C: baht of time saved."""
        return self.hours * HOUR_BAHT

    @property
    def each(self) -> Decimal:
        """A+B+C: baht saved by one person on one visit."""
        return self.a + self.b + self.c

    @property
    def total(self) -> Decimal:
        """(A+B+C) x D in baht."""
        return self.each * self.transactions


def missing_inputs(given: Mapping[str, Decimal]) -> tuple[str, ...]:
    """The inputs still wanted, in the order of the formula."""
    return tuple(name for name in INPUTS if name not in given)


def check_input(name: str, amount: Decimal) -> Decimal:
    """The amount, if that input can have it.

    Raises:
        InvalidInput: ``value_range`` (``name``), negative or absurdly large; ``value_whole``,
            transactions in parts; ``value_none``, no transactions at all.
    """
    if not 0 <= amount <= _MOST:
        raise InvalidInput("value_range", name=name)
    if name == "transactions" and amount != int(amount):
        raise InvalidInput("value_whole", name=name)
    if name == "transactions" and amount == 0:
        raise InvalidInput("value_none", name=name)
    return amount


def total_value(given: Mapping[str, Decimal]) -> Value:
    """The value of the four inputs: sheets, fee (baht), hours, transactions.

    Raises:
        InvalidInput: as ``check_input``; KeyError where one is missing.
    """
    return Value(**{name: check_input(name, given[name]) for name in INPUTS})
