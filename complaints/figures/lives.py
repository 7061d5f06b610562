"""How many tickets stood at a moment, as columns: one array a column, one place a ticket."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
NOTHING = -1  # stands for "not yet" and "never" in columns of moments, durations and ids

NUMBERS = (
    "ticket_id",
    "reported_at",
    "agency_id",
    "officer_id",
    "main_id",
    "assigned_after",
    "responded_at",
    "response_working",
    "response_due_at",
    "finished_at",
    "resolution_working",
    "held_working",
    "held_calendar",
    "due_at",
    "hand_overs",
    "reopened",
    "confirmed",
    "ratings",
    "stars",
    "joined",
    "proposal",
    "moves",
    "audited",
)
AREA = ("province", "district", "subdistrict")
WORDS = ("category", "status", "channel", *AREA)
COLUMNS = (*NUMBERS, "category", "status", "channel")


@dataclass(frozen=True, slots=True)
class Lives:
    """The columns, named as those of `tables.Fact`; `as_of` is the moment in microseconds.

    Words are numbered: `columns` holds their numbers, `words` what these stand for.
    """

    as_of: int
    columns: dict[str, Ints]
    words: dict[str, tuple[str, ...]]

    @classmethod
    def of_rows(
        cls, as_of: int, batches: Iterable[Sequence[Sequence[Any]]], names: Sequence[str] = COLUMNS
    ) -> Self:
        """Return the columns of rows that hold these names in their order, without None.

        Rows come in batches: of a million, only columns are ever all in memory.
        """
        parts: dict[str, list[Ints]] = {name: [np.array([], np.int64)] for name in names}
        words: dict[str, dict[str, int]] = {name: {} for name in names if name in WORDS}
        for rows in batches:
            for name, values in zip(names, zip(*rows, strict=True), strict=False):
                if name in words:
                    known = words[name]
                    numbers = [known.setdefault(word, len(known)) for word in values]
                    parts[name].append(np.array(numbers, np.int64))
                else:
                    parts[name].append(np.array(values, np.int64))
        columns = {name: np.concatenate(found) for name, found in parts.items()}
        return cls(as_of, columns, {name: tuple(known) for name, known in words.items()})

    def __len__(self) -> int:
        return len(self.columns["ticket_id"])

    def numbers(self, name: str) -> Ints:
        """Return a column of numbers, or the numbers of a column of words."""
        return self.columns[name]

    def is_any(self, name: str, *values: str) -> Flags:
        """Tell where a column of words holds one of these."""
        wanted = [number for number, word in enumerate(self.words[name]) if word in values]
        return np.isin(self.columns[name], wanted)

    def has(self, name: str) -> Flags:
        """Tell where a column holds something."""
        return np.not_equal(self.columns[name], NOTHING)

    def only(self, flags: Flags) -> Self:
        """Return those where the flag is up."""
        chosen = {name: column[flags] for name, column in self.columns.items()}
        return type(self)(self.as_of, chosen, self.words)

    def none(self) -> Self:
        """Return the columns with no ticket in them."""
        return self.only(np.zeros(len(self), np.bool_))
