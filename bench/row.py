"""One figure beside its reference, and how a run of them is shown."""

import json
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A measured value and the reference measured beside it, in the same unit.

    `against` names the reference; `more_is_better` tells which way the ratio should go.
    """

    name: str
    value: float
    unit: str
    reference: float
    against: str
    more_is_better: bool = False

    @property
    def ratio(self) -> float:
        """Our value by the reference's."""
        return self.value / self.reference


def as_json(rows: Sequence[Row]) -> str:
    """Return the rows as a JSON list of name, value, unit, reference, ratio."""
    return json.dumps(
        [
            {
                "name": row.name,
                "value": round(row.value, 3),
                "unit": row.unit,
                "reference": round(row.reference, 3),
                "ratio": round(row.ratio, 3),
            }
            for row in rows
        ],
        ensure_ascii=False,
    )


def as_table(rows: Sequence[Row]) -> str:
    """Return the rows as a table for people."""
    head = ("", "ours", "", "reference", "ratio", "good", "reference is")
    lines = [head, *(_cells(row) for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(head))]
    left = {0, 2, 5, 6}
    return "\n".join(
        "  ".join(
            cell.ljust(width) if at in left else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _cells(row: Row) -> tuple[str, ...]:
    good = "high" if row.more_is_better else "low"
    figures = (_short(row.value), row.unit, _short(row.reference), f"{row.ratio:.2f}")
    return (row.name, *figures, good, row.against)


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
